import math
from pathlib import Path

from twin.conflicts.detecting import ConflictKind, conflict_detector, pair_signs
from twin.conflicts.judging import CONSTANT, LEAST, fitted_weights, margin, score
from twin.conflicts.signs import Side

CORPORA = Path(__file__).parents[3] / "corpora"


def side(text: str) -> Side:
    return Side(text, text)


def test_every_sign_that_is_read_has_a_weight_and_the_reverse() -> None:
    reader = pair_signs(CORPORA)
    [numbers] = reader.of_numbers(side("cool a burn for 3 minutes"), side("cool a burn for 20 minutes"))
    [advice] = reader.of_advice(side("avoid milk with a stone"), side("milk is recommended with a stone"))

    for kind, signs in ((ConflictKind.NUMBER, numbers), (ConflictKind.RECOMMEND_AVOID, advice)):
        assert signs.keys() == fitted_weights()[kind.value].keys() - {LEAST, CONSTANT}


def test_no_signs_are_no_conflict() -> None:
    weights = {CONSTANT: 1.0, LEAST: 0.5, "like": 2.0}

    assert margin([], weights) == -math.inf
    assert score({"like": 0.5}, weights) == 2.0
    assert margin([{"like": 0.5}, {"like": 0.0}], weights) == 1.5


def test_the_goal_of_treatment_is_not_held_against_the_line_of_a_disease() -> None:
    found = conflict_detector(CORPORA).conflict_between(
        "The blood pressure is lowered to below 130/80 mmHg.",
        "The guideline defines hypertension as a blood pressure of 140/90 mmHg or more.",
        passage_date="2015",
        guideline_date="2024",
    )

    assert found is None


def test_the_words_around_a_sentence_say_for_whom_it_holds() -> None:
    own, rule = "adults with pneumonia take it for 10 days", "it is taken for 5 days in pneumonia"
    reader = pair_signs(CORPORA)

    [same] = reader.of_numbers(side(own), Side(rule, f"pneumonia in adults {rule}"))
    [other] = reader.of_numbers(side(own), Side(rule, f"pneumonia in newborn infants {rule}"))

    assert (same["for_whom_apart"], other["for_whom_apart"]) == (0.0, 1.0)
    assert score(other, fitted_weights()["number"]) < score(same, fitted_weights()["number"])
