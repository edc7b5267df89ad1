"""A right answer takes no wrong turn, however like the two sound; a wrong one beside it is still caught."""

from pathlib import Path

import pytest

from twin.key_points.judging import KeyPointJudge
from twin.teaching.case_files import case_paths, read_case
from twin.teaching.case_reading import CaseReader
from twin.teaching.clinical_case import ClinicalCase
from twin.teaching.held_words import character_tables

ROOT = Path(__file__).resolve().parents[3]
CORPORA = ROOT / "corpora"


def cases_of(persona_id: str) -> list[ClinicalCase]:
    tables = character_tables(CORPORA)
    paths = case_paths(ROOT / "personas" / persona_id)
    read = [read_case(path, shown_path=path.name, tables=tables).case for path in paths]
    return [case for case in read if case is not None]


@pytest.mark.parametrize("persona_id", ["urology", "pathology"])
def test_right_words_take_no_wrong_turn_and_wrong_ones_beside_them_are_caught(persona_id: str) -> None:
    judge = KeyPointJudge(CORPORA)
    right_taken_for_wrong, right, missed, wrong = 0, 0, 0, 0
    for case in cases_of(persona_id):
        reader = CaseReader(case, judge, CORPORA)
        for phase in case.phases:
            for language in ("en", "zh"):
                points = [point.said_as.in_language(language)[0] for point in phase.key_points]
                for words in points:
                    right += 1
                    right_taken_for_wrong += bool(reader.answered(phase.phase, words).wrong_turns)
                for turn in phase.wrong_turns:
                    both = f"{points[0]}. {turn.said_as.in_language(language)[0]}"
                    wrong += 1
                    missed += turn.id not in reader.answered(phase.phase, both).wrong_turns

    assert right > 60
    assert right_taken_for_wrong <= 0.02 * right
    assert missed <= 0.05 * wrong
