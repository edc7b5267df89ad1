"""From pieces of film and one sound to the files people open: MP4 with chapters and captions, MP3, thumbnail."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from twin.lecture.podcast_sound import MP3_BLOCK, podcast_sound
from twin.lecture.talk_sound import BEFORE_SECONDS, REPEATABLE
from twin.lecture.timeline import FRAMES_A_SECOND, Timeline
from twin.media.ffmpeg_door import command_of, output, run, run_command, source
from twin.media.finished_file import finished_file, keep

COPIED: dict[str, object] = {"c:v": "copy", "video_track_timescale": 12800, "fflags": "+bitexact"}
ISO_LANGUAGE = {"en": "eng", "zh": "zho"}


@dataclass(frozen=True, slots=True)
class CaptionTrack:
    """One track of soft captions: an SRT file and its language (en, zh)."""

    srt: Path
    language: str


def chapters_text(
    timeline: Timeline, tags: Mapping[str, str], *, lengths: Sequence[int] = (), clock: str = ""
) -> str:
    """Give tags and chapters as an ffmetadata file.

    Times are whole frames; or `lengths` of the scenes, counted by a `clock` such as "576/24000" of a second.
    """
    lines = [";FFMETADATA1", *(f"{_escaped(key)}={_escaped(value)}" for key, value in tags.items())]
    counted = lengths or [scene.frames for scene in timeline.scenes]
    start = 0
    for scene, length in zip(timeline.scenes, counted, strict=True):
        lines += ["[CHAPTER]", f"TIMEBASE={clock or f'1/{FRAMES_A_SECOND}'}", f"START={start}"]
        lines += [f"END={start + length}", f"title={_escaped(scene.title)}"]
        start += length
    return "\n".join(lines) + "\n"


def write_video(
    path: Path,
    *,
    pieces: Sequence[Path],
    sound: Path,
    timeline: Timeline,
    tracks: Sequence[CaptionTrack] = (),
    language: str,
    metadata: Mapping[str, str],
) -> None:
    """Join the pieces without encoding them again, with one sound, chapters, soft captions and tags.

    Args:
        sound: The AAC of `talk_sound.write_sound`; as long as the picture, to the frame.
        metadata: Tags of the file, `AIGC` and `title` among them.

    Raises:
        MediaError: As `ffmpeg_door.run` says; nothing half-made stays.
    """
    with finished_file(path) as half:
        listed, chapters = half.with_suffix(".txt"), half.with_suffix(".chapters")
        try:
            listed.write_text("".join(_entry(piece) for piece in pieces), encoding="utf-8")
            chapters.write_text(chapters_text(timeline, metadata), encoding="utf-8")
            film = source(listed, f="concat", safe=0).video
            # The block in front of the sound lies before the first frame; the file tells players to skip it.
            heard = source(sound, f="aac", itsoffset=f"{-BEFORE_SECONDS:.6f}").audio
            captions = [source(track.srt, f="srt") for track in tracks]
            options: dict[str, object] = {
                **COPIED,
                "c:a": "copy",
                "movflags": "+faststart+use_metadata_tags",
                "metadata:s:a:0": f"language={ISO_LANGUAGE[language]}",
            }
            if tracks:
                options["c:s"] = "mov_text"
            for number, track in enumerate(tracks):
                options[f"metadata:s:s:{number}"] = f"language={ISO_LANGUAGE[track.language]}"
            graph = output(film, heard, *captions, path=half, **options)
            run_command(_with_chapters(command_of(graph), chapters, inputs=2 + len(tracks)), what=path.name)
        finally:
            listed.unlink(missing_ok=True)
            chapters.unlink(missing_ok=True)


def kept_scene(pieces: Sequence[Path], kept: Path) -> Path:
    """Join the pieces of one scene, or give what was joined before: opening a piece costs more than copying it."""
    if len(pieces) == 1:
        return pieces[0]
    mark = hashlib.sha256("\n".join(piece.name for piece in pieces).encode()).hexdigest()
    path = kept / f"{mark}.mp4"
    if not path.exists():
        with finished_file(path) as half:
            listed = half.with_suffix(".txt")
            try:
                listed.write_text("".join(_entry(piece) for piece in pieces), encoding="utf-8")
                film = source(listed, f="concat", safe=0).video
                run(output(film, path=half, **COPIED), what="the film of a scene")
            finally:
                listed.unlink(missing_ok=True)
    return path


def write_podcast(
    path: Path, pcm: bytes, *, sample_rate: int, timeline: Timeline, metadata: Mapping[str, str], kept: Path
) -> None:
    """Write the sound of the talk as MP3 with ID3 chapters and tags; `kept` holds coded scenes.

    Raises:
        MediaError, TalkUnsound: As `podcast_sound` says.
    """
    mp3, blocks = podcast_sound(pcm, sample_rate=sample_rate, timeline=timeline, kept=kept)
    with finished_file(path) as half:
        chapters = half.with_suffix(".chapters")
        try:
            clock = f"{MP3_BLOCK}/{sample_rate}"
            chapters.write_text(
                chapters_text(timeline, metadata, lengths=blocks, clock=clock), encoding="utf-8"
            )
            heard = source("pipe:", f="mp3").audio
            graph = output(heard, path=half, acodec="copy", id3v2_version=3, write_xing=1, **REPEATABLE)
            run_command(_with_chapters(command_of(graph), chapters, inputs=1), given=mp3, what=path.name)
        finally:
            chapters.unlink(missing_ok=True)


def write_thumbnail(path: Path, slide: bytes, *, kept: Path, width: int = 640) -> None:
    """Shrink the first slide to a thumbnail; PNG, `width` pixels wide. `kept` holds those that were made."""
    made = kept / f"{hashlib.sha256(slide).hexdigest()}-{width}.png"
    if not made.exists():
        with finished_file(made) as half:
            small = source("pipe:", f="image2pipe").filter("scale", width, -2, flags="lanczos")
            run(output(small, path=half, vframes=1, fflags="+bitexact"), given=slide, what=path.name)
    keep(path, made.read_bytes())


def _with_chapters(command: list[str], chapters: Path, *, inputs: int) -> list[str]:
    """Splice the chapters in as one more input; ffmpeg-python takes only inputs that have streams."""
    behind = max(at for at, word in enumerate(command) if word == "-i") + 2
    taken = ["-f", "ffmetadata", "-i", str(chapters)]
    mapped = ["-map_metadata", str(inputs), "-map_chapters", str(inputs)]
    # Options of the output stand before its path, which stands before the closing "-y".
    path_at = len(command) - 2
    return [*command[:behind], *taken, *command[behind:path_at], *mapped, *command[path_at:]]


def _entry(piece: Path) -> str:
    quoted = str(piece.resolve()).replace("'", "'\\''")
    return f"file '{quoted}'\n"


def _escaped(text: str) -> str:
    for mark in "\\=;#\n":
        text = text.replace(mark, "\\" + mark)
    return text
