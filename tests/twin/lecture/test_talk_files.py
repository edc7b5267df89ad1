"""The files people open."""

from pathlib import Path

import numpy as np
import pytest

from tests.twin.lecture.film import BLUE, RED, frames_of, png, slide
from tests.twin.lecture.said import RATE, said, scene
from twin.lecture.caption_files import srt_text
from twin.lecture.captions import captions_of
from twin.lecture.segments import PieceOfFilm, kept_piece
from twin.lecture.talk_files import CaptionTrack, write_podcast, write_thumbnail, write_video
from twin.lecture.talk_sound import write_sound
from twin.lecture.timeline import FRAMES_A_SECOND, Timeline, soundtrack, timeline_of
from twin.media.loudness import levelled, measured_file
from twin.media.probe import packet_times, probed
from twin.media.sound import decoded_sound

TAGS = {
    "title": "Heart; rhythm = life #1",
    "AIGC": '{"Label":"1","ProduceID":"a=b;c"}',
    "artist": "心脏数字分身",
}


@pytest.fixture(scope="module")
def talk() -> Timeline:
    one = scene("s1", said("a", "Good morning to everybody."), said("b", "Today we talk about the heart."))
    return timeline_of([one, scene("s2", said("c", "Walk half an hour a day; it helps."))])


@pytest.fixture(scope="module")
def made(talk: Timeline, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("it's a talk: #1")
    pieces = [
        kept_piece(PieceOfFilm(png(slide(colour)), frames=one.frames), folder / "pieces")
        for colour, one in zip((BLUE, RED), talk.scenes, strict=True)
    ]
    pcm = levelled(soundtrack(talk, sample_rate=RATE), sample_rate=RATE).tobytes()
    tracks = []
    for language in ("en", "zh"):
        srt = folder / f"captions.{language}.srt"
        srt.write_text(srt_text(captions_of(talk, language="en")), encoding="utf-8")
        tracks.append(CaptionTrack(srt, language))
    write_sound(folder / "sound.aac", pcm, sample_rate=RATE, timeline=talk, kept=folder / "coded")
    write_podcast(
        folder / "talk.mp3", pcm, sample_rate=RATE, timeline=talk, metadata=TAGS, kept=folder / "coded"
    )
    write_thumbnail(folder / "thumbnail.png", png(slide()), kept=folder / "thumbnails", width=160)
    write_video(
        folder / "talk.mp4",
        pieces=pieces,
        sound=folder / "sound.aac",
        timeline=talk,
        tracks=tracks,
        language="en",
        metadata=TAGS,
    )
    return folder


def test_picture_and_sound_are_as_long_as_each_other(made: Path, talk: Timeline) -> None:
    seen = sorted(packet_times(made / "talk.mp4", "v:0"))
    heard = decoded_sound(made / "talk.mp4", sample_rate=RATE)

    assert len(seen) == talk.frames
    assert [round(start * FRAMES_A_SECOND) for start, _ in seen] == list(range(talk.frames))
    assert len(heard) / RATE == pytest.approx(talk.seconds, abs=0.04)


def test_slides_change_on_their_very_frame(made: Path, talk: Timeline) -> None:
    cut = talk.scenes[1].start_frame

    before, after = frames_of(made / "talk.mp4", first=cut - 1)[0], frames_of(made / "talk.mp4", first=cut)[0]

    assert abs(int(before[100, 100, 0]) - BLUE[0]) < 12
    assert abs(int(after[100, 100, 0]) - RED[0]) < 12


def test_every_sentence_is_heard_when_its_caption_appears(made: Path, talk: Timeline) -> None:
    heard = np.abs(decoded_sound(made / "talk.mp4", sample_rate=RATE).astype(float))

    for cue in captions_of(talk, language="en"):
        around = heard[int((cue.start_seconds - 0.1) * RATE) : int((cue.start_seconds + 0.2) * RATE)]
        loud = np.flatnonzero(around > 500)[0] / RATE - 0.1
        assert abs(loud) < 0.06 or loud == pytest.approx(-0.1)  # -0.1: the sentence was already sounding


def test_chapters_and_tags_are_whole_in_both_files(made: Path, talk: Timeline) -> None:
    for name in ("talk.mp4", "talk.mp3"):
        facts = probed(made / name)
        assert [chapter.title for chapter in facts.chapters] == ["About s1", "About s2"]
        # An MP3 counts in blocks of 24 ms, and its scenes are filled up with silence to whole ones.
        assert facts.chapters[1].start_seconds == pytest.approx(talk.scenes[1].start_seconds, abs=0.06)
        assert facts.tags["title"] == TAGS["title"]
        assert facts.tags["AIGC"] == TAGS["AIGC"]


def test_soft_captions_stand_in_two_languages(made: Path) -> None:
    told = [(one.kind, one.codec, one.language) for one in probed(made / "talk.mp4").streams]

    assert ("Subtitle", "mov_text", "eng") in told and ("Subtitle", "mov_text", "zho") in told
    assert ("Audio", "aac", "eng") in told


def test_both_files_have_the_loudness_of_a_talk(made: Path) -> None:
    for name in ("talk.mp4", "talk.mp3"):
        now = measured_file(made / name)
        assert abs(now.lufs + 16) <= 0.5 and now.true_peak <= -1.5
    assert measured_file(made / "talk.mp3").lufs == pytest.approx(
        measured_file(made / "talk.mp4").lufs, abs=0.2
    )


def test_the_video_begins_to_play_before_it_has_come_whole(made: Path) -> None:
    content = (made / "talk.mp4").read_bytes()

    assert content.index(b"moov") < content.index(b"mdat")


def test_the_thumbnail_is_small(made: Path) -> None:
    assert (made / "thumbnail.png").read_bytes().startswith(b"\x89PNG")
    assert probed(made / "thumbnail.png").streams[0].width == 160
