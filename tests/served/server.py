"""A scripted OpenAI-compatible server: real HTTP on loopback, in a thread of its own.

with ScriptedServer() as server:
    server.play("429", "right")          # the first request is refused, all later ones are answered
    server.play("500", model="second")   # what another model name does
    ... base_url=server.base_url ...
    assert server.requests[0].json["model"] == "any"
"""

import asyncio
import base64
import json
import struct
import threading
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Self

from tests.served.chunks import ERROR, closing, event, opening, pieces, whole
from tests.served.script import SCRIPTS, Script
from tests.served.word_vectors import word_vector

ENDLESS_PAUSE_SECONDS = 0.0005  # an endless stream must not starve the machine


@dataclass(slots=True)
class ServedRequest:
    """One request as it came. The times are `time.monotonic()`; None until it happens."""

    path: str
    headers: dict[str, str]
    json: dict[str, Any]
    came: float
    client_left: float | None = None
    finished: float | None = None


@dataclass(slots=True)
class _Exchange:
    """One connection: what was asked, and where to write."""

    request: ServedRequest
    writer: asyncio.StreamWriter

    async def send(self, status: int, body: bytes, content_type: str, extra: dict[str, str]) -> None:
        lines = [
            f"HTTP/1.1 {status} Scripted",
            f"content-type: {content_type}",
            f"content-length: {len(body)}",
        ]
        lines += [f"{name}: {value}" for name, value in extra.items()] + ["connection: close"]
        self.writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        await self.writer.drain()

    async def send_json(self, value: Any) -> None:
        await self.send(200, json.dumps(value, ensure_ascii=False).encode(), "application/json", {})

    async def chunk(self, body: bytes) -> None:
        self.writer.write(f"{len(body):x}\r\n".encode() + body + b"\r\n")
        await self.writer.drain()


@dataclass(slots=True)
class ScriptedServer:
    """Plays scripts, one a chat request; the last one goes on. `requests` are in the order they came."""

    requests: list[ServedRequest] = field(default_factory=list)
    port: int = 0
    _scripts: dict[str | None, list[Script]] = field(default_factory=dict)
    _loop: asyncio.AbstractEventLoop | None = None
    _thread: threading.Thread | None = None
    _ready: threading.Event = field(default_factory=threading.Event)
    _stop: asyncio.Event | None = None

    @property
    def base_url(self) -> str:
        """Give the `/v1` base URL."""
        return f"http://127.0.0.1:{self.port}/v1"

    def play(self, *scripts: str | Script, model: str | None = None) -> None:
        """Say what comes next, for one model name or for all."""
        self._scripts[model] = [SCRIPTS[script] if isinstance(script, str) else script for script in scripts]

    def chat_requests(self) -> list[ServedRequest]:
        """Give the requests for answers only."""
        return [request for request in self.requests if request.path.endswith("/chat/completions")]

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        if self._loop and self._stop:
            self._loop.call_soon_threadsafe(self._stop.set)
        if self._thread:
            self._thread.join(10)

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._connected, "127.0.0.1", self.port)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            first, *lines = head.strip().split("\r\n")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            asked = ServedRequest(first.split(" ")[1], headers, json.loads(body or b"{}"), time.monotonic())
            self.requests.append(asked)
            answer = asyncio.create_task(self._route(asked)(_Exchange(asked, writer)))
            left = asyncio.create_task(reader.read(1))
            await asyncio.wait({answer, left}, return_when=asyncio.FIRST_COMPLETED)
            if not answer.done():
                asked.client_left = time.monotonic()
                answer.cancel()
            asked.finished = time.monotonic()
            left.cancel()
            await asyncio.gather(answer, left, return_exceptions=True)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def _route(self, asked: ServedRequest) -> Callable[[_Exchange], Coroutine[Any, Any, None]]:
        if asked.path.endswith("/chat/completions"):
            return self._chat
        return self._embeddings if asked.path.endswith("/embeddings") else self._models

    async def _models(self, exchange: _Exchange) -> None:
        await exchange.send_json(
            {"object": "list", "data": [{"id": "any", "object": "model", "owned_by": "us"}]}
        )

    async def _embeddings(self, exchange: _Exchange) -> None:
        asked = exchange.request.json
        script = self._next_script("/embeddings", or_any=False)
        await asyncio.sleep(script.first_seconds)
        if script.status != 200:
            await exchange.send(script.status, script.body.encode(), "application/json", script.headers)
            return
        texts = [asked["input"]] if isinstance(asked["input"], str) else asked["input"]
        rows: list[Any] = [word_vector(text) for text in texts]
        if asked.get("encoding_format") == "base64":
            rows = [base64.b64encode(struct.pack(f"<{len(row)}f", *row)).decode() for row in rows]
        data = [{"object": "embedding", "index": i, "embedding": row} for i, row in enumerate(rows)]
        usage = {"prompt_tokens": len(texts), "total_tokens": len(texts)}
        await exchange.send_json({"object": "list", "model": asked["model"], "data": data, "usage": usage})

    def _next_script(self, model: str, *, or_any: bool = True) -> Script:
        waiting = self._scripts.get(model) or (or_any and self._scripts.get(None)) or [SCRIPTS["right"]]
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    async def _chat(self, exchange: _Exchange) -> None:
        asked = exchange.request.json
        script = self._next_script(asked["model"])
        await asyncio.sleep(script.first_seconds)
        if script.status != 200:
            await exchange.send(script.status, script.body.encode(), "application/json", script.headers)
        elif script.raw is not None:
            await exchange.send(200, script.raw, script.content_type, script.headers)
        elif not asked.get("stream"):
            await exchange.send_json(whole(script, asked))
        else:
            await self._stream(exchange, script)

    async def _stream(self, exchange: _Exchange, script: Script) -> None:
        asked, writer = exchange.request.json, exchange.writer
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n")
        writer.write(b"transfer-encoding: chunked\r\nconnection: close\r\n\r\n")
        for part in opening(script, asked["model"]):
            await exchange.chunk(part)
        for number, part in enumerate(
            (*pieces(script, asked), b"") if not script.endless else pieces(script, asked)
        ):
            if number == script.cut_after:
                writer.transport.abort()
                return
            if number == script.end_after:
                writer.write(b"0\r\n\r\n")
                return
            if number == script.error_after:
                await exchange.chunk(event(ERROR))
                writer.write(b"0\r\n\r\n")
                return
            if number == script.stall_after:
                await asyncio.sleep(script.stall_seconds)
            if part:
                await exchange.chunk(part)
            await asyncio.sleep(ENDLESS_PAUSE_SECONDS if script.endless else script.between_seconds)
        for part in closing(script, asked["model"]):
            await exchange.chunk(part)
        writer.write(b"0\r\n\r\n")
        await writer.drain()
