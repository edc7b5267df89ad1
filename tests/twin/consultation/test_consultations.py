"""One conversation: durable, resumable, stoppable, deletable."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.twin.consultation.ward import (
    COFFEE,
    OWNER,
    PRESSURE_ZH,
    Quoter,
    ScriptedChatModel,
    Shelf,
    consultations_over,
    held,
    physician,
)
from twin.consultation.consultations import Consultations
from twin.consultation.conversation import Turn
from twin.consultation.events import Answered, ConsultationEvent, Failed, Found, Spoken, Started
from twin.errors import (
    ChatModelOverloaded,
    ChatModelRefused,
    ChatModelTruncated,
    ChatModelUnavailable,
    ConversationNotFound,
    EmbedderUnavailable,
    QuestionInvalid,
    TurnInProgress,
    TurnNotFound,
)
from twin.persona.persona import Strictness
from twin.settings import ConsultationSettings
from twin.storage.database import Database
from twin.storage.tables import ConversationRow, TurnRow

QUICK = ConsultationSettings(lease_seconds=0.6)


async def asked(open_: Consultations, question: str = "Can I drink coffee?", *, language: str = "en") -> Turn:
    conversation = await open_.open("cardiology", owner=OWNER, language=language)
    return await open_.ask(conversation.id, question, owner=OWNER)


async def heard(open_: Consultations, turn: Turn, *, after: int = 0) -> list[ConsultationEvent]:
    async with asyncio.timeout(20):
        return [event async for event in open_.events(turn.id, owner=OWNER, after=after)]


async def said(open_: Consultations, turn: Turn, *, events: int) -> None:
    """Wait until so many events of a conversation's first turn are rows."""
    while len((await open_.transcript(turn.conversation, owner=OWNER)).turns[0].events) < events:  # noqa: ASYNC110
        await asyncio.sleep(0.01)


def bytes_of(folder: Path) -> bytes:
    """Give all that stands in the files of a folder."""
    return b"".join(path.read_bytes() for path in folder.iterdir())


def spoken(events: list[ConsultationEvent]) -> list[str]:
    return [event.text for event in events if isinstance(event, Spoken)]


async def test_an_answer_begins_with_the_notice_and_ends_with_its_figures(database: Database) -> None:
    open_ = consultations_over(database, served=ScriptedChatModel())

    events = await heard(open_, await asked(open_))

    assert [e.kind for e in events] == ["started", "found", "spoken", "spoken", "answered"]
    assert isinstance(events[0], Started) and "computer programme" in events[0].notice
    assert isinstance(events[-1], Answered) and events[-1].prompt_tokens == 100 and events[-1].covered
    assert [e.number for e in events] == [1, 2, 3, 4, 5]
    await open_.close()


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


async def test_another_worker_reads_along_and_its_stop_closes_the_upstream_within_a_second(
    database: Database,
) -> None:
    chat = ScriptedChatModel(gate=asyncio.Event(), gate_after=12)
    here, there = consultations_over(database, served=chat), consultations_over(database)
    turn = await asked(here)
    reader = asyncio.create_task(heard(there, turn))
    await said(there, turn, events=3)

    await there.stop(turn.conversation, turn.id, owner=OWNER)
    async with asyncio.timeout(1.0):
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


@pytest.mark.parametrize(
    "fault", [ChatModelUnavailable, ChatModelRefused, ChatModelOverloaded, ChatModelTruncated]
)
async def test_when_the_served_model_fails_first_the_twin_answers_in_quotations_and_says_so(
    database: Database, fault: type[Exception]
) -> None:
    open_ = consultations_over(database, served=ScriptedChatModel(fault=fault("down")))

    events = await heard(open_, await asked(open_))

    sentences = [e for e in events if isinstance(e, Spoken)]
    assert sentences[0].origin == "notice" and "physician's own texts" in sentences[0].text
    assert [e.origin for e in sentences[1:]] == ["own_words", "own_words"]
    assert isinstance(events[-1], Answered) and events[-1].model == "quotations" and events[-1].covered
    await open_.close()


async def test_an_answer_cut_in_the_middle_is_never_stored_as_complete(database: Database) -> None:
    chat = ScriptedChatModel(fault=ChatModelTruncated("cut"), fault_after=12)
    open_ = consultations_over(database, served=chat)
    turn = await asked(open_)

    events = await heard(open_, turn)

    last = events[-1]
    assert isinstance(last, Failed) and last.error == "ChatModelTruncated" and last.retryable
    assert "not complete" in last.notice and spoken(events)
    assert (await open_.turn(turn.conversation, turn.id, owner=OWNER)).status == "failed"
    await open_.close()


@pytest.mark.parametrize(
    "words", ["", "Bananas cure everything [E1]. Take 900 mg [E2].", "<script>alert(1)</script>"]
)
async def test_a_model_whose_words_all_fail_the_gate_is_replaced_by_quotations(
    database: Database, words: str
) -> None:
    open_ = consultations_over(database, served=ScriptedChatModel(words=words))

    events = await heard(open_, await asked(open_))

    assert isinstance(events[-1], Answered) and events[-1].model == "quotations"
    assert not any("Bananas" in text or "script" in text for text in spoken(events))
    await open_.close()


async def test_an_endless_model_is_cut_off_visibly(database: Database) -> None:
    chat = ScriptedChatModel(words="Measure twice a day, sitting [E2]. ", endless=True)
    open_ = consultations_over(database, served=chat)

    events = await heard(open_, await asked(open_))

    assert isinstance(events[-1], Failed) and events[-1].error == "ChatModelTruncated" and chat.closed == 1
    await open_.close()


async def test_what_the_folder_does_not_cover_is_declined_with_the_nearest_source(database: Database) -> None:
    chat = ScriptedChatModel()
    open_ = consultations_over(database, served=chat, shelf=Shelf(covered=False))

    events = await heard(open_, await asked(open_, "Can I fly to the moon?"))

    sentences = [e for e in events if isinstance(e, Spoken)]
    assert sentences[0].text == physician().no_answer.en and sentences[0].citations == ()
    assert sentences[1].origin == "notice" and sentences[1].citations == ("E1",)
    assert isinstance(events[-1], Answered) and not events[-1].covered and chat.prompts == []
    await open_.close()


async def test_a_chinese_question_in_an_english_conversation_is_answered_in_chinese(
    database: Database,
) -> None:
    shelf = Shelf(passages=(held(PRESSURE_ZH, language="zh"),))
    open_ = consultations_over(database, shelf=shelf, quoting=Quoter())

    events = await heard(open_, await asked(open_, "血压多少合适？"))

    assert isinstance(events[0], Started) and events[0].language == "zh" and "电脑程序" in events[0].notice
    assert spoken(events) == ["家里的血压最好低于130/80毫米汞柱."]
    await open_.close()


async def test_a_persona_of_strictness_quotation_never_asks_the_served_model(database: Database) -> None:
    chat = ScriptedChatModel()
    open_ = consultations_over(database, served=chat, persona=physician(strictness=Strictness.QUOTATION))

    events = await heard(open_, await asked(open_))

    assert chat.prompts == [] and isinstance(events[-1], Answered) and events[-1].model == "quotations"
    await open_.close()


async def test_a_follow_up_knows_the_questions_before_it_within_bounds(database: Database) -> None:
    shelf, chat = Shelf(), ScriptedChatModel()
    settings = ConsultationSettings(remembered_turns=2)
    open_ = consultations_over(database, shelf=shelf, served=chat, settings=settings)
    conversation = await open_.open("cardiology", owner=OWNER)

    for question in ("First question here?", "Second question here?", "Third question here?", "And tea?"):
        await heard(open_, await open_.ask(conversation.id, question, owner=OWNER))

    assert shelf.earlier[-1] == ("Second question here?", "Third question here?")
    roles = [message.role for message in chat.prompts[-1].messages]
    assert roles == ["system", "user", "assistant", "user", "assistant", "user"]
    await open_.close()


async def test_a_search_that_fails_is_a_visible_end_that_may_be_tried_again(database: Database) -> None:
    open_ = consultations_over(database, shelf=Shelf(fault=EmbedderUnavailable("no")))

    events = await heard(open_, await asked(open_, "能喝咖啡吗？"))

    last = events[-1]
    assert isinstance(last, Failed) and last.error == "EmbedderUnavailable" and last.retryable
    assert "技术故障" in last.notice
    await open_.close()


async def test_a_fault_of_our_own_is_a_visible_end_too(database: Database) -> None:
    open_ = consultations_over(database, shelf=Shelf(fault=RuntimeError("secret words")))

    events = await heard(open_, await asked(open_))

    assert isinstance(events[-1], Failed) and events[-1].error == "InternalError"
    assert "secret" not in events[-1].notice
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


async def test_deleting_leaves_no_trace_in_the_database_files(database: Database, tmp_path: Path) -> None:
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

    left = bytes_of(tmp_path)
    assert secret.encode() not in left and b"A question that stays?" in left
    with pytest.raises(ConversationNotFound):
        await open_.transcript(turns[0].conversation, owner=OWNER)
    await open_.close()


async def test_deleting_ends_the_answer_that_is_being_written(database: Database) -> None:
    chat = ScriptedChatModel(endless=True, between_seconds=0.002)
    open_ = consultations_over(database, served=chat)
    turn = await asked(open_)
    reader = asyncio.create_task(heard(open_, turn))
    await asyncio.sleep(0.1)

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
