"""The cases of the corrections are of their form, enough, and a third of them is kept aside."""

from pathlib import Path

import pytest

from twin.errors import PersonaInvalid
from twin.evaluation.correction_cases import load_correction_cases
from twin.evaluation.correction_run import CorrectionFigures, CorrectionReport
from twin.evidence.language import language_of
from twin.shares import Share

PERSONAS = Path(__file__).resolve().parents[3] / "personas"
DEMO = ("cardiology", "paediatrics", "pathology", "urology")


def cases(*, kept_aside: bool) -> list[object]:
    return [one for name in DEMO for one in load_correction_cases(PERSONAS, name, kept_aside=kept_aside)]


def test_there_are_sixty_and_more_and_about_a_third_is_kept_aside() -> None:
    tuned, aside = cases(kept_aside=False), cases(kept_aside=True)

    assert len(tuned) + len(aside) >= 60
    assert 0.25 <= len(aside) / (len(tuned) + len(aside)) <= 0.5


@pytest.mark.parametrize("persona", DEMO)
def test_every_case_is_asked_in_both_languages_and_has_three_near_misses(persona: str) -> None:
    found = [c for aside in (True, False) for c in load_correction_cases(PERSONAS, persona, kept_aside=aside)]

    assert len({one.id for one in found}) == len(found)
    for one in found:
        assert language_of(one.question) == one.language
        assert {language_of(text) for text in one.zh} == {"zh"}, one.id
        assert {language_of(text) for text in one.en} == {"en"}, one.id
        assert len({one.question, *one.en, *one.zh, *(text for _, text in one.near)}) == 8, one.id


def test_a_case_that_lacks_something_is_named(tmp_path: Path) -> None:
    questions = tmp_path / "heart" / "questions"
    questions.mkdir(parents=True)
    (tmp_path / "heart" / "persona.yaml").write_text("id: heart\n", encoding="utf-8")
    (questions / "corrections.yaml").write_text("- {id: a, language: en, question: b}\n", encoding="utf-8")

    with pytest.raises(PersonaInvalid, match=r"corrections\.yaml"):
        load_correction_cases(tmp_path, "heart", kept_aside=True)


def test_the_report_prints_both_parts_with_intervals() -> None:
    half = Share(1, 2)
    part = CorrectionFigures(half, half, half, half, {"dose": half}, half, half, half, half)

    report = CorrectionReport(tuned=part, kept_aside=part)

    assert report.to_text().count("0.500 (0.09–0.91), 1/2") == 18
    assert report.to_json()["kept_aside"]["near_by_kind"]["dose"]["hits"] == 1
