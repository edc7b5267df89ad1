"""A limiter that changes what is too loud, and nothing else."""

import numpy as np

from tests.twin.media.test_loudness import RATE, babble
from twin.media.limiter import limited

CEILING = -2.5
HIGHEST = 32768 * 10 ** (CEILING / 20)


def test_no_sample_rises_above_the_ceiling() -> None:
    loud = limited(babble(3, level=1.0), sample_rate=RATE, gain=20.0, ceiling=CEILING)

    assert np.abs(loud.astype(int)).max() <= HIGHEST + 1


def test_what_is_not_too_loud_gets_the_gain_alone() -> None:
    quiet = babble(1, level=0.02)

    heard = limited(quiet, sample_rate=RATE, gain=6.0, ceiling=CEILING)

    assert np.array_equal(heard, np.rint(quiet * np.float32(10 ** (6.0 / 20))).astype(np.int16))


def test_another_sentence_changes_no_sample_of_this_one() -> None:
    pause = np.zeros(RATE // 2, np.int16)
    this, other = babble(2, level=1.0), babble(3, level=2.0, seed=9)

    alone = limited(np.concatenate([this, pause]), sample_rate=RATE, gain=9.0, ceiling=CEILING)
    together = limited(np.concatenate([this, pause, other]), sample_rate=RATE, gain=9.0, ceiling=CEILING)

    assert np.array_equal(together[: len(alone)], alone)


def test_a_long_sound_is_the_same_in_pieces_and_whole() -> None:
    long = np.tile(babble(2, level=1.0), 26)  # more than one block

    heard = limited(long, sample_rate=RATE, gain=9.0, ceiling=CEILING)

    inner = limited(long[RATE * 40 : RATE * 48], sample_rate=RATE, gain=9.0, ceiling=CEILING)
    assert np.array_equal(heard[RATE * 41 : RATE * 47], inner[RATE : RATE * 7])


def test_silence_stays_silence() -> None:
    assert not limited(np.zeros(RATE, np.int16), sample_rate=RATE, gain=30.0, ceiling=CEILING).any()
