"""Small pictures for small films."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from twin.lecture.segments import PresenterPiece

WIDTH, HEIGHT = 320, 180
BLUE, WHITE, RED = (20, 60, 160), (255, 255, 255), (200, 30, 30)
BOX_X, BOX_Y, BOX_WIDTH, BOX_HEIGHT = 240, 100, 64, 64

Picture = NDArray[np.uint8]


def slide(colour: tuple[int, int, int] = BLUE) -> Picture:
    """Give a slide of one colour with a white bar, shape (180, 320, 3)."""
    picture = np.full((HEIGHT, WIDTH, 3), colour, np.uint8)
    picture[20:40, 30:200] = WHITE
    return picture


def png(picture: Picture) -> bytes:
    """Give a picture as PNG."""
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "PNG")
    return file.getvalue()


def presenter(colour: tuple[int, int, int], frames: int) -> PresenterPiece:
    """Give a presenter with a mouth that opens at every fifth frame, composed over the slide's own colour."""
    shut = slide(colour)[BOX_Y : BOX_Y + BOX_HEIGHT, BOX_X : BOX_X + BOX_WIDTH].copy()
    opened = shut.copy()
    opened[30:40, 24:40] = RED
    names = tuple("open" if frame % 10 >= 5 else "shut" for frame in range(frames))
    return PresenterPiece(f"red mouth on {colour}", BOX_X, BOX_Y, {"shut": shut, "open": opened}, names)


def frames_of(film: object, *, first: int = 0, count: int = 1) -> Picture:
    """Decode frames of a film to RGB, shape (count, height, width, 3)."""
    from twin.media.ffmpeg_door import output, run, source

    seen = source(str(film)).video.filter("trim", start_frame=first, end_frame=first + count)
    raw, _ = run(output(seen, path="pipe:", f="rawvideo", pix_fmt="rgb24", loglevel="error"))
    return np.frombuffer(raw, np.uint8).reshape(-1, HEIGHT, WIDTH, 3)
