"""The corridor: what an answer is made of, and how each fault ends visibly."""

import pytest

from tests.twin.consultation.bedside import asked, heard, spoken
from tests.twin.consultation.ward import (
    OWNER,
    PRESSURE_ZH,
    Quoter,
    ScriptedChatModel,
    Shelf,
    consultations_over,
    held,
    physician,
)
from twin.consultation.events import Answered, Failed, Spoken, Started
from twin.errors import (
    ChatModelOverloaded,
    ChatModelRefused,
    ChatModelTruncated,
    ChatModelUnavailable,
    EmbedderUnavailable,
)
from twin.persona.persona import Strictness
from twin.settings import ConsultationSettings
from twin.storage.database import Database


async def test_an_answer_begins_with_the_notice_and_ends_with_its_figures(database: Database) -> None:
    open_ = consultations_over(database, served=ScriptedChatModel())

    events = await heard(open_, await asked(open_))

    assert [e.kind for e in events] == ["started", "found", "spoken", "spoken", "answered"]
    assert isinstance(events[0], Started) and "computer programme" in events[0].notice
    assert isinstance(events[-1], Answered) and events[-1].prompt_tokens == 100 and events[-1].covered
    assert [e.number for e in events] == [1, 2, 3, 4, 5]
    await open_.close()


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
