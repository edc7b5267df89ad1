"""The loudness meter of ITU-R BS.1770-4 and EBU R 128, in numbers: what `ebur128` of ffmpeg says, for a quarter of its work.

Energy is taken in tenths of a second, so a whole talk costs one pass over its samples and no more memory than one block of it.
"""

import functools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

TARGET_LUFS = -16.0  # what podcast and video platforms ask of speech in two channels
TOLERANCE_LU = 0.5
HIGHEST_TRUE_PEAK = -1.5  # dB; room for what a lossy coder adds
SILENCE = -70.0  # LUFS, the absolute gate of BS.1770; what is below it is not heard
_BLOCK, _BEFORE, _BEHIND = (
    57344,
    8160,
    32,
)  # samples at once, and around them; the filters die down long before
_TAPS = 24  # of each phase of the four-fold oversampling
_NEAR_PEAK = 0.5  # of the highest sample: lower ones do not hide the highest wave between two samples


@dataclass(frozen=True, slots=True)
class Loudness:
    """Loudness of a whole sound by EBU R 128 in LUFS, and its true peak in dB of full scale."""

    lufs: float
    true_peak: float

    @property
    def is_right(self) -> bool:
        """Say whether it is as loud as a talk has to be."""
        return abs(self.lufs - TARGET_LUFS) <= TOLERANCE_LU and self.true_peak <= HIGHEST_TRUE_PEAK


def measured_channels(*channels: NDArray[np.int16], sample_rate: int) -> Loudness:
    """Measure one or two channels, int16, shape (n,) each; the same array twice is measured once.

    Raises:
        ValueError: If the rate has no whole number of samples in a tenth of a second.
    """
    if sample_rate % 10:
        raise ValueError(f"{sample_rate} Hz has no whole number of samples in a tenth of a second.")
    energy = _tenths(channels[0], sample_rate)
    peak = _true_peak(channels[0])
    for other in channels[1:]:
        if other is channels[0] or np.array_equal(other, channels[0]):
            energy = energy * 2
        else:
            energy = energy + _tenths(other, sample_rate)
            peak = max(peak, _true_peak(other))
    return Loudness(_gated(energy), 20 * math.log10(peak) if peak else -math.inf)


def _gated(tenths: NDArray[np.float64]) -> float:
    """Give the integrated loudness: means of 0.4 s each 0.1 s, above −70 LUFS, above 10 LU below the rest."""
    if len(tenths) < 4:
        return SILENCE
    blocks = (tenths[:-3] + tenths[1:-2] + tenths[2:-1] + tenths[3:]) / 4
    heard = blocks[blocks > _power(SILENCE)]
    if not len(heard):
        return SILENCE
    heard = heard[heard > heard.mean() / 10]
    return float(-0.691 + 10 * math.log10(heard.mean()))


def _power(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))


def _tenths(samples: NDArray[np.int16], rate: int) -> NDArray[np.float64]:
    """Give the mean square of the weighted sound in each whole tenth of a second."""
    response = _weighting(rate)
    squares: list[NDArray[np.float32]] = []
    sums: list[NDArray[np.float64]] = []
    waiting, length = 0, rate // 10
    for block in _blocks(samples):
        weighted = np.fft.irfft(np.fft.rfft(block) * response)[_BEFORE : _BEFORE + _BLOCK]
        squares.append(np.square(weighted, dtype=np.float32))
        waiting += _BLOCK
        whole = waiting // length * length
        joined = np.concatenate(squares)
        sums.append(joined[:whole].reshape(-1, length).mean(axis=1, dtype=np.float64))
        squares, waiting = [joined[whole:]], waiting - whole
    return np.concatenate(sums)[: len(samples) // length] if sums else np.zeros(0)


def _blocks(samples: NDArray[np.int16]) -> Iterator[NDArray[np.float32]]:
    """Give blocks of the sound in −1 to 1 with what stands around each; beyond both ends is silence."""
    for at in range(0, len(samples), _BLOCK):
        block = np.zeros(_BEFORE + _BLOCK + _BEHIND, np.float32)
        low, high = max(0, at - _BEFORE), min(len(samples), at + _BLOCK + _BEHIND)
        first = low - (at - _BEFORE)
        block[first : first + high - low] = samples[low:high]
        block /= 32768.0
        yield block


@functools.cache
def _weighting(rate: int) -> NDArray[np.complex64]:
    """Give the K weighting of BS.1770 at every frequency of a block: a high shelf, then a high pass.

    The two filters are given for 48 kHz; these are the analogue ones behind them, for any rate (as libebur128 has them).
    """
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(_BEFORE + _BLOCK + _BEHIND))
    k, q, gain = math.tan(math.pi * 1681.974450955533 / rate), 0.7071752369554196, 3.999843853973347
    high = 10 ** (gain / 20)
    band = high**0.4996667741545416
    a0 = 1 + k / q + k * k
    shelf = (
        (high + band * k / q + k * k) + 2 * (k * k - high) * z + (high - band * k / q + k * k) * z**2
    ) / (a0 + 2 * (k * k - 1) * z + (1 - k / q + k * k) * z**2)
    k, q = math.tan(math.pi * 38.13547087602444 / rate), 0.5003270373238773
    a0 = 1 + k / q + k * k
    passed = (1 - 2 * z + z**2) / (1 + 2 * (k * k - 1) / a0 * z + (1 - k / q + k * k) / a0 * z**2)
    whole: NDArray[np.complex64] = (shelf * passed).astype(np.complex64)
    return whole


def _true_peak(samples: NDArray[np.int16]) -> float:
    """Give the highest point of the wave, between samples too, in 0 to 1 and above."""
    if not len(samples):
        return 0.0
    highest = max(int(samples.max()), -int(samples.min())) / 32768.0
    around, kernel = np.arange(1 - _TAPS // 2, _TAPS // 2 + 1), _between()
    peak = highest
    for block in _blocks(samples):
        inside = np.abs(block[_BEFORE : _BEFORE + _BLOCK])
        near = np.flatnonzero(inside > _NEAR_PEAK * highest)
        # The wave left of a high sample may be the highest too: that is the wave right of the one before.
        near = np.unique(np.concatenate([near, near - 1])) + _BEFORE
        if len(near):
            peak = max(peak, float(np.abs(block[near[:, None] + around] @ kernel).max()))
    return peak


@functools.cache
def _between() -> NDArray[np.float32]:
    """Give the weights of the samples around a point a quarter, a half and three quarters behind one; shape (taps, 3)."""
    at = np.arange(1 - _TAPS // 2, _TAPS // 2 + 1)[:, None] - np.array([0.25, 0.5, 0.75])[None, :]
    weights = np.sinc(at) * np.cos(np.pi * at / (_TAPS + 2)) ** 2
    scaled: NDArray[np.float32] = (weights / weights.sum(axis=0)).astype(np.float32)
    return scaled
