"""What waits for a physician is in the queue once, whatever fails or comes twice."""

import asyncio
from datetime import UTC, datetime, timedelta

from tests.twin.review.desk_ward import OWNER, answer_to, queue_of, turn_of
from twin.consultation.transcript_store import TranscriptStore
from twin.review.decision_store import DecisionStore
from twin.review.queue import Cause, Kind
from twin.storage.database import Database


async def test_two_workers_that_see_the_same_cause_put_it_into_the_queue_once(database: Database) -> None:
    turn = await turn_of(database, "Can I keep bees?")
    workers = [queue_of(database), queue_of(database)]

    await asyncio.gather(*(worker.add([Cause(Kind.NOT_COVERED, turn)]) for worker in workers * 5))

    assert [one.kind for one in await queue_of(database).open_entries()] == [Kind.NOT_COVERED]


async def test_a_cause_that_comes_again_after_its_decision_does_not_wait_again(database: Database) -> None:
    turn = await turn_of(database, "Can I keep bees?")
    await queue_of(database).add([Cause(Kind.ESCALATED, turn)])
    (entry,) = await queue_of(database).open_entries()
    await DecisionStore(database).decide(answer_to("Can I keep bees?"), [entry.id])

    await queue_of(database).add([Cause(Kind.ESCALATED, turn)])

    assert await queue_of(database).open_entries() == []


async def test_the_emergency_card_counts_once_in_a_conversation(database: Database) -> None:
    first = await turn_of(database, "My chest hurts")
    await queue_of(database).add([Cause(Kind.EMERGENCY_SHOWN, first)])
    (entry,) = await queue_of(database).open_entries()

    later = await turn_of(database, "It is worse", conversation=entry.conversation, number=2)
    await queue_of(database).add([Cause(Kind.EMERGENCY_SHOWN, later)])

    assert len(await queue_of(database).open_entries()) == 1


async def test_what_a_patient_adds_later_replaces_the_first_words(database: Database) -> None:
    turn = await turn_of(database, "Can I keep bees?")

    await queue_of(database).add([Cause(Kind.UNHAPPY, turn, words="too short")])
    await queue_of(database).add([Cause(Kind.UNHAPPY, turn, words="it says nothing about stings")])

    (entry,) = await queue_of(database).open_entries()
    assert entry.words == "it says nothing about stings"


async def test_every_withheld_sentence_of_a_turn_stands_in_one_entry(database: Database) -> None:
    turn = await turn_of(database, "Can I keep bees?")

    for line in ("markup: <b>", "not_supported: Yes.", "markup: <b>"):
        await queue_of(database).add([Cause(Kind.WITHHELD, turn, draft=(line,))])

    (entry,) = await queue_of(database).open_entries()
    assert entry.draft == ("markup: <b>", "not_supported: Yes.")


async def test_a_cause_of_a_deleted_turn_adds_nothing(database: Database) -> None:
    await queue_of(database).add([Cause(Kind.UNHAPPY, "gone")])

    assert await queue_of(database).open_entries() == []


async def test_a_deleted_conversation_takes_its_entries_along(database: Database) -> None:
    turn = await turn_of(database, "Can I keep bees?")
    await queue_of(database).add([Cause(Kind.UNHAPPY, turn, words="no")])
    (entry,) = await queue_of(database).open_entries()

    await TranscriptStore(database).delete_conversation(entry.conversation)

    assert await queue_of(database).open_entries() == []


async def test_a_physician_is_reminded_once_and_the_backup_is_asked_once(database: Database) -> None:
    turn = await turn_of(database, "Can I keep bees?")
    await queue_of(database).add([Cause(Kind.ESCALATED, turn)])
    now = datetime.now(UTC)

    halfway = await queue_of(database).remind_and_pass_on(now + timedelta(hours=13))
    late = [await queue_of(database).remind_and_pass_on(now + timedelta(hours=25)) for _ in range(2)]

    assert halfway == (1, 0)
    assert late == [(0, 1), (0, 0)]


async def test_the_queue_holds_nothing_of_others(database: Database) -> None:
    assert OWNER
    turn = await turn_of(database, "Can I keep bees?", persona="urology")

    await queue_of(database).add([Cause(Kind.ESCALATED, turn)])

    assert await queue_of(database).open_entries(["cardiology"]) == []
