"""An outline divides the minutes over what the folder holds, and says what it does not hold."""

from pathlib import Path
from typing import cast

import pytest

from tests.twin.lecture.small_folder import GLOSSARY, SmallLibrary, SmallSearch, held
from twin.evidence.retriever import Retriever
from twin.lecture.drafting import body_scenes_for
from twin.lecture.outlining import Outlining
from twin.lecture.script import Brief, SceneKind
from twin.lecture.speakable import Weighing, speakable_lines
from twin.persona.persona import Persona
from twin.persona.shelf import PersonaShelf


@pytest.fixture
def lin(personas: Path) -> Persona:
    """Give the demo's cardiologist."""
    return PersonaShelf(personas, personas).persona("cardiology")


def outlining() -> Outlining:
    return Outlining(cast(Retriever, SmallSearch()), SmallLibrary(), GLOSSARY)


def brief(**changed: object) -> Brief:
    return Brief.model_validate(
        {"persona_id": "cardiology", "topic": "Heart failure at home", "minutes": 1, **changed}
    )


async def test_a_talk_goes_from_why_over_the_body_to_what_to_do_and_when_to_seek_help(lin: Persona) -> None:
    outline = await outlining().outline(brief(), lin)

    kinds = [one.kind for one in outline.scenes]
    assert kinds[0] is SceneKind.WHY and kinds[-2:] == [SceneKind.WHAT_TO_DO, SceneKind.WHEN_TO_SEEK_HELP]
    assert set(kinds[1:-2]) == {SceneKind.BODY}
    assert sum(one.seconds for one in outline.scenes) == pytest.approx(60, abs=1)
    assert outline.not_covered == ()


async def test_what_sends_people_to_an_ambulance_stands_in_the_last_scene_and_first_in_it(
    lin: Persona,
) -> None:
    outline = await outlining().outline(brief(), lin)

    assert outline.scenes[-1].lines[0].text == "Call 120 if you gasp at rest or faint."


async def test_a_topic_the_folder_does_not_hold_is_said_and_not_invented(lin: Persona) -> None:
    outline = await outlining().outline(brief(topic="Zebra migration"), lin)

    assert outline.scenes == () and outline.not_covered == ("Zebra migration",)


async def test_a_point_that_must_be_said_is_said_or_reported(lin: Persona) -> None:
    wishes = ("Write the weight in the notebook", "Unicorn dust heals hearts")

    outline = await outlining().outline(brief(must_say=wishes), lin)

    musts = [line.text for one in outline.scenes for line in one.lines if line.is_must]
    assert musts == ["Write the weight in the blue notebook."]
    assert outline.not_covered == ("Unicorn dust heals hearts",)


async def test_what_must_not_be_said_is_nowhere_in_the_outline(lin: Persona) -> None:
    outline = await outlining().outline(brief(must_not_say=("salt",)), lin)

    assert not any("salt" in line.text.lower() for one in outline.scenes for line in one.lines)


async def test_sentences_that_lean_on_others_or_point_at_a_page_are_left_out(lin: Persona) -> None:
    outline = await outlining().outline(brief(), lin)

    said = {line.text: line for one in outline.scenes for line in one.lines}
    assert not any("table below" in text for text in said)
    punishment = said.get("It is not a punishment.")
    assert punishment is None or punishment.needs is not None


@pytest.mark.parametrize(("minutes", "scenes"), [(1, 2), (3, 3), (10, 6), (45, 8)])
def test_longer_talks_have_more_scenes_within_two_and_eight(minutes: float, scenes: int) -> None:
    assert body_scenes_for(minutes) == scenes


def test_a_belief_told_to_be_corrected_is_never_said_alone() -> None:
    text = "An old custom wraps a hot child in quilts. I never laugh at it. Offer drinks often to the child."

    lines = speakable_lines(held(1, "Fever", text), Weighing(1.0, "en", is_lay=True), first_place=0)

    assert [one.text for one in lines] == ["Offer drinks often to the child."]


def test_one_or_two_words_are_said_in_one_breath_with_what_they_complete() -> None:
    text = "Go if the pain does not stop with tablets. Emergency department. Drink on the next day."

    lines = speakable_lines(held(1, "Pain", text), Weighing(1.0, "en", is_lay=True), first_place=0)

    assert lines[0].text == "Go if the pain does not stop with tablets. Emergency department."
