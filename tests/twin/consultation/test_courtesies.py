"""A greeting, thanks or "are you a real person?" is answered at once, honestly, without a search; nothing hides behind it."""

import pytest

from tests.twin.consultation.bedside import asked, heard, spoken
from tests.twin.consultation.ward import ScriptedChatModel, Shelf, consultations_over, physician
from twin.consultation.courtesies import Courtesy, courteous_words, courtesy_in
from twin.consultation.events import Answered
from twin.consultation.knowledge_question import is_of_knowledge
from twin.storage.database import Database


@pytest.mark.parametrize(
    ("text", "courtesy"),
    [
        ("hello", Courtesy.GREETING),
        ("Good morning, Dr. Lin!", Courtesy.GREETING),
        ("Hi doctor, how are you today?", Courtesy.GREETING),
        ("医生你好", Courtesy.GREETING),
        ("林医生，您好！", Courtesy.GREETING),
        ("您好，在吗", Courtesy.GREETING),
        ("在吗？", Courtesy.GREETING),
        ("Thank you doctor", Courtesy.THANKS),
        ("thanks so much for your help!", Courtesy.THANKS),
        ("谢谢医生", Courtesy.THANKS),
        ("好的，谢谢您的解答", Courtesy.THANKS),
        ("bye", Courtesy.FAREWELL),
        ("再见", Courtesy.FAREWELL),
        ("OK, got it", Courtesy.UNDERSTOOD),
        ("好的，知道了", Courtesy.UNDERSTOOD),
        ("are you a real person?", Courtesy.WHO),
        ("Am I talking to a real doctor or a robot?", Courtesy.WHO),
        ("r u a bot", Courtesy.WHO),
        ("Is this really Dr. Lin?", Courtesy.WHO),
        ("Who are you?", Courtesy.WHO),
        ("你是真人吗？", Courtesy.WHO),
        ("您是林医生本人吗", Courtesy.WHO),
        ("你是机器人还是真人", Courtesy.WHO),
        ("你是谁啊", Courtesy.WHO),
        ("What can you help me with?", Courtesy.WHAT_FOR),
        ("你能做什么？", Courtesy.WHAT_FOR),
        ("Bonjour, j'ai mal à la tête", Courtesy.OTHER_LANGUAGE),
    ],
)
def test_a_whole_message_that_asks_for_no_medicine_is_known(text: str, courtesy: Courtesy | None) -> None:
    assert courtesy_in(text) == courtesy


@pytest.mark.parametrize(
    "text",
    [
        "Thank you doctor, but my chest still hurts",
        "Hello, can I drink coffee?",
        "ok so can I stop the tablets",
        "Good morning, I feel dizzy",
        "谢谢医生，那药还要吃吗",
        "医生你好，我胸口闷",
        "好的，那阿司匹林呢",
        "Are you sure?",
        "Is it a real infection?",
        "Is this a heart attack?",
        "who should not take statins?",
        "你是说不用吃药吗",
        "你好像没回答我",
        "行走困难",
        "可以吃鸡蛋吗",
        "我好了吗",
        "help, I cannot breathe",
        "没问题吧我的血压",
        "",
        "？",
        "thank you " * 30,
        "嗯" * 80 + "药",
        "谢谢" * 44 + "药",
        "你好您" * 29 + "药",
    ],
)
def test_a_question_behind_a_courtesy_is_no_courtesy(text: str) -> None:
    assert courtesy_in(text) is None


@pytest.mark.parametrize(("question", "language"), [("are you a real person?", "en"), ("你是真人吗", "zh")])
def test_who_asks_for_a_person_is_told_the_truth_and_the_way_to_one(question: str, language: str) -> None:
    said = courteous_words(
        Courtesy.WHO, question, persona=physician(), language=language, emergency_number="120"
    )

    told = "".join(said)
    assert ("No person is writing" in told and "“human”" in told) or ("没有真人" in told and "“人工”" in told)


def test_a_greeting_names_what_may_be_asked() -> None:
    said = courteous_words(
        Courtesy.GREETING, "hello", persona=physician(), language="en", emergency_number="999"
    )

    assert said[0] == "Hello." and "the heart" in said[1] and "999" in said[1]


async def test_a_courtesy_is_answered_without_a_search_and_asks_for_no_visit(database: Database) -> None:
    shelf, chat = Shelf(), ScriptedChatModel()
    open_ = consultations_over(database, shelf=shelf, served=chat)

    events = await heard(open_, await asked(open_, "Thank you, doctor!"))

    assert [e.kind for e in events] == ["started", "spoken", "answered"]
    assert "You are welcome" in spoken(events)[0]
    assert isinstance(events[-1], Answered) and events[-1].ending == "courtesy"
    assert not shelf.earlier and not chat.prompts
    await open_.close()


async def test_who_writes_in_french_is_told_in_french_what_is_read_and_whom_to_call(
    database: Database,
) -> None:
    open_ = consultations_over(database)

    events = await heard(open_, await asked(open_, "Bonjour, j'ai mal à la poitrine"))

    assert spoken(events)[0].startswith("Je ne lis que") and "120" in spoken(events)[0]
    await open_.close()


def test_a_courtesy_among_questions_keeps_the_advice_light() -> None:
    assert is_of_knowledge(["医生你好", "房颤是什么？", "谢谢"])
    assert not is_of_knowledge(["医生你好", "我头疼三天了"])
