"""A learner's way through the school: sessions are their own, debriefs sourced, disagreements answered, missed points come back."""

from datetime import UTC, datetime

import pytest

from tests.twin.teaching.school import CASE, PERSONA, school, worked_through
from tests.twin.teaching.test_session import GOOD
from twin.errors import CardNotFound, SessionChanged, SessionNotFound, TeachingInputInvalid
from twin.storage.database import Database
from twin.teaching.case_room import CaseRoom
from twin.teaching.clinical_case import Phase
from twin.teaching.debrief import LineKind, Part
from twin.teaching.disagreement import Outcome, OutcomeKind
from twin.teaching.session import Act
from twin.teaching.spacing import Recall


async def test_a_session_is_its_learners_own(school_database: Database, room: CaseRoom) -> None:
    classroom = school(school_database, room).classroom
    begun = await classroom.begin("ada", PERSONA, CASE, language="en")

    with pytest.raises(SessionNotFound):
        await classroom.session(begun.id, "ben")
    with pytest.raises(SessionNotFound):
        await classroom.answer(begun.id, "ben", Act.ASK, "When did it start?")

    assert [one.id for one in await classroom.sessions("ada")] == [begun.id]


async def test_what_was_sent_twice_from_one_page_counts_once(
    school_database: Database, room: CaseRoom
) -> None:
    classroom = school(school_database, room).classroom
    begun = await classroom.begin("ada", PERSONA, CASE, language="en")

    once = await classroom.answer(begun.id, "ada", Act.ASK, "When did it start?", version=begun.version)
    twice = await classroom.answer(begun.id, "ada", Act.ASK, "When did it start?", version=begun.version)

    assert once.said == twice.said and once.version == twice.version == begun.version + 1


async def test_two_windows_at_the_very_same_time_do_not_overwrite_each_other(
    school_database: Database, room: CaseRoom
) -> None:
    classroom = school(school_database, room).classroom
    begun = await classroom.begin("ada", PERSONA, CASE, language="en")
    await classroom.answer(begun.id, "ada", Act.ASK, "When did it start?")

    with pytest.raises(SessionChanged):
        await classroom._sessions.save(begun, begun.state, begun.said, {})


@pytest.mark.parametrize(
    ("act", "text", "confidence"),
    [(Act.ASK, "  ", None), (Act.ASK, "x" * 4_001, None), (Act.COMMIT, "sure", 101)],
)
async def test_a_turn_that_cannot_be_taken_is_refused_and_nothing_is_written(
    school_database: Database, room: CaseRoom, act: Act, text: str, confidence: int | None
) -> None:
    classroom = school(school_database, room).classroom
    begun = await classroom.begin("ada", PERSONA, CASE, language="en")

    with pytest.raises(TeachingInputInvalid):
        await classroom.answer(begun.id, "ada", act, text, confidence=confidence)

    assert (await classroom.session(begun.id, "ada")).version == begun.version


async def test_there_is_no_debrief_before_the_end(school_database: Database, room: CaseRoom) -> None:
    classroom = school(school_database, room).classroom
    begun = await classroom.begin("ada", PERSONA, CASE, language="en")

    with pytest.raises(SessionNotFound):
        await classroom.debrief(begun)


async def test_a_debrief_has_five_parts_and_every_line_of_the_folder_its_source(
    school_database: Database, room: CaseRoom
) -> None:
    classroom = school(school_database, room).classroom
    answers = {Phase.HISTORY: GOOD[Phase.HISTORY], Phase.DIFFERENTIAL: "a panic attack"}
    over = await worked_through(classroom, "ada", answers=answers)

    debrief = await classroom.debrief(over)

    from_folder = {LineKind.POINT, LineKind.HINT, LineKind.WRONG_TURN, LineKind.PRACTICE}
    assert {part for part in Part if debrief.of(part)} == set(Part)
    assert all(line.sources for line in debrief.lines if line.kind in from_folder)
    assert len({line.id for line in debrief.lines}) == len(debrief.lines)
    assert set(over.scores) == {"data_gathering", "reasoning", "differential", "plan", "safety"}


async def test_a_disagreement_reaches_the_desk_once_and_its_outcome_comes_back(
    school_database: Database, room: CaseRoom
) -> None:
    opened = school(school_database, room)
    over = await worked_through(opened.classroom, "ada")
    line = next(one for one in (await opened.classroom.debrief(over)).lines if one.sources)

    first = await opened.classroom.disagree(over, line.id, " Our ward does this\x07 differently. ")
    again = await opened.classroom.disagree(over, line.id, "Really.")
    waiting = await opened.classroom.disagreements(over)
    opened.ear.outcomes["t1"] = Outcome(OutcomeKind.ANSWERED, datetime.now(UTC), "I do it so.", "en")
    answered = await opened.classroom.disagreements(over)

    assert first == again and len(opened.ear.heard) == 1
    given = opened.ear.heard[0]
    assert (given.line, given.words) == (line.text, "Our ward does this differently.")
    assert given.passages == tuple(one.passage_id for one in line.sources)
    assert [one.outcome.kind for one in waiting.values() if one.outcome] == [OutcomeKind.WAITING]
    assert [one.outcome.text for one in answered.values() if one.outcome] == ["I do it so."]


@pytest.mark.parametrize(("line", "words"), [("found.nothing", "because"), ("", "because")])
async def test_a_line_that_is_not_there_cannot_be_disagreed_with(
    school_database: Database, room: CaseRoom, line: str, words: str
) -> None:
    opened = school(school_database, room)
    over = await worked_through(opened.classroom, "ada")

    with pytest.raises(TeachingInputInvalid):
        await opened.classroom.disagree(over, line, words)
    with pytest.raises(TeachingInputInvalid):
        await opened.classroom.disagree(over, (await opened.classroom.debrief(over)).lines[0].id, "  ")

    assert opened.ear.heard == []


async def test_missed_points_become_cards_in_the_learners_language_and_said_ones_do_not(
    school_database: Database, room: CaseRoom
) -> None:
    classroom = school(school_database, room).classroom
    over = await worked_through(classroom, "ada", language="zh", answers={})

    due = await classroom.due_cards("ada", language="zh")

    assert {one.card.point for one in due} == {point.id for _, point in room.case.points()} - set(
        over.state.said
    )
    assert all(one.sources and one.question and one.point for one in due)
    assert await classroom.due_cards("ben", language="zh") == []


async def test_a_card_is_retired_with_its_source_and_a_reviewed_one_comes_later(
    school_database: Database, room: CaseRoom
) -> None:
    opened = school(school_database, room)
    await worked_through(opened.classroom, "ada", answers={})
    due = await opened.classroom.due_cards("ada", language="en")

    reviewed = await opened.classroom.review(due[0].card.id, Recall.EASY, "ada")
    opened.shelf.serving = frozenset()
    left = await opened.classroom.due_cards("ada", language="en")

    assert reviewed.due_at > datetime.now(UTC) and left == []
    with pytest.raises(CardNotFound):
        await opened.classroom.card(due[1].card.id, "ada", language="en")
    assert sum(card.retired_at is not None for card in await opened.classroom.cards("ada")) >= len(due) - 1
