"""The database of record: SQLite in WAL mode by default, Postgres by URL."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, InterfaceError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from twin.errors import DatabaseUnavailable


class Database:
    """One engine and its sessions.

    A transaction is short: nothing waits on a network other than the database's inside it.
    """

    def __init__(self, url: str, *, pool_size: int = 8) -> None:
        """Prepare an engine for `url`; nothing connects yet."""
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        options: dict[str, Any] = {} if self.is_sqlite else {"pool_size": pool_size, "pool_pre_ping": True}
        self.engine: AsyncEngine = create_async_engine(self.url, **options)
        if self.is_sqlite:
            event.listen(self.engine.sync_engine, "connect", _prepare_sqlite)
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """Give a session whose work is committed at the end, or rolled back on an error.

        Raises:
            DatabaseUnavailable: When the database does not answer.
        """
        with _named_when_dead():
            async with self._sessions() as session, session.begin():
                if self.is_sqlite:
                    # A transaction that reads first and writes later fails at once when another wrote in between; one
                    # that takes the write lock at its begin waits its turn (busy_timeout).
                    await session.execute(text("BEGIN IMMEDIATE"))
                yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Give a session for reading only.

        Raises:
            DatabaseUnavailable: When the database does not answer.
        """
        with _named_when_dead():
            async with self._sessions() as session:
                yield session

    async def forget_deleted(self) -> bool:
        """Write SQLite's log back and empty it, so that deleted rows stand in no file.

        Returns:
            False while a reader still holds the log; call again later. On Postgres vacuum does this: True.
        """
        if not self.is_sqlite:
            return True
        async with self.engine.connect() as connection:
            row = (await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")).one()
            return bool(row[0] == 0)

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


@contextmanager
def _named_when_dead() -> Iterator[None]:
    """Turn what a dead or damaged database raises into an error of ours; what a statement did wrong stays as it is."""
    try:
        yield
    except (IntegrityError, ProgrammingError, DataError):
        raise
    except (DatabaseError, InterfaceError, PoolTimeout, OSError) as error:
        raise DatabaseUnavailable(
            f"The database does not answer ({type(error).__name__}). Start it, or mend TWIN_DATABASE__URL; "
            "`twin doctor` says more. Triage and the way to the room go on without it."
        ) from error


def sqlite_url(data: Path) -> str:
    """Give the URL of the default database in the data directory, which must exist."""
    return f"sqlite+aiosqlite:///{data / 'twin.sqlite3'}"


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Set what every SQLite connection needs: WAL, foreign keys, patience, deletion that overwrites."""
    cursor: sqlite3.Cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "busy_timeout=15000",
        "synchronous=NORMAL",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
