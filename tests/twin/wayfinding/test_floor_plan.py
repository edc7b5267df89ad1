"""The plan is drawn from the directory, with the way, and can neither run nor load anything."""

from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.twin.wayfinding.real_hospital import real_directory, real_guide
from tests.twin.wayfinding.small_hospital import small_directory
from twin.wayfinding.floor_plan import PHONE_WIDTH, floor_plan_svg
from twin.wayfinding.walking_graph import graph_of
from twin.wayfinding.way import way_between

SVG = "{http://www.w3.org/2000/svg}"
LEGIBLE_PIXELS = 10.0


def drawn(floor_id: str, goal: str, *, language: str = "en") -> ElementTree.Element:
    """Draw a floor of the hospital with the way from the east gate."""
    guide, directory = real_guide(), real_directory()
    way = way_between(guide.graph, directory.start("east-gate"), directory.room(goal), step_free=False)
    return ElementTree.fromstring(guide.plan(way, floor_id, language))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_floor_of_the_hospital_is_drawn_with_every_room_and_words_legible_on_a_phone(
    language: str,
) -> None:
    directory = real_directory()

    for floor in directory.floors.values():
        plan = drawn(floor.id, "op-306", language=language)

        pixel = float((plan.get("viewBox") or "").split()[2]) / PHONE_WIDTH
        sizes = [float(text.get("font-size") or 0) / pixel for text in plan.iter(f"{SVG}text")]
        assert sizes and min(sizes) >= LEGIBLE_PIXELS, floor.id
        for room in directory.rooms_on(floor.id):
            digits = "".join(letter for letter in room.number.en if letter.isdigit())
            assert digits in [text.text for text in plan.iter(f"{SVG}text")], room.id


def test_the_plan_has_a_title_and_a_description_that_name_floor_and_goal() -> None:
    plan = drawn("op-3", "op-306")

    title, description = plan.find(f"{SVG}title"), plan.find(f"{SVG}desc")

    assert title is not None and title.text == "Floor plan: Main campus, Outpatient building, 3rd floor"
    assert description is not None and "Room 306, General cardiology clinic" in (description.text or "")
    assert plan.get("role") == "img"
    assert plan.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


def test_the_goal_is_marked_and_the_way_runs_from_the_lift_to_its_door() -> None:
    plan = drawn("op-3", "op-306")

    line = plan.find(f"{SVG}polyline")

    assert line is not None and line.get("points") == "87,75 93,75"
    assert [box.get("x") for box in plan.iter(f"{SVG}rect") if box.get("fill") == "#ffe9a8"] == ["90"]


def test_a_floor_the_way_does_not_touch_has_no_line() -> None:
    assert drawn("op-6", "op-306").find(f"{SVG}polyline") is None


def test_the_plan_holds_only_shapes_and_words() -> None:
    plan = drawn("main-outside", "op-306")

    kinds = {element.tag.removeprefix(SVG) for element in plan.iter()}
    asked = {name for element in plan.iter() for name in element.attrib}

    assert kinds <= {"svg", "title", "desc", "rect", "text", "polyline", "polygon", "circle", "line"}
    assert not {name for name in asked if name.startswith("on") or name in {"style", "href", "class"}}


def test_a_name_that_looks_like_markup_stays_a_name(tmp_path: Path) -> None:
    hostile = {"en": "<script>x</script>", "zh": "<b>药房</b>"}
    directory = small_directory(
        tmp_path, lambda files: files["house.yaml"]["floors"][0]["rooms"][0].update(name=hostile)
    )
    way = way_between(graph_of(directory), directory.start("gate"), directory.room("p1"), step_free=False)

    drawing = floor_plan_svg(directory, directory.floors["house-1"], way, language="en")

    assert "<script" not in drawing
    assert "<script>x</script>" in unescape(drawing)
