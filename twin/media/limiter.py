"""One gain over a whole sound, and a limiter that looks both ways: no sample above the ceiling, every sound in its place.

What it does to a sample depends on the twenty milliseconds around it and on nothing else, so an edited sentence changes
itself and no other, and silence stays silence.
"""

import numpy as np
from numpy.typing import NDArray

_REACH_SECONDS = 0.01  # on either side; shorter is heard as roughness
_AT_ONCE = 1 << 20  # samples


def limited(
    samples: NDArray[np.int16], *, sample_rate: int, gain: float, ceiling: float
) -> NDArray[np.int16]:
    """Give the sound with `gain` dB, held below `ceiling` dB of full scale; same length."""
    reach = max(2, round(sample_rate * _REACH_SECONDS) // 2 * 2)
    made = np.empty_like(samples)
    margin = 2 * reach
    for at in range(0, len(samples), _AT_ONCE):
        low, high = max(0, at - margin), min(len(samples), at + _AT_ONCE + margin)
        block = samples[low:high].astype(np.float32) * np.float32(10 ** (gain / 20))
        held = _held(block, np.float32(32768.0 * 10 ** (ceiling / 20)), reach)
        end = min(len(samples), at + _AT_ONCE)
        made[at:end] = np.rint(held[at - low : end - low]).astype(np.int16)
    return made


def _held(block: NDArray[np.float32], ceiling: np.float32, reach: int) -> NDArray[np.float32]:
    """Turn down around what is too loud: the least gain within reach, smoothed over as much, so never above the ceiling."""
    height = np.abs(block)
    if not (height > ceiling).any():
        return block
    wanted = np.ones(len(block) + 2 * reach, np.float32)
    wanted[reach : reach + len(block)] = ceiling / np.maximum(height, ceiling)
    least = _least(wanted, 2 * reach + 1)
    smooth = _mean(_mean(np.pad(least, reach, constant_values=1.0), reach + 1), reach + 1)
    return block * np.minimum(smooth, 1.0).astype(np.float32)


def _least(values: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    """Give the least of each `width` neighbours; the result is `width - 1` shorter."""
    least, covered = values, 1
    while covered < width:
        step = min(covered, width - covered)
        least = np.minimum(least[:-step], least[step:])
        covered += step
    return least


def _mean(values: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    """Give the mean of each `width` neighbours; the result is `width - 1` shorter."""
    total = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    mean: NDArray[np.float32] = ((total[width:] - total[:-width]) / width).astype(np.float32)
    return mean
