"""Deletion: nothing is left behind."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.twin.consultation.bedside import asked, everything_stored, heard, said
from tests.twin.consultation.ward import (
    OWNER,
    ScriptedChatModel,
    consultations_over,
)
from twin.errors import (
    ConversationNotFound,
)
from twin.storage.database import Database
from twin.storage.tables import ConversationRow, TurnRow


async def test_deleting_leaves_no_trace_in_the_database(database: Database, tmp_path: Path) -> None:
    secret = "my-very-private-chest-pain"
    open_ = consultations_over(database, served=ScriptedChatModel())
    kept = await asked(open_, "A question that stays?")
    turns = []
    for number in range(30):
        turn = await asked(open_, f"{secret} {number} " + "and so on " * 60)
        await heard(open_, turn)
        turns.append(turn)
    await heard(open_, kept)

    for turn in turns:
        await open_.delete(turn.conversation, owner=OWNER)

    left = await everything_stored(database, tmp_path)
    assert secret.encode() not in left and b"A question that stays?" in left
    with pytest.raises(ConversationNotFound):
        await open_.transcript(turns[0].conversation, owner=OWNER)
    await open_.close()


async def test_deleting_ends_the_answer_that_is_being_written(database: Database) -> None:
    chat = ScriptedChatModel(endless=True, between_seconds=0.002)
    open_ = consultations_over(database, served=chat)
    turn = await asked(open_)
    reader = asyncio.create_task(heard(open_, turn))
    await said(open_, turn, events=3)

    await open_.delete(turn.conversation, owner=OWNER)
    events = await reader

    assert chat.closed == 1 and all(e.kind != "answered" for e in events)
    await open_.close()


async def test_conversations_are_deleted_after_keep_days(database: Database) -> None:
    open_ = consultations_over(database)
    old, new = await asked(open_), await asked(open_)
    await heard(open_, old)
    await heard(open_, new)
    long_ago = datetime.now(UTC) - timedelta(days=91)
    async with database.transaction() as session:
        of_old = ConversationRow.id == old.conversation
        await session.execute(update(ConversationRow).where(of_old).values(created_at=long_ago))
        await session.execute(update(TurnRow).where(TurnRow.id == old.id).values(asked_at=long_ago))

    assert await open_.delete_old() == 1

    with pytest.raises(ConversationNotFound):
        await open_.transcript(old.conversation, owner=OWNER)
    assert (await open_.transcript(new.conversation, owner=OWNER)).turns
    await open_.close()
