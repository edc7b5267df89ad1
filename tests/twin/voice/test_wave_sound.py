"""Sound as numbers."""

import io
import wave

import numpy as np
from numpy.typing import NDArray

from twin.voice.wave_sound import (
    endless_wav_head,
    faded,
    joined,
    level_db,
    loudest_db,
    resampled,
    silence,
    wav_bytes,
)

Sound = NDArray[np.int16]


def test_a_tone_keeps_its_pitch_length_and_level_at_another_rate(tone: Sound) -> None:
    lower = resampled(tone, 24_000, 22_050)

    again = resampled(lower, 22_050, 24_000)

    assert abs(len(again) - len(tone)) <= 1
    inner = slice(500, 23_000)
    error = again[inner].astype(float) - tone[inner]
    assert 20 * np.log10(np.sqrt((error**2).mean()) / 5657) < -60


def test_sound_that_the_new_rate_cannot_hold_is_taken_away() -> None:
    high = (8000 * np.sin(2 * np.pi * 15_000 * np.arange(44_100) / 44_100)).astype(np.int16)

    lower = resampled(high, 44_100, 24_000)

    assert level_db(lower) < -60


def test_joined_sounds_have_no_jump_at_the_joint(tone: Sound) -> None:
    cut = tone[:11_987]  # in the middle of a swing

    whole = joined([cut, cut], gap_seconds=0.1)

    assert len(whole) == 2 * len(cut) + 2_400
    at_joint = whole[len(cut) - 3 : len(cut) + 2_403].astype(int)
    assert np.abs(np.diff(at_joint)).max() < 60


def test_a_fade_touches_only_the_ends(tone: Sound) -> None:
    soft = faded(tone)

    assert np.array_equal(soft[240:-240], tone[240:-240])
    assert abs(int(soft[-1])) < 5


def test_silence_is_recognised_however_long() -> None:
    assert level_db(silence(2.0)) == -120.0
    assert loudest_db(silence(0.0)) == -120.0


def test_a_short_word_in_a_long_silence_is_heard(tone: Sound) -> None:
    sound = np.concatenate([silence(20.0), tone, silence(20.0)])

    assert loudest_db(sound) > -20
    assert level_db(sound) < -25


def test_a_wav_file_holds_the_same_samples(tone: Sound) -> None:
    with wave.open(io.BytesIO(wav_bytes(tone))) as file:
        assert (file.getframerate(), file.getnchannels()) == (24_000, 1)
        assert np.array_equal(np.frombuffer(file.readframes(30_000), "<i2"), tone)


def test_the_head_of_an_endless_file_is_that_of_a_wav_file(tone: Sound) -> None:
    head = endless_wav_head()

    assert head[:4] == b"RIFF" and head[8:16] == b"WAVEfmt " and len(head) == 44
    assert head[40:44] == (0xFFFFFFFF - 36).to_bytes(4, "little")
