"""Who is alive: each process that runs jobs holds one numbered slot, and a slot nobody holds belongs to the dead.

A slot is a locked file, or on Postgres an advisory lock; both fall open the moment a process dies, however it died. The
numbers are small and used again, so a process that starts anew finds what its predecessor left.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

MOST_SLOTS = 64
LOCK_SPACE = 0x7477696E  # "twin": the first key of our advisory locks
SWEEPING = MOST_SLOTS  # the slot of the one who looks for the dead


class Slots(Protocol):
    """Slots 0 to 63, and one more for the sweeper."""

    def claim(self) -> int:
        """Take the first free slot for the life of this process; RuntimeError when all are taken."""
        ...

    def is_held(self, slot: int) -> bool:
        """Say whether a living process holds it."""
        ...

    def sweeping(self) -> Any:
        """Give a context whose value says whether this process alone is sweeping."""
        ...

    def close(self) -> None:
        """Give the slot back."""
        ...


class FileSlots:
    """Slots as locked files in a folder."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._held: list[int] = []

    def claim(self) -> int:
        """Take the first free slot."""
        for slot in range(MOST_SLOTS):
            if (taken := self._locked(slot)) is not None:
                self._held.append(taken)
                return slot
        raise RuntimeError(f"All {MOST_SLOTS} slots in {self._folder.name}/ are taken; end a process first.")

    def is_held(self, slot: int) -> bool:
        """Say whether a living process holds it."""
        taken = self._locked(slot)
        if taken is None:
            return True
        os.close(taken)
        return False

    @contextmanager
    def sweeping(self) -> Iterator[bool]:
        """Say whether this process alone is sweeping."""
        taken = self._locked(SWEEPING)
        try:
            yield taken is not None
        finally:
            if taken is not None:
                os.close(taken)

    def close(self) -> None:
        """Give the slot back."""
        while self._held:
            os.close(self._held.pop())

    def _locked(self, slot: int) -> int | None:
        file = os.open(self._folder / f"slot-{slot}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return None
        return file


class PostgresSlots:
    """Slots as advisory locks, held by a connection of their own."""

    def __init__(self, url: str) -> None:
        """Take the database; nothing connects yet."""
        from sqlalchemy import create_engine
        from sqlalchemy.pool import NullPool

        self._engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        self._held: list[Any] = []

    def claim(self) -> int:
        """Take the first free slot."""
        connection = self._engine.connect()
        for slot in range(MOST_SLOTS):
            if _try(connection, slot):
                self._held.append(connection)
                return slot
        connection.close()
        raise RuntimeError(f"All {MOST_SLOTS} slots in the database are taken; end a process first.")

    def is_held(self, slot: int) -> bool:
        """Say whether a living process holds it."""
        with self._engine.connect() as connection:
            return not _try(connection, slot)  # closing the connection opens the lock again

    @contextmanager
    def sweeping(self) -> Iterator[bool]:
        """Say whether this process alone is sweeping."""
        with self._engine.connect() as connection:
            yield _try(connection, SWEEPING)

    def close(self) -> None:
        """Give the slot back."""
        while self._held:
            self._held.pop().close()
        self._engine.dispose()


def _try(connection: Any, slot: int) -> bool:
    from sqlalchemy import text

    asked = text("SELECT pg_try_advisory_lock(:space, :slot)")
    return bool(connection.execute(asked, {"space": LOCK_SPACE, "slot": slot}).scalar())
