"""A voice behind any OpenAI-compatible `/v1/audio/speech`: its sound decoded and checked, its words found in the sound.

Such servers give no times, so the embedded voice reads the same text and is laid over it.
"""

import asyncio
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from twin.voice.embedded_voice import EmbeddedVoice
from twin.voice.sound_check import check_sound, raw_samples
from twin.voice.speech import Speech
from twin.voice.spoken_text import SpokenText
from twin.voice.voice_errors import SoundTruncated, SoundUndecodable
from twin.voice.wave_sound import SAMPLE_RATE
from twin.voice.word_alignment import aligned

PROVIDER = "The speech server"
MODEL, VOICE = "tts-1", "alloy"  # the names every such server knows
FORM = "wav"  # asked for; some servers answer with MP3 or raw sound whatever is asked
_CONTAINERS = (b"RIFF", b"ID3", b"OggS", b"fLaC", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")
_RAW_KINDS = ("audio/pcm", "audio/l16", "audio/raw")
_UNKNOWN_LENGTH = 0xFFFF0000  # a stream's WAV says something above this, or nothing


class SpeechServer(Protocol):
    """Sends one request; raises a `VoiceError` when it fails."""

    async def sound(self, *, voice: str, text: str, model: str, form: str) -> tuple[bytes, str]:
        """Give the body and the content type of the answer."""
        ...

    async def aclose(self) -> None:
        """Close idle connections."""
        ...


class OpenAiSpeechVoice:
    """Reads in one voice of one server."""

    def __init__(
        self, server: SpeechServer, *, voice: str = VOICE, model: str = MODEL, is_cloned: bool = False
    ) -> None:
        """Take the server and the name it has for the voice."""
        self._server, self._voice, self._model, self._is_cloned = server, voice, model, is_cloned

    @property
    def id(self) -> str:
        """Give `openai:<voice>`."""
        return f"openai:{self._voice}"

    @property
    def is_cloned(self) -> bool:
        """Say whether it is the voice of a person."""
        return self._is_cloned

    @property
    def settings(self) -> str:
        """Give what beside the voice and the text decides how it sounds; part of a kept sound's key."""
        return self._model

    async def speak(self, text: SpokenText) -> Speech:
        """Read one text aloud.

        Raises:
            VoiceError: Whatever fails; see `twin.voice.voice_errors`.
        """
        reference = await EmbeddedVoice(text.language).speak(text)
        sound, content_type = await self._server.sound(
            voice=self._voice, text=text.spoken, model=self._model, form=FORM
        )
        samples = await asyncio.to_thread(decoded, sound, content_type)
        await asyncio.to_thread(check_sound, samples, text.spoken, text.language, provider=PROVIDER)
        return await asyncio.to_thread(aligned, samples, reference)

    async def aclose(self) -> None:
        """Close idle connections."""
        await self._server.aclose()


def decoded(sound: bytes, content_type: str) -> NDArray[np.int16]:
    """Decode WAV, MP3, Ogg or FLAC by what the bytes are, and raw 24 kHz sound where the content type says so.

    Raises:
        SoundUndecodable: If it is none of these.
        SoundTruncated: If a WAV says that it is longer than it is.
        MediaError: If there is no ffmpeg.
    """
    if not sound.startswith(_CONTAINERS):
        if content_type.lower().startswith(_RAW_KINDS):
            return raw_samples(sound, provider=PROVIDER)
        raise SoundUndecodable(PROVIDER, "nothing" if not sound else "bytes of an unknown kind")
    from twin.media.media_errors import MediaUnreadable
    from twin.media.sound import decoded_sound

    try:
        samples = decoded_sound(sound, sample_rate=SAMPLE_RATE)
    except MediaUnreadable:
        raise SoundUndecodable(PROVIDER, "a broken file") from None
    said = _said_bytes(sound)
    if said and said > len(sound):
        seconds = len(samples) / SAMPLE_RATE
        raise SoundTruncated(PROVIDER, seconds, seconds * said / len(sound))
    return samples


def _said_bytes(sound: bytes) -> int:
    """Give how long a WAV says that it is; 0 where it does not say."""
    if not sound.startswith(b"RIFF"):
        return 0
    said = int.from_bytes(sound[4:8], "little") + 8
    return said if said < _UNKNOWN_LENGTH else 0
