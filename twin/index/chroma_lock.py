"""Who holds the Chroma directory, and where its server listens.

Two processes in one Chroma directory destroy it without an error, so whoever opens it, or runs a server on it, holds
`chroma.lock` exclusively. A server's child process inherits the lock: while any of them lives, nobody else
gets in. The kernel frees the lock of a killed process, so it cannot go stale; the address file can,
and counts only while somebody holds the lock.
"""

import fcntl
import json
import os
from dataclasses import dataclass
from pathlib import Path

LOCK_FILE = "chroma.lock"
ADDRESS_FILE = "chroma.address"
DIRECTORY = "chroma"


@dataclass(frozen=True, slots=True)
class Place:
    """Where this process finds Chroma: a server's host and port, or a directory it may open itself.

    `ours` is true for a server of this installation, which speaks plain HTTP on loopback without a token.
    """

    host: str = ""
    port: int = 0
    directory: Path | None = None
    ours: bool = True


class ChromaLock:
    """The exclusive right to the Chroma directory in `data`."""

    def __init__(self, data: Path) -> None:
        """Name the directory; nothing is taken yet."""
        self._data = data
        self._descriptor: int | None = None

    @property
    def descriptor(self) -> int | None:
        """Give the file descriptor of the held lock, for a child to inherit; None while not held."""
        return self._descriptor

    @property
    def directory(self) -> Path:
        """Give the directory that only the holder may open."""
        return self._data / DIRECTORY

    def take(self) -> bool:
        """Try to take the lock, without waiting. True when it is held afterwards."""
        if self._descriptor is not None:
            return True
        self._data.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._data / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        # Left by a holder that was killed; nobody serves now.
        (self._data / ADDRESS_FILE).unlink(missing_ok=True)
        return True

    def release(self) -> None:
        """Give the lock back; does nothing when it is not held."""
        if self._descriptor is not None:
            (self._data / ADDRESS_FILE).unlink(missing_ok=True)
            os.close(self._descriptor)
            self._descriptor = None

    def write_address(self, port: int) -> None:
        """Tell other processes where the holder's server listens."""
        fresh = self._data / f"{ADDRESS_FILE}.{os.getpid()}"
        fresh.write_text(json.dumps({"port": port, "pid": os.getpid()}), encoding="utf-8")
        fresh.replace(self._data / ADDRESS_FILE)

    def read_address(self) -> int | None:
        """Give the port of the holder's server, or None when the holder does not serve (yet)."""
        try:
            port = json.loads((self._data / ADDRESS_FILE).read_text(encoding="utf-8"))["port"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return port if isinstance(port, int) else None
