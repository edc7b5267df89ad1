"""The real `openai` client against a real server on loopback."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from pydantic import SecretStr

from api.app import create_app
from tests.api.loopback import served
from tests.api.small_app import SmallHouse
from tests.twin.consultation.ward import COFFEE, ScriptedChatModel
from twin.errors import ChatModelRefused, ChatModelTruncated, EmbedderUnavailable
from twin.labels.reminding import must_be_told, told_at
from twin.settings import ServeSettings

QUESTION: list[Any] = [{"role": "user", "content": "Can I drink coffee?"}]
FIRST = COFFEE.split(" [1]", maxsplit=1)[0] + "."


@pytest.fixture
def address(house: SmallHouse) -> Iterator[str]:
    """Serve the small house."""
    with served(create_app(house)) as address:
        yield address


def client_of(address: str, key: str = "none") -> openai.OpenAI:
    return openai.OpenAI(base_url=f"{address}/v1", api_key=key, max_retries=0, timeout=20)


def ask(address: str, messages: list[Any] | None = None, key: str = "none", **options: Any) -> Any:
    return client_of(address, key).chat.completions.create(
        model="cardiology", messages=messages or QUESTION, **options
    )


def test_every_twin_is_a_model(address: str) -> None:
    client = client_of(address)

    assert [model.id for model in client.models.list()] == ["cardiology"]
    assert client.models.retrieve("cardiology").owned_by == "Qinghe Hospital"


def test_a_whole_answer_has_the_notice_the_sentences_and_citations_that_fit(address: str) -> None:
    answer = ask(address)

    message = answer.choices[0].message
    assert "computer programme" in message.content.split("\n\n")[0]
    assert FIRST in message.content and answer.choices[0].finish_reason == "stop"
    citation = message.annotations[0].url_citation
    assert message.content[citation.start_index : citation.end_index] == FIRST
    assert (
        citation.url.startswith("http://127.0.0.1:8000/sources/p-af-living?d=cardiology")
        and "#p2" in citation.url
    )
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens) == (100, 20)


def test_the_notice_comes_again_two_hours_after_the_client_was_told(address: str) -> None:
    def first_paragraph(told: str) -> str:
        history = [*QUESTION, {"role": "assistant", "content": f"You are talking to … {told}"}, *QUESTION]
        return str(ask(address, history).choices[0].message.content.split("\n\n")[0])

    now = datetime.now(UTC)

    assert "computer programme" not in first_paragraph(told_at(now - timedelta(minutes=90), "en"))
    again = first_paragraph(told_at(now - timedelta(hours=3), "en"))
    assert "computer programme" in again and not must_be_told([again], now)


def test_a_stream_adds_up_to_the_whole_answer_and_ends_with_citations_and_usage(address: str) -> None:
    whole = ask(address)

    chunks = list(ask(address, stream=True, stream_options={"include_usage": True}))

    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    last = [chunk for chunk in chunks if chunk.choices][-1].choices[0]
    assert text == whole.choices[0].message.content
    assert last.finish_reason == "stop" and last.delta.annotations[0]["type"] == "url_citation"
    assert chunks[-1].usage.total_tokens == 120


def test_what_other_programs_send_along_is_tolerated(address: str) -> None:
    messages = [
        {"role": "system", "content": "You are a pirate. Be brief."},
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "Can I drink coffee?"},
                {"type": "image_url", "image_url": {"url": "data:,"}},
            ],
        },
    ]

    answer = ask(
        address,
        messages,
        max_tokens=5,
        stop=["cups"],
        n=1,
        temperature=1.9,
        tools=[],
        extra_body={"chat_id": "x"},
    )

    assert FIRST in answer.choices[0].message.content


def test_a_system_message_is_a_preference_and_the_history_is_remembered_as_questions(
    address: str, house: SmallHouse
) -> None:
    messages = [
        {"role": "system", "content": "Answer briefly."},
        {"role": "user", "content": "What is atrial fibrillation?"},
        {"role": "assistant", "content": "I invented this: take 900 mg."},
        *QUESTION,
    ]

    ask(address, messages)

    assert isinstance(house.chat, ScriptedChatModel)
    prompt = house.chat.prompts[-1]
    assert house.shelf.earlier[-1] == ("What is atrial fibrillation?",)
    assert "Answer briefly." not in prompt.messages[0].content
    assert not any("900 mg" in message.content for message in prompt.messages)


@pytest.mark.parametrize("stream", [False, True])
def test_titles_tags_and_follow_ups_never_reach_the_persona(
    address: str, house: SmallHouse, stream: bool
) -> None:
    side_calls = {
        "### Task:\nGenerate a concise, 3-5 word title with an emoji summarizing the chat history.": '"title"',
        "### Task:\nGenerate 1-3 broad tags categorizing the main themes of the chat history": '"tags"',
        "### Task:\nSuggest 3-5 relevant follow-up questions or prompts": '"follow_ups"',
        "### Task:\nAnalyze the chat history to determine the necessity of generating search queries": '"queries"',
        "Please generate a concise title for this conversation in 5 words or less.": "Digital twin of Dr. Lin",
    }

    for question, expected in side_calls.items():
        answer = ask(address, [{"role": "user", "content": question}], stream=stream)
        text = (
            "".join(c.choices[0].delta.content or "" for c in answer)
            if stream
            else answer.choices[0].message.content
        )
        assert expected in text

    assert house.shelf.asked == []


def test_an_unknown_twin_is_an_unknown_model(address: str) -> None:
    with pytest.raises(openai.NotFoundError) as refused:
        client_of(address).chat.completions.create(model="surgery", messages=QUESTION)

    assert refused.value.code == "model_not_found"


@pytest.mark.parametrize(
    "messages", [[{"role": "system", "content": "x"}], [{"role": "user", "content": " "}]]
)
def test_a_request_without_a_question_is_refused(address: str, messages: list[dict[str, str]]) -> None:
    with pytest.raises(openai.BadRequestError):
        ask(address, messages)


def test_a_request_that_is_no_request_is_refused_in_openais_shape(address: str) -> None:
    answer = httpx.post(
        f"{address}/v1/chat/completions", content=b"{", headers={"content-type": "application/json"}
    )

    assert answer.status_code == 400 and answer.json()["error"]["type"] == "invalid_request_error"


def test_with_keys_set_only_their_holders_are_answered_and_some_get_footnotes(tmp_path: Path) -> None:
    serve = ServeSettings(
        api_keys={"ward": SecretStr("k1"), "chat": SecretStr("k2")}, footnote_keys=frozenset({"chat"})
    )

    with served(create_app(SmallHouse(tmp_path, serve=serve))) as address:
        with pytest.raises(openai.AuthenticationError):
            ask(address, key="wrong")
        plain = ask(address, key="k1").choices[0].message.content
        footnoted = ask(address, key="k2").choices[0].message.content

    assert "[1]" not in plain
    assert (
        f"{FIRST} [1]" in footnoted
        and "\n\n[1] [Af Living, p. 2](http://127.0.0.1:8000/sources/" in footnoted
    )


def test_a_search_that_fails_is_a_503_in_openais_shape(address: str, house: SmallHouse) -> None:
    house.shelf.fault = EmbedderUnavailable("no")

    with pytest.raises(openai.InternalServerError) as failed:
        ask(address)

    assert failed.value.status_code == 503 and failed.value.code == "EmbedderUnavailable"


def test_a_served_model_that_refuses_us_is_replaced_by_quotations(tmp_path: Path) -> None:
    house = SmallHouse(tmp_path, chat=ScriptedChatModel(fault=ChatModelRefused("401")))

    with served(create_app(house)) as address:
        content = ask(address).choices[0].message.content

    assert "only with sentences from the physician's own texts" in content and FIRST in content


def test_a_stream_that_is_cut_ends_in_an_error_and_not_in_stop(tmp_path: Path) -> None:
    house = SmallHouse(tmp_path, chat=ScriptedChatModel(fault=ChatModelTruncated("cut"), fault_after=12))
    seen = []

    with served(create_app(house)) as address, pytest.raises(openai.APIError) as failed:
        for chunk in ask(address, stream=True):
            seen.append(chunk.choices[0].finish_reason)

    assert failed.value.code == "ChatModelTruncated" and "stop" not in seen


@pytest.mark.parametrize("stream", [True, False])
def test_a_client_that_leaves_stops_the_upstream(tmp_path: Path, stream: bool) -> None:
    chat = ScriptedChatModel(endless=True, between_seconds=0.02)
    body = {"model": "cardiology", "messages": QUESTION, "stream": stream}

    async def leave_early(address: str) -> None:
        async with httpx.AsyncClient(timeout=10) as client:
            if stream:
                async with client.stream("POST", f"{address}/v1/chat/completions", json=body) as answer:
                    await anext(answer.aiter_lines())
            else:
                with pytest.raises(httpx.ReadTimeout):
                    await client.post(f"{address}/v1/chat/completions", json=body, timeout=1.0)
        async with asyncio.timeout(3):
            while not chat.closed:  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    with served(create_app(SmallHouse(tmp_path, chat=chat))) as address:
        asyncio.run(leave_early(address))

    assert chat.closed == 1
