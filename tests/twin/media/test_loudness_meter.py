"""Our own meter says what ffmpeg's meter says."""

import numpy as np
import pytest

from tests.twin.media.test_loudness import RATE, babble
from twin.media.ffmpeg_door import output, run, source
from twin.media.loudness import measured_file, measured_track
from twin.media.loudness_meter import SILENCE, measured_channels


@pytest.mark.parametrize("rate", [24000, 48000])
@pytest.mark.parametrize("level", [0.02, 0.3, 2.0])
def test_loudness_and_true_peak_are_those_of_ebur128(tmp_path: object, rate: int, level: float) -> None:
    left, right = babble(9, level=level), babble(9, level=level / 3, seed=8)
    film = f"{tmp_path}/sound.wav"
    both = source("pipe:", f="s16le", ar=rate, ac=2)
    run(output(both, path=film), given=np.stack([left, right], axis=1).tobytes())

    ours, theirs = measured_channels(left, right, sample_rate=rate), measured_file(film)

    assert ours.lufs == pytest.approx(theirs.lufs, abs=0.1)
    assert ours.true_peak == pytest.approx(theirs.true_peak, abs=0.25)


def test_long_pauses_do_not_count_as_quiet_speech() -> None:
    spoken = babble(6, level=0.3)
    with_pauses = np.concatenate([spoken, np.zeros(RATE * 60, np.int16), spoken])

    assert measured_channels(with_pauses, sample_rate=RATE).lufs == pytest.approx(
        measured_channels(spoken, sample_rate=RATE).lufs, abs=0.5
    )


def test_a_sound_longer_than_one_block_is_measured_over_every_block() -> None:
    quiet_then_loud = np.concatenate([np.zeros(RATE * 30, np.int16), babble(5, level=0.3)])

    assert measured_channels(quiet_then_loud, sample_rate=RATE).lufs > -40


@pytest.mark.parametrize("seconds", [0.0, 0.3, 5.0])
def test_silence_and_less_than_a_moment_have_no_loudness(seconds: float) -> None:
    assert measured_channels(np.zeros(int(seconds * RATE), np.int16), sample_rate=RATE).lufs == SILENCE


def test_half_the_samples_of_a_track_tell_the_loudness_of_a_voice_of_half_its_rate(tmp_path: object) -> None:
    film = f"{tmp_path}/sound.wav"
    mono = source("pipe:", f="s16le", ar=RATE, ac=1).filter("channelmap", map="0|0", channel_layout="stereo")
    run(output(mono, path=film, ar=2 * RATE), given=babble(9, level=0.3).tobytes())

    half, whole = measured_track(film, sample_rate=2 * RATE, every=2), measured_file(film)

    assert half.lufs == pytest.approx(whole.lufs, abs=0.1)
    assert half.true_peak == pytest.approx(whole.true_peak, abs=0.25)
