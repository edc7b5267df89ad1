"""Interrupted turns: another worker goes on, and nothing is said twice."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from tests.twin.consultation.bedside import asked, heard, said, spoken
from tests.twin.consultation.ward import (
    COFFEE,
    ScriptedChatModel,
    Shelf,
    consultations_over,
    held,
)
from twin.consultation.events import Found
from twin.settings import ConsultationSettings
from twin.storage.database import Database
from twin.storage.tables import TurnRow

QUICK = ConsultationSettings(lease_seconds=0.6)


async def test_a_worker_that_closes_hands_its_turn_over_and_no_sentence_is_said_twice(
    database: Database,
) -> None:
    first_chat = ScriptedChatModel(gate=asyncio.Event(), gate_after=12)
    first = consultations_over(database, served=first_chat)
    turn = await asked(first)
    await said(first, turn, events=3)
    await first.close()

    second_chat = ScriptedChatModel()
    second = consultations_over(database, served=second_chat)
    await second.start()
    events = await heard(second, turn)

    assert [e.number for e in events] == list(range(1, len(events) + 1))
    assert [e.kind for e in events] == ["started", "found", "spoken", "spoken", "answered"]
    assert second_chat.prompts[0].already_said == (COFFEE.split(" [1]")[0] + ".",)
    assert len(set(spoken(events))) == 2
    await second.close()


async def test_a_silent_worker_loses_its_turn_and_may_write_nothing_more(database: Database) -> None:
    held_back = asyncio.Event()
    slow = ScriptedChatModel(gate=held_back, gate_after=12)
    first = consultations_over(database, served=slow)
    turn = await asked(first)
    await said(first, turn, events=3)
    async with database.transaction() as session:
        await session.execute(update(TurnRow).values(lease_until=datetime.now(UTC) - timedelta(seconds=1)))

    second = consultations_over(database, served=ScriptedChatModel())
    assert await second.take_over() == 1
    held_back.set()
    events = await heard(second, turn)

    assert [e.number for e in events] == list(range(1, len(events) + 1))
    assert len(set(spoken(events))) == len(spoken(events)) == 2
    await first.close()
    await second.close()


async def test_an_interrupted_turn_keeps_the_numbers_of_its_sources_when_the_folder_changed(
    database: Database,
) -> None:
    first = consultations_over(database, served=ScriptedChatModel(gate=asyncio.Event(), gate_after=12))
    turn = await asked(first)
    await said(first, turn, events=3)
    await first.close()
    new = held("A new page nobody has seen.", document="new")

    chat = ScriptedChatModel()
    second = consultations_over(database, served=chat, shelf=Shelf(passages=(new, held(COFFEE))))
    await second.start()
    await heard(second, turn)

    assert [(q.key, q.text) for q in chat.prompts[0].evidence] == [("E1", COFFEE)]
    await second.close()


async def test_the_lease_is_renewed_while_an_answer_is_slow(database: Database) -> None:
    held_back = asyncio.Event()
    chat = ScriptedChatModel(gate=held_back, gate_after=12)
    here = consultations_over(database, served=chat, settings=QUICK)
    turn = await asked(here)
    await asyncio.sleep(1.2)

    there = consultations_over(database, settings=QUICK)
    assert await there.take_over() == 0
    held_back.set()

    assert (await heard(here, turn))[-1].kind == "answered"
    await here.close()
    await there.close()


async def test_a_second_search_is_not_shown_twice_after_an_interruption(database: Database) -> None:
    first = consultations_over(database, served=ScriptedChatModel(gate=asyncio.Event()))
    turn = await asked(first)
    await said(first, turn, events=2)
    await first.close()

    second = consultations_over(database, served=ScriptedChatModel())
    await second.start()
    events = await heard(second, turn)

    assert sum(isinstance(e, Found) for e in events) == 1 and events[-1].kind == "answered"
    await second.close()
