"""A paper read together in the terminal: questions, one line an answer, and what each answer holds; nothing is kept."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.twin.teaching.school import PERSONA, journal_club
from twin.cli.teach import _read_together
from twin.storage.database import Database, sqlite_url
from twin.storage.migrating import upgrade


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    (tmp_path / "data").mkdir()
    opened = Database(sqlite_url(tmp_path / "data"))
    await upgrade(opened)
    yield opened
    await opened.close()


async def test_each_line_answers_one_question_and_a_missing_line_leaves_it_open(
    database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    club = journal_club(database, tmp_path)
    lines = iter(
        ["Does a finger find it first?", "The finger found 87% of uneven pulses and the recording 95%."]
    )

    await _read_together(club, PERSONA, "pulse-paper", "zh", lines)

    told = capsys.readouterr().out
    assert "2. 主要结果是什么？" in told and "2. said: The finger found 87%" in told
    assert "3. missing: I count the pulse for 60 seconds" in told
    assert await club.done("") == frozenset()
