"""The embedded voice: espeak-ng. Needs no key and no network, and times every word and every sound of the mouth."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twin.voice.espeak_process import EspeakRun, EspeakSound, read_by_espeak
from twin.voice.espeak_runs import VOICE_OF, TextRun, espeak_runs
from twin.voice.speaking_rate import EMBEDDED_RATE
from twin.voice.speech import Speech, SpokenPhoneme, SpokenWord
from twin.voice.spoken_text import SpokenText
from twin.voice.spoken_tokens import spoken_tokens
from twin.voice.voice_errors import VoiceNotSet
from twin.voice.wave_sound import SAMPLE_RATE, joined, resampled

# A little lower and livelier than espeak-ng's 50 and 50: calm, and not on one note. Chinese keeps the library's own
# range, because there the melody carries the word.
_PITCH = {"en": 44, "zh": 46}
_RANGE = {"en": 62, "zh": 52}
_JOINT_SECONDS = 0.03  # kept of the silence where the voice changes inside a sentence
_PAUSES = ("_", "%")  # mnemonics of pauses begin so; the rest are sounds


class EmbeddedVoice:
    """Reads in one language, and the other language's words inside it with the other language's voice."""

    is_cloned = False

    def __init__(self, language: str, *, data: Path | None = None) -> None:
        """Take en or zh; `data` is another folder of espeak-ng's data than the package's.

        Raises:
            VoiceNotSet: If it is another language.
        """
        if language not in VOICE_OF:
            raise VoiceNotSet(
                f"The embedded voice reads {', '.join(VOICE_OF)}, not {language!r}. Choose one of these."
            )
        self._language, self._data = language, data

    @property
    def id(self) -> str:
        """Give `embedded:en-us` or `embedded:cmn`."""
        return f"embedded:{VOICE_OF[self._language]}"

    async def speak(self, text: SpokenText) -> Speech:
        """Read one text aloud.

        Raises:
            VoiceNotSet: If espeak-ng cannot be opened, or there is nothing to say.
            VoiceUnavailable: If it takes too long or ends early.
        """
        if not spoken_tokens(text.spoken):
            raise VoiceNotSet(
                "There is nothing to say in this text: it has no letter and no digit. Leave it out."
            )
        runs = espeak_runs(text.spoken, self._language)
        sounds = await read_by_espeak([_asked(run) for run in runs], data=self._data)
        return await asyncio.to_thread(_speech, text.spoken, runs, sounds)


def _asked(run: TextRun) -> EspeakRun:
    language = run.language
    return EspeakRun(
        run.text,
        VOICE_OF[language],
        rate=EMBEDDED_RATE[language],
        pitch=_PITCH[language],
        pitch_range=_RANGE[language],
    )


def _speech(spoken: str, runs: Sequence[TextRun], sounds: Sequence[EspeakSound]) -> Speech:
    parts: list[NDArray[np.int16]] = []
    begun: list[
        tuple[int, float, float]
    ] = []  # offset in the spoken text, start and end of its sound in seconds
    phonemes: list[SpokenPhoneme] = []
    at = 0.0
    for run, sound in zip(runs, sounds, strict=True):
        end = len(sound.samples)
        if run is not runs[-1]:
            end = min(end, _sounding_end(sound) + round(_JOINT_SECONDS * sound.sample_rate))
        part = resampled(sound.samples[:end], sound.sample_rate)
        phonemes += _phonemes(sound, end, at)
        begun += _word_starts(run, sound, end, at)
        parts.append(part)
        at += len(part) / SAMPLE_RATE
    samples = joined(parts) if len(parts) > 1 else parts[0]
    return Speech(samples, SAMPLE_RATE, _words(spoken, begun), tuple(phonemes))


def _sounding_end(sound: EspeakSound) -> int:
    """Give the sample where the last sound of the mouth ends and only silence follows."""
    last = 0
    for (name, _), (_, after) in zip(sound.phonemes, sound.phonemes[1:], strict=False):
        if not name.startswith(_PAUSES):
            last = after
    return last or len(sound.samples)


def _phonemes(sound: EspeakSound, end: int, at: float) -> list[SpokenPhoneme]:
    """Give sounds and pauses of one run; marks of a language change, and what takes no time, are left out."""
    found = [(name, sample) for name, sample in sound.phonemes if name and not name.startswith("(")]
    ends = [sample for _, sample in found[1:]] + [end]
    return [
        SpokenPhoneme(name, at + begin / sound.sample_rate, at + min(stop, end) / sound.sample_rate)
        for (name, begin), stop in zip(found, ends, strict=True)
        if min(stop, end) > begin
    ]


def _word_starts(run: TextRun, sound: EspeakSound, end: int, at: float) -> list[tuple[int, float, float]]:
    """Give each word event: its place in the spoken text, and its sound without the pause behind it."""
    found: list[tuple[int, float, float]] = []
    starts = [(min(offset, len(run.text) - 1), sample) for offset, sample in sound.words if sample < end]
    quiet = [
        (begin, stop)
        for (name, begin), (_, stop) in zip(sound.phonemes, [*sound.phonemes[1:], ("_", end)], strict=True)
        if name.startswith(_PAUSES) and stop > begin
    ]
    for number, (offset, sample) in enumerate(starts):
        stop = starts[number + 1][1] if number + 1 < len(starts) else end
        # Only silence that reaches the end of the word's stretch is a pause behind it.
        for begin, quiet_end in reversed(quiet):
            if begin > sample and begin < stop <= quiet_end:
                stop = begin
        found.append((run.offsets[offset], at + sample / sound.sample_rate, at + stop / sound.sample_rate))
    return found


def _words(spoken: str, begun: Sequence[tuple[int, float, float]]) -> tuple[SpokenWord, ...]:
    """Share each event's stretch among the words it covers, by their length: espeak-ng joins some words into one."""
    tokens = spoken_tokens(spoken)
    stretches: list[tuple[float, float, list[tuple[int, int]]]] = []
    held = 0
    for number, (_, begin, end) in enumerate(begun):
        until = begun[number + 1][0] if number + 1 < len(begun) else len(spoken)
        covered = []
        while held < len(tokens) and (tokens[held][0] < until or number + 1 == len(begun)):
            covered.append(tokens[held])
            held += 1
        if covered or not stretches:
            stretches.append((begin, end, covered))
        else:  # a second event inside one word, such as the halves of a compound
            first, _, before = stretches[-1]
            stretches[-1] = (first, max(end, first), before)
    words: list[SpokenWord] = []
    for begin, end, covered in stretches:
        whole = sum(stop - start for start, stop in covered)
        gone = 0
        for start, stop in covered:
            left = begin + (end - begin) * gone / whole
            gone += stop - start
            words.append(SpokenWord(start, stop, left, begin + (end - begin) * gone / whole))
    return tuple(words)
