"""Time to the first checked sentence at 1, 20 and 100 concurrent streams, beside a bare relay of the same server.

    python -m benchmarks.stream_bench [--streams 1 20 100] [--rounds 3]

Three processes on loopback: the scripted served model (a token every few milliseconds), the web application over a real
SQLite database (evidence from a fake shelf: retrieval has a benchmark of its own), and a bare relay that passes the
model's lines on unread. A patient's way is measured: POST the question, GET the events, until the first `spoken`
event; for the relay until the same sentence has arrived in full. Prints one JSON object, seconds and ratios.
"""

import argparse
import asyncio
import json
import multiprocessing
import socket
import statistics
import tempfile
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.served.script import Script
from tests.served.server import ScriptedServer
from tests.twin.consultation.ward import GOOD_WORDS

FIRST_SECONDS, BETWEEN_SECONDS, PIECE_CHARACTERS = (
    0.05,
    0.02,
    7,
)  # a quick server: 50 tokens a second a stream
QUESTION = "Can I drink coffee?"
Measured = tuple[float, float]


def _serve_model(ready: Connection) -> None:
    script = Script(
        words=GOOD_WORDS,
        piece_characters=PIECE_CHARACTERS,
        first_seconds=FIRST_SECONDS,
        between_seconds=BETWEEN_SECONDS,
    )
    with ScriptedServer() as server:
        server.play(script)
        ready.send(server.base_url)
        ready.recv()


def _serve_twin(ready: Connection, base_url: str) -> None:
    import uvicorn

    from api.app import create_app
    from tests.api.small_app import SmallHouse
    from twin.chat.served_model import ServedModel
    from twin.settings import ChatSettings

    with tempfile.TemporaryDirectory() as data:
        house = SmallHouse(Path(data), chat=ServedModel(ChatSettings(base_url=base_url, model="scripted")))
        _run(uvicorn.Config(create_app(house), log_level="warning"), ready)


def _serve_relay(ready: Connection, base_url: str) -> None:
    """Pass the model's stream on, line by line, unread: the least any service on this stack can do."""
    import aiohttp
    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response, StreamingResponse
    from starlette.routing import Route

    session: list[aiohttp.ClientSession] = []

    async def relay(request: Request) -> Response:
        if not session:
            session.append(aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)))
        body = await request.json()

        async def lines() -> AsyncGenerator[bytes, None]:
            async with session[0].post(f"{base_url}/chat/completions", json=body) as answer:
                async for line in answer.content:
                    yield line

        return StreamingResponse(lines(), media_type="text/event-stream")

    _run(
        uvicorn.Config(Starlette(routes=[Route("/relay", relay, methods=["POST"])]), log_level="warning"),
        ready,
    )


def _run(config: Any, ready: Connection) -> None:
    import uvicorn

    listening = socket.create_server(("127.0.0.1", 0), backlog=512)
    ready.send(f"http://127.0.0.1:{listening.getsockname()[1]}")
    uvicorn.Server(config).run(sockets=[listening])


async def through_relay(session: Any, address: str) -> Measured:
    """Read one answer through the relay; give seconds to its first whole sentence and to its end."""
    body = {"model": "scripted", "stream": True, "messages": [{"role": "user", "content": QUESTION}]}
    began, first, text = time.perf_counter(), 0.0, ""
    sentence_end = GOOD_WORDS.index(".") + 2
    async with session.post(f"{address}/relay", json=body) as answer:
        async for line in answer.content:
            if line.startswith(b"data: {"):
                choices = json.loads(line[6:]).get("choices") or [{}]
                text += choices[0].get("delta", {}).get("content") or ""
                first = first or (time.perf_counter() - began if len(text) >= sentence_end else 0.0)
    return first, time.perf_counter() - began


async def through_twin(session: Any, address: str) -> Measured:
    """Ask the twin; give seconds to the first checked sentence and to the end."""
    async with session.post(f"{address}/api/consultations", json={"persona": "cardiology"}) as opened:
        consultation = (await opened.json())["id"]
        cookie = {"cookie": "; ".join(f"{c.key}={c.value}" for c in opened.cookies.values())}
    began, first = time.perf_counter(), 0.0
    path = f"{address}/api/consultations/{consultation}/questions"
    async with session.post(path, json={"question": QUESTION}, headers=cookie) as asked:
        events = (await asked.json())["events"]
    async with session.get(address + events, headers=cookie) as answer:
        async for line in answer.content:
            if line.startswith(b"event: spoken") and not first:
                first = time.perf_counter() - began
    return first, time.perf_counter() - began


async def measured(
    way: Callable[[Any, str], Awaitable[Measured]], address: str, *, streams: int, rounds: int
) -> dict[str, float]:
    """Run so many streams at once, several rounds; give percentiles in seconds."""
    import aiohttp

    jar = aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), cookie_jar=jar) as session:
        await way(session, address)
        results: list[Measured] = []
        for _ in range(rounds):
            results += await asyncio.gather(*(way(session, address) for _ in range(streams)))
    first, whole = sorted(r[0] for r in results), sorted(r[1] for r in results)
    return {
        "first_p50": round(statistics.median(first), 4),
        "first_p95": round(first[int(0.95 * (len(first) - 1))], 4),
        "whole_p50": round(statistics.median(whole), 4),
        "whole_p95": round(whole[int(0.95 * (len(whole) - 1))], 4),
    }


def compared(relay: dict[str, float], twin: dict[str, float]) -> dict[str, Any]:
    """Put both beside each other: what the twin adds, and the ratio."""
    return {
        "relay": relay,
        "twin": twin,
        "added": {name: round(twin[name] - relay[name], 4) for name in relay},
        "ratio": {name: round(twin[name] / relay[name], 2) for name in relay},
    }


def _process(target: Callable[..., None], *arguments: Any) -> tuple[Any, Connection, str]:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=target, args=(there, *arguments), daemon=True)
    process.start()
    if not here.poll(60):
        raise RuntimeError(f"{target.__name__} did not start within 60 s; its traceback is above.")
    return process, here, str(here.recv())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--streams", type=int, nargs="+", default=[1, 20, 100])
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    model, kept, base_url = _process(_serve_model)
    relay, _, relay_address = _process(_serve_relay, base_url)
    twin, _, twin_address = _process(_serve_twin, base_url)
    results = {}
    try:
        for streams in chosen.streams:
            rounds = chosen.rounds * (10 if streams == 1 else 1)
            by_relay = asyncio.run(measured(through_relay, relay_address, streams=streams, rounds=rounds))
            by_twin = asyncio.run(measured(through_twin, twin_address, streams=streams, rounds=rounds))
            results[str(streams)] = compared(by_relay, by_twin)
    finally:
        kept.close()  # the scripted server ends with its pipe
        for process in (twin, relay, model):
            process.terminate()
    print(json.dumps({"unit": "seconds", "pace": BETWEEN_SECONDS, "streams": results}, indent=2))


if __name__ == "__main__":
    main()
