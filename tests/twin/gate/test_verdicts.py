"""What becomes of a case, sentence by sentence: why each is withheld, or where it comes from. A change of one is a change for readers."""

from functools import lru_cache
from pathlib import Path

import pytest

from tests.twin.gate.test_hostile_cases import CASES, judged

BY_ID = {case.id: case for case in CASES}
RECORDED = [
    line.split(": ", 1)
    for line in (Path(__file__).parent / "verdicts.txt").read_text(encoding="utf-8").splitlines()
]
PART = 12  # cases judged in one test


@lru_cache(maxsize=512)
def verdicts_of(case_id: str) -> str:
    case = BY_ID[case_id]
    found = judged(case.evidence_set, case.completion)
    return ", ".join(one.reason.value if one.reason else one.origin.value for one in found)


@pytest.mark.parametrize("first", range(0, len(RECORDED), PART))
def test_every_recorded_case_meets_the_verdict_that_was_recorded(first: int) -> None:
    recorded = dict(RECORDED[first : first + PART])

    assert {case_id: verdicts_of(case_id) for case_id in recorded} == recorded
