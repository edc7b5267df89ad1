"""The evaluation questions of a folder."""

from pathlib import Path

from twin.evaluation.dataset import with_question_findings
from twin.persona.checking import check_folder
from twin.persona.scaffold import scaffold


def test_a_wrong_question_is_a_finding_of_the_folder(tmp_path: Path) -> None:
    scaffold(tmp_path, "geriatrics")
    report = check_folder(tmp_path, tmp_path, "geriatrics")
    questions = tmp_path / "geriatrics/questions/uncovered.yaml"
    questions.parent.mkdir(exist_ok=True)

    questions.write_text("- {id: u1, text: why, language: fr, kind: far}\n", encoding="utf-8")
    wrong_language = with_question_findings(report, tmp_path)
    row = "- {id: u1, text: why, language: en, kind: far}\n"
    questions.write_text(row * 2, encoding="utf-8")
    twice = with_question_findings(report, tmp_path)
    questions.write_text(row, encoding="utf-8")

    assert report.ok and not wrong_language.ok and not twice.ok
    assert "u1" in wrong_language.findings[-1].problem
    assert "stands 2 times" in twice.findings[-1].problem
    assert with_question_findings(report, tmp_path).ok
