"""What a reader is told when the twin does not speak: honestly why, and how to reach a person."""

from datetime import datetime

from twin.persona.clinic import ClinicPlan
from twin.persona.persona import Bilingual

EXIT_WORDS = Bilingual(
    en="To leave the twin and reach a person, write “human” or “stop” at any time.",
    zh="想找真人，随时输入“人工”或“退出”即可。",
)
_LEFT = Bilingual(
    en="The twin's part of this conversation ends here.",
    zh="数字分身在本次对话中的部分到此结束。",
)
_PAUSED = Bilingual(
    en="This twin has been paused by its physician or by the hospital. For now it answers nothing.",
    zh="这个数字分身已由医生本人或医院暂停，目前它不回答问题。",
)
_WITHDRAWN = Bilingual(
    en="The physician behind this twin has withdrawn consent. It no longer answers.",
    zh="这位医生已撤回对数字分身的授权，它不再回答问题。",
)
_HELD = Bilingual(
    en="I do not answer a question of this kind by myself. {who} reads it and answers here, on this page, by {when}.",
    zh="这类问题我不自己回答。{who}会看您的问题，{when}之前就在本页回答您。",
)
_HELD_WITHOUT_TIME = Bilingual(
    en="I do not answer a question of this kind by myself: it takes a physician who knows you. Nobody reads it here at "
    "the moment, so please ask at the clinic.",
    zh="这类问题我不自己回答，需要了解您情况的医生来定。目前没有人在这里看到它，请到门诊来问。",
)
_CLINIC = Bilingual(
    en="To reach a person: {name}, {place}. {register}", zh="找医生：{name}，{place}。{register}"
)
_NO_CLINIC = Bilingual(
    en="To reach a person, ask at the hospital's registration desk.", zh="找医生请到医院挂号处询问。"
)
_EMERGENCY = Bilingual(
    en="If it gets worse or you are frightened, do not wait: call {number}.",
    zh="如果加重或者您很担心，不要等，请拨打{number}。",
)


class HumanRoute:
    """Words for one service: they name its clinics and its emergency number."""

    def __init__(self, emergency_number: str) -> None:
        """Take the local emergency number."""
        self._number = emergency_number

    def left(self, plan: ClinicPlan | None, language: str) -> tuple[str, ...]:
        """Say that the twin's part has ended, as the reader wished."""
        return (_LEFT.in_language(language), *self._way_on(plan, language))

    def paused(self, plan: ClinicPlan | None, language: str) -> tuple[str, ...]:
        """Say that the twin has been paused."""
        return (_PAUSED.in_language(language), *self._way_on(plan, language))

    def withdrawn(self, plan: ClinicPlan | None, language: str) -> tuple[str, ...]:
        """Say that the physician has withdrawn consent; names nobody."""
        return (_WITHDRAWN.in_language(language), *self._way_on(None, language))

    def held(
        self, plan: ClinicPlan | None, language: str, *, who: str = "", by: datetime | None = None
    ) -> tuple[str, ...]:
        """Say who will answer a held question and until when; without a desk that reads it, that nobody does."""
        if not who or by is None:
            return (_HELD_WITHOUT_TIME.in_language(language), *self._way_on(plan, language))
        when = by.astimezone().strftime("%Y-%m-%d %H:%M")
        words = _HELD.in_language(language).format(who=who, when=when)
        return (words, _EMERGENCY.in_language(language).format(number=self._number))

    def _way_on(self, plan: ClinicPlan | None, language: str) -> tuple[str, ...]:
        route = _NO_CLINIC.in_language(language)
        if plan is not None:
            clinic = plan.clinics[0]
            parts = (clinic.campus, clinic.building, clinic.floor, clinic.room)
            place = ("" if language == "zh" else ", ").join(part.in_language(language) for part in parts)
            route = _CLINIC.in_language(language).format(
                name=clinic.name.in_language(language),
                place=place,
                register=clinic.register_how.in_language(language),
            )
        return (route, _EMERGENCY.in_language(language).format(number=self._number))
