"""Any sound to plain numbers: mono, int16, at a rate."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twin.media.ffmpeg_door import output, run, source
from twin.media.media_errors import MediaUnreadable

LONGEST_SECONDS = 120.0  # for decoding one sound; an hour of MP3 takes four on two cores


def decoded_sound(
    sound: bytes | Path, *, sample_rate: int, form: str | None = None, what: str = "the sound"
) -> NDArray[np.int16]:
    """Decode a whole sound (MP3, WAV, AAC, Opus, … or the sound of a video) to mono int16, shape (n,), n > 0.

    `form` names the container of headerless bytes (`s16le`, `mp3`); otherwise ffmpeg finds out.

    Raises:
        MediaUnreadable: If it is no sound, or holds none.
        MediaKilled: If ffmpeg was ended.
    """
    options = {"f": form} if form else {}
    given = sound if isinstance(sound, bytes) else None
    if given is not None and not given:
        raise MediaUnreadable(what, "it is empty")
    begun = source("pipe:" if given is not None else str(sound), **options)
    graph = output(
        begun.audio, path="pipe:", f="s16le", acodec="pcm_s16le", ac=1, ar=sample_rate, loglevel="error"
    )
    pcm, said = run(graph, given=given, what=what, seconds=LONGEST_SECONDS)
    if len(pcm) < 2:
        raise MediaUnreadable(what, said.strip() or "no sound in it")
    return np.frombuffer(pcm[: len(pcm) // 2 * 2], dtype="<i2").astype(np.int16)
