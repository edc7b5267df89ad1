"""Word times for a sound that came without any, against a known truth: another speaker at another speed reads the text."""

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.twin.voice.conftest import as_spoken, assert_words_cover
from twin.voice.embedded_voice import EmbeddedVoice
from twin.voice.espeak_process import EspeakRun, read_by_espeak
from twin.voice.speech import Speech, SpokenWord
from twin.voice.wave_sound import SAMPLE_RATE, resampled, silence
from twin.voice.word_alignment import aligned, in_order, stretched_phonemes

TEXTS = {
    "en": "Most patients above sixty five need a blood thinner. Never stop a tablet by yourself; ask first.",
    "zh": "多数六十五岁以上的患者需要服用抗凝药。停药之前请先和医生商量，千万不要自己停药。",
}
LEAD_SECONDS = 0.3


async def another_speaker(
    text: str, voice: str, rate: int
) -> tuple[NDArray[np.int16], list[tuple[int, float]]]:
    """Give another speaker's sound, a silence before it and noise over it, and where each of its word events begins."""
    (sound,) = await read_by_espeak([EspeakRun(text, voice, rate, 70, 60)])
    samples = np.concatenate([silence(LEAD_SECONDS), resampled(sound.samples, sound.sample_rate)])
    noisy = samples + np.random.default_rng(1).normal(0, 60, len(samples))
    truth = [(offset, LEAD_SECONDS + sample / sound.sample_rate) for offset, sample in sound.words]
    return noisy.astype(np.int16), truth


@pytest.mark.parametrize(
    ("language", "voice", "rate"), [("en", "en-us+f2", 190), ("en", "en-us+m7", 125), ("zh", "cmn+f5", 240)]
)
async def test_words_of_another_speaker_are_found_within_a_twentieth_of_a_second(
    language: str, voice: str, rate: int
) -> None:
    text = TEXTS[language]
    samples, truth = await another_speaker(text, voice, rate)

    speech = aligned(samples, await EmbeddedVoice(language).speak(as_spoken(text, language)))

    found = {word.start: word.start_seconds for word in speech.words}
    wrong = [abs(found[offset] - seconds) for offset, seconds in truth if offset in found]
    assert len(wrong) > 10 and np.median(wrong) < 0.02 and np.quantile(wrong, 0.9) < 0.05
    assert_words_cover(speech, text)


async def test_the_mouth_moves_inside_the_words_of_the_other_voice() -> None:
    text = TEXTS["en"]
    reference = await EmbeddedVoice("en").speak(as_spoken(text, "en"))
    slower = [
        SpokenWord(w.start, w.end, w.start_seconds * 1.5 + 0.2, w.end_seconds * 1.5 + 0.2)
        for w in reference.words
    ]

    phonemes = stretched_phonemes(reference, slower, reference.seconds * 1.5 + 0.4)

    assert len(phonemes) == pytest.approx(len(reference.phonemes), abs=2)
    first = next(one for one in phonemes if not one.phoneme.startswith("_"))
    assert first.end_seconds > 0.2
    assert phonemes[-1].end_seconds == pytest.approx(reference.seconds * 1.5 + 0.4, abs=0.3)


def test_words_never_overlap_and_always_take_time() -> None:
    tangled = [SpokenWord(0, 1, 0.5, 0.5), SpokenWord(2, 3, 0.4, 0.9), SpokenWord(4, 5, 0.7, 5.0)]

    kept = in_order(tangled, 1.0)

    assert kept[0].start_seconds < kept[0].end_seconds <= kept[1].start_seconds
    assert kept[1].end_seconds <= kept[2].start_seconds < kept[2].end_seconds <= 1.0


async def test_a_sound_far_shorter_than_the_text_still_gives_ordered_words() -> None:
    text = TEXTS["en"]
    reference = await EmbeddedVoice("en").speak(as_spoken(text, "en"))

    speech: Speech = aligned(reference.samples[: SAMPLE_RATE // 2], reference)

    assert_words_cover(speech, text)
