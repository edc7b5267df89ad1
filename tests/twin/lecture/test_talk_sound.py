"""The sound of a talk is coded scene by scene and heard as one."""

from pathlib import Path

import numpy as np
import pytest

from tests.twin.lecture.said import RATE, said, scene
from twin.errors import TalkUnsound
from twin.lecture.talk_sound import AAC_BLOCK, SOUND_RATE, write_sound
from twin.lecture.timeline import SCENE_STEP, Timeline, samples_a_frame, soundtrack, timeline_of
from twin.media.sound import decoded_sound


def talk(first: str = "Good morning to everybody.") -> Timeline:
    return timeline_of(
        [
            scene("s1", said("a", first)),
            scene("s2", said("b", "Walk half an hour a day; it helps.")),
            scene("s3", said("c", "Goodbye.")),
        ]
    )


def written(folder: Path, timeline: Timeline) -> Path:
    pcm = soundtrack(timeline, sample_rate=RATE).tobytes()
    write_sound(folder / "sound.aac", pcm, sample_rate=RATE, timeline=timeline, kept=folder / "coded")
    return folder / "sound.aac"


def test_scenes_last_whole_blocks_of_the_coder() -> None:
    assert all(one.frames % SCENE_STEP == 0 for one in talk().scenes)
    assert SCENE_STEP * samples_a_frame(SOUND_RATE) % AAC_BLOCK == 0


def test_joined_scenes_sound_as_what_was_given_and_nothing_moves(tmp_path: Path) -> None:
    timeline = talk()
    given = soundtrack(timeline, sample_rate=RATE).astype(float)

    heard = decoded_sound(written(tmp_path, timeline), sample_rate=RATE, form="aac").astype(float)

    before = AAC_BLOCK * RATE // SOUND_RATE
    heard = heard[before : before + len(given)]
    assert len(heard) == len(given)
    assert 10 * np.log10((given**2).sum() / ((given - heard) ** 2).sum()) > 15


def test_an_edited_scene_is_coded_anew_and_no_other(tmp_path: Path) -> None:
    written(tmp_path, talk())
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "coded").iterdir()}

    written(tmp_path, talk("Good morning to everybody in this hall."))

    after = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "coded").iterdir()}
    assert len(after) == len(before) + 1 and before.items() <= after.items()


def test_sound_of_another_length_than_the_picture_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TalkUnsound, match="samples for"):
        write_sound(tmp_path / "sound.aac", b"\0\0" * 100, sample_rate=RATE, timeline=talk(), kept=tmp_path)
