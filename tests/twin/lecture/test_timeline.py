"""A talk is counted in frames, so nothing drifts."""

from itertools import pairwise

import numpy as np
import pytest

from tests.twin.lecture.said import RATE, said, scene
from twin.lecture.timeline import LEAD_FRAMES, samples_a_frame, soundtrack, timeline_of

TALK = [
    scene("s1", said("a", "Good morning."), said("b", "Today we talk about the heart.")),
    scene("s2", said("c", "Walk half an hour a day.")),
]


def test_every_scene_begins_where_the_one_before_ends() -> None:
    talk = timeline_of(TALK)

    assert [one.start_frame for one in talk.scenes] == [0, talk.scenes[0].frames]
    assert talk.frames == sum(one.frames for one in talk.scenes)


def test_every_sentence_has_room_for_its_whole_sound_before_the_next_begins() -> None:
    talk = timeline_of(TALK)

    for before, after in pairwise(talk.sentences):
        assert before.start_seconds + before.said.speech.seconds <= before.end_seconds < after.start_seconds


def test_the_sound_is_exactly_as_long_as_the_picture() -> None:
    talk = timeline_of(TALK)

    track = soundtrack(talk, sample_rate=RATE)

    assert len(track) == talk.frames * samples_a_frame(RATE)
    assert len(track) / RATE == talk.seconds


def test_a_sentence_sounds_exactly_at_its_frame() -> None:
    talk = timeline_of(TALK)
    last = talk.sentences[-1]

    track = soundtrack(talk, sample_rate=RATE)

    at = last.start_frame * samples_a_frame(RATE)
    assert np.array_equal(track[at : at + len(last.said.speech.samples)], last.said.speech.samples)


def test_a_scene_without_words_is_still_seen() -> None:
    talk = timeline_of([scene("silent"), *TALK])

    assert talk.scenes[0].frames > LEAD_FRAMES


def test_a_longer_sentence_moves_later_scenes_by_whole_frames_and_changes_none() -> None:
    before = timeline_of(TALK)
    after = timeline_of(
        [scene("s1", said("a", "Good morning to everybody."), *TALK[0].sentences[1:]), TALK[1]]
    )

    assert after.scenes[1].frames == before.scenes[1].frames
    assert after.scenes[1].start_frame > before.scenes[1].start_frame


def test_a_rate_without_whole_samples_in_a_frame_is_refused() -> None:
    with pytest.raises(ValueError, match="24000"):
        samples_a_frame(11024)
