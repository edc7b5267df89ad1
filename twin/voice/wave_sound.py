"""Sound as numbers: one rate for the whole house, joints that do not click, and WAV.

Every voice gives 24 kHz mono: the rate at which ElevenLabs and OpenAI-compatible servers give raw sound, so that bought
sound is never resampled; espeak-ng's 22.05 kHz is brought up to it. Sound above 12 kHz adds nothing to speech.
"""

import io
import math
import wave
from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

SAMPLE_RATE = 24_000
FADE_SECONDS = 0.01
_TAPS = 32  # of the windowed sinc: a 1 kHz tone comes out 78 dB above its error, what must go is 67 dB down
FULL_SCALE = 32_768.0

Samples = NDArray[np.int16]


def resampled(samples: Samples, from_rate: int, to_rate: int = SAMPLE_RATE) -> Samples:
    """Bring mono sound from one rate to another; shape (n,) to (round(n * to / from),)."""
    if from_rate == to_rate or not len(samples):
        return samples
    divisor = math.gcd(from_rate, to_rate)
    up, down = to_rate // divisor, from_rate // divisor
    table = _polyphase(up, min(1.0, to_rate / from_rate))
    taps = table.shape[1]
    count = round(len(samples) * up / down)
    padded = np.zeros(taps // 2 + len(samples) + taps + down, np.float32)
    padded[taps // 2 : taps // 2 + len(samples)] = samples
    windows = sliding_window_view(padded, taps)
    out = np.empty(count, np.float32)
    # Every `up`-th sample has the same filter and lies `down` samples further: no window is copied.
    for place in range(min(up, count)):
        first, phase = divmod(place * down, up)
        same = windows[first::down][: len(range(place, count, up))]
        out[place::up] = np.einsum("nt,t->n", same, table[phase])
    return _as_int16(out)


def _polyphase(up: int, cutoff: float) -> NDArray[np.float32]:
    """Give the filter for each of `up` phases, shape (up, taps); Kaiser-windowed, each row sums to one."""
    taps = int(_TAPS / cutoff) // 2 * 2
    reach = taps // 2
    offsets = np.arange(1 - reach, reach + 1)[None, :] - np.arange(up)[:, None] / up
    shape = (
        np.sinc(offsets * cutoff * 0.95)
        * np.kaiser(2049, 8.0)[np.clip(((offsets / reach + 1) * 1024).round().astype(int), 0, 2048)]
    )
    # Column 0 is one sample further back than reach needs, so that first_sample = position - reach + 1.
    table = np.concatenate([np.zeros((up, 1)), shape], axis=1)
    rows: NDArray[np.float32] = (table / table.sum(axis=1, keepdims=True)).astype(np.float32)
    return rows


def _as_int16(values: NDArray[np.floating]) -> Samples:
    rounded: Samples = np.clip(np.rint(values), -32_768, 32_767).astype(np.int16)
    return rounded


def faded(samples: Samples, sample_rate: int = SAMPLE_RATE, *, seconds: float = FADE_SECONDS) -> Samples:
    """Fade both ends over some milliseconds (a raised cosine), so that a joint does not click."""
    length = min(int(seconds * sample_rate), len(samples) // 2)
    if not length:
        return samples
    ramp = 0.5 - 0.5 * np.cos(np.pi * (np.arange(length) + 0.5) / length)
    out = samples.astype(np.float32)
    out[:length] *= ramp
    out[-length:] *= ramp[::-1]
    return _as_int16(out)


def silence(seconds: float, sample_rate: int = SAMPLE_RATE) -> Samples:
    """Give silence of a length."""
    return np.zeros(max(0, round(seconds * sample_rate)), np.int16)


def joined(sounds: Sequence[Samples], *, gap_seconds: float = 0.0, sample_rate: int = SAMPLE_RATE) -> Samples:
    """Join sounds of one rate, each faded at both ends, with silence between them."""
    parts: list[Samples] = []
    for number, sound in enumerate(sounds):
        if number and gap_seconds:
            parts.append(silence(gap_seconds, sample_rate))
        parts.append(faded(sound, sample_rate))
    return np.concatenate(parts) if parts else silence(0.0)


def level_db(samples: Samples) -> float:
    """Give the level (RMS) in dB below full scale; -120 for nothing or digital silence."""
    if not len(samples):
        return -120.0
    power = float(np.mean(np.square(samples.astype(np.float64) / FULL_SCALE)))
    return max(-120.0, 10 * math.log10(power)) if power > 0 else -120.0


def loudest_db(samples: Samples, sample_rate: int = SAMPLE_RATE, *, seconds: float = 0.4) -> float:
    """Give the level of the loudest stretch of some seconds, in dB below full scale."""
    length = max(1, int(seconds * sample_rate))
    return max(
        (level_db(samples[at : at + length]) for at in range(0, max(len(samples), 1), length)), default=-120.0
    )


def wav_bytes(samples: Samples, sample_rate: int = SAMPLE_RATE) -> bytes:
    """Give a mono 16-bit WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sample_rate)
        file.writeframes(samples.astype("<i2").tobytes())
    return out.getvalue()


def endless_wav_head(sample_rate: int = SAMPLE_RATE) -> bytes:
    """Give the head of a mono 16-bit WAV whose length is not known yet; raw sound follows until it ends.

    Players take the largest length as "until the end", as they do with every live stream.
    """
    head = bytearray(wav_bytes(np.zeros(0, np.int16), sample_rate))
    head[4:8] = (0xFFFFFFFF).to_bytes(4, "little")
    head[40:44] = (0xFFFFFFFF - 36).to_bytes(4, "little")
    return bytes(head)
