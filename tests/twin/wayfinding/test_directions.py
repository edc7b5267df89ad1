"""The way in at most five steps, with left and right as a visitor sees them."""

import re
from pathlib import Path

import pytest

from tests.twin.wayfinding.real_hospital import real_directory, real_guide
from tests.twin.wayfinding.small_hospital import small_directory
from twin.wayfinding.directions import MOST_STEPS, steps_of
from twin.wayfinding.directory import Directory
from twin.wayfinding.sides import side_of, turn
from twin.wayfinding.walking_graph import graph_of
from twin.wayfinding.way import Way, way_between


def way(directory: Directory, start: str, goal: str, *, step_free: bool = False) -> Way:
    """Give the quickest way."""
    return way_between(graph_of(directory), directory.start(start), directory.room(goal), step_free=step_free)


def told(
    directory: Directory, start: str, goal: str, *, step_free: bool = False, language: str = "en"
) -> list[str]:
    """Give the steps in words, with plain spaces."""
    found = steps_of(way(directory, start, goal, step_free=step_free), directory)
    return [step.words.in_language(language).replace("\u00a0", " ") for step in found]


def test_the_metres_are_those_of_the_plan(tmp_path: Path) -> None:
    directory = small_directory(tmp_path)

    found = way(directory, "gate", "p1")

    assert found.metres == 20 + 6 + 4 + 10  # to the corner, to the door, into the hall, along the corridor


def test_the_way_by_the_stairs_is_taken_where_it_is_quicker_and_never_without_steps(tmp_path: Path) -> None:
    directory = small_directory(tmp_path)

    with_stairs, step_free = way(directory, "gate", "y1"), way(directory, "gate", "y1", step_free=True)

    assert "stairs" in {hop.edge.kind for hop in with_stairs.hops}
    assert "lift" in {hop.edge.kind for hop in step_free.hops}
    assert all(hop.edge.is_step_free for hop in step_free.hops)


def test_left_and_right_are_those_of_a_walker_who_comes_from_the_south(tmp_path: Path) -> None:
    directory = small_directory(tmp_path)

    steps = told(directory, "gate", "p1")

    # East from the gate, then north: left. In the hall west: left. The pharmacy lies north of the corridor: right.
    assert steps == [
        "Come in by the gate and walk about 20 m. Turn left and walk about 5 m. Go in by the door.",
        "Go straight on and walk about 5 m. Turn left and walk about 10 m. Room p1, Pharmacy, is on your right.",
    ]


def test_a_landmark_is_named_with_its_side_and_the_goal_is_none(tmp_path: Path) -> None:
    directory = small_directory(tmp_path)

    steps = told(directory, "gate", "e1")

    assert (
        "Turn right and walk about 25 m; the kiosk is on your left. Room e1, Emergency room, is on your left."
        in steps[-1]
    )


def test_out_of_the_lift_one_turns_from_where_the_lift_looks(tmp_path: Path) -> None:
    directory = small_directory(tmp_path)

    steps = told(directory, "gate", "h1", step_free=True)

    # The lift is north of the corridor and opens to the south: west is to the right, the south side then to the left.
    assert steps[-2:] == [
        "Take the lift up to the 2nd floor.",
        "Leave the lift, turn right and walk about 20 m. Room h1, Heart clinic, is on your left.",
    ]


def test_the_same_steps_are_told_in_chinese(tmp_path: Path) -> None:
    directory = small_directory(tmp_path)

    steps = told(directory, "gate", "p1", language="zh")

    assert steps[1] == "直走，走约5米。左转，走约10米。Room p1（中）（Pharmacy（中））在您右手边。"


def test_from_one_campus_to_the_other_the_bus_is_one_of_five_steps(tmp_path: Path) -> None:
    directory = small_directory(tmp_path)

    steps = told(directory, "h1", "f1")

    assert len(steps) == MOST_STEPS
    assert any("Take the bus to the far campus, about 10 minutes." in step for step in steps)


def test_who_stands_before_the_door_is_told_so(tmp_path: Path) -> None:
    directory = small_directory(tmp_path)

    assert told(directory, "p1", "p1") == ["You are there: Room p1, Pharmacy."]


def test_landmarks_of_the_hospital_are_on_the_hand_where_the_plan_has_them() -> None:
    steps = told(real_directory(), "op-101", "op-104")

    # From the information desk eastwards along the corridor: the north side is to the left, the south side to the right.
    assert steps == [
        "Leave the information desk, turn left and walk about 35 m; the café and shop is on your right. "
        "Room 104, Wheelchair and stretcher loan, is on your left."
    ]


@pytest.mark.parametrize("step_free", [False, True])
def test_every_room_is_reached_from_every_entrance_in_one_to_five_steps_of_both_languages(
    step_free: bool,
) -> None:
    directory, graph = real_directory(), real_guide().graph

    for gate in directory.entrances.values():
        for goal in directory.rooms.values():
            found = way_between(graph, gate, goal, step_free=step_free)
            steps = steps_of(found, directory)
            assert 1 <= len(steps) <= MOST_STEPS, (gate.id, goal.id)
            assert goal.number.en in steps[-1].words.en and goal.number.zh in steps[-1].words.zh
            assert found.minutes >= 1
            assert not step_free or not {hop.edge.kind for hop in found.hops} & {"stairs"}


def test_the_way_between_rooms_goes_back_as_far_as_it_came() -> None:
    directory = real_directory()

    assert way(directory, "op-306", "ch-221").metres == way(directory, "ch-221", "op-306").metres


def test_every_number_in_the_steps_is_a_distance_a_floor_or_a_name_of_the_directory() -> None:
    directory = real_directory()

    names = " ".join(
        [room.number.en + " " + room.name.en for room in directory.rooms.values()]
        + [floor.name.en for floor in directory.floors.values()]
        + [building.name.en for building in directory.buildings.values()]
        + [one.name.en for building in directory.buildings.values() for one in building.connectors]
        + [door.name.en for campus in directory.campuses.values() for door in campus.doors]
    )
    for goal in ("op-508", "e5-417", "mt-window-3", "wm-208"):
        for step in told(directory, "south-gate", goal, step_free=True):
            words = re.sub(r"[.,;]", "", step).split()
            for before, word, after in zip(words, words[1:], [*words[2:], ""], strict=False):
                if any(letter.isdigit() for letter in word) and after not in {"m", "minutes"}:
                    assert word in names, (before, word)


def test_turns_and_sides_follow_the_plan_with_south_downwards() -> None:
    north, east, south, west = (0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)

    assert [turn(north, after) for after in (north, east, south, west)] == ["ahead", "right", "back", "left"]
    assert [turn(south, after) for after in (west, east)] == ["right", "left"]
    assert side_of((5, -3), (0, 0), (10, 0)) == "left"
    assert side_of((5, 3), (0, 0), (10, 0)) == "right"
