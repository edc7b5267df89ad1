"""A case that cannot be published is named with file, line, what is wrong and what to write."""

from pathlib import Path
from typing import Any

import pytest

from tests.twin.teaching.sample_case import QUOTES, both, sample, write_case
from twin.persona.checking import check_folder
from twin.persona.findings import Finding
from twin.persona.scaffold import scaffold
from twin.settings import PassageSettings
from twin.teaching.case_check import with_case_findings

CORPORA = Path("corpora")


@pytest.fixture
def personas(tmp_path: Path) -> Path:
    scaffold(tmp_path, "geriatrics")
    return tmp_path


def findings_of(personas: Path, case: dict[str, Any], *, name: str = "uneven-pulse") -> list[Finding]:
    """Write the case and give what the check says about it."""
    write_case(personas / "geriatrics", case, name=name)
    report = check_folder(personas, CORPORA, "geriatrics")
    checked = with_case_findings(report, personas, CORPORA, PassageSettings())
    return [one for one in checked.findings if "/cases/" in one.file]


def test_a_sound_case_has_nothing_to_mend(personas: Path) -> None:
    found = findings_of(personas, sample())

    assert found == []


def test_a_quote_that_does_not_stand_in_its_document_is_named_with_its_line_and_the_nearest_sentence(
    personas: Path,
) -> None:
    case = sample()
    case["what_i_do"][0]["source"] = {
        "document": "lectures/ward-talk.md",
        "quote": "I count the pulse at the ankle.",
    }

    found = findings_of(personas, case)

    text = (personas / "geriatrics/cases/uneven-pulse.yaml").read_text(encoding="utf-8").splitlines()
    assert [text[one.line - 1].strip() for one in found] == ["quote: I count the pulse at the ankle."]
    assert QUOTES[0] in found[0].write


def test_a_document_that_is_not_there_is_named_with_those_that_are(personas: Path) -> None:
    case = sample()
    case["what_i_do"][0]["source"] = {"document": "lectures/other.md", "quote": QUOTES[0]}

    found = findings_of(personas, case)

    assert len(found) == 1 and "lectures/ward-talk.md" in found[0].write


def test_a_hint_that_names_the_diagnosis_is_found(personas: Path) -> None:
    case = sample()
    case["phases"][0]["hints"] = [both("Could it be AF?", "会不会是房颤？"), *case["phases"][0]["hints"][1:]]

    found = findings_of(personas, case)

    assert len(found) == 2 and all("gives the diagnosis away" in one.problem for one in found)


def test_the_plan_may_name_the_diagnosis(personas: Path) -> None:
    case = sample()
    case["phases"][4]["task"] = both("How do you treat AF?", "房颤怎么处理？")

    found = findings_of(personas, case)

    assert found == []


def test_a_rubric_that_needs_what_is_not_there_is_found(personas: Path) -> None:
    case = sample()
    case["rubric"][3]["levels"][1]["needs"] = {"of": ["kp-nothing"], "at_least": 2}

    found = findings_of(personas, case)

    assert {"kp-nothing" in one.problem or "at_least 2" in one.problem for one in found} == {True}
    assert len(found) == 2


def test_the_phases_stand_in_their_order(personas: Path) -> None:
    case = sample()
    case["phases"][0], case["phases"][1] = case["phases"][1], case["phases"][0]

    found = findings_of(personas, case)

    assert any("not the five in their order" in one.problem for one in found)


def test_a_misspelt_key_leads_to_the_page_about_cases(personas: Path) -> None:
    case = sample()
    case["topic"] = case.pop("topics")

    found = findings_of(personas, case)

    assert any("docs/teaching-cases.md" in one.write for one in found)


def test_an_id_that_is_not_the_file_name_is_found(personas: Path) -> None:
    found = findings_of(personas, sample(), name="another")

    assert [one.write for one in found] == ["id: another"]
