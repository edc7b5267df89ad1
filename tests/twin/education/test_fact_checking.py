"""Plain words say what their source says, with its numbers."""

import pytest

from tests.api.pages.fake_lessons import CORPORA, shelf_of
from twin.education.fact_checking import judged, quote_stands_in, same_numbers
from twin.gate.gate import Gate
from twin.gate.opening import open_gate

QUOTE = "In heart failure, a sudden gain of more than 2 kg in 3 days should lead to a call to the team the same day"
ZH_QUOTE = "体重3天内涨2公斤以上，当天联系我们"


@pytest.fixture(scope="module")
def gate() -> Gate:
    """Give the hospital's gate."""
    return open_gate(CORPORA)


def verdict(
    text: str, gate: Gate, *, document: str = "hf-daily-weight", quote: str = QUOTE, language: str = "en"
) -> bool:
    """Judge a wording against its passage."""
    held = shelf_of("cardiology").bearing(document, quote)
    assert held is not None
    return judged(text, held, quote=quote, language=language, gate=gate).may_be_said


def test_plain_words_with_the_same_numbers_pass(gate: Gate) -> None:
    assert verdict("Call the team the same day if you gain more than 2 kg in 3 days.", gate)
    assert verdict(
        "3天内涨了2公斤以上，当天就联系。",
        gate,
        document="xinshuai-tizhong-zh",
        quote=ZH_QUOTE,
        language="zh",
    )


@pytest.mark.parametrize(
    "said",
    [
        "Call the team the same day if you gain more than 3 kg in 3 days.",
        "Call the team the same day if you gain weight.",
        "Call the team the same day if you gain more than 2 kg in 3 days, and take furosemide.",
        "Do not call the team if you gain more than 2 kg in 3 days.",
        "Heart failure is always cured by walking.",
        "",
    ],
)
def test_another_number_a_lost_number_a_medicine_the_reverse_or_nothing_is_refused(
    said: str, gate: Gate
) -> None:
    assert not verdict(said, gate)


def test_numbers_are_compared_by_value_and_not_by_writing() -> None:
    assert same_numbers("1 in 10 people", "10 % of people")
    assert same_numbers("0.5 litres", "500 ml")
    assert not same_numbers("about 13 %", "12.5 %")


def test_a_quote_stands_to_the_letter_reference_marks_aside() -> None:
    assert quote_stands_in("take less salt each day", "One: take less salt each day [1, 2].")
    assert not quote_stands_in("take less salt a day", "One: take less salt each day [1].")
