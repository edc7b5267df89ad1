"""A file is there whole or not at all: written beside its place, flushed to the disk, and moved in one step."""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from twin.media.media_errors import DiskFull

FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)


@contextmanager
def finished_file(path: Path) -> Iterator[Path]:
    """Give a place to write to; at the end what stands there becomes `path`, after an error it is gone.

    Two that make the same file at once both succeed, the last one stays.

    Raises:
        DiskFull: When there is no room.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # The ending stays, because ffmpeg chooses the container by it.
    half = path.with_name(f".{path.stem}.{uuid4().hex[:12]}{path.suffix}")
    try:
        yield half
        with half.open("rb") as written:
            os.fsync(written.fileno())
        half.replace(path)
    except OSError as error:
        if error.errno in FULL:
            raise DiskFull(path.name) from None
        raise
    finally:
        half.unlink(missing_ok=True)


def keep(path: Path, content: bytes) -> Path:
    """Write a whole file and give its path."""
    with finished_file(path) as half:
        half.write_bytes(content)
    return path


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
