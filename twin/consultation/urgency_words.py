"""A level put into words: the card of an emergency, the end of an answer. From rules and directory only, no model."""

import logging
from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from twin.consultation.conversation_triage import asks_to_come, form_of, triage_of_conversation
from twin.consultation.events import Advised, DepartmentShown, Triaged
from twin.consultation.kept_level import KeptLevel, level_name
from twin.errors import TwinError
from twin.evidence.other_languages import other_language
from twin.persona.persona import Bilingual
from twin.triage.disposition import Disposition
from twin.triage.result import Language
from twin.triage.triage import Triage
from twin.wayfinding.wayfinder import EMERGENCY, SuggestedDepartment, Wayfinder

log = logging.getLogger(__name__)

MOST_DEPARTMENTS = 3
FAR_BEHIND = (
    1.5  # of the referral's score (log chance): a fifth as likely as the first; naming it would puzzle
)
# Who asks a physician's twin for knowledge is likelier than not in the right house: added to the score (log chance) of
# that department. A complaint goes where the complaint belongs.
OWN_HOUSE = 3.0
MOST_REASONS = 2
LONGEST_COMPLAINT = 2_000  # characters of the newest messages that the referral reads
_LEVEL = Bilingual(en="How soon: {level}.", zh="多急：{level}。")
_LEVEL_BY = Bilingual(en="How soon: {level}; {by_when}.", zh="多急：{level}，{by_when}。")
_WHY = Bilingual(en="Why: {why}", zh="为什么：{why}")
_DO = Bilingual(en="What to do: {do}", zh="怎么做：{do}")
_IF = Bilingual(en="Come back or call if: {lines}", zh="什么时候要再来或打电话：{lines}")
_WHERE = Bilingual(en="Where: {first}.", zh="看哪个科：{first}。")
_WHERE_ELSE = Bilingual(
    en="Where: {first}; also possible: {others}.", zh="看哪个科：{first}；也可以看：{others}。"
)
_LIGHT = Bilingual(
    en="This reads as a general question, so nothing is urgent about it as far as your words tell; that is not a diagnosis.",
    zh="这是一般性的询问，从您的话里看没有紧急情况，但这不是诊断。",
)
_LIGHT_IF = Bilingual(
    en="If it is about a complaint of your own, tell me what you feel and since when. Call {number} at once for trouble "
    "breathing, chest pain, fainting, weakness of one side or heavy bleeding.",
    zh="如果是您自己不舒服，请告诉我哪里不舒服、多久了。呼吸困难、胸痛、晕倒、一侧无力或大出血，请立即拨打{number}。",
)
_LIGHT_WHERE = Bilingual(
    en="To talk about it in person: {first}, no hurry.", zh="想当面问：{first}，不着急。"
)
EMERGENCY_ROOM = Bilingual(en="Emergency department", zh="急诊")


class UrgencyWords:
    """Puts levels into words. Needs the rules; a directory that is out of order takes the way away, never the card."""

    def __init__(self, engine: Callable[[], Triage], wayfinder: Wayfinder, *, emergency_number: str) -> None:
        """Take the rules (loaded when first asked for), the guide to the rooms, and the local emergency number."""
        self.engine = engine
        self._wayfinder = wayfinder
        self._number = emergency_number

    def by_rules(self, messages: Sequence[str], language: str) -> Triaged:
        """Judge messages with everything else dead: no store, no search, no model.

        Args:
            messages: What the patient wrote, oldest first; at least one.
            language: en or zh.
        """
        return self.triaged(triage_of_conversation(self.engine(), messages).level, messages, language)

    def triaged(
        self, level: KeptLevel, messages: Sequence[str], language: str, *, persona: str = ""
    ) -> Triaged:
        """Give the event of a level; `messages` are everything the patient wrote, oldest first, `language` en or zh.

        Who only asks how to come to `persona` is led to that physician's own department.
        """
        engine = self.engine()
        spoken: Language = "zh" if language == "zh" else "en"
        card = engine.cards[level.card_in(engine)]
        unread = self._unread(level, messages)
        departments = () if unread else self._departments(level, messages, language, persona)
        return Triaged(
            disposition=level.disposition,
            form=form_of(level, messages),
            level=level_name(level.disposition, language),
            rules=level.rules,
            layer=level.layer,
            card=card.id,
            card_kind=card.kind,
            why=tuple(dict.fromkeys(reason[spoken] for reason in level.reasons))[:MOST_REASONS],
            do_now=self._filled(card.do_now[spoken]),
            until_help=self._filled(card.until_help[spoken]),
            by_when=card.by_when[spoken],
            come_back_if=self._filled(card.come_back_if[spoken]),
            departments=departments,
            way=departments[0].address if departments else "",
            emergency_number=self._number,
            language=spoken,
            unread=unread,
        )

    def advised(self, triaged: Triaged) -> Advised:
        """Give the event at the end of an answer."""
        return Advised(disposition=triaged.disposition, form=triaged.form, lines=self.lines(triaged))

    def lines(self, triaged: Triaged) -> tuple[str, ...]:
        """Say in plain words what one can do now; the end of an answer."""
        if triaged.unread:
            return triaged.unread
        if triaged.form == "light":
            return self._light_lines(triaged)
        language, space = triaged.language, "" if triaged.language == "zh" else " "
        how_soon = (_LEVEL if triaged.by_when == triaged.level else _LEVEL_BY).in_language(language)
        lines = [
            how_soon.format(level=triaged.level, by_when=triaged.by_when),
            _WHY.in_language(language).format(why=space.join(triaged.why)) if triaged.why else "",
            _DO.in_language(language).format(do=space.join((*triaged.do_now, *triaged.until_help))),
            _IF.in_language(language).format(lines=space.join(triaged.come_back_if)),
            self._where(triaged),
        ]
        return tuple(line for line in lines if line)

    def _unread(self, level: KeptLevel, messages: Sequence[str]) -> tuple[str, ...]:
        """Give what is told to somebody whose language the rules do not read; empty where they read it, or fired."""
        found = other_language(messages[-1]) if level.disposition < Disposition.URGENT else None
        return () if found is None else tuple(line.format(number=self._number) for line in found.words)

    def _light_lines(self, triaged: Triaged) -> tuple[str, ...]:
        language = triaged.language
        lines = [
            _LIGHT.in_language(language),
            _LIGHT_IF.in_language(language).format(number=self._number),
        ]
        if triaged.departments:
            lines.append(_LIGHT_WHERE.in_language(language).format(first=triaged.departments[0].name))
        return tuple(lines)

    def _where(self, triaged: Triaged) -> str:
        names = [department.name for department in triaged.departments]
        if not names:
            return ""
        if len(names) == 1:
            return _WHERE.in_language(triaged.language).format(first=names[0])
        joint = "、" if triaged.language == "zh" else ", "
        return _WHERE_ELSE.in_language(triaged.language).format(first=names[0], others=joint.join(names[1:]))

    def _filled(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(line.replace("{emergency_number}", self._number) for line in lines)

    def _departments(
        self, level: KeptLevel, messages: Sequence[str], language: str, persona: str
    ) -> tuple[DepartmentShown, ...]:
        """Give where to go; in an emergency the emergency department alone, and none where the directory is out of order."""
        try:
            directory, referral = self._wayfinder.directory, self._wayfinder.referral
            own = directory.department_of(persona) if asks_to_come(level, messages) else None
            if own is not None:
                chosen = [(own, "")]
            elif level.disposition is Disposition.EMERGENCY or referral is None:
                chosen = [(EMERGENCY, "")] if level.disposition is Disposition.EMERGENCY else []
            else:
                ranked = referral.departments_for(
                    "\n".join(messages)[-LONGEST_COMPLAINT:],
                    disposition=level.disposition,
                    rule_departments=level.departments,
                )
                is_general = form_of(level, messages) == "light" and not level.departments
                own = directory.department_of(persona) if is_general else None
                chosen = _nearest(ranked, own, language)
            return tuple(
                DepartmentShown(
                    id=department,
                    name=directory.department(department).name.in_language(language),
                    reason=reason,
                    address=f"/find/{department}?{urlencode({'from': self._wayfinder.default_entrance})}",
                )
                for department, reason in chosen[:MOST_DEPARTMENTS]
            )
        except TwinError as error:
            log.warning("no department named", extra={"fault": type(error).__name__})
            return ()


def _nearest(ranked: Sequence[SuggestedDepartment], own: str | None, language: str) -> list[tuple[str, str]]:
    """Give the departments that are about as likely as the first, with the reasons; `own` is the asked physician's.

    Words that name no complaint ("what does this number mean?") say little of any department: then it is the own one.
    """
    if own is not None and not ranked:
        return [(own, "")]
    scores = {one.department: one.score + OWN_HOUSE * (one.department == own) for one in ranked}
    best = max(scores.values(), default=0.0)
    near = [one for one in ranked if scores[one.department] >= best - FAR_BEHIND]
    near.sort(key=lambda one: -scores[one.department])
    return [(one.department, one.reason.in_language(language)) for one in near]


def card_lines(triaged: Triaged) -> tuple[str, ...]:
    """Give the card as lines of plain text: what to do now, until help comes, when to call again."""
    return (*triaged.why, *triaged.do_now, *triaged.until_help, *triaged.come_back_if)
