"""The sound of the MP3 is coded scene by scene and heard as one."""

from pathlib import Path

import numpy as np
import pytest

from tests.twin.lecture.said import RATE
from tests.twin.lecture.test_talk_sound import talk
from twin.errors import TalkUnsound
from twin.lecture.podcast_sound import MP3_BLOCK, podcast_sound
from twin.lecture.talk_files import write_podcast
from twin.lecture.timeline import Timeline, samples_a_frame, soundtrack
from twin.media.probe import probed
from twin.media.sound import decoded_sound

LATE = MP3_BLOCK  # samples: what a player hears of the coder's own silence before the first scene


def pcm_of(timeline: Timeline) -> bytes:
    """Give the sound of a talk."""
    return soundtrack(timeline, sample_rate=RATE).tobytes()


def test_every_scene_is_heard_where_its_chapter_begins(tmp_path: Path) -> None:
    timeline = talk()
    given = soundtrack(timeline, sample_rate=RATE).astype(float)
    path = tmp_path / "talk.mp3"

    write_podcast(
        path, pcm_of(timeline), sample_rate=RATE, timeline=timeline, metadata={"title": "A"}, kept=tmp_path
    )

    heard, chapters = decoded_sound(path, sample_rate=RATE).astype(float), probed(path).chapters
    _, blocks = podcast_sound(pcm_of(timeline), sample_rate=RATE, timeline=timeline, kept=tmp_path)
    for number, (scene, chapter) in enumerate(zip(timeline.scenes, chapters, strict=True)):
        first, begins = scene.start_frame * samples_a_frame(RATE), sum(blocks[:number]) * MP3_BLOCK
        said = given[first : first + scene.frames * samples_a_frame(RATE)]
        off = said - heard[begins + LATE : begins + LATE + len(said)]
        assert 10 * np.log10((said**2).sum() / (off**2).sum()) > 15
        assert chapter.title == scene.title
        # ffmpeg counts chapters from behind the first 22 ms, which players skip.
        assert chapter.start_seconds == pytest.approx(begins / RATE, abs=0.03)


def test_an_edited_scene_is_coded_anew_and_no_other_and_the_same_talk_is_the_same_bytes(
    tmp_path: Path,
) -> None:
    options = {"sample_rate": RATE, "kept": tmp_path / "coded"}
    first, edited = talk(), talk("Good morning to everybody in this hall.")
    made, blocks = podcast_sound(pcm_of(first), timeline=first, **options)  # type: ignore[arg-type]
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "coded").iterdir()}

    podcast_sound(pcm_of(edited), timeline=edited, **options)  # type: ignore[arg-type]

    after = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "coded").iterdir()}
    elsewhere, _ = podcast_sound(pcm_of(first), timeline=first, sample_rate=RATE, kept=tmp_path / "elsewhere")
    assert len(after) == len(before) + 1 and before.items() <= after.items()
    assert elsewhere == made
    assert len(blocks) == 3 and sum(blocks) * MP3_BLOCK / RATE == pytest.approx(first.seconds, abs=0.072)


def test_sound_of_another_length_than_the_picture_makes_no_podcast(tmp_path: Path) -> None:
    with pytest.raises(TalkUnsound, match="samples for"):
        podcast_sound(b"\0\0" * 100, sample_rate=RATE, timeline=talk(), kept=tmp_path)
