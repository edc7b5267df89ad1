"""Check a file that somebody sends, in a process of its own: a hostile file harms nobody but itself."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import twin
from twin.labels.sealing import Sealing

SECONDS = 60.0  # longest wait for one file; a film of 45 minutes takes two
AT_ONCE = 2  # files looked at together; the others wait
_ROOT = Path(twin.__file__).resolve().parents[1]


class VerifyingApart:
    """Checks files of strangers, a few at a time."""

    def __init__(self, sealing: Sealing) -> None:
        """Take where this house keeps its manifests and the keys it believes."""
        self._data = sealing.data
        self._room = asyncio.Semaphore(AT_ONCE)

    async def verify(self, path: Path, *, name: str, manifest: Path | None = None) -> dict[str, Any]:
        """Check one file; give what `Verified.to_json` gives. A file that cannot be read in time is not genuine.

        Args:
            path: A copy of the file, with its ending.
            name: What the file was called where it came from.
            manifest: A copy of its side-car; without one the house's own is taken by the label's number.
        """
        order = {
            "path": str(path),
            "data": str(self._data.resolve()),
            "manifest": str(manifest) if manifest else "",
            "name": name,
        }
        async with self._room:
            answer = await _answer(json.dumps(order).encode())
        return answer or _unreadable(name)


async def _answer(order: bytes) -> dict[str, Any] | None:
    """Run the child; None when it was too slow, too large, or fell over the file."""
    given_on = os.environ.get("PYTHONPATH")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (str(_ROOT), given_on)))}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "twin.labels.verifying_child",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=environment,
    )
    try:
        written, _ = await asyncio.wait_for(process.communicate(order), SECONDS)
    except TimeoutError:
        return None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        return None
    found: dict[str, Any] = json.loads(written)
    return found


def _unreadable(name: str) -> dict[str, Any]:
    return {
        "file": name,
        "genuine": False,
        "checks": [
            {"check": "file", "good": False, "words": "the file cannot be read: damaged, or made to mislead"}
        ],
        "label": None,
        "facts": None,
    }
