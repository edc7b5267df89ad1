"""Where the folder holds too little on a topic, the nearest topics fill the minutes, and everybody is told."""

from pathlib import Path
from typing import cast

import pytest

from tests.twin.lecture.small_folder import FOLDER, GLOSSARY, SmallLibrary, SmallSearch, held
from twin.evidence.retriever import Retriever
from twin.gate.gate import Gate
from twin.gate.new_terms import TermFinder
from twin.lecture.beyond import grouped, joined_title
from twin.lecture.material import Section
from twin.lecture.outlining import Outlining
from twin.lecture.script import Brief
from twin.lecture.scripting import Scripting
from twin.lecture.talk_length import script_seconds
from twin.persona.persona import Persona
from twin.persona.shelf import PersonaShelf
from twin.persona.slots import Slot

SALT = (
    "Pepper and dill give soup a taste without any salt in heart failure. Dried mushrooms do the same for rice and noodles. "
    "Vinegar wakes up a plate of cold vegetables. Garlic belongs into the oil before the beans. "
    "Ginger, finely cut, goes with steamed fish. A squeeze of lemon ends the cooking of chicken."
)
BEES = " ".join(f"Bee number {number} flies from flower to flower in the long garden." for number in range(9))
NEIGHBOUR = held(20, "", SALT, slot=Slot.ANSWERS, title="Spices at table")
STRANGER = held(21, "", BEES, slot=Slot.ANSWERS, title="Bees")


class LargerLibrary(SmallLibrary):
    """Holds the small folder with a neighbouring answer and one about something else."""

    async def retrievable(self, persona: str) -> tuple[str, ...]:
        return tuple(one.passage.id for one in (*FOLDER, NEIGHBOUR, STRANGER))

    async def passages(self, persona: str, ids: object) -> list:  # type: ignore[type-arg]
        return [one for one in (*FOLDER, NEIGHBOUR, STRANGER) if one.passage.id in ids]  # type: ignore[operator]


@pytest.fixture
def lin(personas: Path) -> Persona:
    """Give the demo's cardiologist."""
    return PersonaShelf(personas, personas).persona("cardiology")


def outlining() -> Outlining:
    return Outlining(cast(Retriever, SmallSearch()), LargerLibrary(), GLOSSARY)


def brief(minutes: float) -> Brief:
    return Brief(persona_id="cardiology", topic="Heart failure at home", minutes=minutes)


async def test_a_short_talk_stays_with_its_topic(lin: Persona) -> None:
    outline = await outlining().outline(brief(1), lin)

    assert not any(one.beyond for one in outline.scenes) and outline.reach == ()


async def test_a_longer_talk_takes_the_nearest_topic_and_never_a_strange_one(lin: Persona) -> None:
    outline = await outlining().outline(brief(3), lin)

    added = [one for one in outline.scenes if one.beyond]
    assert [one.beyond for one in added] == [("Spices at table",)]
    assert "Spices at table" in outline.reach[0] and "of 3 minutes" in outline.reach[0]
    assert not any("Bee" in line.text for one in outline.scenes for line in one.lines)


async def test_what_is_still_too_short_is_said_with_the_minutes_before_anything_is_made(lin: Persona) -> None:
    outline = await outlining().outline(brief(10), lin)

    assert "not 10" in outline.reach[-1] and outline.remarks[-1] == outline.reach[-1]


async def test_the_script_names_the_neighbouring_topics_it_speaks_of(lin: Persona) -> None:
    outline = await outlining().outline(brief(3), lin)
    script = Scripting(Gate(terms=TermFinder(GLOSSARY)), GLOSSARY).script(outline, lin)

    assert any("Spices at table" in one for one in script.not_covered)
    assert any("Vinegar" in one.text for one in script.sentences())
    assert script_seconds(script) > script_seconds(
        Scripting(Gate(terms=TermFinder(GLOSSARY)), GLOSSARY).script(
            await outlining().outline(brief(1), lin), lin
        )
    )


def test_sections_share_a_scene_in_their_order_the_shortest_together() -> None:
    sections = [Section("d", title, (NEIGHBOUR,), 0.5) for title in ("Salt", "Water", "Walking", "Sleep")]
    length = {"Salt": 40.0, "Water": 10.0, "Walking": 12.0, "Sleep": 40.0}

    groups = grouped(sections, 3, lambda one: length[one.title])

    assert [[one.title for one in group] for group in groups] == [["Salt"], ["Water", "Walking"], ["Sleep"]]


def test_a_shared_scene_is_called_by_its_sections_as_far_as_the_line_holds() -> None:
    few = [Section("d", title, (NEIGHBOUR,), 0.5) for title in ("Salt", "Water?")]
    many = [Section("d", f"A rather long heading, number {number}", (NEIGHBOUR,), 0.5) for number in range(3)]

    assert joined_title(few, "en") == "Salt · Water"
    assert joined_title(many, "en") == "A rather long heading, number 0 · and more"
