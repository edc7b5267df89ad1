"""Every talk is as loud as the next."""

import numpy as np
import pytest
from numpy.typing import NDArray

from twin.media.ffmpeg_door import output, run, source
from twin.media.loudness import in_two_channels, levelled, measured, measured_file
from twin.media.media_errors import LoudnessRefused

RATE = 24000


def babble(seconds: float, *, level: float, seed: int = 7) -> NDArray[np.int16]:
    """Give noise that comes and goes like syllables, its peaks about `level` of full scale."""
    random = np.random.default_rng(seed)
    time = np.arange(int(seconds * RATE)) / RATE
    envelope = np.clip(np.sin(2 * np.pi * 3 * time), 0, 1) ** 2
    noise = np.convolve(random.standard_normal(len(time)), np.ones(8) / 8, mode="same")
    return (np.clip(envelope * noise * level, -1, 1) * 32767).astype(np.int16)


@pytest.mark.parametrize("level", [0.03, 0.3, 2.0])
def test_a_quiet_and_a_loud_voice_come_out_equally_loud_and_never_clip(level: float) -> None:
    heard = levelled(babble(6, level=level), sample_rate=RATE)

    now = measured(heard, sample_rate=RATE)

    assert abs(now.lufs + 16) <= 0.5
    assert now.true_peak <= -1.5


def test_levelling_twice_is_levelling_once() -> None:
    once = levelled(babble(6, level=0.1), sample_rate=RATE)

    twice = levelled(once, sample_rate=RATE)

    assert np.array_equal(once, twice)


def test_levelling_moves_no_sound() -> None:
    spoken = np.concatenate([np.zeros(RATE, np.int16), babble(3, level=0.1)])

    heard = levelled(spoken, sample_rate=RATE)

    assert len(heard) == len(spoken)
    shift = np.argmax(
        np.correlate(heard[RATE:][:4000].astype(float), spoken[RATE:][:4000].astype(float), "full")
    )
    assert abs(int(shift) - 3999) <= 1


def test_silence_is_refused_and_never_raised_to_noise() -> None:
    with pytest.raises(LoudnessRefused, match="silence"):
        levelled(np.zeros(RATE * 2, np.int16), sample_rate=RATE)


def test_two_equal_channels_measure_as_one_channel_was_said_to(tmp_path: object) -> None:
    film = f"{tmp_path}/talk.wav"
    heard = levelled(babble(6, level=0.1), sample_rate=RATE)
    run(output(in_two_channels(source("pipe:", f="s16le", ar=RATE, ac=1)), path=film), given=heard.tobytes())

    now = measured_file(film)

    assert now.lufs == pytest.approx(measured(heard, sample_rate=RATE).lufs, abs=0.2)
