"""A question after the talk: red flags first, then what the talk rests on, and nothing else of the folder."""

from pathlib import Path
from typing import cast

import pytest

from tests.twin.lecture.small_folder import GLOSSARY, SmallLibrary, SmallSearch
from tests.twin.lecture.studio import small_script
from twin.chat.quoting_model import QuotingModel
from twin.errors import QuestionInvalid
from twin.evidence.retriever import Retriever
from twin.front_door import OWN_CORPORA, triage_of
from twin.gate.gate import Gate
from twin.gate.new_terms import TermFinder
from twin.lecture.script import Script, SentenceSource
from twin.lecture.talk_questions import TalkQuestions
from twin.persona.shelf import PersonaShelf


@pytest.fixture
def questions(personas: Path) -> TalkQuestions:
    """Give what answers, over the small folder."""
    return TalkQuestions(
        cast(Retriever, SmallSearch()),
        SmallLibrary(),
        Gate(terms=TermFinder(GLOSSARY)),
        QuotingModel(),
        persona_of=PersonaShelf(personas, personas).persona,
        triage=lambda: triage_of(OWN_CORPORA),
        emergency_number="120",
    )


def talk(*passages: str) -> Script:
    """Give the small talk, its sentences resting on these passages of the folder."""
    script = small_script()
    sources = tuple(SentenceSource(passage_id=one, line=f"Heart failure at home, {one}") for one in passages)
    scenes = [
        scene.model_copy(
            update={
                "sentences": tuple(
                    one.model_copy(update={"sources": sources if one.sources else ()})
                    for one in scene.sentences
                )
            }
        )
        for scene in script.scenes
    ]
    return script.model_copy(update={"scenes": tuple(scenes)})


async def test_an_answer_rests_on_passages_of_the_talk(questions: TalkQuestions) -> None:
    answer = await questions.ask(talk("p2"), "How much salt may people with heart failure eat?")

    assert answer.covered and not answer.do_now
    assert any("5 g of salt" in one.text for one in answer.sentences)
    assert {source.passage_id for one in answer.sentences for source in one.sources} == {"p2"}


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("How much salt may people with heart failure eat?", "en"),
        ("一天多少 salt 和 soup？", "zh"),
    ],
)
async def test_what_the_folder_holds_and_the_talk_does_not_rest_on_is_not_answered(
    questions: TalkQuestions, question: str, language: str
) -> None:
    answer = await questions.ask(talk("p4"), question, language=language)

    assert not answer.covered and not any(one.sources for one in answer.sentences)
    assert len(answer.sentences) == 1


async def test_a_chinese_question_about_an_english_talk_is_answered_with_the_talks_own_words(
    questions: TalkQuestions,
) -> None:
    answer = await questions.ask(talk("p2"), "心力衰竭 heart failure 一天多少 salt？", language="zh")

    assert answer.covered and any("5 g of salt" in one.text for one in answer.sentences)
    assert "数字分身" in answer.notice


async def test_a_question_in_chinese_that_sounds_like_an_emergency_is_told_so_in_chinese(
    questions: TalkQuestions,
) -> None:
    answer = await questions.ask(talk("p2"), "我现在胸口压榨样剧痛，大汗淋漓", language="zh")

    assert "120" in answer.do_now[0] and "马上" in answer.do_now[0] and answer.sentences == ()


async def test_an_emergency_is_told_to_call_and_nothing_else(questions: TalkQuestions) -> None:
    answer = await questions.ask(small_script(), "I have crushing chest pain and I am sweating now")

    assert "120" in answer.do_now[0] and answer.sentences == ()


async def test_what_the_folder_does_not_hold_is_not_answered(questions: TalkQuestions) -> None:
    answer = await questions.ask(small_script(), "Zebra migration?")

    assert not answer.covered and len(answer.sentences) == 1 and not answer.sentences[0].sources


@pytest.mark.parametrize("question", ["", "   ", "x" * 2001])
async def test_a_question_is_neither_empty_nor_endless(questions: TalkQuestions, question: str) -> None:
    with pytest.raises(QuestionInvalid):
        await questions.ask(small_script(), question)
