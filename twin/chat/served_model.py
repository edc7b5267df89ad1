"""The served chat model: any OpenAI-compatible server, with bounded retries and a second model behind the first."""

import asyncio
import logging
import random
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any
from urllib.parse import urlsplit

from twin.chat.attempt import CHARACTERS_PER_TOKEN, Attempt, Limits
from twin.chat.model import Piece, Prompt
from twin.chat.openai_door import OpenAiDoor
from twin.chat.upstream_fault import UpstreamFault
from twin.errors import ChatModelError, SettingsError
from twin.settings import ChatSettings

log = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS = 0.5  # doubled at each further try, as the openai client does
LONGEST_PAUSE_SECONDS = 8.0  # a patient waits; a server that wants more time is left for the second model


class ServedModel:
    """Streams answers of `settings.model`, and of `settings.fallback_model` when the first fails before its first word.

    A request that fails with 408, 409, 429, 5xx or a broken connection is tried again `settings.retries` times, but
    never once text was yielded. Every failure is a `ChatModelError`; none repeats the server's words.
    """

    speaks_only_in_quotations = False

    def __init__(self, settings: ChatSettings, *, first_pause_seconds: float = FIRST_PAUSE_SECONDS) -> None:
        if not settings.base_url or not settings.model:
            raise SettingsError(
                f"A served chat model needs TWIN_CHAT__BASE_URL (now {_host(settings.base_url)!r}) and "
                f"TWIN_CHAT__MODEL (now {settings.model!r}). Leave both empty to speak only in quotations."
            )
        self._settings = settings
        self._first_pause_seconds = first_pause_seconds
        self._door = OpenAiDoor(base_url=settings.base_url, api_key=settings.api_key.get_secret_value())
        self._models = [settings.model, *([settings.fallback_model] if settings.fallback_model else [])]
        self._disliked: dict[str, set[str]] = {model: set() for model in self._models}

    @property
    def name(self) -> str:
        """Give the first model's name; the last piece of an answer names the one that spoke."""
        return self._models[0]

    async def names_on_server(self) -> list[str]:
        """Give the names of the models that the server offers.

        Raises:
            ChatModelError: When it refuses, or cannot be reached.
        """
        try:
            return await self._door.model_names()
        except UpstreamFault as fault:
            raise self._error([fault], self._models[:1]) from fault

    async def aclose(self) -> None:
        """Close the connections to the server."""
        await self._door.aclose()

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Piece, None]:
        """Stream one answer; closing the iterator closes the connection.

        Raises:
            ChatModelError: The kind of the first model's failure, or of the one that had begun to speak; the message
                names every model that failed.
        """
        await self._door.prepare()
        ends_at = asyncio.get_running_loop().time() + self._settings.total_seconds
        faults: list[UpstreamFault] = []
        for model in self._models:
            turn = _Turn(model)
            try:
                async with aclosing(self._tries(turn, prompt, ends_at)) as pieces:
                    async for piece in pieces:
                        yield piece
                return
            except UpstreamFault as fault:
                faults.append(fault)
                log.warning("chat model failed: model=%s kind=%s", model, fault.kind.__name__)
                if turn.has_spoken:
                    raise self._error([fault], [model]) from fault
        raise self._error(faults, self._models) from faults[0]

    async def _tries(self, turn: "_Turn", prompt: Prompt, ends_at: float) -> AsyncGenerator[Piece, None]:
        """Yield the first answer of one model that begins; try again while that may help."""
        tries_left = self._settings.retries
        while True:
            attempt = Attempt(
                self._door, self._body(turn.model, prompt), limits=self._limits(), ends_at=ends_at
            )
            try:
                async with aclosing(attempt.pieces()) as pieces:
                    async for piece in pieces:
                        turn.has_spoken = attempt.has_spoken
                        yield piece
                return
            except UpstreamFault as fault:
                turn.has_spoken = attempt.has_spoken
                if turn.has_spoken:
                    raise
                if fault.disliked and fault.disliked not in self._disliked[turn.model]:
                    self._disliked[turn.model].add(fault.disliked)
                    continue
                pause = self._pause(fault, tries_done=self._settings.retries - tries_left)
                if tries_left == 0 or pause is None or asyncio.get_running_loop().time() + pause > ends_at:
                    raise
                tries_left -= 1
                await asyncio.sleep(pause)

    def _pause(self, fault: UpstreamFault, *, tries_done: int) -> float | None:
        """Give the seconds to wait before the next try, or None when another try is no use."""
        if not fault.retryable:
            return None
        if fault.retry_after_seconds is not None:
            return fault.retry_after_seconds if fault.retry_after_seconds <= LONGEST_PAUSE_SECONDS else None
        spread = random.uniform(0.75, 1.25)  # noqa: S311  so that a hundred streams do not come back at once
        return min(LONGEST_PAUSE_SECONDS, self._first_pause_seconds * spread * 2.0**tries_done)

    def _body(self, model: str, prompt: Prompt) -> dict[str, Any]:
        """Give the request. Both names of the length limit are sent, since servers know one or the other."""
        body: dict[str, Any] = {
            "model": model,
            "messages": [{"role": message.role, "content": message.content} for message in prompt.messages],
            "stream": True,
            "stream_options": {"include_usage": True},
            "temperature": self._settings.temperature,
            "max_tokens": self._settings.max_tokens,
            "max_completion_tokens": self._settings.max_tokens,
        }
        return {field: value for field, value in body.items() if field not in self._disliked[model]}

    def _limits(self) -> Limits:
        return Limits(
            first_piece_seconds=self._settings.first_piece_seconds,
            between_pieces_seconds=self._settings.between_pieces_seconds,
            characters=self._settings.max_tokens * CHARACTERS_PER_TOKEN,
        )

    def _error(self, faults: list[UpstreamFault], models: list[str]) -> ChatModelError:
        failed = " ".join(f"{model!r}: {fault.what}" for model, fault in zip(models, faults, strict=True))
        return faults[0].kind(f"{failed} (server {_host(self._settings.base_url)}) {faults[0].way_out}")


class _Turn:
    """Which model speaks, and whether it has begun to."""

    def __init__(self, model: str) -> None:
        self.model = model
        self.has_spoken = False


def _host(base_url: str | None) -> str:
    """Give host and port of a base URL; an address may carry a password, so never the whole."""
    if not base_url:
        return ""
    try:
        parts = urlsplit(base_url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)
    except ValueError:
        return "of an unreadable address"
