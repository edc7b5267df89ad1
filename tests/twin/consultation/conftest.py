"""A database of its own for every test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.twin.consultation.ward import made_database
from twin.storage.database import Database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """Give a fresh SQLite database."""
    database = await made_database(tmp_path)
    yield database
    await database.close()
