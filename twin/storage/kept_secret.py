"""A secret of this installation, made once in its data directory and the same for every worker."""

import secrets
from contextlib import suppress
from pathlib import Path

SECRET_BYTES = 32


def kept_secret(data: Path, name: str) -> bytes:
    """Read the secret kept under a name in the data directory, or make it once; readable by this user only."""
    path = data / name
    if not path.is_file():
        own = data / f"{name}.{secrets.token_hex(8)}"
        own.touch(mode=0o600)
        own.write_bytes(secrets.token_bytes(SECRET_BYTES))
        with suppress(FileExistsError):
            path.hardlink_to(own)  # of several workers that start at once, one wins, whole
        own.unlink()
    return path.read_bytes()
