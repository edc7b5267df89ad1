"""A talk is published whole or not at all: a finished folder takes its place in one step."""

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from twin.media.finished_file import sha256_of

ABANDONED_SECONDS = 3600.0  # no file takes nearly as long to write


def publish(made: Path, out: Path) -> dict[str, str]:
    """Copy a finished folder to `out`, replacing what stood there; give the SHA-256 of each file by name.

    A reader finds the old talk or the new one, never parts of both; after an error the old one stays.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    mark = uuid4().hex[:12]
    coming, going = out.with_name(f".{out.name}.{mark}.new"), out.with_name(f".{out.name}.{mark}.old")
    try:
        shutil.copytree(made, coming, ignore=shutil.ignore_patterns(".*"))  # halves of killed processes
        for path in coming.iterdir():
            _flush(path)
        hashes = {path.name: sha256_of(path) for path in sorted(coming.iterdir())}
        if out.exists():
            out.rename(going)
        try:
            coming.rename(out)
        except OSError:
            if going.exists():
                going.rename(out)
            raise
        _flush(out.parent)
        return hashes
    finally:
        shutil.rmtree(coming, ignore_errors=True)
        shutil.rmtree(going, ignore_errors=True)


def sweep_halves(folder: Path) -> None:
    """Remove what killed processes left half-written in a work folder: hidden files that nobody writes any more."""
    now = time.time()
    for path in folder.glob("**/.*"):
        with suppress(OSError):
            if path.is_file() and now - path.stat().st_mtime > ABANDONED_SECONDS:
                path.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
