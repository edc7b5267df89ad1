"""Words are cut alike in passages and questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.index.tokens import tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The patients' arteries", ["the", "patient", "artery"]),
        ("the patient’s artery", ["the", "patient", "artery"]),
        ("diagnosis, stress, virus", ["diagnosis", "stress", "virus"]),
        ("Beta-blockers", ["beta-blocker", "beta", "blocker"]),
        ("2.5mg and 2.5 mg", ["2.5", "2.5mg", "and", "2.5", "2.5mg"]),
        ("120/80 mmHg", ["120/80", "120/80mmhg"]),
        ("10,000 IU", ["10000", "10000iu"]),
        ("LDL-C < 1.8 mmol/L", ["ldl-c", "ldl", "c", "1.8", "1.8mmol/l"]),
        ("２ｍｇ", ["2", "2mg"]),
        ("naïve", ["naive"]),
        ("糖尿病肾病", ["糖尿", "尿病", "病肾", "肾病"]),
        ("药，茶", ["药", "茶"]),
        ("吃阿司匹林100毫克", ["吃阿", "阿司", "司匹", "匹林", "100", "毫克"]),
        ("LDL胆固醇", ["ldl", "胆固", "固醇"]),
        ("3 minutes", ["3", "minute"]),
        ("", []),
        ("!?…“”", []),
    ],
)
def test_a_text_is_cut_into_these_words(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@given(st.text(max_size=200))
def test_any_text_gives_tokens_that_both_databases_can_hold(text: str) -> None:
    assert all(token and not set(token) & set("\"'\\ \n\t\0") for token in tokens(text))
