"""A voice of ElevenLabs: one request a text, its sound checked, its words timed, its mouth sounds from the embedded voice."""

import asyncio
import base64
import binascii

import numpy as np
from numpy.typing import NDArray

from twin.voice.elevenlabs_door import OUTPUT_FORMAT, PROVIDER, SEED, ElevenLabsDoor, TimedAudio
from twin.voice.embedded_voice import EmbeddedVoice
from twin.voice.provider_times import last_second, word_times
from twin.voice.sound_check import check_sound, raw_samples
from twin.voice.speech import Speech
from twin.voice.spoken_text import SpokenText
from twin.voice.voice_errors import SoundUndecodable
from twin.voice.wave_sound import SAMPLE_RATE
from twin.voice.word_alignment import aligned, in_order, sounding, stretched_phonemes

MODEL = "eleven_multilingual_v2"  # both languages; the quicker Flash reads large numbers wrong


class ElevenLabsVoice:
    """Reads in one voice of one account."""

    def __init__(self, door: ElevenLabsDoor, *, voice: str, is_cloned: bool, model: str = MODEL) -> None:
        """Take the open door and the provider's id of the voice."""
        self._door, self._voice, self._model = door, voice, model
        self._is_cloned = is_cloned

    @property
    def id(self) -> str:
        """Give `elevenlabs:<voice>`."""
        return f"elevenlabs:{self._voice}"

    @property
    def is_cloned(self) -> bool:
        """Say whether it is the voice of a person."""
        return self._is_cloned

    @property
    def settings(self) -> str:
        """Give what beside the voice and the text decides how it sounds; part of a kept sound's key."""
        return f"{self._model} {OUTPUT_FORMAT} {SEED}"

    async def speak(self, text: SpokenText) -> Speech:
        """Read one text aloud.

        Raises:
            VoiceError: Whatever fails; see `twin.voice.voice_errors`.
        """
        # The embedded reading costs a tenth of a second, so it is there before the network is.
        reference = await EmbeddedVoice(text.language).speak(text)
        answer = await self._door.timed_speech(voice=self._voice, text=text.spoken, model=self._model)
        return await asyncio.to_thread(_speech, text, answer, reference)

    async def aclose(self) -> None:
        """Close idle connections."""
        await self._door.aclose()


def _speech(text: SpokenText, answer: TimedAudio, reference: Speech) -> Speech:
    samples = _samples(answer)
    end = max(last_second(answer.alignment), last_second(answer.normalised))
    check_sound(
        samples, text.spoken, text.language, provider=PROVIDER, alignment_end_seconds=_believed(end, samples)
    )
    loud = sounding(samples)
    edges = (loud.start / SAMPLE_RATE, loud.stop / SAMPLE_RATE)
    for times in (answer.alignment, answer.normalised):
        words = word_times(text.spoken, times, sounding_seconds=edges)
        if words:
            ordered = in_order(words, len(samples) / SAMPLE_RATE)
            mouth = stretched_phonemes(reference, ordered, len(samples) / SAMPLE_RATE)
            return Speech(samples, SAMPLE_RATE, ordered, mouth)
    return aligned(samples, reference)


def _samples(answer: TimedAudio) -> NDArray[np.int16]:
    try:
        sound = base64.b64decode(answer.audio_base64, validate=True)
    except (binascii.Error, ValueError):
        raise SoundUndecodable(PROVIDER, "no Base64") from None
    return raw_samples(sound, provider=PROVIDER)


def _believed(end_seconds: float, samples: NDArray[np.int16]) -> float:
    """Give the alignment's end, unless it is so far out that the alignment is wrong and not the sound."""
    return end_seconds if end_seconds < 2 * len(samples) / SAMPLE_RATE + 2 else 0.0
