"""Portraits are drawn from words, and nobody's without consent."""

from xml.etree import ElementTree

from api.pages.portrait import features_of, portrait_svg
from tests.api.pages.fake_house import PERSONAS
from twin.persona.folder import load_persona
from twin.persona.persona import Bilingual, Persona, Portrait

LIN = load_persona(PERSONAS, "cardiology")


def described(words: str) -> Persona:
    """Give a persona that looks as described."""
    return LIN.model_copy(update={"portrait": Portrait(description=Bilingual(en=words, zh="略"))})


def test_the_drawing_follows_the_description() -> None:
    look = features_of(LIN)

    assert look.is_woman and look.glasses and look.older and not look.beard and not look.long_hair
    assert look.clothes == "#1d3a6b"


def test_a_bearded_man_is_drawn_as_one() -> None:
    look = features_of(described("A man of 44 with brown hair and a short beard, green shirt."))

    assert not look.is_woman and look.beard and not look.glasses and not look.older
    assert look.hair == "#573a2a" and look.clothes == "#3f7f5b"


def test_a_portrait_is_well_formed_and_its_title_is_words_only() -> None:
    root = ElementTree.fromstring(portrait_svg(LIN, title="<script>x</script>"))

    assert root[0].text == "<script>x</script>"


def test_without_consent_to_the_likeness_nobody_in_particular_is_drawn() -> None:
    persona = LIN.model_copy(update={"consent": LIN.consent.model_copy(update={"likeness": False})})

    assert portrait_svg(persona, title="t") == portrait_svg(
        persona.model_copy(update={"id": "other", "portrait": described("A bald man.").portrait}), title="t"
    )
