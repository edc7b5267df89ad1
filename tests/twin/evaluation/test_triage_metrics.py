"""Both errors side by side, and the part nobody looks at stays aside."""

import json
from pathlib import Path

import pytest

from twin.errors import TriageDataInvalid
from twin.evaluation.triage_cases import TriageCase, load_cases, load_second_reading
from twin.evaluation.triage_metrics import JudgedCase, TriageReport, figures_of
from twin.triage.disposition import Disposition

E, U, R = Disposition.EMERGENCY, Disposition.URGENT, Disposition.ROUTINE


def judged_case(
    labelled: Disposition, given: Disposition, *, kind: str = "plain", number: int = 0
) -> JudgedCase:
    """Make a case that was given a level."""
    case = TriageCase(f"c{number}", "en", ("a", "b"), labelled, kind, "cardiology", "")
    return JudgedCase(case, given, ("x.y",), "rules", (R, given))


def test_recall_and_false_emergencies_are_counted_over_their_own_cases() -> None:
    figures = figures_of([judged_case(E, E), judged_case(E, U), judged_case(R, E), judged_case(R, R)])

    assert (figures.recall.value, figures.false_emergency.value) == (0.5, 0.5)
    assert (figures.under.hits, figures.over.hits, figures.never_falls.value) == (1, 1, 1.0)


def test_a_missed_emergency_and_a_false_alarm_are_told_apart() -> None:
    assert judged_case(E, U).is_missed and judged_case(U, E).is_false_alarm
    assert "emergency given urgent (x.y)" in judged_case(E, U).to_text()


def test_the_report_shows_both_errors_in_every_line_of_kinds() -> None:
    report = TriageReport({"tuned": [judged_case(E, E, kind="lay"), judged_case(R, E, kind="lay")]})

    assert "lay" in report.to_text() and "1.000" in report.to_text().split("lay")[1]
    kinds = report.to_json()["kinds"]["tuned"]["lay"]
    assert kinds["recall"]["hits"] == 1 and kinds["false_emergency"]["hits"] == 1


def test_about_thirty_percent_are_kept_aside_and_stay_so() -> None:
    cases = [TriageCase(f"id-{n}", "en", ("a",), R, "plain", "ent", "") for n in range(2000)]

    share = sum(case.is_kept_aside for case in cases) / len(cases)

    assert 0.26 < share < 0.34
    assert [case.is_kept_aside for case in cases] == [case.is_kept_aside for case in cases]


@pytest.mark.parametrize(
    "line",
    [
        '{"id": "a"}',
        "no json",
        '{"id":"a","language":"en","turns":[],"disposition":"routine","kind":"plain","department":"ent"}',
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    folder = tmp_path / "triage/cases"
    folder.mkdir(parents=True)
    (folder / "x.jsonl").write_text("\n" + line + "\n", encoding="utf-8")

    with pytest.raises(TriageDataInvalid, match=r"x\.jsonl, line 2"):
        load_cases(tmp_path)


def test_an_id_may_stand_only_once(tmp_path: Path) -> None:
    folder = tmp_path / "triage/cases"
    folder.mkdir(parents=True)
    entry = {
        "id": "a",
        "language": "en",
        "turns": ["x"],
        "disposition": "routine",
        "kind": "p",
        "department": "ent",
    }
    (folder / "x.jsonl").write_text((json.dumps(entry) + "\n") * 2, encoding="utf-8")

    with pytest.raises(TriageDataInvalid, match="stands twice"):
        load_cases(tmp_path)


def test_a_second_readers_word_is_counted_as_emergency_or_not() -> None:
    several = [judged_case(E, E, number=1), judged_case(U, U, number=2), judged_case(R, R, number=3)]
    second = {"c1": E, "c2": E, "c3": Disposition.SELF_CARE}

    report = TriageReport({"kept aside": several}, second)

    assert (report.agreement().hits, report.agreement().total) == (2, 3)
    assert "blind reader" in report.to_text()


def test_every_message_that_was_read_again_is_one_of_the_messages_kept_aside() -> None:
    corpora = Path(__file__).resolve().parents[3] / "corpora"
    aside = {case.id for case in load_cases(corpora) if case.is_kept_aside}

    second = load_second_reading(corpora)

    assert len(second) > 2000 and set(second) <= aside
