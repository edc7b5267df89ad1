"""How patients ask for what a sentence says."""

from datetime import date
from pathlib import Path

from twin.persona.phrasings import phrasings_in, read_phrasings, with_phrasings
from twin.persona.slots import DocumentFile, DocumentMetadata, Phrasing, Slot


def test_phrasings_are_read_by_document_and_marks_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "phrasings.yaml"
    file.write_text(
        "- document: stent\n"
        "  answers:\n"
        '    - {quote: "opened one narrow place [1]", asks: [am i cured, 放了支架就好了吗]}\n'
        "- document: stent\n"
        "  answers:\n"
        "    - {quote: two tablets for a year, asks: [how long both pills]}\n",
        encoding="utf-8",
    )

    found, findings = read_phrasings(file, shown_path="x/phrasings.yaml")

    assert findings == []
    assert found["stent"] == (
        Phrasing("opened one narrow place", ("am i cured", "放了支架就好了吗")),
        Phrasing("two tablets for a year", ("how long both pills",)),
    )


def test_a_wrong_entry_is_named_with_its_line_and_the_others_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "phrasings.yaml"
    file.write_text(
        "- document: a\n"
        "  answers: [{quote: some words, asks: [how]}]\n"
        "- document: b\n"
        "  answers: [{quote: some words}]\n",
        encoding="utf-8",
    )

    found, findings = read_phrasings(file, shown_path="x/phrasings.yaml")

    assert set(found) == {"a"}
    assert {one.line for one in findings} == {4}


def test_a_file_that_is_no_yaml_gives_one_finding_and_no_file_gives_none(tmp_path: Path) -> None:
    broken = tmp_path / "phrasings.yaml"
    broken.write_text("- [", encoding="utf-8")

    assert len(read_phrasings(broken, shown_path="x")[1]) == 1
    assert read_phrasings(tmp_path / "absent.yaml", shown_path="x") == ({}, [])


def test_a_passage_takes_the_phrasings_of_its_own_sentences_only() -> None:
    phrasings = [Phrasing("not by yourself", ("may i stop",)), Phrasing("Elsewhere", ("where",))]

    found = phrasings_in("Short answer first: not by\nyourself [1], because the score decides.", phrasings)

    assert found == [phrasings[0]]
    assert phrasings_in("anything", []) == []


def test_files_get_their_phrasings_in_their_metadata() -> None:
    metadata = DocumentMetadata(title="Stent", language="en", kind="answer", date=date(2026, 1, 1))
    files = [
        DocumentFile(name, Slot.ANSWERS, Path(f"{name}.md"), f"x/{name}.md", metadata) for name in ("a", "b")
    ]

    found = with_phrasings(files, {"a": (Phrasing("quote", ("ask",)),)})

    assert [len(one.metadata.phrasings) for one in found] == [1, 0]
