"""Our models inside somebody's LangChain chain."""

from collections.abc import Callable
from datetime import date

import pytest
from langchain_core.output_parsers import StrOutputParser

from tests.served.script import RIGHT_WORDS
from tests.served.server import ScriptedServer
from twin.chat.evidence_fence import prompt_from, quotables_in
from twin.chat.model import Manner, Message, Quotable
from twin.chat.quoting_chat_model import TwinChatModel
from twin.chat.quoting_model import QuotingModel
from twin.chat.served_model import ServedModel
from twin.errors import ChatModelTruncated

FENCED = (
    '<evidence key="E1" source="Measuring › At home" language="en" authority="2" date="2026-01-02" '
    'answers="How do I measure? | Which arm?">\nSit for 5 minutes. Measure twice.\n</evidence>\n'
    "<already_said>\nSit for 5 minutes.\n</already_said>\nQuestion: How often do I measure?"
)


def test_a_rendered_prompt_is_read_back_as_it_was() -> None:
    pieces = quotables_in(FENCED)

    assert pieces == (
        Quotable(
            "E1",
            "Sit for 5 minutes. Measure twice.",
            "Measuring",
            "en",
            2,
            1.0,
            date(2026, 1, 2),
            ("At home",),
            questions=("How do I measure?", "Which arm?"),
        ),
    )


def test_the_question_is_what_stands_behind_the_evidence() -> None:
    prompt = prompt_from([Message("user", FENCED)], manner=Manner())

    assert prompt.question == "How often do I measure?" and prompt.language == "en"
    assert prompt.already_said == ("Sit for 5 minutes.",)


async def test_the_quoting_model_answers_in_a_chain() -> None:
    chain = TwinChatModel(inner=QuotingModel()) | StrOutputParser()

    assert await chain.ainvoke([("user", FENCED)]) == "Measure twice [E1]."


def test_the_quoting_model_answers_without_an_event_loop() -> None:
    assert TwinChatModel(inner=QuotingModel()).invoke([("user", FENCED)]).text == "Measure twice [E1]."


async def test_the_served_model_streams_in_a_chain_with_usage_finish_reason_and_reasoning(
    scripted_server: ScriptedServer, served: Callable[..., ServedModel]
) -> None:
    scripted_server.play("reasoning_content")

    chunks = [chunk async for chunk in TwinChatModel(inner=served()).astream("How do I measure?")]

    whole = chunks[0]
    for chunk in chunks[1:]:
        whole += chunk
    assert whole.text == RIGHT_WORDS and len(chunks) > 5
    assert whole.usage_metadata and whole.usage_metadata["total_tokens"] == 18
    assert whole.response_metadata["finish_reason"] == "stop"
    assert whole.additional_kwargs["reasoning_content"] == "The first passage answers."


async def test_a_cut_answer_is_an_error_in_a_chain_too(
    scripted_server: ScriptedServer, served: Callable[..., ServedModel]
) -> None:
    scripted_server.play("cut politely")

    with pytest.raises(ChatModelTruncated):
        await TwinChatModel(inner=served()).ainvoke("How do I measure?")
