"""Chunk and check: a state machine without words of its own."""

from dataclasses import replace

import pytest

from tests.twin.education.test_lessons import lessons
from twin.education.lesson import Depth, Lesson
from twin.education.teach_back import (
    MOST_ROUNDS,
    Progress,
    Step,
    after_emergency,
    after_reply,
    after_skipping,
    chunk_at,
    open_points,
    repairs_of,
    resumed,
)
from twin.key_points.judgement import PointJudgement, Said


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    """Give living with heart failure."""
    return next(lessons("cardiology"))


def told(lesson: Lesson, progress: Progress, said: Said) -> Progress:
    """Reply so that every open point is judged alike."""
    chunk = chunk_at(lesson, progress)
    assert chunk is not None
    return after_reply(lesson, progress, [PointJudgement(p.id, said) for p in open_points(chunk, progress)])


def test_what_is_said_leads_on_to_the_next_chunk(lesson: Lesson) -> None:
    after = told(lesson, Progress(), Said.SAID)

    assert (after.place, after.round, after.counted(Said.SAID)) == (1, 1, 1)


def test_after_two_rounds_the_lesson_goes_on_and_the_gap_is_noted(lesson: Lesson) -> None:
    progress = Progress()
    for _ in range(MOST_ROUNDS):
        assert progress.place == 0
        progress = told(lesson, progress, Said.MISSING)

    assert (progress.place, progress.counted(Said.MISSING)) == (1, 1)


def test_only_what_is_open_is_asked_again(lesson: Lesson) -> None:
    progress = replace(Progress(), place=1)
    chunk = chunk_at(lesson, progress)
    assert chunk is not None and len(chunk.key_points) == 2
    first, second = chunk.key_points

    after = after_reply(
        lesson, progress, [PointJudgement(first.id, Said.SAID), PointJudgement(second.id, Said.WRONG)]
    )

    assert open_points(chunk, after) == (second,) and after.round == 2


def test_a_wrong_belief_is_met_with_the_physicians_words_and_a_gap_with_simpler_ones(lesson: Lesson) -> None:
    simpler, own = (
        next(lessons("cardiology", depth=Depth.SIMPLER)),
        next(lessons("cardiology", depth=Depth.MORE)),
    )

    wrong = repairs_of(lesson, simpler, own, told(lesson, Progress(), Said.WRONG))
    missing = repairs_of(lesson, simpler, own, told(lesson, Progress(), Said.MISSING))

    assert wrong[0].statement is not None and wrong[0].statement.text == wrong[0].statement.source.quote
    assert missing[0].statement is not None
    assert missing[0].statement.text == "Each morning, step on the same scales before breakfast."


def test_an_emergency_stops_the_lesson_until_the_learner_goes_on(lesson: Lesson) -> None:
    stopped = after_emergency(Progress(place=2))

    assert stopped.step is Step.STOPPED and after_reply(lesson, stopped, []) == stopped
    assert resumed(stopped).step is Step.ASKING and resumed(stopped).place == 2


def test_skipping_notes_what_was_not_said_and_ends_behind_the_last_chunk(lesson: Lesson) -> None:
    progress = Progress()
    for _ in lesson.chunks:
        progress = after_skipping(lesson, progress)

    assert progress.step is Step.DONE
    assert progress.counted(Said.MISSING) == sum(len(chunk.key_points) for chunk in lesson.chunks)
    assert Progress.from_json(progress.to_json()) == progress
