"""A question after the talk: red flags first, then the talk's own passages, and nothing that nothing bears out."""

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


async def test_an_answer_rests_on_passages(questions: TalkQuestions) -> None:
    answer = await questions.ask(small_script(), "How much salt may people with heart failure eat?")

    assert answer.covered and not answer.do_now
    assert any("5 g of salt" in one.text and one.sources for one in answer.sentences)


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
