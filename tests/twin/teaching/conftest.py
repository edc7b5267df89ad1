"""Fixtures of the teaching room: the sample case, open to be taught."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.twin.teaching.overlap_judge import OverlapJudge
from tests.twin.teaching.sample_case import sample, write_case
from twin.passages.document import Document
from twin.passages.reading import read_documents
from twin.persona.folder import folder_content, load_persona
from twin.persona.scaffold import scaffold
from twin.settings import PassageSettings
from twin.storage.database import Database, sqlite_url
from twin.storage.migrating import upgrade
from twin.teaching.case_files import links_of, read_case
from twin.teaching.case_links import quotes_by_path
from twin.teaching.case_room import CaseRoom
from twin.teaching.held_words import character_tables
from twin.teaching.tutoring import Wording

CORPORA = Path("corpora")
OpenRoom = Callable[..., CaseRoom]


@pytest.fixture
def open_room(tmp_path: Path) -> OpenRoom:
    """Give a maker of rooms over the sample case."""

    def make(case: dict[str, Any] | None = None, *, wording: Wording | None = None) -> CaseRoom:
        if not (tmp_path / "geriatrics").exists():
            scaffold(tmp_path, "geriatrics")
        path = write_case(tmp_path / "geriatrics", case or sample())
        read = read_case(path, shown_path="geriatrics/cases", tables=character_tables(CORPORA))
        files = folder_content(tmp_path, CORPORA, load_persona(tmp_path, "geriatrics")).files
        mine = [file for file in files if file.name == "ward-talk"]
        documents = [one for one in read_documents(mine, PassageSettings()) if isinstance(one, Document)]
        links, _ = links_of(read, quotes_by_path("geriatrics", documents, PassageSettings()))
        assert read.case is not None, read.findings
        return CaseRoom(
            "geriatrics", read.case, links, judge=OverlapJudge(), corpora=CORPORA, wording=wording
        )

    return make


@pytest.fixture
def room(open_room: OpenRoom) -> CaseRoom:
    """Give the room of the sample case."""
    return open_room()


@pytest.fixture
async def school_database(tmp_path: Path) -> AsyncIterator[Database]:
    """Give an empty database of the newest revision."""
    (tmp_path / "school").mkdir()
    opened = Database(sqlite_url(tmp_path / "school"))
    await upgrade(opened)
    yield opened
    await opened.close()
