"""Who it is about."""

import pytest

from twin.triage.person import DAY, MONTH, OLDEST, WEEK, YEAR, AgeRange, Person, age_range, person_of
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


@pytest.mark.parametrize(
    ("text", "youngest", "oldest"),
    [
        ("my 3 day old", 3 * DAY, 4 * DAY),
        ("my 1 month old", MONTH, 2 * MONTH),
        ("my 3 week old daughter", 3 * WEEK, 4 * WEEK),
        ("aged 7 months", 7 * MONTH, 8 * MONTH),
        ("he is 42", 42 * YEAR, 43 * YEAR),
        ("my son 5", 5 * YEAR, 6 * YEAR),
        ("42,", None, None),
        ("一岁半的宝宝", 1.5 * YEAR, 2.5 * YEAR),
        ("宝宝半个月", 0.5 * MONTH, MONTH),
        ("3周大的宝宝", 3 * WEEK, 4 * WEEK),
        ("8月龄,发烧", 8 * MONTH, 9 * MONTH),
        ("孩子刚满月", MONTH, MONTH + 1),
        ("宝宝百天", 100 * DAY, 101 * DAY),
        ("周岁宝宝", YEAR, YEAR + 1),
        ("3周岁", 3 * YEAR, 4 * YEAR),
        ("出生20天", 20 * DAY, 21 * DAY),
        ("0.5岁", 0.5 * YEAR, 1.5 * YEAR),
        ("3 month old 5 year old boy", 3 * MONTH, 4 * MONTH),
    ],
)
def test_a_stated_age_is_known_to_the_day_and_to_its_unit(
    text: str, youngest: float | None, oldest: float | None
) -> None:
    person = person_of(text)

    told = (None, None) if person.age is None else (person.age.youngest, person.age.oldest)
    assert told == pytest.approx((youngest, oldest), abs=0.01) if youngest else told == (None, None)
    assert person.age_is_stated is (youngest is not None)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("a newborn", AgeRange(0, 28)),
        ("my baby is ill", AgeRange(0, 18 * 30.44)),
        ("a toddler", AgeRange(365.25, 4 * 365.25)),
        ("幼儿园", AgeRange(2 * 365.25, 7 * 365.25)),
        ("my boy", AgeRange(0, 18 * 365.25)),
        ("a teenager", AgeRange(12 * 365.25, 19 * 365.25)),
        ("grandma", AgeRange(65 * 365.25, 120 * 365.25)),
        ("my colleague", AgeRange(16 * 365.25, 120 * 365.25)),
    ],
)
def test_a_word_says_an_age_group(text: str, age: AgeRange) -> None:
    assert person_of(text) == Person(age, person_of(text).sex, age_is_stated=False)


@pytest.mark.parametrize(
    ("age", "other", "within", "meets"),
    [
        (AgeRange(2, 4), AgeRange(2, 4), True, True),
        (AgeRange(2, 4), AgeRange(1, 3), False, True),
        (AgeRange(2, 4), AgeRange(3, 5), False, True),
        (AgeRange(2, 4), AgeRange(4, 5), False, False),
        (AgeRange(2, 4), AgeRange(0, 2), False, False),
        (AgeRange(2, 4), AgeRange(0, 9), True, True),
    ],
)
def test_ages_lie_within_one_another_or_only_meet(
    age: AgeRange, other: AgeRange, within: bool, meets: bool
) -> None:
    assert (age.within(other), age.meets(other)) == (within, meets)


def test_an_age_beyond_the_oldest_is_none() -> None:
    assert person_of("130 year old").age is None
    assert age_range("from 2 years") == AgeRange(2 * YEAR, 2 * OLDEST)
    assert age_range("2 days to 3 weeks") == AgeRange(2, 28)


def test_what_a_later_message_says_fills_what_was_missing() -> None:
    older, younger = AgeRange(40 * YEAR, 41 * YEAR), AgeRange(0, 28)

    assert Person(older).joined(Person(younger)) == Person(younger)
    assert Person(older, None, True).joined(Person(younger, "male", True)) == Person(younger, "male", True)
    assert Person(older, "female", True).joined(Person(younger, "male")) == Person(older, "female", True)
    assert Person(None, "female").joined(Person(None, "male")) == Person(None, "female")
