"""One conversation: durable, resumable, its owner's alone."""

import asyncio

import pytest

from tests.twin.consultation.bedside import asked, heard, said
from tests.twin.consultation.ward import (
    OWNER,
    ScriptedChatModel,
    consultations_over,
)
from twin.errors import (
    ConversationNotFound,
    QuestionInvalid,
    TurnInProgress,
    TurnNotFound,
)
from twin.storage.database import Database


async def test_resumed_at_every_cut_point_nothing_is_lost_or_doubled(database: Database) -> None:
    open_ = consultations_over(database, served=ScriptedChatModel())
    turn = await asked(open_)
    whole = await heard(open_, turn)

    for cut in range(len(whole) + 1):
        assert await heard(open_, turn, after=cut) == whole[cut:]
    await open_.close()


async def test_readers_that_join_at_any_time_hear_the_same_while_it_is_being_said(database: Database) -> None:
    open_ = consultations_over(database, served=ScriptedChatModel(between_seconds=0.01))
    turn = await asked(open_)
    readers = []

    for cut in (0, 0, 1, 2, 3, 4):
        readers.append(asyncio.create_task(heard(open_, turn, after=cut)))
        await asyncio.sleep(0.03)
    heard_by = await asyncio.gather(*readers)

    assert heard_by[0] == heard_by[1]
    assert [events == heard_by[0][cut:] for cut, events in zip((1, 2, 3, 4), heard_by[2:], strict=True)] == [
        True
    ] * 4
    await open_.close()


async def test_the_answer_goes_on_without_any_reader(database: Database) -> None:
    open_ = consultations_over(database, served=ScriptedChatModel())
    turn = await asked(open_)

    await said(open_, turn, events=5)

    assert (await heard(open_, turn))[-1].kind == "answered"
    await open_.close()


async def test_one_question_at_a_time(database: Database) -> None:
    open_ = consultations_over(database, served=ScriptedChatModel(gate=asyncio.Event()))
    turn = await asked(open_)

    with pytest.raises(TurnInProgress):
        await open_.ask(turn.conversation, "And now?", owner=OWNER)
    await open_.close()


async def test_empty_and_overlong_questions_are_refused_with_the_way_out(database: Database) -> None:
    open_ = consultations_over(database)
    conversation = await open_.open("cardiology", owner=OWNER)

    for question in ("", "   \n\x00", "x" * 2001):
        with pytest.raises(QuestionInvalid):
            await open_.ask(conversation.id, question, owner=OWNER)
    await open_.close()


async def test_another_patient_sees_nothing_of_a_conversation(database: Database) -> None:
    open_ = consultations_over(database)
    turn = await asked(open_)
    await heard(open_, turn)

    with pytest.raises(ConversationNotFound):
        await open_.transcript(turn.conversation, owner="x" * 64)
    with pytest.raises(TurnNotFound):
        await anext(open_.events(turn.id, owner="x" * 64))
    with pytest.raises(ConversationNotFound):
        await open_.delete(turn.conversation, owner="x" * 64)
    await open_.close()
