"""The viewer marks the words a sentence rests on."""

import pytest

from api.pages.cited_words import cited_words

PASSAGE = (
    "Short answer first: sit, rest, measure twice. Aim for less than\n130/80 mmHg [1], if you tolerate it [2, 3]. "
    "Bring the notebook."
)
CHINESE = "先说结论：先别自己停[1]。酸痛是真的，只是原因常在别处。这几天来查肌酸激酶[2]。"


@pytest.mark.parametrize(
    ("spoken", "passage", "marked"),
    [
        ("Sit, rest, measure twice.", PASSAGE, "sit, rest, measure twice."),
        (
            "Aim for less than 130/80 mmHg, if you tolerate it.",
            PASSAGE,
            "Aim for less than\n130/80 mmHg [1], if you tolerate it [2, 3].",
        ),
        ("这几天来查肌酸激酶。", CHINESE, "这几天来查肌酸激酶[2]。"),
        ("先别自己停。", CHINESE, "先别自己停[1]。"),
    ],
)
def test_a_quotation_is_marked_to_the_letter_with_its_reference(
    spoken: str, passage: str, marked: str
) -> None:
    start, end = cited_words(spoken, passage)

    assert passage[start:end] == marked


def test_own_words_mark_the_sentence_that_says_it_most_nearly() -> None:
    passage = PASSAGE.replace("\n", " ")

    start, end = cited_words("If you tolerate it, the aim is less than 130/80.", passage)

    assert passage[start:end] == "Aim for less than 130/80 mmHg [1], if you tolerate it [2, 3]."


def test_words_that_rest_on_no_single_sentence_mark_the_whole_passage() -> None:
    assert cited_words("Something quite different was meant here.", PASSAGE) == (0, len(PASSAGE))


def test_a_sentence_without_letters_marks_the_whole_passage() -> None:
    assert cited_words("…", PASSAGE) == (0, len(PASSAGE))
