"""The sound of a talk's MP3, coded scene by scene like that of its video, each scene filled up with silence to whole blocks of the coder.

The coder borrows no room between blocks (`reservoir`), and every scene ends in silence, so the blocks of one scene may follow those of
another. They last 24 ms, which no scene of whole frames does: each scene is up to one block longer than in the video, and chapters
are counted in blocks.
"""

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from twin.errors import TalkUnsound
from twin.lecture.talk_sound import AT_ONCE, REPEATABLE, sound_by_scene
from twin.lecture.timeline import Timeline
from twin.media.ffmpeg_door import output, run, source
from twin.media.finished_file import keep
from twin.media.loudness import in_two_channels

MP3_BLOCK = 576  # samples of one block at 24 kHz and below (MPEG-2)
KILOBITS = 64
# Level 7 costs two thirds of the usual 5; of one voice twice, nobody hears which it was.
MP3 = {
    "acodec": "libmp3lame",
    "audio_bitrate": f"{KILOBITS}k",
    "compression_level": 7,
    "reservoir": 0,
    "write_xing": 0,
    "id3v2_version": 0,
    "f": "mp3",
}
_QUIETER = 0.95  # by which LAME turns down whatever it is given; measured −0.45 dB at 48 to 96 kb/s
_BYTES = 2  # of a sample


def podcast_sound(
    pcm: bytes, *, sample_rate: int, timeline: Timeline, kept: Path
) -> tuple[bytes, tuple[int, ...]]:
    """Give the MP3 of a talk without tags, and how many blocks each scene lasts.

    Args:
        pcm: Mono int16, exactly as long as the timeline.
        sample_rate: Of the voice, at most 24 kHz.
        timeline: Of the video.
        kept: Folder of coded scenes, by what they hold; read and written.

    Raises:
        MediaError: As `ffmpeg_door.run` says; nothing half-made stays.
        TalkUnsound: If the sound has another length than the picture.
    """
    filled = [_filled(one) for one in sound_by_scene(pcm, sample_rate=sample_rate, timeline=timeline)]
    blocks = tuple(len(one) // (MP3_BLOCK * _BYTES) for one in filled)
    size = MP3_BLOCK // 8 * KILOBITS * 1000 // sample_rate  # bytes of a block
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="podcast") as pool:
        coded = list(pool.map(lambda one: _scene_mp3(one, sample_rate, size, kept), filled))
    # What a coder gives behind a scene's own blocks is the silence it still held; only the last scene's is needed.
    heard: Sequence[bytes] = [
        one if number == len(coded) else one[: count * size]
        for number, (one, count) in enumerate(zip(coded, blocks, strict=True), start=1)
    ]
    return b"".join(heard), blocks


def _filled(pcm: bytes) -> bytes:
    return pcm + bytes(-len(pcm) % (MP3_BLOCK * _BYTES))


def _scene_mp3(pcm: bytes, sample_rate: int, size: int, kept: Path) -> bytes:
    """Give the coded sound of one scene, made now or kept from before."""
    mark = hashlib.sha256(f"{MP3} {REPEATABLE} {_QUIETER} {sample_rate}\n".encode() + pcm).hexdigest()
    path = kept / f"{mark}.mp3"
    if path.exists():
        return path.read_bytes()
    # Before there are two channels: they are one memory, and would be raised twice.
    louder = source("pipe:", f="s16le", ar=sample_rate, ac=1).filter("volume", f"{1 / _QUIETER:.6f}")
    heard = in_two_channels(louder)
    made, _ = run(output(heard, path="pipe:", **MP3, **REPEATABLE), given=pcm, what="the sound of a scene")
    if len(made) % size or len(made) // size < len(pcm) // (MP3_BLOCK * _BYTES):
        raise TalkUnsound("The coder gave a scene another length. Render the talk again.")
    keep(path, made)
    return made
