"""The sound of a talk's video, coded scene by scene: an edited sentence costs the coding of its scene, not of the talk.

Scenes last whole blocks of the coder (`timeline.SCENE_STEP`) and begin and end in silence, so the blocks of one scene follow those
of the scene before as if all had been coded in one go: nothing is lost, added or moved.
"""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from twin.errors import TalkUnsound
from twin.lecture.timeline import Timeline, samples_a_frame
from twin.media.ffmpeg_door import output, run, source
from twin.media.finished_file import finished_file, keep
from twin.media.loudness import in_two_channels

SOUND_RATE = 48000  # what video players expect; the voice itself holds less
AAC_BLOCK = 1024  # samples of one block, and what the coder puts before the first one
AAC = {"acodec": "aac", "audio_bitrate": "96k", "aac_coder": "fast", "ar": SOUND_RATE, "f": "adts"}
REPEATABLE = {"fflags": "+bitexact", "flags:a": "+bitexact"}
BEFORE_SECONDS = AAC_BLOCK / SOUND_RATE  # of silence in front of the track, which players skip when told
AT_ONCE = 2  # scenes coded at once
_BYTES = 2  # of a sample


def write_sound(path: Path, pcm: bytes, *, sample_rate: int, timeline: Timeline, kept: Path) -> None:
    """Write the sound of a talk as AAC in two channels, one block of silence in front (`BEFORE_SECONDS`).

    Args:
        pcm: Mono int16, exactly as long as the timeline.
        kept: Folder of coded scenes, by what they hold; read and written.

    Raises:
        MediaError: As `ffmpeg_door.run` says; nothing half-made stays.
        TalkUnsound: If the sound has another length than the picture.
    """
    scenes = sound_by_scene(pcm, sample_rate=sample_rate, timeline=timeline)
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="sound") as pool:
        coded = list(pool.map(lambda one: _scene_sound(one, sample_rate, kept), scenes))
    with finished_file(path) as half, half.open("wb") as joined:
        for number, one in enumerate(coded, start=1):
            blocks = list(_blocks(one.read_bytes()))
            # The last block of a scene and the first of the next are the same silence: one of them is enough.
            joined.writelines(blocks if number == len(coded) else blocks[:-1])


def sound_by_scene(pcm: bytes, *, sample_rate: int, timeline: Timeline) -> list[bytes]:
    """Cut the sound of a talk, mono int16, into its scenes.

    Raises:
        TalkUnsound: If it has another length than the picture.
    """
    a_frame = samples_a_frame(sample_rate) * _BYTES
    if len(pcm) != timeline.frames * a_frame:
        raise TalkUnsound(
            f"The sound of the talk has {len(pcm) // _BYTES} samples for {timeline.frames} frames. Render the talk again."
        )
    return [
        pcm[scene.start_frame * a_frame : (scene.start_frame + scene.frames) * a_frame]
        for scene in timeline.scenes
    ]


def _scene_sound(pcm: bytes, sample_rate: int, kept: Path) -> Path:
    """Give the coded sound of one scene, made now or kept from before."""
    mark = hashlib.sha256(f"{AAC} {REPEATABLE} {sample_rate}\n".encode() + pcm).hexdigest()
    path = kept / f"{mark}.aac"
    if not path.exists():
        heard = in_two_channels(source("pipe:", f="s16le", ar=sample_rate, ac=1))
        made, _ = run(
            output(heard, path="pipe:", **AAC, **REPEATABLE), given=pcm, what="the sound of a scene"
        )
        wanted = len(pcm) // _BYTES * SOUND_RATE // sample_rate // AAC_BLOCK + 1
        if sum(1 for _ in _blocks(made)) != wanted:
            raise TalkUnsound("The coder gave a scene another length. Render the talk again.")
        keep(path, made)
    return path


def _blocks(adts: bytes) -> Iterator[bytes]:
    """Cut an ADTS stream into its blocks; each says its own length in 13 bits."""
    at = 0
    while at + 7 <= len(adts):
        length = (adts[at + 3] & 3) << 11 | adts[at + 4] << 3 | adts[at + 5] >> 5
        yield adts[at : at + length]
        at += max(length, 7)
