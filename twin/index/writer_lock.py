"""One writer per persona: a file lock beside SQLite, an advisory lock in Postgres.

Both are freed by the kernel or the server when the holder dies.
"""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import text

from twin.errors import IndexBusy
from twin.storage.database import Database

_RETRY_SECONDS = 0.1


@asynccontextmanager
async def only_writer(
    database: Database, data: Path, persona: str, *, wait_seconds: float
) -> AsyncIterator[None]:
    """Hold the right to write this persona's index; wait for another writer to end.

    Raises:
        IndexBusy: If the other writer does not end within `wait_seconds`.
    """
    deadline = asyncio.get_running_loop().time() + wait_seconds
    held = (
        _file_lock(data, persona, deadline)
        if database.is_sqlite
        else _advisory_lock(database, persona, deadline)
    )
    async with held:
        yield


@asynccontextmanager
async def _file_lock(data: Path, persona: str, deadline: float) -> AsyncIterator[None]:
    descriptor = _open_lock_file(data, persona)
    try:
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                await _wait(persona, deadline)
        yield
    finally:
        os.close(descriptor)


def _open_lock_file(data: Path, persona: str) -> int:
    data.mkdir(parents=True, exist_ok=True)
    return os.open(data / f"index-{persona}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


@asynccontextmanager
async def _advisory_lock(database: Database, persona: str, deadline: float) -> AsyncIterator[None]:
    key = {"key": f"twin index {persona}"}
    # Its own connection, outside any transaction: the lock lives as long as the session.
    async with database.engine.connect() as plain:
        connection = await plain.execution_options(isolation_level="AUTOCOMMIT")
        taking = text("SELECT pg_try_advisory_lock(hashtextextended(:key, 0))")
        while not (await connection.execute(taking, key)).scalar():
            await _wait(persona, deadline)
        try:
            yield
        finally:
            await connection.execute(text("SELECT pg_advisory_unlock(hashtextextended(:key, 0))"), key)


async def _wait(persona: str, deadline: float) -> None:
    if asyncio.get_running_loop().time() > deadline:
        raise IndexBusy(
            f"Another process is indexing {persona!r} and has not finished. "
            f"Wait for it, then run `twin index build {persona}` again."
        )
    await asyncio.sleep(_RETRY_SECONDS)
