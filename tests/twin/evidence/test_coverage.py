"""Whether an answer is held is decided by a floor measured on the persona's own questions."""

import dataclasses
import random

import pytest

from twin.evidence.attribution import ascribes, named_things
from twin.evidence.coverage import (
    COEFFICIENTS,
    UNMEASURED,
    CoverageFloor,
    Signs,
    fit_coefficients,
    measure_floor,
    nearness_of,
)

NOTHING = Signs(*([0.0] * (len(COEFFICIENTS) - 1)))


def signs(near: float, chance: random.Random) -> Signs:
    """Give signs around `near`, with noise."""
    value = min(1.0, max(0.0, near + chance.uniform(-0.2, 0.2)))
    return dataclasses.replace(NOTHING, much=value, meant=value, words=value)


def test_every_sign_has_a_coefficient() -> None:
    assert len(NOTHING.row()) == len(COEFFICIENTS)


def test_a_question_that_the_folder_holds_is_nearer_than_one_it_does_not() -> None:
    held = dataclasses.replace(NOTHING, named=0.6, much=1.2, words=0.8, meant=0.7)
    unheld = dataclasses.replace(NOTHING, named=0.1, much=0.2, absent=1.0, words=0.2, meant=0.3)

    assert nearness_of(held) > nearness_of(unheld)


@pytest.mark.parametrize("sign", ["absent", "name_absent", "ascribed_unheld"])
def test_what_speaks_against_an_answer_lowers_the_nearness(sign: str) -> None:
    assert nearness_of(dataclasses.replace(NOTHING, **{sign: 1.0})) < nearness_of(NOTHING)


def test_a_floor_separates_what_is_held_from_what_is_not() -> None:
    chance = random.Random(7)

    floor = measure_floor([signs(0.8, chance) for _ in range(60)], [signs(0.2, chance) for _ in range(40)])

    assert (floor.covered_kept, floor.uncovered_declined, floor.measured_on) == (1.0, 1.0, 100)


def test_the_goal_of_declining_decides_where_classes_overlap() -> None:
    chance = random.Random(11)
    covered, uncovered = [signs(0.5, chance) for _ in range(80)], [signs(0.42, chance) for _ in range(80)]

    floor = measure_floor(covered, uncovered, declined_goal=0.95)

    assert floor.uncovered_declined is not None
    assert floor.uncovered_declined >= 0.95
    assert floor.covered_kept is not None
    assert floor.covered_kept < 1.0


def test_coefficients_are_fitted_to_what_separates() -> None:
    chance = random.Random(3)

    fitted = fit_coefficients(
        [signs(0.8, chance) for _ in range(40)], [signs(0.2, chance) for _ in range(40)]
    )

    by_name = dict(zip(["constant", *Signs.__slots__], fitted, strict=True))
    assert by_name["much"] > 0.5
    assert abs(by_name["lead"]) < 0.1


def test_a_floor_survives_being_stored_and_a_folder_without_questions_has_the_strict_one() -> None:
    floor = CoverageFloor(0.5, 100, 0.9, 0.97)

    assert CoverageFloor.from_json(floor.to_json()) == floor
    assert CoverageFloor.from_json({}) is UNMEASURED


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Why did Dr. Lin write that garlic replaces a stent?", True),
        ("docter lin say magnet heal valve", True),
        ("林医生推荐的药一天吃几粒？", True),
        ("您讲课说放血就能好，多久放一次？", True),
        ("My doctor put a stent in; may I fly?", False),
        ("医生给我开了阿司匹林，饭前吃吗？", False),
    ],
)
def test_a_question_that_ascribes_something_to_the_physician_is_recognised(
    question: str, expected: bool
) -> None:
    assert ascribes(question) is expected


def test_names_are_capitalised_words_within_a_sentence_and_quoted_words() -> None:
    assert named_things("How many drops of Cardiovex does she give?") == ("Cardiovex",)
    assert named_things("“通脉宁”一天几粒？") == ("通脉宁",)
    assert named_things("Statins and muscles") == ()
