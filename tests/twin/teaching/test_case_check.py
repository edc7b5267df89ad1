"""A case that cannot be published is named with file, line, what is wrong and what to write."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.twin.teaching.sample_case import DOCUMENT_TEXT, QUOTES, both, sample, write_case
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


@pytest.mark.parametrize(
    "hint",
    [
        both("Give warfarin and move on.", "先给华法林，再往下走。"),
        both("Call for dialysis.", "该透析了。"),
        both("Wait for 48 hours.", "等48小时。"),
    ],
    ids=["medicine", "treatment", "figure"],
)
def test_a_hint_that_says_what_no_linked_sentence_says_is_refused_with_the_way_out(
    personas: Path, hint: dict[str, str]
) -> None:
    case = sample()
    case["phases"][4]["hints"] = [hint, *case["phases"][4]["hints"][1:]]

    found = findings_of(personas, case)

    assert len(found) == 1 and "neither the case nor a linked sentence does" in found[0].problem
    assert "source: {document, quote}" in found[0].write


def test_a_hint_may_say_what_its_own_source_says(personas: Path) -> None:
    case = sample()
    path = personas / "geriatrics/lectures/more-talk.md"
    said = "I wait for 48 hours before I promise a rhythm."
    path.write_text(DOCUMENT_TEXT.replace(QUOTES[0], said), encoding="utf-8")
    source = {"document": "lectures/more-talk.md", "quote": said}
    hint = {**both("Wait for 48 hours.", "等48小时。"), "source": source}
    case["phases"][4]["hints"] = [hint, *case["phases"][4]["hints"][1:]]

    found = findings_of(personas, case)

    assert found == []


@pytest.mark.parametrize("kind", ["key_points", "wrong_turns"])
def test_a_key_point_or_a_wrong_turn_without_a_source_is_refused(personas: Path, kind: str) -> None:
    case = deepcopy(sample())
    phase = next(one for one in case["phases"] if one.get(kind))
    del phase[kind][0]["source"]

    found = findings_of(personas, case)

    assert any("source" in one.problem and one.line > 1 for one in found)


def test_a_hint_whose_source_does_not_stand_in_the_document_is_refused(personas: Path) -> None:
    case = sample()
    source = {"document": "lectures/ward-talk.md", "quote": "Nobody ever said this."}
    first, *others = case["phases"][0]["hints"]
    case["phases"][0]["hints"] = [{**first, "source": source}, *others]

    found = findings_of(personas, case)

    assert len(found) == 1 and "does not stand in" in found[0].problem
