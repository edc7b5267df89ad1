"""A database of its own for every test, once SQLite and once Postgres (skipped where that is not installed).

Import in a room's conftest: `database_url`, `database`, and `postgres_server`, `postgres_url` which they ask for.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.twin.storage.postgres_cluster import postgres_server, postgres_url
from twin.storage.database import Database, sqlite_url
from twin.storage.migrating import upgrade

__all__ = ["database", "database_url", "postgres_server", "postgres_url"]


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of an empty database, of either kind."""
    if request.param == "postgres":
        url: str = request.getfixturevalue("postgres_url")
        return url
    return sqlite_url(tmp_path)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Give a migrated database, of either kind."""
    opened = Database(database_url)
    await upgrade(opened)
    yield opened
    await opened.close()
