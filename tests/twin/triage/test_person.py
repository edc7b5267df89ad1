"""Who it is about."""

import pytest

from twin.triage.person import MONTH, YEAR, Person, age_range, person_of
from twin.triage.triage import Triage


def age_in_years(small: Triage, text: str) -> float | None:
    """Give the youngest possible age."""
    age = small.read(text).person.age
    return None if age is None else round(age.youngest / YEAR, 2)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("my 3 week old daughter", 0.06),
        ("I am 42", 42),
        ("68M with pain", 68),
        ("my son, 5, is ill", 5),
        ("我今年四十二，胸闷", 42),
        ("78岁老人", 78),
        ("一岁半的宝宝", 1.5),
        ("宝宝八个月", 0.67),
        ("孩子刚满月", 0.08),
        ("my baby is ill", 0),
        ("奶奶摔了", 65),
        ("hello", None),
        ("I am 36, my kids are fine, I feel low and I cry", 36),
        ("our baby is 3 years old now", 3),
        ("my boy has a cough, I am 36 and he is hot, he cries", 0),
        ("my colleague fainted", 16),
        ("grandma, 88", 88),
        ("中学生头痛", 0),
        ("teenager with a headache", 12),
    ],
)
def test_the_age_is_read_from_the_words(small: Triage, text: str, years: float | None) -> None:
    assert age_in_years(small, text) == years


@pytest.mark.parametrize(
    ("text", "sex"), [("my wife is ill", "female"), ("睾丸疼", "male"), ("he and she", None), ("hello", None)]
)
def test_the_sex_is_read_from_the_words(text: str, sex: str | None) -> None:
    assert person_of(text).sex == sex


def test_a_stated_age_counts_more_than_a_later_word() -> None:
    stated = person_of("my 5 year old boy is ill")

    assert stated.joined(person_of("the baby cries")).age == stated.age
    assert stated.joined(Person()).sex == "male"
    assert Person().joined(stated) == stated


def test_an_age_condition_is_read() -> None:
    assert age_range("under 3 months").oldest == 3 * MONTH
    assert age_range("6 months to 5 years").oldest == 6 * YEAR
    assert age_range("from 50 years").youngest == 50 * YEAR
