"""Pieces become sentences with their citations, however they are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.gate.draft_sentence import DraftSentence, without_opening
from twin.gate.sentence_stream import MAX_SENTENCE_CHARACTERS, SentenceStream

ANSWERS = {
    "Keep it below 130/80 mmHg [E1]. Measure twice. [E2] Rest.[E3]": [("E1",), ("E2",), ("E3",)],
    "收缩压低于130。[E1]每天量两次[E2]。多休息【E3】。少盐［Ｅ１］。": [("E1",), ("E2",), ("E3",), ("E1",)],
    "Walk daily [E1][E2]. Sleep well [E1, E3]. Ask 『Dr. Lin』[E2，E1].": [
        ("E1", "E2"),
        ("E1", "E3"),
        ("E2", "E1"),
    ],
    "Short answer first: walk, e.g. after Dr. Lin's visit, 3.5 km [E2]. Rest.": [("E2",), ()],
    "- Walk [E1]\n- Swim. [E2]\n\n3. Rest [E1]": [("E1",), ("E2",), ("E1",)],
    "先说结论：少喝酒[E2]。记在本子上。": [("E2",), ()],
    'He said "stop." [E1] Then he left. [E2]': [("E1",), ("E2",)],
}


def sentences(text: str, size: int) -> list[DraftSentence]:
    stream = SentenceStream()
    found = [d for start in range(0, len(text), size) for d in stream.feed(text[start : start + size])]
    return found + stream.finish()


@pytest.mark.parametrize(("text", "citations"), ANSWERS.items())
def test_every_way_of_cutting_the_pieces_gives_the_same_sentences(
    text: str, citations: list[tuple[str, ...]]
) -> None:
    whole = sentences(text, len(text))

    assert [d.citations for d in whole] == citations
    assert all(sentences(text, size) == whole for size in range(1, len(text)))


def test_a_sentence_is_given_as_soon_as_the_next_begins() -> None:
    stream = SentenceStream()

    assert stream.feed("Walk daily [E1].") == []
    assert stream.feed(" S") == [DraftSentence("Walk daily.", ("E1",))]


def test_a_citation_that_is_still_arriving_is_waited_for() -> None:
    stream = SentenceStream()

    assert stream.feed("Walk daily. [E") == []
    assert stream.feed("12] Sleep") == [DraftSentence("Walk daily.", ("E12",))]


def test_a_blank_line_begins_a_paragraph() -> None:
    drafts = sentences("Walk [E1].\n\nSleep [E1]. Eat [E1].", 3)

    assert [d.paragraph for d in drafts] == [False, True, False]


def test_the_opening_of_the_persona_can_be_judged_apart() -> None:
    draft = DraftSentence("Short answer first: walk daily.", ("E1",), paragraph=True)

    parts = without_opening(draft, {"Short answer first:", "Short"})

    assert parts == (DraftSentence("Short answer first:", (), True), DraftSentence("walk daily.", ("E1",)))
    assert without_opening(DraftSentence("Walk daily."), {"Short answer first:"}) is None


def test_a_run_without_end_is_reported_once_and_thrown_away() -> None:
    stream = SentenceStream()

    drafts = [d for _ in range(900) for d in stream.feed("and more ")]
    drafts += stream.feed("end. Walk daily [E1]. ") + stream.finish()

    assert [d.too_long for d in drafts] == [True, False]
    assert drafts[-1].text == "Walk daily."
    assert len(stream._buffer) <= MAX_SENTENCE_CHARACTERS


@given(st.text(alphabet='ab1.。！ \n[]E,、（）"*', max_size=120), st.integers(1, 7))
def test_no_character_of_an_answer_is_said_twice(text: str, size: int) -> None:
    said = "".join(d.text for d in sentences(text, size))

    assert said.count("a") <= text.count("a") and said.count("b") <= text.count("b")
