"""What a voice gives back: sound, and a time for every word. And the port that every voice stands behind."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from twin.voice.spoken_text import SpokenText


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One word as it sounds. `start`, `end` are half-open character offsets into the spoken text; times are seconds."""

    start: int
    end: int
    start_seconds: float
    end_seconds: float


@dataclass(frozen=True, slots=True)
class SpokenPhoneme:
    """One sound of the mouth, as espeak-ng names it (IPA-like mnemonics); times are seconds."""

    phoneme: str
    start_seconds: float
    end_seconds: float


@dataclass(frozen=True, slots=True)
class Speech:
    """One spoken text.

    `samples` is mono, int16, shape (n,). `words` are in order and never overlap. `phonemes` are always there: a provider that
    gives none has them from the embedded voice, stretched onto its own words.
    """

    samples: NDArray[np.int16]
    sample_rate: int
    words: tuple[SpokenWord, ...]
    phonemes: tuple[SpokenPhoneme, ...]

    @property
    def seconds(self) -> float:
        """Give the length of the sound."""
        return len(self.samples) / self.sample_rate


class Voice(Protocol):
    """Reads texts aloud.

    `id` is stable and enters the hash that a physician approves, such as `embedded:en-us` or `elevenlabs:<voice>`.
    `is_cloned` voices belong to a person and need a consent in force at every use, cached sound included.
    `speak` raises a `VoiceError` (twin/voice/voice_errors.py) that names the fix; it never gives back silence,
    truncated or foreign bytes as if they were speech. Words always have times.
    """

    @property
    def id(self) -> str:
        """Give the voice's stable name."""
        ...

    @property
    def is_cloned(self) -> bool:
        """Say whether it is the voice of a person."""
        ...

    async def speak(self, text: SpokenText) -> Speech:
        """Read one text (a sentence or a few) aloud."""
        ...
