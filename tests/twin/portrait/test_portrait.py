"""Portraits are drawn from a persona's own description, and nobody's without consent."""

from itertools import product
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest

from twin.persona.appearance import Beard, Garment, GlassesShape, HairShape, PortraitDrawing
from twin.persona.folder import load_persona
from twin.persona.persona import Bilingual, Persona, Portrait
from twin.persona.scaffold import scaffold
from twin.portrait.features import drawing_from_words, drawing_of
from twin.portrait.moving_parts import Eyes, Mouth
from twin.portrait.portrait import portrait_svg, svg_document, whole_figure

PERSONAS = Path(__file__).parents[3] / "personas"
LIN = load_persona(PERSONAS, "cardiology")
PHYSICIANS = ("cardiology", "paediatrics", "pathology", "urology")


def described(words: str) -> Persona:
    """Give a persona that looks as described, in words only."""
    return LIN.model_copy(update={"portrait": Portrait(description=Bilingual(en=words, zh="略"))})


@pytest.mark.parametrize("persona_id", PHYSICIANS)
def test_what_is_drawn_of_the_demo_physicians_agrees_with_their_description(persona_id: str) -> None:
    persona = load_persona(PERSONAS, persona_id)
    drawn = drawing_of(persona)
    read = drawing_from_words(persona.portrait.description.en, persona_id)

    assert (drawn.lashes, drawn.hair, drawn.glasses, drawn.garment) == (
        read.lashes,
        read.hair,
        read.glasses,
        read.garment,
    )
    assert drawn.glasses_up == ("pushed up" in persona.portrait.description.en)


def test_the_four_physicians_look_different() -> None:
    figures = {whole_figure(drawing_of(load_persona(PERSONAS, one))) for one in PHYSICIANS}
    colours = {load_persona(PERSONAS, one).portrait.colours.accent for one in PHYSICIANS}

    assert len(figures) == len(colours) == 4


def test_without_a_drawing_the_words_decide() -> None:
    look = drawing_of(described("A man of 44 with brown hair and a short beard, green shirt."))

    assert not look.lashes and look.beard == "short" and look.glasses == "none" and look.age_lines == 0
    assert look.hair_colour == "#573a2a" and look.garment_colour == "#3f7f5b"


def test_every_part_of_every_kind_is_well_formed() -> None:
    drawings = [
        PortraitDrawing(hair=hair, glasses=glasses)
        for hair, glasses in product(get_args(HairShape), get_args(GlassesShape))
    ] + [
        PortraitDrawing(beard=beard, garment=garment)
        for beard, garment in product(get_args(Beard), get_args(Garment))
    ]

    for drawing in drawings:
        ElementTree.fromstring(svg_document(whole_figure(drawing)))
    for shape, state in product(Mouth, Eyes):
        ElementTree.fromstring(svg_document(whole_figure(drawings[0], shape=shape, state=state, tilt=1)))


def test_a_portrait_is_well_formed_and_its_title_is_words_only() -> None:
    root = ElementTree.fromstring(portrait_svg(LIN, title="<script>x</script>"))

    assert root[0].text == "<script>x</script>"


def test_without_consent_to_the_likeness_nobody_in_particular_is_drawn() -> None:
    persona = LIN.model_copy(update={"consent": LIN.consent.model_copy(update={"likeness": False})})

    other = persona.model_copy(update={"id": "other", "portrait": described("A bald man.").portrait})

    assert portrait_svg(persona, title="t") == portrait_svg(other, title="t")


def test_a_new_persona_folder_has_a_drawing(tmp_path: Path) -> None:
    scaffold(tmp_path, "new_one")

    assert load_persona(tmp_path, "new_one").portrait.drawing is not None
