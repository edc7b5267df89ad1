"""One loudness for every talk: −16 LUFS, true peak below −1.5 dB, from one measured gain and a limiter.

A talk is heard from two equal channels, so one channel is measured as two (`dualmono`); measured as it stands it would
come out 3 LU louder than meant. One gain over the whole talk keeps the speaker's own quiet and loud; two-pass loudnorm
was seen to turn to changing gain without a word, and is not used.
"""

import math
import re

import numpy as np
from numpy.typing import NDArray

from twin.media.ffmpeg_door import Graph, output, run, source
from twin.media.limiter import limited
from twin.media.loudness_meter import (
    HIGHEST_TRUE_PEAK,
    TARGET_LUFS,
    Loudness,
    measured_channels,
)
from twin.media.media_errors import LoudnessRefused

AIMED_PEAK = -2.5  # dB of samples; between two samples the wave rises above them, and AAC adds its own
# Steps in which gain is chosen: a sentence that changes the loudness of a talk a little leaves all others as they are.
GAIN_STEP_DB = 0.25
PEAK_STEP_DB = 0.25
CLOSE_ENOUGH_LU = 0.2
MOST_PASSES = 8
SILENCE_LUFS = -60.0  # below this nothing was said; raising it would raise noise
INTEGRATED = re.compile(r"I:\s+(-?[\d.]+|-inf|nan) LUFS")
PEAK = re.compile(r"Peak:\s+(-?[\d.]+|-inf) dBFS")


def measured(samples: NDArray[np.int16], *, sample_rate: int) -> Loudness:
    """Measure a mono sound as it is heard from two channels."""
    return measured_channels(samples, samples, sample_rate=sample_rate)


def measured_track(path: object, *, sample_rate: int, every: int = 1) -> Loudness:
    """Measure the sound of a video in two channels as a player decodes it; `sample_rate` is its own.

    With `every=2` every second sample is looked at, which is enough for sound that came from half the rate.

    Raises:
        MediaUnreadable: If it holds no sound.
    """
    graph = output(source(str(path)).audio, path="pipe:", f="s16le", ac=2, ar=sample_rate, loglevel="error")
    pcm, _ = run(graph, what="the sound of the talk")
    both = np.frombuffer(pcm, dtype="<i2").reshape(-1, 2)[::every]
    left, right = np.ascontiguousarray(both[:, 0]), np.ascontiguousarray(both[:, 1])
    return measured_channels(left, right, sample_rate=sample_rate // every)


def measured_file(path: object) -> Loudness:
    """Measure the sound of a file with ffmpeg's own meter, as many channels as it has; one channel counts as it stands.

    Raises:
        MediaUnreadable: If it holds no sound.
    """
    graph = source(str(path)).audio.filter("ebur128", peak="true", framelog="quiet")
    return _told(run(output(graph, path="pipe:", f="null"), what="the loudness")[1])


def levelled(samples: NDArray[np.int16], *, sample_rate: int) -> NDArray[np.int16]:
    """Bring a whole talk to its loudness by one gain and a limiter; same length, same place of every sound.

    What is right already comes back unchanged, so doing it twice is doing it once.

    Raises:
        LoudnessRefused: If it is silence, or cannot be brought there.
    """
    before = measured(samples, sample_rate=sample_rate)
    if before.lufs <= SILENCE_LUFS:
        raise LoudnessRefused(
            f"The sound is silence ({before.lufs:.1f} LUFS). Choose another voice, or try the sentence with `twin voice say`."
        )
    if before.is_right:
        return samples
    gain, peak = _step(TARGET_LUFS - before.lufs, GAIN_STEP_DB), AIMED_PEAK
    for _ in range(MOST_PASSES):
        louder = limited(samples, sample_rate=sample_rate, gain=gain, ceiling=peak)
        now = measured(louder, sample_rate=sample_rate)
        missing = TARGET_LUFS - now.lufs
        if abs(missing) <= CLOSE_ENOUGH_LU and now.true_peak <= HIGHEST_TRUE_PEAK:
            return louder
        if abs(missing) > CLOSE_ENOUGH_LU:
            gain += _step(missing, GAIN_STEP_DB) or math.copysign(GAIN_STEP_DB, missing)
        if now.true_peak > HIGHEST_TRUE_PEAK:
            peak -= math.ceil((now.true_peak - HIGHEST_TRUE_PEAK) / PEAK_STEP_DB) * PEAK_STEP_DB
    if now.is_right:
        return louder
    raise LoudnessRefused(
        f"The sound stays at {now.lufs:.1f} LUFS with a peak of {now.true_peak:.1f} dB, not {TARGET_LUFS} and {HIGHEST_TRUE_PEAK}. "
        "It is mostly silence or mostly noise; listen to the sentences, or choose another voice."
    )


def in_two_channels(graph: Graph) -> Graph:
    """Give one channel to both ears at full level; ffmpeg's own `-ac 2` would make it 3 dB quieter."""
    return graph.filter("channelmap", map="0|0", channel_layout="stereo")


def _step(value: float, step: float) -> float:
    """Give the whole number of steps next to a value."""
    return round(value / step) * step


def _told(words: str) -> Loudness:
    """Read the summary that the meter prints at its end."""
    loud, peak = INTEGRATED.findall(words), PEAK.findall(words)
    if not loud or not peak:
        raise LoudnessRefused("There is no sound to measure. Check that the file is whole.")
    lufs = float(loud[-1])
    return Loudness(-70.0 if math.isnan(lufs) else lufs, float(peak[-1]))
