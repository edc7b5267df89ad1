"""The check names the file, the line, what is wrong, and what to write."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from twin.persona.checking import check_folder
from twin.persona.scaffold import scaffold


@pytest.fixture
def personas(tmp_path: Path) -> Path:
    scaffold(tmp_path, "geriatrics")
    return tmp_path


def rewrite(path: Path, old: str, new: str) -> int:
    """Replace `old` in a file and give the line it stood on."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_a_new_folder_passes(personas: Path) -> None:
    report = check_folder(personas, personas, "geriatrics")

    assert report.ok, report.to_text()


def test_a_misspelt_key_is_named_with_its_line(personas: Path) -> None:
    line = rewrite(personas / "geriatrics/persona.yaml", "strictness:", "strictnes:")

    report = check_folder(personas, personas, "geriatrics")

    assert not report.ok
    assert any(f.line == line and "strictnes" in f.problem and "spelling" in f.write for f in report.findings)


def test_an_id_that_differs_from_the_folder_is_wrong(personas: Path) -> None:
    rewrite(personas / "geriatrics/persona.yaml", "id: geriatrics", "id: pediatrics")

    report = check_folder(personas, personas, "geriatrics")

    assert [f.write for f in report.findings if not f.is_warning] == ["id: geriatrics"]


def test_a_clinic_without_a_room_is_wrong(personas: Path) -> None:
    rewrite(personas / "geriatrics/clinic.yaml", "    room: {en: Room 101, zh: 101诊室}\n", "")

    report = check_folder(personas, personas, "geriatrics")

    assert any("clinics.0.room is missing" in f.problem for f in report.findings)


def test_a_missing_clinic_is_wrong(personas: Path) -> None:
    (personas / "geriatrics/clinic.yaml").unlink()

    assert not check_folder(personas, personas, "geriatrics").ok


def test_a_document_without_metadata_is_wrong_and_the_advice_names_the_side_car(personas: Path) -> None:
    (personas / "geriatrics/papers/frailty.pdf").write_bytes(b"%PDF-1.7")

    report = check_folder(personas, personas, "geriatrics")

    assert any("frailty.pdf.yaml" in f.write for f in report.findings)


def test_a_document_without_a_date_is_a_warning_only(personas: Path) -> None:
    lecture = personas / "geriatrics/lectures/welcome.md"
    lecture.write_text("\n".join(x for x in lecture.read_text().split("\n") if not x.startswith("date:")))

    report = check_folder(personas, personas, "geriatrics")

    assert report.ok
    assert any(f.problem == "no date" for f in report.findings)


def test_a_reference_mark_that_leads_nowhere_is_found_on_its_line(personas: Path) -> None:
    lecture = personas / "geriatrics/lectures/welcome.md"
    lecture.write_text(lecture.read_text() + "\nWalk 30 minutes a day [1].\n")

    report = check_folder(personas, personas, "geriatrics")

    assert [f.line for f in report.findings] == [lecture.read_text().count("\n")]


def test_an_unknown_reference_key_is_wrong(personas: Path) -> None:
    rewrite(personas / "geriatrics/lectures/welcome.md", "references: []", "references: [who-2030]")

    report = check_folder(personas, personas, "geriatrics")

    assert any("'who-2030'" in f.problem for f in report.findings)


def test_a_number_in_a_framing_sentence_is_wrong(personas: Path) -> None:
    rewrite(personas / "geriatrics/persona.yaml", "Here is what I say about this.", "Take 2 of these.")

    assert not check_folder(personas, personas, "geriatrics").ok


def test_an_expired_consent_is_a_warning_from_its_last_day_on(personas: Path) -> None:
    later = date.today() + timedelta(days=365)

    report = check_folder(personas, personas, "geriatrics", today=later)

    assert any("expired" in f.problem for f in report.findings)


def test_broken_yaml_is_reported_with_its_line(personas: Path) -> None:
    path = personas / "geriatrics/clinic.yaml"
    path.write_text("valid_from: 2026-01-01\nclinics: [\n")

    report = check_folder(personas, personas, "geriatrics")

    assert any(f.file == "geriatrics/clinic.yaml" and f.line >= 2 for f in report.findings)


def test_two_documents_of_one_name_are_wrong(personas: Path) -> None:
    lecture = personas / "geriatrics/lectures/welcome.md"
    (personas / "geriatrics/papers/welcome.md").write_text(lecture.read_text())

    report = check_folder(personas, personas, "geriatrics")

    assert any("also that of" in f.problem for f in report.findings)


def test_a_medical_number_without_a_mark_fails_the_check_with_its_line(tmp_path: Path) -> None:
    scaffold(tmp_path, "nephrology")
    lecture = next((tmp_path / "nephrology/lectures").glob("*.md"))
    text = lecture.read_text(encoding="utf-8").rstrip("\n") + "\n\nDrink at least 2000 ml a day.\n"
    lecture.write_text(text, encoding="utf-8")

    report = check_folder(tmp_path, tmp_path / "corpora", "nephrology")

    assert not report.ok
    assert [(one.line, "2000 ml" in one.problem) for one in report.findings if not one.is_warning] == [
        (text.count("\n"), True)
    ]
