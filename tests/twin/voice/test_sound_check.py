"""A bought sound is checked before it is believed."""

import numpy as np
import pytest

from tests.twin.voice.conftest import as_spoken
from twin.voice.embedded_voice import EmbeddedVoice
from twin.voice.sound_check import check_sound, raw_samples
from twin.voice.voice_errors import SoundImplausible, SoundSilent, SoundTruncated, SoundUndecodable
from twin.voice.wave_sound import SAMPLE_RATE, resampled, silence

TEXT = {"en": "She sells sea shells; yes, this is six scissors.", "zh": "四十四只石狮子是死的，吃是十四。"}


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_speech_passes_soft_fast_slow_or_with_noise(language: str) -> None:
    speech = (await EmbeddedVoice(language).speak(as_spoken(TEXT[language], language))).samples
    soft = (speech * 0.1).astype(np.int16)
    noisy = (speech + np.random.default_rng(1).normal(0, 300, len(speech))).astype(np.int16)
    fast, slow = resampled(speech, 30_000, 20_000), resampled(speech, 20_000, 32_000)

    for one in (speech, soft, noisy, fast, slow):
        check_sound(one, TEXT[language], language, provider="X")


async def test_what_is_not_this_text_does_not_pass() -> None:
    speech = (await EmbeddedVoice("en").speak(as_spoken(TEXT["en"], "en"))).samples
    noise = np.random.default_rng(1).integers(-20_000, 20_000, len(speech)).astype(np.int16)
    rumble = np.random.default_rng(1).integers(-60, 60, len(speech)).astype(np.int16)

    for sound, kind in (
        (silence(4.0), SoundSilent),
        (rumble, SoundSilent),
        (noise, SoundUndecodable),
        (speech[: len(speech) // 4], SoundTruncated),
        (np.tile(speech, 5), SoundImplausible),
    ):
        with pytest.raises(kind):
            check_sound(sound, TEXT["en"], "en", provider="X")


async def test_a_sound_that_ends_before_its_own_times_do_was_cut() -> None:
    speech = (await EmbeddedVoice("en").speak(as_spoken(TEXT["en"], "en"))).samples
    seconds = len(speech) / SAMPLE_RATE

    check_sound(speech, TEXT["en"], "en", provider="X", alignment_end_seconds=seconds + 0.2)
    with pytest.raises(SoundTruncated):
        check_sound(
            speech[: int(len(speech) * 0.8)], TEXT["en"], "en", provider="X", alignment_end_seconds=seconds
        )


@pytest.mark.parametrize("sound", [b"", b"odd", b"ID3\x04abcd", b"RIFFabcd", b"<html>ab", b'{"detail": 1}'])
def test_bytes_that_are_no_raw_sound_are_told_apart(sound: bytes) -> None:
    with pytest.raises(SoundUndecodable):
        raw_samples(sound, provider="X")
