"""CPU per relayed token: our served model beside a bare relay, the openai package and ChatOpenAI.

    python -m benchmarks.relay_bench [--pieces 4000] [--rounds 3]

The scripted server runs in a process of its own and sends one token an event, one event a write, as fast as it is
read. Measured is the CPU time of this process only, best of the rounds, divided by the tokens. Prints one JSON object;
ratios to the bare relay hold better than absolute figures.
"""

import argparse
import asyncio
import json
import multiprocessing
import time
from collections.abc import AsyncIterator, Callable
from multiprocessing.connection import Connection
from typing import Any

from tests.served.script import Script
from tests.served.server import ScriptedServer
from twin.chat.model import Message, Prompt
from twin.chat.quoting_chat_model import TwinChatModel
from twin.chat.served_model import ServedModel
from twin.settings import ChatSettings

RelayPath = Callable[[str], AsyncIterator[str]]
QUESTION = "How do I measure?"
PACE_SECONDS = 0.0002  # a token a write: without a pause the kernel would hand over many tokens at once


def _serve(ready: Connection, pieces: int) -> None:
    with ScriptedServer() as server:
        server.play(Script(words="token. " * pieces, piece_characters=7, between_seconds=PACE_SECONDS))
        ready.send(server.base_url)
        ready.recv()


async def bare_relay(base_url: str) -> AsyncIterator[str]:
    """Pass on the event lines as they come, unread: the floor."""
    import aiohttp

    body = {"model": "any", "stream": True, "messages": [{"role": "user", "content": QUESTION}]}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{base_url}/chat/completions", json=body) as response,
    ):
        async for line in response.content:
            if line.startswith(b"data: {"):
                yield line.decode()


async def served_model(base_url: str) -> AsyncIterator[str]:
    """Our port."""
    model = ServedModel(ChatSettings(base_url=base_url, model="any", max_tokens=1_000_000))
    async for piece in model.stream(Prompt(QUESTION, "en", (), (Message("user", QUESTION),))):
        yield piece.text
    await model.aclose()


async def langchain_face(base_url: str) -> AsyncIterator[str]:
    """Our port, seen through LangChain."""
    model = ServedModel(ChatSettings(base_url=base_url, model="any", max_tokens=1_000_000))
    async for chunk in TwinChatModel(inner=model).astream(QUESTION):
        yield str(chunk.text)
    await model.aclose()


async def openai_client(base_url: str) -> AsyncIterator[str]:
    """The openai package, its own parsing."""
    from openai import AsyncOpenAI, DefaultAioHttpClient

    async with AsyncOpenAI(base_url=base_url, api_key="none", http_client=DefaultAioHttpClient()) as client:
        stream = await client.chat.completions.create(
            model="any", stream=True, messages=[{"role": "user", "content": QUESTION}]
        )
        async for event in stream:
            yield (event.choices[0].delta.content or "") if event.choices else ""


async def chat_openai(base_url: str) -> AsyncIterator[str]:
    """LangChain's stock model."""
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    async for chunk in ChatOpenAI(base_url=base_url, api_key=SecretStr("none"), model="any").astream(
        QUESTION
    ):
        yield str(chunk.text)


PATHS: dict[str, RelayPath] = {
    "bare_relay": bare_relay,
    "served_model": served_model,
    "langchain_face": langchain_face,
    "openai_client": openai_client,
    "chat_openai": chat_openai,
}


async def _cpu_seconds(path: RelayPath, base_url: str) -> tuple[float, int]:
    """Give CPU seconds of one answer, and how many tokens came."""
    began, tokens = time.process_time(), 0
    async for text in path(base_url):
        tokens += bool(text)
    return time.process_time() - began, tokens


async def measure(base_url: str, rounds: int) -> dict[str, Any]:
    """Measure every path, in turns, so that a busy minute of the machine falls on all alike."""
    best: dict[str, float] = {}
    counted: dict[str, int] = {}
    for name, path in PATHS.items():
        await _cpu_seconds(path, base_url)  # imports and connections are not the tokens' cost
        best[name] = float("inf")
    for _ in range(rounds):
        for name, path in PATHS.items():
            seconds, counted[name] = await _cpu_seconds(path, base_url)
            best[name] = min(best[name], seconds / max(1, counted[name]))
    floor = best["bare_relay"]
    return {
        "benchmark": "relay",
        "tokens": counted,
        "cpu_microseconds_per_token": {name: round(cost * 1e6, 1) for name, cost in best.items()},
        "ratio_to_bare_relay": {name: round(cost / floor, 2) for name, cost in best.items()},
    }


def main() -> None:
    """Start the server, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pieces", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    server = multiprocessing.get_context("spawn").Process(
        target=_serve, args=(theirs, given.pieces), daemon=True
    )
    server.start()
    try:
        print(json.dumps(asyncio.run(measure(ours.recv(), given.rounds)), indent=2))
    finally:
        ours.send("stop")
        server.join(5)


if __name__ == "__main__":
    main()
