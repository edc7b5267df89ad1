"""One piece of film a sentence: what it shows, and that it is made once."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from tests.twin.lecture.film import BLUE, BOX_X, BOX_Y, RED, WHITE, frames_of, png, presenter, slide
from twin.lecture.segments import PieceOfFilm, kept_piece
from twin.media.media_errors import DiskFull, MediaUnreadable
from twin.media.probe import packet_times, probed

PLAIN = PieceOfFilm(png(slide()), frames=30)


def near(seen: object, colour: tuple[int, int, int]) -> bool:
    return bool(np.abs(np.asarray(seen, int) - np.array(colour)).max() <= 16)


def test_a_piece_has_exactly_its_frames_and_says_its_colours(tmp_path: Path) -> None:
    film = kept_piece(PLAIN, tmp_path)

    seen = probed(film).streams[0]
    assert len(packet_times(film, "v:0")) == 30
    assert (seen.codec, seen.width, seen.height, seen.frames_a_second) == ("h264", 320, 180, 25.0)
    assert "bt709" in seen.detail
    assert near(frames_of(film)[0, 100, 100], BLUE) and near(frames_of(film)[0, 30, 100], WHITE)


@pytest.mark.parametrize("frames", [1, 2, 29, 113, 114, 115, 254])
def test_no_length_is_a_frame_too_long(tmp_path: Path, frames: int) -> None:
    moving = PieceOfFilm(png(slide()), frames, presenter(BLUE, frames))

    assert len(packet_times(kept_piece(moving, tmp_path), "v:0")) == frames


def test_the_same_piece_made_twice_is_the_same_bytes(tmp_path: Path) -> None:
    moving = dataclasses.replace(PLAIN, presenter=presenter(BLUE, 30))

    one, other = kept_piece(moving, tmp_path / "a"), kept_piece(moving, tmp_path / "b")

    assert one.name == other.name
    assert one.read_bytes() == other.read_bytes()


def test_a_kept_piece_is_not_made_again(tmp_path: Path) -> None:
    film = kept_piece(PLAIN, tmp_path)
    film.write_bytes(b"kept")

    assert kept_piece(PLAIN, tmp_path).read_bytes() == b"kept"


def test_whatever_is_seen_is_in_the_name(tmp_path: Path) -> None:
    pieces = [
        PLAIN,
        dataclasses.replace(PLAIN, slide=png(slide(RED))),
        dataclasses.replace(PLAIN, frames=31),
        dataclasses.replace(PLAIN, presenter=presenter(BLUE, 30)),
        dataclasses.replace(PLAIN, captions="[Script Info]"),
    ]

    assert len({piece.key for piece in pieces}) == len(pieces)


def test_the_mouth_moves_on_its_frames_and_no_box_shows_around_the_presenter(tmp_path: Path) -> None:
    film = kept_piece(dataclasses.replace(PLAIN, presenter=presenter(BLUE, 30)), tmp_path)

    shut, opened = frames_of(film, first=4)[0], frames_of(film, first=5)[0]

    assert near(opened[BOX_Y + 34, BOX_X + 32], RED)
    assert near(shut[BOX_Y + 34, BOX_X + 32], BLUE)
    around = shut[BOX_Y - 10 : BOX_Y + 74, BOX_X - 10 : BOX_X + 74].astype(int)
    assert np.ptp(around.reshape(-1, 3), axis=0).max() <= 2


def test_burned_captions_are_seen(tmp_path: Path) -> None:
    from twin.lecture.caption_files import ass_text
    from twin.lecture.captions import Cue

    cues = [Cue(("Walk every day.",), 0.4, 1.0, "a")]
    film = kept_piece(
        dataclasses.replace(PLAIN, captions=ass_text(cues, width=320, height=180, language="en")), tmp_path
    )

    before, during = frames_of(film, first=4)[0], frames_of(film, first=15)[0]
    assert np.abs(before[140:].astype(int) - during[140:]).max() > 60


def test_a_presenter_of_another_length_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="29 frames"):
        kept_piece(dataclasses.replace(PLAIN, presenter=presenter(BLUE, 29)), tmp_path)


def test_a_slide_that_is_no_picture_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(MediaUnreadable):
        kept_piece(dataclasses.replace(PLAIN, slide=b"no picture"), tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing_half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    with pytest.raises(DiskFull, match="No room"):
        kept_piece(PLAIN, tmp_path)
    assert list(tmp_path.iterdir()) == []
