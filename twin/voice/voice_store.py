"""Sound that was bought is kept: one file for each voice, text and settings, so that it is never bought twice.

A file is named by the hash of what it is made from, is written whole or not at all, and is checked when it is read.
The text itself is not kept. A physician's own voice lies in the physician's folder, so that it can be listed and deleted.
"""

import asyncio
import fcntl
import hashlib
import json
import os
import secrets
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from twin.voice.speech import Speech, SpokenPhoneme, SpokenWord

STOCK = "stock"
_SUFFIX = ".speech"
_FORM = 1  # of the file; a file of another form counts as absent
_LOCKS = 256  # lock files; two texts that share one only wait for each other
_LOOK_AGAIN_SECONDS = 0.05
_PROBE_BYTES = 1 << 22  # a minute and a half of sound with its times


@dataclass(frozen=True, slots=True)
class KeptSound:
    """One kept sound, as it is listed. `owner` is a persona id, or "stock"."""

    key: str
    owner: str
    voice_id: str
    language: str
    seconds: float
    made_at: str
    path: Path


def speech_key(*, voice_id: str, spoken: str, language: str, settings: str) -> str:
    """Give the key of a sound: SHA-256 of everything it follows from."""
    made_from = [_FORM, voice_id, spoken, language, settings]
    return hashlib.sha256(json.dumps(made_from, ensure_ascii=False).encode()).hexdigest()


class VoiceStore:
    """A folder of kept sound. Shared by any number of processes."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made when something is kept."""
        self._folder = folder

    def read(self, owner: str, key: str) -> Speech | None:
        """Give a kept sound; None where there is none, or it is damaged."""
        try:
            head, pcm = self._parts(self._path(owner, key))
            if head["form"] != _FORM or head["sha256"] != hashlib.sha256(pcm).hexdigest():
                return None
            return Speech(
                np.frombuffer(pcm, dtype="<i2").astype(np.int16),
                head["sample_rate"],
                tuple(SpokenWord(*word) for word in head["words"]),
                tuple(SpokenPhoneme(*phoneme) for phoneme in head["phonemes"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, owner: str, key: str, speech: Speech, *, voice_id: str, language: str) -> None:
        """Keep a sound: on the disk when this returns, and whole under its name or not there at all.

        Raises:
            OSError: If it cannot be written; the disk may be full.
        """
        pcm = speech.samples.astype("<i2").tobytes()
        head = {
            "form": _FORM,
            "voice_id": voice_id,
            "language": language,
            "seconds": round(speech.seconds, 3),
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "sample_rate": speech.sample_rate,
            "words": [astuple(word) for word in speech.words],
            "phonemes": [astuple(phoneme) for phoneme in speech.phonemes],
            "sha256": hashlib.sha256(pcm).hexdigest(),
        }
        path = self._path(owner, key)
        path.parent.mkdir(parents=True, exist_ok=True)
        written_whole(path, json.dumps(head).encode() + b"\n" + pcm)

    def probe(self) -> None:
        """Try that a minute of sound can be written, before it is bought.

        Raises:
            OSError: If it cannot.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f".probe.{secrets.token_hex(6)}"
        try:
            with path.open("xb") as file:
                file.write(bytes(_PROBE_BYTES))
        finally:
            path.unlink(missing_ok=True)

    @asynccontextmanager
    async def alone(self, key: str) -> AsyncGenerator[None, None]:
        """Be the only one, of all processes, who works on a key. Ends with the process, however it ends."""
        folder = self._folder / "locks"
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / f"{int(key[:8], 16) % _LOCKS:02x}", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            while True:
                with suppress(BlockingIOError):
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                await asyncio.sleep(_LOOK_AGAIN_SECONDS)
            yield
        finally:
            os.close(descriptor)  # which lets go

    def listed(self, owner: str | None = None) -> list[KeptSound]:
        """Give what is kept, of one persona or of all, in order of name."""
        return list(self._listed(owner))

    def delete(self, owner: str) -> int:
        """Delete every sound kept of a persona; give how many."""
        deleted = 0
        for path in sorted((self._folder / _safe(owner)).glob("*")):
            path.unlink(missing_ok=True)
            deleted += path.suffix == _SUFFIX
        return deleted

    def _listed(self, owner: str | None) -> Iterator[KeptSound]:
        for path in sorted(self._folder.glob(f"{_safe(owner) if owner else '*'}/*{_SUFFIX}")):
            with suppress(OSError, ValueError, KeyError):
                head = self._parts(path)[0]
                yield KeptSound(
                    path.stem,
                    path.parent.name,
                    head["voice_id"],
                    head["language"],
                    head["seconds"],
                    head["made_at"],
                    path,
                )

    @staticmethod
    def _parts(path: Path) -> tuple[dict, bytes]:  # type: ignore[type-arg]
        line, _, pcm = path.read_bytes().partition(b"\n")
        head: dict = json.loads(line)  # type: ignore[type-arg]
        return head, pcm

    def _path(self, owner: str, key: str) -> Path:
        return self._folder / _safe(owner) / f"{key}{_SUFFIX}"


def _safe(owner: str) -> str:
    """Refuse an owner that would lead out of the folder; persona ids never do."""
    if not owner or owner.startswith(".") or "/" in owner or "\0" in owner:
        raise ValueError(f"no name of an owner: {owner!r}")
    return owner


def written_whole(path: Path, content: bytes) -> None:
    """Write a file so that, whatever happens, its name holds all of it or what it held before."""
    own = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        with own.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        own.replace(path)
    except BaseException:
        own.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
