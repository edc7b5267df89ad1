"""One loudness for every talk: −16 LUFS, true peak below −1.5 dB, from one measured gain and a limiter.

A talk is heard from two equal channels, so one channel is measured as two (`dualmono`); measured as it stands it would
come out 3 LU louder than meant. One gain over the whole talk keeps the speaker's own quiet and loud; two-pass loudnorm
was seen to turn to changing gain without a word, and is not used.
"""

import math
import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twin.media.ffmpeg_door import Graph, output, run, source
from twin.media.media_errors import LoudnessRefused

TARGET_LUFS = -16.0  # what podcast and video platforms ask of speech in two channels
TOLERANCE_LU = 0.5
HIGHEST_TRUE_PEAK = -1.5  # dB; room for what a lossy coder adds
AIMED_PEAK = -2.5  # dB of samples; between two samples the wave rises above them, and AAC adds its own
CLOSE_ENOUGH_LU = 0.1
MOST_PASSES = 8
SILENCE_LUFS = -60.0  # below this nothing was said; raising it would raise noise
INTEGRATED = re.compile(r"I:\s+(-?[\d.]+|-inf|nan) LUFS")
PEAK = re.compile(r"Peak:\s+(-?[\d.]+|-inf) dBFS")


@dataclass(frozen=True, slots=True)
class Loudness:
    """Loudness of a whole sound by EBU R 128 in LUFS, and its true peak in dB of full scale."""

    lufs: float
    true_peak: float

    @property
    def is_right(self) -> bool:
        """Say whether it is as loud as a talk has to be."""
        return abs(self.lufs - TARGET_LUFS) <= TOLERANCE_LU and self.true_peak <= HIGHEST_TRUE_PEAK


def measured(samples: NDArray[np.int16], *, sample_rate: int) -> Loudness:
    """Measure a mono sound as it is heard from two channels."""
    graph = _heard(sample_rate).filter("ebur128", peak="true", framelog="quiet", dualmono="true")
    return _told(run(output(graph, path="pipe:", f="null"), given=samples.tobytes(), what="the loudness")[1])


def measured_file(path: object) -> Loudness:
    """Measure the sound of a file, as many channels as it has; one channel counts as it stands.

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
    gain, peak = TARGET_LUFS - before.lufs, AIMED_PEAK
    for _ in range(MOST_PASSES):
        louder = _limited(samples, sample_rate=sample_rate, gain=gain, peak=peak)
        now = measured(louder, sample_rate=sample_rate)
        is_close = abs(now.lufs - TARGET_LUFS) <= CLOSE_ENOUGH_LU
        if is_close and now.true_peak <= HIGHEST_TRUE_PEAK:
            return louder
        gain += TARGET_LUFS - now.lufs
        peak -= max(0.0, now.true_peak - HIGHEST_TRUE_PEAK)
    if now.is_right:
        return louder
    raise LoudnessRefused(
        f"The sound stays at {now.lufs:.1f} LUFS with a peak of {now.true_peak:.1f} dB, not {TARGET_LUFS} and {HIGHEST_TRUE_PEAK}. "
        "It is mostly silence or mostly noise; listen to the sentences, or choose another voice."
    )


def in_two_channels(graph: Graph) -> Graph:
    """Give one channel to both ears at full level; ffmpeg's own `-ac 2` would make it 3 dB quieter."""
    return graph.filter("channelmap", map="0|0", channel_layout="stereo")


def _heard(sample_rate: int) -> Graph:
    return source("pipe:", f="s16le", ar=sample_rate, ac=1)


def _limited(samples: NDArray[np.int16], *, sample_rate: int, gain: float, peak: float) -> NDArray[np.int16]:
    """Give the sound with one gain in dB, cut at `peak` dB; `latency` keeps every sound in its place."""
    graph = (
        _heard(sample_rate)
        .filter("volume", f"{gain:.3f}dB", precision="float")
        .filter("alimiter", limit=f"{10 ** (peak / 20):.6f}", level="false", latency="true")
    )
    pcm, _ = run(
        output(graph, path="pipe:", f="s16le", ar=sample_rate, ac=1),
        given=samples.tobytes(),
        what="the levelled sound",
    )
    given = np.frombuffer(pcm, dtype="<i2").astype(np.int16)
    return np.concatenate([given, np.zeros(max(0, len(samples) - len(given)), np.int16)])[: len(samples)]


def _told(words: str) -> Loudness:
    """Read the summary that the meter prints at its end."""
    loud, peak = INTEGRATED.findall(words), PEAK.findall(words)
    if not loud or not peak:
        raise LoudnessRefused("There is no sound to measure. Check that the file is whole.")
    lufs = float(loud[-1])
    return Loudness(-70.0 if math.isnan(lufs) else lufs, float(peak[-1]))
