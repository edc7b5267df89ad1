"""Inline reasoning, taken apart wherever a tag is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.chat.thinking import ThinkingApart


def apart(pieces: list[str]) -> tuple[str, str]:
    """Give everything said and everything thought."""
    thinking = ThinkingApart()
    both = [thinking.feed(piece) for piece in pieces]
    return "".join(said for said, _ in both) + thinking.end(), "".join(thought for _, thought in both)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
def test_thoughts_and_words_come_apart_however_the_tags_are_cut(size: int) -> None:
    text = "<think>Is it < 130?</think>\n\nBelow < 130 mmHg."

    said, thought = apart([text[i : i + size] for i in range(0, len(text), size)])

    assert said == "Below < 130 mmHg." and thought == "Is it < 130?"


def test_thoughts_without_an_end_stay_thoughts() -> None:
    assert apart(["<think>I wonder", " still</thi"])[0] == ""


@given(st.lists(st.text(alphabet="ab<>/think ", max_size=6), max_size=12))
def test_text_without_the_tags_passes_unchanged(pieces: list[str]) -> None:
    text = "".join(pieces)
    if "<think>" not in text:
        assert apart(pieces) == (text, "")
