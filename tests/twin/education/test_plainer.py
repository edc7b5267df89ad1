"""Simpler words without a model: the same facts, numbers and sources, in shorter sentences, with terms explained."""

import datetime
from collections.abc import Iterator

import pytest

from tests.api.pages.fake_lessons import CORPORA, PERSONAS, _ground, shelf_of
from twin.education.fact_checking import numbers_of, same_numbers
from twin.education.lesson import Depth, Lesson
from twin.education.lesson_making import LessonMaker
from twin.education.lesson_plan import read_lesson_plan
from twin.education.lesson_terms import complaint_words
from twin.education.plainer import Plainer
from twin.gate.opening import open_gate

EXPLAINER, METER, _ = _ground()
PLAINER = Plainer(EXPLAINER, known=complaint_words(CORPORA))
MAKER = LessonMaker(open_gate(CORPORA), METER, PLAINER)


def lessons(persona: str, depth: Depth) -> Iterator[Lesson]:
    """Make every planned lesson of a persona in both languages, with simpler words by rule."""
    for topic in read_lesson_plan(PERSONAS / persona)[0].topics:
        for language in ("en", "zh"):
            yield MAKER.from_plan(
                topic,
                shelf_of(persona),
                persona=persona,
                language=language,
                depth=depth,
                today=datetime.date(2026, 11, 22),
            )


@pytest.mark.parametrize("persona", ["cardiology", "urology"])
def test_simpler_words_by_rule_keep_facts_numbers_sources_and_the_reading_target(persona: str) -> None:
    made_by_rule = 0

    for plain, simpler in zip(lessons(persona, Depth.PLAIN), lessons(persona, Depth.SIMPLER), strict=True):
        assert simpler.reading.is_kept, simpler.reading.to_text()
        told = [one for chunk in plain.chunks for one in chunk.statements]
        retold = [one for chunk in simpler.chunks for one in chunk.statements]
        assert [(one.id, one.source) for one in told] == [(one.id, one.source) for one in retold]
        for one, other in zip(told, retold, strict=True):
            assert numbers_of(one.text) == numbers_of(other.text) and same_numbers(
                other.text, one.source.quote
            )
            made_by_rule += other.is_by_rule and other.text != one.text

    assert made_by_rule > 3


def test_two_deeds_in_one_sentence_become_two_sentences() -> None:
    text = "Sit down in a quiet warm room and measure the pressure on the left arm."

    assert PLAINER.simpler(text, "en").cut == (
        "Sit down in a quiet warm room. Measure the pressure on the left arm."
    )


@pytest.mark.parametrize(
    "text",
    [
        "If you feel faint on the stairs, sit down at once and call us.",
        "Do not stop the tablet by yourself and take a double one later.",
        "Call 120 and keep still until the ambulance has come to you.",
        "The pressure falls in the night and comes back in the early morning.",
    ],
)
def test_a_sentence_with_a_condition_or_a_negation_is_never_cut(text: str) -> None:
    assert PLAINER.simpler(text, "en").cut == text


def test_a_term_is_explained_behind_its_sentence_by_its_own_name_only() -> None:
    assert PLAINER.simpler("Take the painkiller with food.", "en").explained == (
        "Take the painkiller with food. Painkiller: medicine against pain."
    )
    assert PLAINER.simpler("Bring all your pain tablets.", "en").explained == "Bring all your pain tablets."


def test_what_a_patient_complains_of_needs_no_explanation() -> None:
    assert PLAINER.simpler("See us for a cough at night.", "en").explained == "See us for a cough at night."
