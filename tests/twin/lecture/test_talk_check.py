"""The last look before a talk is published finds whatever is wrong with it."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.twin.lecture.film import BLUE, png, slide
from tests.twin.lecture.said import RATE, said, scene
from twin.errors import TalkUnsound
from twin.lecture.caption_files import srt_text
from twin.lecture.captions import Cue, captions_of
from twin.lecture.segments import PieceOfFilm, kept_piece
from twin.lecture.talk_check import check_video
from twin.lecture.talk_files import CaptionTrack, write_video
from twin.lecture.talk_sound import write_sound
from twin.lecture.timeline import Timeline, soundtrack, timeline_of
from twin.media.loudness import levelled

TALK = timeline_of(
    [scene("s1", said("a", "Good morning to everybody.")), scene("s2", said("b", "Walk half an hour a day."))]
)
CUES = captions_of(TALK, language="en")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def video(tmp_path: Path, kept: Path) -> Callable[..., Path]:
    def made(
        *, timeline: Timeline = TALK, frames: int = 0, tags: dict[str, str] | None = None, gain: float = 1.0
    ) -> Path:
        sound = levelled(soundtrack(TALK, sample_rate=RATE), sample_rate=RATE)
        pcm = np.clip(sound * gain, -32768, 32767).astype(np.int16).tobytes()
        write_sound(tmp_path / "sound.aac", pcm, sample_rate=RATE, timeline=TALK, kept=kept)
        (tmp_path / "captions.srt").write_text(srt_text(CUES), encoding="utf-8")
        write_video(
            tmp_path / "talk.mp4",
            pieces=[kept_piece(PieceOfFilm(png(slide(BLUE)), frames=frames or TALK.frames), kept)],
            sound=tmp_path / "sound.aac",
            timeline=timeline,
            tracks=[CaptionTrack(tmp_path / "captions.srt", "en")],
            language="en",
            metadata={"AIGC": "{}"} if tags is None else tags,
        )
        return tmp_path / "talk.mp4"

    return made


def test_a_sound_talk_passes_and_its_loudness_is_told(video: Callable[..., Path]) -> None:
    loud = check_video(video(), timeline=TALK, cues=CUES, tracks=1)

    assert loud.is_right


def test_a_picture_of_another_length_is_found(video: Callable[..., Path]) -> None:
    with pytest.raises(TalkUnsound, match="frames instead of"):
        check_video(video(frames=TALK.frames - 1), timeline=TALK, cues=CUES, tracks=1)


def test_sound_that_ends_elsewhere_than_the_talk_is_found(video: Callable[..., Path]) -> None:
    last = dataclasses.replace(TALK.scenes[-1], frames=TALK.scenes[-1].frames + 25)
    longer = Timeline((*TALK.scenes[:-1], last))

    with pytest.raises(TalkUnsound, match="sound ends at"):
        check_video(video(), timeline=longer, cues=CUES, tracks=1)


def test_a_missing_label_is_found(video: Callable[..., Path]) -> None:
    with pytest.raises(TalkUnsound, match="AIGC"):
        check_video(video(tags={"title": "Walking"}), timeline=TALK, cues=CUES, tracks=1)


def test_a_caption_that_does_not_appear_is_found(video: Callable[..., Path]) -> None:
    late = (*CUES[:-1], Cue(CUES[-1].lines, CUES[-1].start_seconds + 0.2, CUES[-1].end_seconds + 0.2, "b"))

    with pytest.raises(TalkUnsound, match="1 captions do not appear"):
        check_video(video(), timeline=TALK, cues=late, tracks=1)


def test_other_chapters_are_found(video: Callable[..., Path]) -> None:
    renamed = Timeline((dataclasses.replace(TALK.scenes[0], title="Another"), *TALK.scenes[1:]))

    with pytest.raises(TalkUnsound, match="chapters"):
        check_video(video(), timeline=renamed, cues=CUES, tracks=1)


@pytest.mark.parametrize("gain", [0.5, 1.6])
def test_a_talk_too_quiet_or_too_loud_is_found(video: Callable[..., Path], gain: float) -> None:
    with pytest.raises(TalkUnsound, match="loudness"):
        check_video(video(gain=gain), timeline=TALK, cues=CUES, tracks=1)
