"""The way of a question to the physician's desk and of the answer back to the patient's link."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from tests.twin.consultation.bedside import asked, heard, said, spoken
from tests.twin.consultation.desk_house import DeskHouse, ShelfWithout
from tests.twin.consultation.ward import OWNER, ScriptedChatModel
from twin.consultation.replies import ReplyKind
from twin.errors import DecisionInvalid, EntryNotFound, TurnNotFound
from twin.review.autonomy import Level
from twin.review.decisions import Scope, Verdict
from twin.review.queue import Kind
from twin.review.topics import Duty, topic_of
from twin.storage.database import Database
from twin.storage.review_tables import ReviewEntryRow

BEES = "Can I keep bees with coffee?"
HOSTILE = "Take 900 mg <script>alert(1)</script> now [E1]. One or two cups of coffee a day are fine for most people with atrial fibrillation [E1]."


async def test_a_question_not_covered_waits_at_the_desk_once(database: Database) -> None:
    house = DeskHouse(database, ShelfWithout(covered=False))

    await house.ask(BEES)

    assert [(one.kind, one.question) for one in await house.waiting()] == [(Kind.NOT_COVERED, BEES)]


async def test_an_answered_question_waits_only_as_a_random_sample(database: Database) -> None:
    await DeskHouse(database).ask("Can I drink coffee?")
    assert await DeskHouse(database).waiting() == []

    await DeskHouse(database, sample_share=1.0).ask("Can I drink coffee?")

    assert [one.kind for one in await DeskHouse(database).waiting()] == [Kind.SAMPLE]


async def test_a_withheld_sentence_reaches_the_physician_with_its_reason_and_never_the_patient(
    database: Database,
) -> None:
    house = DeskHouse(database, served=ScriptedChatModel(HOSTILE))

    turn, events = await house.ask("Can I drink coffee?")

    (entry,) = await house.waiting()
    file = await house.desk.file(entry.id, None)
    assert entry.kind is Kind.WITHHELD
    assert "900 mg" in " ".join(file.withheld)
    assert ":" in file.withheld[0]
    assert "900" not in "".join(event.model_dump_json() for event in events)
    stored = await house.consultations.transcript(turn.conversation, owner=OWNER)
    assert "900" not in str(stored)


async def test_the_physicians_answer_is_heard_by_the_next_patient_and_read_at_the_old_link(
    database: Database,
) -> None:
    house = DeskHouse(database, ShelfWithout(covered=False))
    turn, _ = await house.ask(BEES)
    (entry,) = await house.waiting()

    await house.desk.decide(entry.id, house.decision(Verdict.USE_ANSWER, BEES), None)

    _, events = await house.ask(BEES)
    (reply,) = await house.replies(turn)
    assert spoken(events) == ["Keep your bees."]
    assert (reply.kind, reply.text, reply.author) == (ReplyKind.ANSWER, "Keep your bees.", "Dr. Lin")
    assert await house.waiting() == []


async def test_whoever_asked_before_without_waiting_reads_the_new_answer_too(database: Database) -> None:
    house = DeskHouse(database)
    before, _ = await house.ask("Can I drink coffee?")
    later, _ = await house.ask("Can I drink coffee?")
    await house.rooms.voice.did_not_help(later.conversation, later.id, owner=OWNER)
    (entry,) = await house.waiting()

    await house.desk.decide(entry.id, house.decision(Verdict.USE_ANSWER, "Can I drink coffee?"), None)

    assert [one.text for one in await house.replies(before)] == ["Keep your bees."]


async def test_undoing_brings_back_the_old_state_and_the_entry(database: Database) -> None:
    house = DeskHouse(database, ShelfWithout(covered=False))
    turn, _ = await house.ask(BEES)
    (entry,) = await house.waiting()
    decision = await house.desk.decide(entry.id, house.decision(Verdict.USE_ANSWER, BEES), None)

    await house.desk.undo(decision.id, None, by="Dr. Lin", reason="wrong")

    assert [one.id for one in await house.waiting()] == [entry.id]
    assert [one.kind for one in await house.replies(turn)] == []
    assert spoken((await house.ask(BEES))[1])[0].startswith("I have not written about this.")


async def test_a_wrong_source_is_gone_and_who_relied_on_it_is_told(database: Database) -> None:
    house = DeskHouse(database)
    turn, events = await house.ask("Can I drink coffee?")
    await house.rooms.voice.ask_physician(turn.conversation, turn.id, owner=OWNER)
    (entry,) = await house.waiting()
    wrong = house.decision(Verdict.SOURCE_WRONG, "", passages=("p-af-living",), scope=Scope.PERSONA)
    other, _ = await house.ask("Is coffee fine?")

    await house.desk.decide(entry.id, wrong, None)

    assert any("coffee" in line for line in spoken(events))
    assert not any("coffee" in line for line in spoken((await house.ask("Can I drink coffee?"))[1]))
    assert [one.kind for one in await house.replies(turn)] == [ReplyKind.SOURCE_WITHDRAWN]
    assert [one.kind for one in await house.replies(other)] == [ReplyKind.SOURCE_WITHDRAWN]


async def test_an_answer_the_gate_would_not_let_through_is_not_taken(database: Database) -> None:
    house = DeskHouse(database, ShelfWithout(covered=False))
    await house.ask(BEES)
    (entry,) = await house.waiting()
    marked_up = house.decision(Verdict.USE_ANSWER, BEES, answer_en="<img src=x onerror=alert(1)>")

    with pytest.raises(DecisionInvalid, match="gate would keep"):
        await house.desk.decide(entry.id, marked_up, None)

    assert len(await house.waiting()) == 1


async def test_the_patient_is_told_who_answers_and_when_and_that_nobody_does(database: Database) -> None:
    house = DeskHouse(database)
    turn, _ = await house.ask("Can I drink coffee?")
    await house.rooms.voice.ask_physician(turn.conversation, turn.id, owner=OWNER)
    (unread,) = await house.replies(turn)

    await house.hire()

    (read,) = await house.replies(turn)
    assert unread.kind is ReplyKind.NOBODY
    assert (read.kind, read.author) == (ReplyKind.WAITING, "Dr. Lin")
    assert timedelta(hours=23) < read.at - datetime.now(UTC) <= timedelta(hours=24)


async def test_a_colleague_who_stands_in_sees_an_entry_when_it_is_overdue(database: Database) -> None:
    house = DeskHouse(database, ShelfWithout(covered=False))
    await house.ask(BEES)
    (entry,) = await house.waiting()
    colleague = frozenset({"urology"})
    with pytest.raises(EntryNotFound):
        await house.desk.file(entry.id, colleague)

    async with database.transaction() as session:
        await session.execute(update(ReviewEntryRow).values(due_at=datetime.now(UTC) - timedelta(hours=1)))

    assert [group.first.id for group in await house.desk.waiting(colleague)] == [entry.id]
    assert (await house.desk.file(entry.id, colleague)).entry.id == entry.id
    assert await house.desk.waiting(frozenset({"pathology"})) == []


async def test_nobody_speaks_about_a_turn_of_somebody_else(database: Database) -> None:
    house = DeskHouse(database)
    turn, _ = await house.ask("Can I drink coffee?")

    with pytest.raises(TurnNotFound):
        await house.rooms.voice.did_not_help(turn.conversation, turn.id, owner="x" * 64)

    assert await house.waiting() == []


async def test_a_serious_correction_takes_the_twins_freedom_at_once(database: Database) -> None:
    house = DeskHouse(database)
    turn, _ = await house.ask("Can I drink coffee?")
    await house.rooms.voice.did_not_help(turn.conversation, turn.id, owner=OWNER)
    (entry,) = await house.waiting()

    await house.desk.decide(
        entry.id, house.decision(Verdict.USE_ANSWER, "Can I drink coffee?"), None, serious=True
    )

    level = await house.autonomy.of("cardiology", Duty.CONSULTATION, topic_of("Can I drink coffee?"))
    assert level.level is Level.APPROVE


async def test_the_summary_says_problem_history_what_was_said_and_what_is_open(database: Database) -> None:
    house = DeskHouse(database)
    turn, _ = await house.ask("I take warfarin 5 mg and have AF, can I drink coffee?")
    await house.rooms.voice.ask_physician(turn.conversation, turn.id, owner=OWNER)
    (entry,) = await house.waiting()

    summary = (await house.desk.file(entry.id, None)).summary

    assert summary.problem.startswith("I take warfarin")
    assert {(fact.kind, fact.words.lower()) for fact in summary.history} >= {
        ("medicine", "warfarin"), ("term", "af"), ("term", "coffee"), ("figure", "5 mg")
    }  # fmt: skip
    assert summary.said
    assert summary.said[0].sources
    assert summary.open_questions == (summary.problem,)


async def test_the_figures_come_with_their_definitions(database: Database) -> None:
    house = DeskHouse(database)
    await house.ask("Can I drink coffee?")
    turn, _ = await house.ask("Is coffee fine?")
    await house.rooms.voice.did_not_help(turn.conversation, turn.id, owner=OWNER)

    found = {one.name: one for one in await house.desk.insights(None)}

    assert (found["alone"].share.hits, found["alone"].share.total) == (1, 2)
    assert found["unhappy"].share.hits == 1
    assert all(one.definition.en and one.definition.zh for one in found.values())


async def test_nothing_a_patient_wrote_reaches_a_log_line(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="twin")
    house = DeskHouse(database, ShelfWithout(covered=False))

    turn, _ = await house.ask("Can I keep bees, secretword?")
    await house.rooms.voice.did_not_help(turn.conversation, turn.id, owner=OWNER, words="secretword again")
    (first, *_) = await house.waiting()
    await house.desk.decide(first.id, house.decision(Verdict.USE_ANSWER, "Can I keep bees?"), None)
    await house.replies(turn)

    assert "secretword" not in caplog.text
    assert not any("secretword" in str(record.__dict__) for record in caplog.records)


async def test_an_answer_taken_over_by_another_worker_is_queued_once(database: Database) -> None:
    first, second = (DeskHouse(database, ShelfWithout(covered=False)) for _ in range(2))
    turn, _ = await first.ask(BEES)

    await second.consultations.take_over()
    await heard(second.consultations, turn)

    assert len(await second.waiting()) == 1


async def test_a_turn_that_outlives_its_worker_is_in_the_queue_once(database: Database) -> None:
    hanging = ScriptedChatModel(HOSTILE, gate=asyncio.Event(), gate_after=len(HOSTILE) // 9)
    first = DeskHouse(database, served=hanging)
    turn = await asked(first.consultations, "Can I drink coffee?")
    await said(first.consultations, turn, events=3)
    await first.consultations.close()

    second = DeskHouse(database, served=ScriptedChatModel(HOSTILE))
    await second.consultations.take_over()
    events = await heard(second.consultations, turn)

    (entry,) = await second.waiting()
    assert events[-1].kind == "answered"
    assert entry.kind is Kind.WITHHELD
    assert len(entry.draft) == 1
    await second.consultations.close()
