"""A persona as the pages show it, in one language, as far as its physician has consented."""

from dataclasses import dataclass

from twin.labels.disclosure import standing_notice, twin_name
from twin.persona.persona import Persona


@dataclass(frozen=True, slots=True)
class ShownTwin:
    """One twin in the reader's language.

    `name` is the physician's, or the post where there is no consent to the name; `twin_name` is the twin's.
    `portrait` is what the drawing shows, "" without consent to the likeness.
    """

    id: str
    name: str
    twin_name: str
    title: str
    specialty: str
    hospital: str
    fictional: bool
    greeting: str
    portrait: str
    standing_notice: str
    starters: tuple[str, ...]
    speaks_about: tuple[str, ...]
    does_not: tuple[str, ...]


def shown_twin(persona: Persona, language: str) -> ShownTwin:
    """Show a persona in one language."""
    named = persona.consent.name
    return ShownTwin(
        id=persona.id,
        name=(persona.name if named else persona.title).in_language(language),
        twin_name=twin_name(persona, language),
        title=persona.title.in_language(language),
        specialty=persona.specialty.in_language(language),
        hospital=persona.hospital.in_language(language),
        fictional=persona.fictional,
        greeting=persona.greeting.in_language(language),
        portrait=persona.portrait.description.in_language(language) if persona.consent.likeness else "",
        standing_notice=standing_notice(persona, language),
        starters=persona.starter_questions.in_language(language),
        speaks_about=persona.scope.speaks_about.in_language(language),
        does_not=persona.scope.does_not.in_language(language),
    )
