from pathlib import Path

import pytest

from twin.key_points.judging import KeyPointJudge
from twin.key_points.meaning import RememberedVectors

CORPORA = Path(__file__).parents[3] / "corpora"


@pytest.fixture(scope="session")
def judge() -> KeyPointJudge:
    return KeyPointJudge(CORPORA, vectors=RememberedVectors())


@pytest.fixture(scope="session")
def judge_by_words() -> KeyPointJudge:
    return KeyPointJudge(CORPORA)
