"""The pictures of a talk, one piece of film a sentence: a still slide, the presenter moving in its place.

A piece is kept under the hash of all it is made from, so what has not changed is never made again, and the same piece
made twice is the same bytes. Slides change exactly where their first piece begins.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twin.lecture.timeline import FRAMES_A_SECOND
from twin.media.ffmpeg_door import output, run, source
from twin.media.finished_file import finished_file

MADE_BY = "2"  # raise it when the encoding below changes: kept pieces are then made anew
# Still slides: `veryfast` costs a fifth of `medium` and looks the same; 20 keeps thin text sharp.
CODING = {"vcodec": "libx264", "preset": "veryfast", "tune": "stillimage", "crf": 20, "pix_fmt": "yuv420p"}
KEYFRAME_EVERY = 10 * FRAMES_A_SECOND  # a player that seeks waits no longer than this
# One thread each (two pieces are made at once) and no dates or versions inside: equal input, equal bytes.
REPEATABLE = {
    "threads": 1,
    "fflags": "+bitexact",
    "flags:v": "+bitexact",
    "map_metadata": -1,
    "x264-params": f"keyint={KEYFRAME_EVERY}:scenecut=0:open-gop=0",
}
COLOURS = {"color_primaries": "bt709", "color_trc": "bt709", "colorspace": "bt709", "color_range": "tv"}
TO_YUV = {"out_color_matrix": "bt709", "out_range": "tv", "flags": "accurate_rnd+full_chroma_int+bicubic"}
SAME_COLOURS = {"range": "tv", "color_primaries": "bt709", "color_trc": "bt709", "colorspace": "bt709"}


@dataclass(frozen=True, slots=True)
class PresenterPiece:
    """The presenter during one piece: where (even pixels), what it looks like, and which look each frame shows.

    `looks` are opaque RGB pictures, uint8, shape (height, width, 3), already composed over the slide; `frames` names one for each
    frame of the piece. They are asked for only when the piece is made; `identity` says what they are drawn from.
    """

    identity: str
    x: int
    y: int
    looks: Mapping[str, NDArray[np.uint8]]
    frames: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PieceOfFilm:
    """All that one piece is made from. `slide` is a PNG of the film's size, even in both directions."""

    slide: bytes
    frames: int
    presenter: PresenterPiece | None = None
    captions: str = (
        ""  # an ASS file whose times count from the piece's first frame; empty: none are burned in
    )

    @property
    def key(self) -> str:
        """Give the name it is kept under: the hash of everything it shows."""
        mark = hashlib.sha256(f"{MADE_BY} {CODING} {REPEATABLE} {self.frames}\n".encode())
        mark.update(hashlib.sha256(self.slide).digest())
        if self.presenter:
            mark.update(_marked(self.presenter))
        mark.update(self.captions.encode())
        return mark.hexdigest()


def kept_piece(piece: PieceOfFilm, folder: Path) -> Path:
    """Give the film of a piece, made now or kept from before.

    Raises:
        MediaError: As `ffmpeg_door.run` says; nothing half-made stays.
        ValueError: If the presenter does not fit the piece.
    """
    path = folder / f"{piece.key}.mp4"
    if not path.exists():
        with finished_file(path) as half:
            _film(piece, half)
    return path


def _film(piece: PieceOfFilm, path: Path) -> None:
    slide_file = path.with_suffix(".slide.png")
    ass_file = path.with_suffix(".ass")
    try:
        slide_file.write_bytes(piece.slide)
        # The picture is converted once and then repeated; `-loop 1` would convert it for every frame.
        film = source(slide_file, framerate=FRAMES_A_SECOND)
        film = film.filter("scale", **TO_YUV).filter("format", "yuv420p").filter("setparams", **SAME_COLOURS)
        film = film.filter("loop", loop=-1, size=1).filter("trim", end_frame=piece.frames)
        # Whole numbers on a clock of frames: reckoned in seconds, some lengths came out one frame too long.
        film = film.filter("settb", f"1/{FRAMES_A_SECOND}").filter("setpts", "N")
        given: Iterator[bytes] | None = None
        if piece.presenter:
            moving, given = _moving(piece.presenter, piece.frames)
            film = film.overlay(moving, x=piece.presenter.x, y=piece.presenter.y, format="yuv420")
        if piece.captions:
            ass_file.write_text(piece.captions, encoding="utf-8")
            film = film.filter("ass", ass_file.name)  # by name alone: the filter cannot take every path
        made = output(
            film,
            path=path.name,
            r=FRAMES_A_SECOND,
            vframes=piece.frames,
            video_track_timescale=12800,
            **CODING,
            **REPEATABLE,
            **COLOURS,
        )
        run(made, given=given, what="the film of a slide", folder=path.parent)
    finally:
        for file in (slide_file, ass_file):
            file.unlink(missing_ok=True)


def _moving(presenter: PresenterPiece, frames: int) -> tuple[Any, Iterator[bytes]]:
    """Give the presenter as a graph and the raw frames that feed it, each already in the film's own colours."""
    if len(presenter.frames) != frames:
        raise ValueError(f"The presenter has {len(presenter.frames)} frames, the slide {frames}.")
    names = sorted(set(presenter.frames))
    height, width, _ = presenter.looks[names[0]].shape
    raw = {"f": "rawvideo", "s": f"{width}x{height}"}
    rgb = source("pipe:", pix_fmt="rgb24", r=FRAMES_A_SECOND, **raw)
    turned = output(
        rgb.filter("scale", **TO_YUV), path="pipe:", f="rawvideo", pix_fmt="yuv420p", loglevel="error"
    )
    yuv, _ = run(turned, given=(presenter.looks[name].tobytes() for name in names), what="the presenter")
    size = len(yuv) // len(names)
    look = {name: yuv[at * size : (at + 1) * size] for at, name in enumerate(names)}
    moving = source("pipe:", pix_fmt="yuv420p", framerate=FRAMES_A_SECOND, **raw, **COLOURS)
    return moving.filter("setparams", **SAME_COLOURS), (look[name] for name in presenter.frames)


def _marked(presenter: PresenterPiece) -> bytes:
    """Hash what of a presenter is seen."""
    seen = " ".join((presenter.identity, str(presenter.x), str(presenter.y), *presenter.frames))
    return hashlib.sha256(seen.encode()).digest()
