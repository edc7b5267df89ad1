"""Times for the words of a sound that came without any: the embedded voice reads the same text, and is laid over it.

Both sounds become MFCCs (what the mouth did, without who spoke), dynamic time warping finds which moment of one is which
moment of the other, and the known times of the embedded voice are carried over.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twin.voice.speech import Speech, SpokenPhoneme, SpokenWord
from twin.voice.wave_sound import SAMPLE_RATE

HOP_SECONDS = 0.01
_WINDOW_SECONDS = 0.025
_BANDS, _COEFFICIENTS = 26, 13  # the usual figures for speech
_LOWEST_HZ, _HIGHEST_HZ = 80.0, 7600.0
# How far the path may leave the diagonal: speakers pause where they like, but not for a quarter of a sentence group.
_BAND_SHARE, _LEAST_BAND = 0.25, 150  # frames
_STEP_COST = 0.35  # a step that moves in one sound alone costs this much more, so that stillness is not stretched at will
_SHORTEST_SECONDS = 0.01
_SILENT_SHARE = 0.02  # of the loudest hundredth of a second: 34 dB down, below the weakest consonant

Features = NDArray[np.float32]


def mfcc(samples: NDArray[np.int16], sample_rate: int = SAMPLE_RATE) -> Features:
    """Give the cepstrum of each hundredth of a second and its change, each column of mean 0 and spread 1.

    Shape (frames, 26) for a sound of at least one window.
    """
    window, hop = int(_WINDOW_SECONDS * sample_rate), int(HOP_SECONDS * sample_rate)
    sound = np.concatenate([samples.astype(np.float32) / 32_768, np.zeros(window, np.float32)])
    sound[1:] -= 0.97 * sound[:-1]
    frames = np.lib.stride_tricks.sliding_window_view(sound, window)[::hop] * np.hanning(window).astype(
        np.float32
    )
    power = np.abs(np.fft.rfft(frames, n=1024)) ** 2
    bands = np.log(power @ _mel_bands(sample_rate).T + 1e-7)
    angle = np.pi / _BANDS * (np.arange(_BANDS) + 0.5)
    cepstrum = bands @ np.cos(np.outer(angle, np.arange(_COEFFICIENTS)))
    change = np.gradient(cepstrum, axis=0) if len(cepstrum) > 1 else np.zeros_like(cepstrum)
    both = np.concatenate([cepstrum, change], axis=1)
    scaled: Features = ((both - both.mean(axis=0)) / (both.std(axis=0) + 1e-6)).astype(np.float32)
    return scaled


def _mel_bands(sample_rate: int) -> NDArray[np.float64]:
    def mel(hertz: float | NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(2595 * np.log10(1 + np.asarray(hertz) / 700))

    edges = 700 * (10 ** (np.linspace(mel(_LOWEST_HZ), mel(_HIGHEST_HZ), _BANDS + 2) / 2595) - 1)
    hertz = np.fft.rfftfreq(1024, 1 / sample_rate)
    rising = (hertz[None, :] - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - hertz[None, :]) / (edges[2:] - edges[1:-1])[:, None]
    return np.maximum(0, np.minimum(rising, falling))


def warping(one: Features, other: Features) -> NDArray[np.float64]:
    """Find for each frame of `one` its frame in `other`: shape (len(one),), never falling.

    Goes along the diagonals of the table of costs, each in one stroke.
    """
    rows, columns = len(one), len(other)
    band = max(_LEAST_BAND, int(_BAND_SHARE * max(rows, columns)), abs(rows - columns) // 2 + 2)
    back = np.zeros((rows, columns), np.int8)  # 0 from both, 1 from the row above, 2 from the column before
    infinite = np.float32(np.inf)
    before = np.full(
        rows + 1, infinite, np.float32
    )  # costs on the last diagonal, by row; the last place is outside
    earlier = np.full(rows + 1, infinite, np.float32)
    for diagonal in range(rows + columns - 1):
        row = np.arange(max(0, diagonal - columns + 1), min(rows, diagonal + 1))
        column = diagonal - row
        near = np.abs(row * (columns / rows) - column) <= band
        row, column = row[near], column[near]
        cost = np.sqrt(np.mean(np.square(one[row] - other[column]), axis=1))
        from_both = earlier[row - 1] if diagonal else np.zeros(1, np.float32)
        choices = np.stack([from_both, before[row - 1] + _STEP_COST, before[row] + _STEP_COST])
        best = np.argmin(choices, axis=0)
        back[row, column] = best
        earlier, before = before, np.full(rows + 1, infinite, np.float32)
        before[row] = choices[best, np.arange(len(row))] + cost
    return _path(back)


def _path(back: NDArray[np.int8]) -> NDArray[np.float64]:
    row, column = back.shape[0] - 1, back.shape[1] - 1
    total, count = np.zeros(back.shape[0]), np.zeros(back.shape[0])
    while True:
        total[row] += column
        count[row] += 1
        if not row and not column:
            break
        step = back[row, column]
        if (step == 1 or not column) and row:
            row -= 1
        elif step == 2 or not row:
            column -= 1
        else:
            row, column = row - 1, column - 1
    return np.maximum.accumulate(total / np.maximum(count, 1))


def sounding(samples: NDArray[np.int16]) -> slice:
    """Give the stretch between the silence before and the silence behind; the whole of a silent sound."""
    hop = int(HOP_SECONDS * SAMPLE_RATE)
    whole = len(samples) // hop * hop
    if not whole:
        return slice(0, len(samples))
    level = np.sqrt(np.mean(np.square(samples[:whole].astype(np.float32).reshape(-1, hop)), axis=1))
    loud = np.flatnonzero(level > level.max() * _SILENT_SHARE)
    return slice(int(loud[0]) * hop, (int(loud[-1]) + 1) * hop) if len(loud) else slice(0, len(samples))


def aligned(samples: NDArray[np.int16], reference: Speech) -> Speech:
    """Give a sound the words and phonemes of the embedded voice, at the times at which they are said in it.

    Args:
        samples: Mono at 24 kHz, not silent; the same text as `reference`.
        reference: The embedded voice's reading.
    """
    here, there = sounding(reference.samples), sounding(samples)
    frames = warping(mfcc(reference.samples[here]), mfcc(samples[there]))
    seconds = len(samples) / SAMPLE_RATE

    def moved(times: Sequence[float]) -> NDArray[np.float64]:
        frame = (np.asarray(times) - here.start / SAMPLE_RATE) / HOP_SECONDS
        found = np.interp(frame, np.arange(len(frames)), frames) * HOP_SECONDS + there.start / SAMPLE_RATE
        return np.asarray(np.clip(found, 0.0, seconds))

    words, phonemes = reference.words, reference.phonemes
    word_times = moved([time for word in words for time in (word.start_seconds, word.end_seconds)])
    sound_times = moved([time for one in phonemes for time in (one.start_seconds, one.end_seconds)])
    return Speech(
        samples,
        SAMPLE_RATE,
        in_order(
            [
                SpokenWord(word.start, word.end, float(start), float(end))
                for word, start, end in zip(words, word_times[::2], word_times[1::2], strict=True)
            ],
            seconds,
        ),
        tuple(
            SpokenPhoneme(one.phoneme, float(start), float(end))
            for one, start, end in zip(phonemes, sound_times[::2], sound_times[1::2], strict=True)
            if end > start
        ),
    )


def in_order(words: Sequence[SpokenWord], seconds: float) -> tuple[SpokenWord, ...]:
    """Keep words from overlapping and from taking no time, inside a sound of some seconds."""
    kept: list[SpokenWord] = []
    room = min(_SHORTEST_SECONDS, seconds / max(1, len(words)))
    for number, word in enumerate(words):
        earliest = kept[-1].end_seconds if kept else 0.0
        latest = seconds - room * (len(words) - number)
        start = min(max(word.start_seconds, earliest), latest)
        following = words[number + 1].start_seconds if number + 1 < len(words) else seconds
        end = min(max(start + room, min(word.end_seconds, max(following, start + room))), latest + room)
        kept.append(SpokenWord(word.start, word.end, start, end))
    return tuple(kept)


def stretched_phonemes(
    reference: Speech, words: Sequence[SpokenWord], seconds: float
) -> tuple[SpokenPhoneme, ...]:
    """Lay the embedded voice's sounds of the mouth onto another voice's word times.

    Each word's edges are pinned to the same word's edges; what lies between is stretched evenly. Words are matched by their
    place in the text, so both must be words of the same spoken text.
    """
    own = {word.start: word for word in words}
    here, there = [0.0], [0.0]
    for word in reference.words:
        match = own.get(word.start)
        if match is None:
            continue
        for at, to in ((word.start_seconds, match.start_seconds), (word.end_seconds, match.end_seconds)):
            if at > here[-1] and to >= there[-1]:
                here.append(at)
                there.append(to)
    here.append(max(reference.seconds, here[-1] + 1e-3))
    there.append(max(seconds, there[-1]))
    times = np.interp(
        [t for one in reference.phonemes for t in (one.start_seconds, one.end_seconds)], here, there
    )
    return tuple(
        SpokenPhoneme(one.phoneme, float(start), float(end))
        for one, start, end in zip(reference.phonemes, times[::2], times[1::2], strict=True)
        if end > start
    )
