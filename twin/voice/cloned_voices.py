"""Which physician's voice was made where: one small file in the data directory. It holds ids, never a sound or a key."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ValidationError

from twin.voice.voice_store import written_whole

FILE = "cloned_voices.json"


class ClonedVoice(BaseModel, frozen=True, extra="forbid"):
    """One voice made of a physician's recordings. `samples` are SHA-256 of the recordings it was made from."""

    persona_id: str
    provider: str
    voice_id: str
    made_at: str
    samples: tuple[str, ...] = ()


class ClonedVoices:
    """Reads and writes the file. A file that cannot be read counts as empty for speaking, and is never overwritten."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of voices in the data directory."""
        self._path = folder / FILE

    def all(self) -> list[ClonedVoice]:
        """Give every voice, in the order in which they were made; none where the file is absent or damaged."""
        with suppress(OSError, ValueError, ValidationError):
            return self._read()
        return []

    def voice_of(self, persona_id: str, provider: str) -> ClonedVoice | None:
        """Give a persona's newest voice at a provider."""
        return next(
            (one for one in reversed(self.all()) if (one.persona_id, one.provider) == (persona_id, provider)),
            None,
        )

    def owner_of(self, voice_id: str) -> str | None:
        """Give the persona whose voice this is."""
        return next((one.persona_id for one in self.all() if one.voice_id == voice_id), None)

    def remember(
        self, *, persona_id: str, provider: str, voice_id: str, samples: tuple[str, ...]
    ) -> ClonedVoice:
        """Write a new voice down.

        Raises:
            OSError, ValueError: If the file cannot be written, or holds something else.
        """
        made = ClonedVoice(
            persona_id=persona_id,
            provider=provider,
            voice_id=voice_id,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            samples=samples,
        )
        self._write([*self._read(), made])
        return made

    def forget(self, persona_id: str) -> list[ClonedVoice]:
        """Strike a persona's voices out; give them, so that they can be deleted at their providers."""
        known = self._read()
        gone = [one for one in known if one.persona_id == persona_id]
        if gone:
            self._write([one for one in known if one.persona_id != persona_id])
        return gone

    def _read(self) -> list[ClonedVoice]:
        if not self._path.exists():
            return []
        return [ClonedVoice.model_validate(one) for one in json.loads(self._path.read_text(encoding="utf-8"))]

    def _write(self, voices: list[ClonedVoice]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        content = json.dumps([one.model_dump() for one in voices], indent=1, ensure_ascii=False)
        written_whole(self._path, content.encode())
