"""A bought sound is checked before it is believed: whole, loud enough, as long as its text, and a voice at all."""

import numpy as np
from numpy.typing import NDArray

from twin.voice.speaking_rate import estimated_seconds
from twin.voice.voice_errors import SoundImplausible, SoundSilent, SoundTruncated, SoundUndecodable
from twin.voice.wave_sound import SAMPLE_RATE, loudest_db

# Against the estimate for the embedded voice. Cloned voices were heard at 0.7 to 1.5 of its length; twice that is doubt.
LEAST_SHARE, MOST_SHARE = 0.4, 2.5
_ALLOWANCE_SECONDS = 2.0  # a breath before and behind a single word
QUIETEST_DB = -45.0  # of the loudest 0.4 s; a voice recorded far too softly is at -35
_CUT_SECONDS = 0.35  # the sound may end this much before its own alignment does
# Bytes that are no sound are as strong in every frequency. Measured: speech with noise below 0.02, random bytes and a
# program read as sound above 0.53.
_NOISE_FLATNESS = 0.45
_FOREIGN_HEADS = (
    b"ID3",
    b"RIFF",
    b"OggS",
    b"fLaC",
    b"<htm",
    b"<!DO",
    b"<?xm",
    b'{"',
    b"\xff\xfb",
    b"\xff\xf3",
    b"\xff\xf2",
)


def raw_samples(sound: bytes, *, provider: str) -> NDArray[np.int16]:
    """Read raw 24 kHz mono sound, 16 bits a sample, little-endian.

    Raises:
        SoundUndecodable: If it is empty, half a sample too long, or some other kind of file.
    """
    if not sound:
        raise SoundUndecodable(provider, "nothing")
    if sound[:4].startswith(_FOREIGN_HEADS):
        raise SoundUndecodable(provider, "a file of another kind than asked for")
    if len(sound) % 2:
        raise SoundUndecodable(provider, "half a sample at the end")
    return np.frombuffer(sound, dtype="<i2").astype(np.int16)


def check_sound(
    samples: NDArray[np.int16],
    spoken: str,
    language: str,
    *,
    provider: str,
    alignment_end_seconds: float = 0.0,
    measured_rate: float = 1.0,
) -> None:
    """Go on only with a sound that can be the reading of this text.

    `alignment_end_seconds` is where the provider says the last character ends.

    Raises:
        SoundSilent: If nothing in it is as loud as a voice.
        SoundUndecodable: If it is noise.
        SoundTruncated: If it is too short for the text, or ends before its alignment.
        SoundImplausible: If it is too long for the text.
    """
    seconds = len(samples) / SAMPLE_RATE
    expected = estimated_seconds(spoken, language, measured_rate=measured_rate)
    level = loudest_db(samples)
    if level < QUIETEST_DB:
        raise SoundSilent(provider, -level)
    if flatness(samples) > _NOISE_FLATNESS:
        raise SoundUndecodable(provider, "noise")
    if seconds < LEAST_SHARE * expected or seconds < alignment_end_seconds - _CUT_SECONDS:
        raise SoundTruncated(provider, seconds, max(expected, alignment_end_seconds))
    if seconds > MOST_SHARE * expected + _ALLOWANCE_SECONDS:
        raise SoundImplausible(provider, seconds, expected)


def flatness(samples: NDArray[np.int16]) -> float:
    """Give how evenly the loud half of a sound is spread over the frequencies: 0 a tone, 1 white noise."""
    frames = len(samples) // 512
    if not frames:
        return 0.0
    power = (
        np.abs(np.fft.rfft(samples[: frames * 512].astype(np.float32).reshape(-1, 512) * np.hanning(512)))
        ** 2
    )
    loud = power[power.sum(axis=1) >= np.median(power.sum(axis=1))] + 1e-3
    return float(np.median(np.exp(np.log(loud).mean(axis=1)) / loud.mean(axis=1)))
