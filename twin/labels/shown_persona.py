"""A persona as far as its physician consents to be seen: without consent to the name, no word of it holds the name."""

from twin.labels.consent import ConsentLedger, Use
from twin.persona.persona import Bilingual, BilingualList, Persona

_GREETING = Bilingual(
    en="Hello. I am the digital twin of a physician of this hospital. Ask me, and I answer from the physician's own texts.",
    zh="您好，我是本院一位医生的数字分身。您可以提问，我只按医生本人写过、讲过的内容回答。",
)
_NO_ANSWER = Bilingual(
    en="The physician has not put this in writing, so I will not guess. Please bring the question to the clinic.",
    zh="这个问题医生没有写过，我不乱猜。请把问题带到门诊来问。",
)


def shown_persona(persona: Persona, ledger: ConsentLedger) -> Persona:
    """Give the persona as every surface may show it today."""
    in_force = ledger.standing(persona).in_force
    consent = persona.consent
    allowed = {use.value: getattr(consent, use.value) and use in in_force for use in Use}
    if all(getattr(consent, name) == is_allowed for name, is_allowed in allowed.items()) and consent.name:
        return persona
    changed: dict[str, object] = {"consent": consent.model_copy(update=allowed)}
    if not allowed["name"]:
        changed |= _without_name(persona)
    return persona.model_copy(update=changed)


def _without_name(persona: Persona) -> dict[str, object]:
    """Give every field in which the name may stand, without it."""
    names = _names_of(persona)

    def clean(text: Bilingual, otherwise: Bilingual) -> Bilingual:
        return otherwise if _holds(text.en + text.zh, names) else text

    def cleaned(texts: BilingualList) -> BilingualList:
        return BilingualList(
            en=tuple(text for text in texts.en if not _holds(text, names)),
            zh=tuple(text for text in texts.zh if not _holds(text, names)),
        )

    manner = persona.manner
    return {
        "name": persona.title,
        "greeting": clean(persona.greeting, _GREETING),
        "no_answer": clean(persona.no_answer, _NO_ANSWER),
        "manner": manner.model_copy(
            update={"openings": cleaned(manner.openings), "closings": cleaned(manner.closings)}
        ),
        "starter_questions": cleaned(persona.starter_questions),
        "scope": persona.scope.model_copy(
            update={
                "speaks_about": cleaned(persona.scope.speaks_about),
                "does_not": cleaned(persona.scope.does_not),
            }
        ),
    }


def _names_of(persona: Persona) -> tuple[str, ...]:
    """Give the ways in which people write the name: whole, and each part of the English one behind a title."""
    english = persona.name.en.removeprefix("Dr.").removeprefix("Dr ").removeprefix("Prof.").strip()
    chinese = persona.name.zh.strip()
    parts = [f"{title} {part}" for title in ("Dr.", "Dr", "Professor", "Prof.") for part in english.split()]
    return (english, chinese, *parts, f"{chinese[0]}医生", f"{chinese[0]}主任")


def _holds(text: str, names: tuple[str, ...]) -> bool:
    folded = text.casefold()
    return any(name.casefold() in folded for name in names)
