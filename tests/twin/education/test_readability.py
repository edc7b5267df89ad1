"""How hard a text is to read."""

import pytest

from tests.api.pages.fake_lessons import CORPORA
from twin.education.lesson_terms import TermExplainer
from twin.education.readability import (
    GRADE_TARGET,
    ReadingMeter,
    clause_length,
    common_words,
    grade_of,
    length_of,
)
from twin.evidence.glossary import Glossary, Term

METER = ReadingMeter(common_words(CORPORA))


def test_the_grade_is_that_of_the_formula() -> None:
    # 8 words, 2 sentences, 9 syllables: 0.39 * 4 + 11.8 * 9 / 8 - 15.59, which is below 0.
    assert grade_of("Take it each morning. Do not stop.") == 0
    # 9 words, 1 sentence, 19 syllables.
    hard = "Cardiology physicians recommend anticoagulation in paroxysmal atrial fibrillation."
    assert grade_of(hard) > 20


def test_plain_advice_keeps_the_target_and_a_guideline_does_not() -> None:
    plain = METER.measure("Call the team the same day if you gain more than 2 kg in 3 days.", "en")
    guideline = METER.measure(
        "Pharmacological discontinuation necessitates multidisciplinary reassessment of cardiovascular comorbidities [1].",
        "en",
    )

    assert plain.is_kept and plain.over == 0
    assert guideline.over > 1 and "over its target by" in guideline.to_text()


def test_a_reference_mark_and_a_list_number_do_not_count() -> None:
    assert METER.measure("1. Weigh yourself each day [1, 2].", "en") == METER.measure(
        "Weigh yourself each day.", "en"
    )


def test_chinese_is_measured_by_its_clauses_and_uncommon_words() -> None:
    reading = METER.measure("每天早上称体重，数字写下来。", "zh")

    assert clause_length("每天早上称体重，数字写下来。") == 6
    assert reading.is_kept and reading.uncommon.hits == 0


def test_a_term_that_is_explained_counts_as_a_common_word() -> None:
    term = Term(("syncope",), ("瞿麑症",), "Fainting.", "晕倒。")
    explained = ReadingMeter(common_words(CORPORA), explained=TermExplainer(Glossary([term])).spans())

    assert METER.measure("他有瞿麑症。", "zh").uncommon.hits == 2
    assert explained.measure("他有瞿麑症。", "zh").uncommon.hits == 0


@pytest.mark.parametrize(
    ("text", "language", "length"), [("Take 2 pills a day.", "en", 5), ("每天吃2粒，早上吃。", "zh", 8)]
)
def test_a_chunk_is_measured_in_words_or_characters(text: str, language: str, length: int) -> None:
    assert length_of(text, language) == length


def test_the_target_for_patients_is_grade_six() -> None:
    assert GRADE_TARGET == 6
