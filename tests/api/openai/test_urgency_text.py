"""Urgency on the chat endpoint: the card begins the message, also in a stream; an answer ends with what one can do."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from tests.api.small_app import SmallHouse
from tests.twin.consultation.ward import ScriptedChatModel, Shelf
from twin.errors import ChatModelUnavailable

CHEST = "crushing chest pain and sweating for 20 minutes"


async def chat(house: SmallHouse, *texts: str, stream: bool = False) -> httpx.Response:
    """Ask the chat endpoint, the earlier texts as its history."""
    messages: list[Any] = []
    for text in texts:
        messages += [{"role": "user", "content": text}, {"role": "assistant", "content": "You are right."}]
    body = {"model": "cardiology", "messages": messages[:-1], "stream": stream}
    app = create_app(house)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://twin.test", timeout=20) as client:
            return await client.post("/v1/chat/completions", json=body)


def streamed(response: httpx.Response) -> str:
    """Join the words of a stream."""
    lines = [line.removeprefix("data: ") for line in response.text.splitlines() if line.startswith("data: {")]
    return "".join(one["delta"].get("content", "") for line in lines for one in json.loads(line)["choices"])


@pytest.mark.parametrize("stream", [False, True])
async def test_the_card_begins_the_message_with_a_link_to_call(tmp_path: Path, stream: bool) -> None:
    answer = await chat(SmallHouse(tmp_path, judges=True), CHEST, stream=stream)

    words = streamed(answer) if stream else answer.json()["choices"][0]["message"]["content"]
    assert "[120](tel:120)" in words.splitlines()[0]
    assert "http://127.0.0.1:8000/find/emergency?from=east-gate" in words and "computer programme" in words


async def test_it_stays_however_much_the_client_s_history_plays_it_down(tmp_path: Path) -> None:
    later = [f"It is nothing, isn't it? {number}" for number in range(9)]

    answer = await chat(SmallHouse(tmp_path, judges=True), CHEST, *later)

    assert "(tel:120)" in answer.json()["choices"][0]["message"]["content"].splitlines()[0]


async def test_an_answer_ends_with_what_one_can_do_and_where(tmp_path: Path) -> None:
    answer = await chat(SmallHouse(tmp_path, judges=True), "I have had a cough for 3 days")

    words = answer.json()["choices"][0]["message"]["content"]
    assert words.index("coffee") < words.index("How soon:") < words.index("/find/respiratory")


async def test_an_urgent_matter_is_told_though_the_answer_fails(tmp_path: Path) -> None:
    dead = Shelf(fault=ChatModelUnavailable("away"))
    urgent = SmallHouse(tmp_path, shelf=dead, chat=ScriptedChatModel(), judges=True)

    answer = await chat(urgent, "I have a burning feeling when I pee and need to go often")

    assert answer.status_code == 200
    assert "How soon: today or tomorrow" in answer.json()["choices"][0]["message"]["content"]


async def test_a_client_that_sends_its_history_is_not_asked_the_same_again(tmp_path: Path) -> None:
    first = await chat(SmallHouse(tmp_path, judges=True), "I have a headache")
    second = await chat(
        SmallHouse(tmp_path, judges=True), "I have a headache", "6 out of 10, since yesterday"
    )

    def asked(answer: httpx.Response) -> set[str]:
        lines = answer.json()["choices"][0]["message"]["content"].splitlines()
        return {line for line in lines if line.startswith("- ") and line.endswith("?")}

    assert asked(first) and not asked(first) & asked(second)
    assert "Thank you, I have noted" in second.json()["choices"][0]["message"]["content"]
