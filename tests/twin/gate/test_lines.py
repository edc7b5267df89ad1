"""More lines of the gate, each a sentence a physician could check: fragments, shares, names, signs."""

import pytest

from tests.twin.consultation.ward import evidence_of, held
from twin.gate.contradiction import is_turned_round
from twin.gate.counted_once import said_once_too_often
from twin.gate.medicines import new_medicines
from twin.gate.never_said import never_said
from twin.gate.new_terms import _mostly_stands
from twin.gate.number_words import SPELLED, as_digits
from twin.gate.numbers import held_in, numbers_missing_from
from twin.gate.quantities import claimed_quantities
from twin.gate.swapped_places import neighbourhoods
from twin.gate.verdict import Reason

LONG_ZH = "今天晚上睡觉以前请您把那盒药。"
LONG_EN = "From all that was told to me today you have."


@pytest.mark.parametrize(
    ("before", "text", "reason"),
    [
        (LONG_ZH, "停下来放进抽屉好了吧。", Reason.PRESCRIPTION),
        (LONG_ZH, "停下来放进抽屉里好了吧。", None),
        (LONG_EN, "angina of the sort called stable.", Reason.DIAGNOSIS),
        (LONG_EN, "angina of the sort one calls stable.", None),
    ],
)
def test_a_fragment_has_at_most_six_words_or_ten_characters(
    before: str, text: str, reason: Reason | None
) -> None:
    assert never_said(text, disposition=None, before=[before]) is reason


@pytest.mark.parametrize("text", ["每3个人中有5个", "每3个人中有0个"])
def test_more_than_all_is_no_share(text: str) -> None:
    assert "%" not in as_digits(text)


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("1.2万步", "12000步"), ("3亿", "300000000"), ("one half of men", "50%"), ("a third of men", "100/3%"),
        ("two thirds of men", "200/3%"), ("a quarter of men", "25%"), ("three quarters", "75%"), ("one fifth", "20%"),
        ("two fifths", "40%"), ("one tenth", "10%"), ("nine tenths", "90%"), ("two halves", "100%"),
        ("three and a half hours", "3.5 hours"), ("half a tablet", "0.5 tablet"), ("once a day", "1 times a day"),
        ("twice a day", "2 times a day"), ("thrice a day", "3 times a day"), ("five dozen", "60"), ("two dozen", "24"),
        ("four dozen", "48"), ("one dozen", "12"), ("nineteen", "19"), ("ninety nine", "99"), ("three million", "3000000"),
        ("two thousand and five", "2005"), ("one out of every four", "25%"), ("五成", "50%"),
        ("百分之五十", "50%"), ("三分之一", "100/3%"), ("两倍半", "2.5倍"), ("三年半", "3.5年"), ("半个月", "0.5个月"), ("一两天", "1~2天"), ("三五天", "3~5天"), ("打一二〇", "120"), ("九三学社", "93"),
    ],
)  # fmt: skip
def test_words_of_numbers_become_digits(words: str, digits: str) -> None:
    assert digits in as_digits(words).replace(SPELLED, "")


@pytest.mark.parametrize(
    ("claim", "missing"), [("5 g", False), ("5.02 g", True), ("11 lb", False), ("11 lbs", False)]
)
def test_only_pounds_are_rounded(claim: str, missing: bool) -> None:
    source = evidence_of(held("Less than 5 g of salt, and 4.99 kg of weight.")).items

    assert bool(numbers_missing_from(f"It is {claim}.", source)) is missing


@pytest.mark.parametrize(
    ("sentence", "source", "stands"),
    [
        ("It lasts at most 72 hours.", "It lasts 6 to 72 hours.", True),
        ("It lasts at least 6 hours.", "It lasts 6 to 72 hours.", True),
        ("It lasts at least 72 hours.", "It lasts 6 to 72 hours.", False),
        ("It lasts at most 6 hours.", "It lasts 6 to 72 hours.", False),
        ("Give at least 10 mg.", "Give 10 to 15 mg.", False),
        ("Give at most 15 mg.", "Give 10 to 15 mg.", True),
        ("Within 3 days.", "A gain in 3 days.", True),
        ("Within 3 days.", "A gain of 3 days.", False),
        ("Within 3 months.", "A gain in 3 months.", True),
        ("At most 5 kg.", "A gain in 5 kg.", False),
        ("140 to 159 mmHg.", "140–159/90–99 mmHg.", True),
        ("90 to 99 mmHg.", "140–159/90–99 mmHg.", True),
        ("140 to 99 mmHg.", "140–159/90–99 mmHg.", False),
        ("159 mmHg.", "140–159/90–99 mmHg.", True),
        ("99 mmHg.", "140–159/90–99 mmHg.", True),
        ("80 mmHg.", "130/80 mmHg.", True),
        ("80.", "130/80 mmHg.", False),
        ("In 2026.", "On 1 October 2026.", True),
        ("On 1 October.", "On 1 October 2026.", True),
        ("On 1 October 2027.", "On 1 October 2026.", False),
        ("On 8 October.", "From 1 to 8 October 2026.", True),
        ("At most 3 doses and at most 30 mg.", "At most 3 doses and 30 mg.", True),
        ("Pattern 3+4.", "Gleason 3+4=7.", True),
        ("Pattern 4+3.", "Gleason 3+4=7.", False),
        ("Once a day.", "Daily.", True),
        ("For an hour.", "One hour.", True),
        ("Over ten years.", "A risk of ten years.", True),
        ("People over 10 years.", "People of 10 years.", False),
        ("2024年的指南。", "2024的指南。", True),
        ("Roughly one in eight (12.1%).", "It is 12.1%.", True),
        ("One in eight (12.1%).", "It is 12.1%.", False),
        ("Roughly one in seven (12.1%).", "It is 12.1%.", False),
        ("Roughly one in eight (12.2%).", "It is 12.1%.", False),
    ],
)
def test_what_a_source_says_may_be_said_in_other_words(sentence: str, source: str, stands: bool) -> None:
    assert (numbers_missing_from(sentence, evidence_of(held(source)).items) == []) is stands


def test_the_neighbours_of_a_number_end_where_the_next_of_its_kind_begins() -> None:
    first, second = [
        one
        for one in neighbourhoods("Small: 2 mg at 5 years. Large: 3 mg at 7 years.")
        if one.quantity.dimension == "mass"
    ]

    assert {one for one in first.behind if one.startswith("value|")} == {"value|months||None|60|"}
    assert {one for one in second.before if one.startswith("value|")} == {"value|months||None|60|"}
    assert {one for one in second.behind if one.startswith("value|")} == {"value|months||None|84|"}
    assert first.before == {"smaller"} and "larg" in first.behind and "larg" in second.before
    near = [
        one
        for one in neighbourhoods("Small: 2 mg at 5 years. Large: 3 mg at 7 years.", in_clause=True)
        if one.quantity.dimension == "mass"
    ]
    assert near[0].before == frozenset() and near[1].before == frozenset()


def test_a_number_said_once_too_often_is_named_as_it_was_written_first() -> None:
    source = held_in(evidence_of(held("It is 2 mg for men and 3 mg for women.")).items[0])

    assert said_once_too_often(claimed_quantities("It is 3 mg for men and 3.0 mg for women."), source) == [
        "3 mg"
    ]
    assert said_once_too_often(claimed_quantities("It is 2 mg for men and 3 mg for women."), source) == []


def test_pinyin_with_tones_is_a_name_unless_the_source_has_it() -> None:
    assert new_medicines("Take dānshēn.", ["Rest."], None) == ["dānshēn"]
    assert new_medicines("Take dānshēn.", ["Take danshen."], None) == []


def test_three_turns_are_one_and_two_are_none() -> None:
    assert is_turned_round("Stop the pill before meals.", "Do not continue the pill after meals.")
    assert not is_turned_round("Stop the pill.", "Do not continue the pill.")


def test_two_thirds_of_a_chinese_name_of_four_characters_stand_for_it() -> None:
    assert _mostly_stands("自己停药", "别自己停") and not _mostly_stands("自己停药", "自己的")
    assert not _mostly_stands("己停药", "别自己停药")
