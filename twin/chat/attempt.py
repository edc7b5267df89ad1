"""One attempt at an answer: a request, its time limits, and an honest end."""

import asyncio
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from twin.chat.delta import Delta, read_delta
from twin.chat.event_lines import LONGEST_LINE_BYTES, EventLines
from twin.chat.model import Piece, Usage
from twin.chat.openai_door import OpenAiDoor, OpenAnswer
from twin.chat.thinking import ThinkingApart
from twin.chat.upstream_fault import UpstreamFault, truncated, unavailable

CHARACTERS_PER_TOKEN = (
    10  # twice what the longest-worded tokenizers give; a server that ignores max_tokens is cut here
)
LAST_WORDS_SECONDS = 2.0  # usage may follow the finish reason; some servers then leave the connection open
_DONE = b"[DONE]"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one answer may take, in seconds, and how much it may say, in characters with its reasoning."""

    first_piece_seconds: float
    between_pieces_seconds: float
    characters: int


class Attempt:
    """Reads one answer. `has_spoken` is true once text was yielded: from then on nothing may be tried again."""

    def __init__(self, door: OpenAiDoor, body: Mapping[str, Any], *, limits: Limits, ends_at: float) -> None:
        self._door, self._body, self._limits, self._ends_at = door, body, limits, ends_at
        self.has_spoken = False
        self._begun = False
        self._characters = 0
        self._finish: str | None = None
        self._usage: Usage | None = None
        self._model: str | None = None
        self._thinking = ThinkingApart()

    async def pieces(self) -> AsyncGenerator[Piece, None]:
        """Yield the pieces of a complete answer; the last has finish reason "stop".

        Raises:
            UpstreamFault: When it has no beginning in time (unavailable, refused, …) or no end (truncated).
        """
        await self._door.prepare()
        now = asyncio.get_running_loop().time()
        self._deadline = min(now + self._limits.first_piece_seconds, self._ends_at)
        try:
            async with asyncio.timeout_at(self._deadline):
                answer = await self._door.open(self._body)
        except TimeoutError:
            raise self._too_slow() from None
        try:
            async with aclosing(self._payloads(answer)) as payloads:
                async for payload in payloads:
                    for piece in self._read(payload):
                        yield piece
        except UpstreamFault as fault:
            if self._finish is None:
                raise self._after_words(fault) from fault.__cause__
        finally:
            await answer.close()
        for piece in self._end():
            yield piece

    async def _payloads(self, answer: OpenAnswer) -> AsyncGenerator[bytes, None]:
        """Yield payloads until `[DONE]`, the end of the connection, or the deadline."""
        if answer.content_type.startswith("application/json"):
            yield await self._whole_body(answer)
            return
        lines = EventLines()
        async for chunk in self._chunks_in_time(answer):
            for payload in lines.feed(chunk):
                if payload == _DONE:
                    return
                yield payload
        for payload in lines.end():
            if payload != _DONE:
                yield payload

    async def _whole_body(self, answer: OpenAnswer) -> bytes:
        body = b""
        async for chunk in self._chunks_in_time(answer):
            body += chunk
            if len(body) > LONGEST_LINE_BYTES:
                raise unavailable("The chat server sent more than an answer can hold.", retryable=False)
        return body

    async def _chunks_in_time(self, answer: OpenAnswer) -> AsyncGenerator[bytes, None]:
        """Yield network chunks; only deltas move the deadline on, so that comments cannot keep a stream alive."""
        async with aclosing(answer.chunks()) as chunks:
            while True:
                try:
                    # The clock runs while we wait for the network, never while the caller works.
                    async with asyncio.timeout_at(self._deadline):
                        chunk = await anext(chunks, None)
                except TimeoutError:
                    raise self._too_slow() from None
                if chunk is None:
                    return
                yield chunk
                if self._finish is None and asyncio.get_running_loop().time() > self._ends_at:
                    raise self._too_slow()

    def _read(self, payload: bytes) -> Iterator[Piece]:
        delta = read_delta(payload)
        self._usage = delta.usage or self._usage
        self._model = delta.model or self._model
        if delta.text or delta.reasoning:
            self._begun = True
            piece = self._piece(delta)
            self._characters += len(piece.text) + len(piece.reasoning)
            if self._characters > self._limits.characters:
                raise truncated(f"The answer did not end within {self._limits.characters} characters.")
            if piece.text or piece.reasoning:
                yield piece
        self._move_deadline(delta)

    def _piece(self, delta: Delta) -> Piece:
        said, thought = self._thinking.feed(delta.text) if delta.text else ("", "")
        if said and not self.has_spoken:
            said = said.lstrip()
            self.has_spoken = bool(said)
        return Piece(text=said, reasoning=delta.reasoning + thought)

    def _move_deadline(self, delta: Delta) -> None:
        now = asyncio.get_running_loop().time()
        if delta.finish_reason:
            self._finish = delta.finish_reason
            self._deadline = min(now + LAST_WORDS_SECONDS, self._ends_at)
        elif (delta.text or delta.reasoning) and self._finish is None:
            self._deadline = min(now + self._limits.between_pieces_seconds, self._ends_at)

    def _end(self) -> Iterator[Piece]:
        rest = self._thinking.end()
        if rest:
            self.has_spoken = True
            yield Piece(text=rest)
        if self._finish is None:
            raise self._after_words(unavailable("The answer ended without a finish reason.", retryable=True))
        if self._finish != "stop":
            raise truncated(f"The answer ended early ({_known_reason(self._finish)}).")
        if not self.has_spoken:
            raise unavailable("The chat server finished without saying anything.", retryable=True)
        yield Piece(finish_reason="stop", usage=self._usage, model=self._model)

    def _too_slow(self) -> UpstreamFault:
        if self._begun:
            return truncated("The answer stopped coming.")
        seconds = self._limits.first_piece_seconds
        return unavailable(f"The chat server did not begin within {seconds:g} seconds.", retryable=False)

    def _after_words(self, fault: UpstreamFault) -> UpstreamFault:
        """Make a fault that came after the first words what it is for a reader: an answer cut short."""
        return truncated(f"The answer was cut. {fault.what}") if self.has_spoken else fault


def _known_reason(reason: str) -> str:
    """Give the finish reason if it is one we know; a server may put anything there."""
    known = {"length", "content_filter", "tool_calls", "function_call", "max_tokens", "error", "abort"}
    return reason if reason in known else "a reason we do not know"
