"""Figures of the referral."""

from pathlib import Path

import pytest

from twin.errors import DirectoryInvalid
from twin.evaluation.referral_cases import LabelledComplaint, load_complaints
from twin.evaluation.referral_metrics import by_part_and_language, referral_figures


def complaint(id_: str, department: str, *acceptable: str, language: str = "en") -> LabelledComplaint:
    return LabelledComplaint(id_, language, "text", department, acceptable)


def test_an_acceptable_department_counts_but_is_told_apart() -> None:
    judged = [
        (complaint("a", "urology", "andrology"), ["andrology", "urology", "ent"]),
        (complaint("b", "ent"), ["ent", "neurology", "pain"]),
        (complaint("c", "ent"), ["pain", "neurology", "ent"]),
        (complaint("d", "ent"), ["pain", "neurology", "urology", "ent"]),
    ]

    figures = referral_figures(judged)

    assert (figures.strict.hits, figures.top_1.hits, figures.top_3.hits) == (1, 2, 3)
    assert figures.mistakes == (("ent", "pain", 2),)


def test_both_parts_are_counted_by_language() -> None:
    judged = [(complaint(str(n), "ent", language="zh" if n % 2 else "en"), ["ent"]) for n in range(40)]

    sections = by_part_and_language(judged)

    assert set(sections) == {
        "tuned", "tuned · en", "tuned · zh", "kept aside", "kept aside · en", "kept aside · zh",
    }  # fmt: skip
    assert sections["tuned"].top_1.total + sections["kept aside"].top_1.total == 40


def test_a_wrong_line_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "consultations"
    folder.mkdir()
    (folder / "a.jsonl").write_text('\n{"id": "x"}\n', encoding="utf-8")

    with pytest.raises(DirectoryInvalid, match=r"a\.jsonl, line 2"):
        load_complaints(tmp_path)
