"""Stop: the upstream is closed, what was said stays."""

import asyncio

from tests.twin.consultation.bedside import asked, heard, said, spoken
from tests.twin.consultation.ward import (
    OWNER,
    ScriptedChatModel,
    consultations_over,
)
from twin.consultation.events import Spoken
from twin.storage.database import Database


async def test_another_worker_reads_along_and_its_stop_closes_the_upstream(
    database: Database,
) -> None:
    chat = ScriptedChatModel(gate=asyncio.Event(), gate_after=12)
    here, there = consultations_over(database, served=chat), consultations_over(database)
    turn = await asked(here)
    reader = asyncio.create_task(heard(there, turn))
    await said(there, turn, events=3)

    await there.stop(turn.conversation, turn.id, owner=OWNER)
    async with asyncio.timeout(10):
        events = await reader

    assert events[-1].kind == "stopped" and chat.closed == 1
    assert len(spoken(events)) == 1
    await here.close()
    await there.close()


async def test_stop_keeps_what_was_said_and_stopping_again_is_harmless(database: Database) -> None:
    chat = ScriptedChatModel(endless=True, between_seconds=0.002)
    open_ = consultations_over(database, served=chat)
    turn = await asked(open_)
    async for event in open_.events(turn.id, owner=OWNER):
        if isinstance(event, Spoken):
            break

    await open_.stop(turn.conversation, turn.id, owner=OWNER)
    await open_.stop(turn.conversation, turn.id, owner=OWNER)

    events = await heard(open_, turn)
    assert events[-1].kind == "stopped" and spoken(events) and chat.closed == 1
    await open_.close()


async def test_a_stop_that_comes_with_the_question_ends_it(database: Database) -> None:
    open_ = consultations_over(database, served=ScriptedChatModel(between_seconds=0.05))
    turn = await asked(open_)

    await open_.stop(turn.conversation, turn.id, owner=OWNER)

    assert (await heard(open_, turn))[-1].kind == "stopped"
    await open_.close()
