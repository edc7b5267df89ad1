"""Numbers are read whole, nothing rounded, as people say them in either language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.gate.number_words import as_digits, chinese_value
from twin.voice.number_reading import (
    chinese_digits,
    chinese_number,
    english_number,
    english_ordinal,
    english_year,
)


@given(st.integers(min_value=0, max_value=99_999_999))
def test_a_chinese_whole_number_means_what_was_written(number: int) -> None:
    assert chinese_value(chinese_number(str(number))) == number


@given(st.integers(min_value=0, max_value=999_999))
def test_an_english_whole_number_means_what_was_written(number: int) -> None:
    read_back = as_digits(f"take {english_number(str(number))} steps")

    assert "".join(filter(str.isascii, read_back)) == f"take {number} steps"


@pytest.mark.parametrize(
    ("written", "english", "chinese"),
    [
        ("2.0", "two point zero", "二点零"),
        ("0.05", "zero point zero five", "零点零五"),
        ("1,250", "one thousand two hundred fifty", "一千两百五十"),
        ("20000", "twenty thousand", "两万"),
        ("10001", "ten thousand one", "一万零一"),
        ("-5", "minus five", "负五"),
        ("007", "zero zero seven", "零零七"),
    ],
)
def test_decimals_and_zeros_are_never_dropped(written: str, english: str, chinese: str) -> None:
    assert english_number(written) == english
    assert chinese_number(written) == chinese


def test_years_ranks_and_telephone_numbers_have_their_own_reading() -> None:
    assert english_year("2021") == "twenty twenty-one"
    assert english_year("1905") == "nineteen oh five"
    assert english_year("2005") == "two thousand five"
    assert [english_ordinal(rank) for rank in ("1", "2", "3", "12", "20", "31")] == [
        "first",
        "second",
        "third",
        "twelfth",
        "twentieth",
        "thirty-first",
    ]
    assert chinese_digits("120", telephone=True) == "幺二零"
