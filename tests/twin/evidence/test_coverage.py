"""Whether an answer is held is decided by a floor measured on the persona's own questions."""

import random

from twin.evidence.coverage import UNMEASURED, CoverageFloor, Signs, fit_floor


def signs(near: float, chance: random.Random) -> Signs:
    def noisy(value: float) -> float:
        return min(1.0, max(0.0, value + chance.uniform(-0.15, 0.15)))

    return Signs(*(noisy(near) for _ in range(5)))


def test_a_floor_separates_what_is_held_from_what_is_not() -> None:
    chance = random.Random(7)
    covered = [signs(0.75, chance) for _ in range(60)]
    uncovered = [signs(0.3, chance) for _ in range(40)]

    floor = fit_floor(covered, uncovered)

    assert floor.covered_kept == 1.0
    assert floor.uncovered_declined == 1.0
    assert floor.measured_on == 100
    assert floor.nearness(Signs(0.9, 0.9, 0.9, 0.9, 0.9)) > floor.floor > floor.nearness(Signs(0, 0, 0, 0, 0))


def test_the_goal_of_declining_decides_where_classes_overlap() -> None:
    chance = random.Random(11)
    covered = [signs(0.5, chance) for _ in range(80)]
    uncovered = [signs(0.42, chance) for _ in range(80)]

    floor = fit_floor(covered, uncovered, declined_goal=0.95)

    assert floor.uncovered_declined is not None
    assert floor.uncovered_declined >= 0.95
    assert floor.covered_kept is not None
    assert floor.covered_kept < 1.0


def test_a_floor_survives_being_stored() -> None:
    chance = random.Random(3)
    floor = fit_floor([signs(0.8, chance) for _ in range(20)], [signs(0.2, chance) for _ in range(20)])

    assert CoverageFloor.from_json(floor.to_json()) == floor


def test_a_folder_without_questions_has_the_strict_floor() -> None:
    assert CoverageFloor.from_json({}) is UNMEASURED
