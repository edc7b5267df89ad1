"""Short answers are read in the light of what was asked."""

import pytest

from twin.consultation.history_answers import answers_in, says_unknown

DAYS = 365.25


@pytest.mark.parametrize(
    ("message", "asked", "expected"),
    [
        ("65", ["age"], {"age": 65 * DAYS}),
        ("since yesterday", ["since_when"], {"since_when": 24.0}),
        ("不是", ["pregnant"], {"pregnant": False}),
        ("没有怀孕", ["pregnant"], {"pregnant": False}),
        ("是的", ["pregnant"], {"pregnant": True}),
        ("i am not", ["pregnant"], {"pregnant": False}),
        ("no, yes", ["pregnant", "fever"], {"pregnant": False, "fever": True}),
        ("没有", ["fever", "vomiting"], {"fever": False, "vomiting": False}),
        ("65, since 3 days", ["since_when", "age"], {"age": 65 * DAYS, "since_when": 72.0}),
        ("六十五岁，三天了", ["age", "since_when"], {"age": 65 * DAYS, "since_when": 72.0}),
        ("昨天开始的，58", ["age", "since_when"], {"age": 58 * DAYS, "since_when": 24.0}),
        ("8分", ["severity"], {"severity": 8.0}),
        ("6分，昨天开始的", ["severity", "since_when"], {"severity": 6.0, "since_when": 24.0}),
        ("for 3 days, about 7", ["severity", "since_when"], {"severity": 7.0, "since_when": 72.0}),
        ("三天了，八分", ["severity", "since_when"], {"severity": 8.0, "since_when": 72.0}),
        ("不严重", ["severity"], {"severity": 3.0}),
        ("女", ["sex"], {"sex": "female"}),
        ("he is a man", ["sex"], {"sex": "male"}),
        ("65", [], {}),
        ("x" * 200 + " 65", ["age"], {}),
    ],
)
def test_an_answer_is_what_it_answers(message: str, asked: list[str], expected: dict[str, object]) -> None:
    assert answers_in(message, asked) == expected


def test_a_baby_s_age_is_told_in_months() -> None:
    assert answers_in("8 months", ["age"]) == {"age": pytest.approx(8 * 30.44)}
    assert answers_in("3个月大，两天了", ["age", "since_when"]) == {
        "age": pytest.approx(3 * 30.44),
        "since_when": 48.0,
    }


def test_not_knowing_is_an_answer_too() -> None:
    assert says_unknown("I don't know") and says_unknown("不清楚")
    assert answers_in("不知道", ["pregnant"]) == {}
    assert not says_unknown("no")
