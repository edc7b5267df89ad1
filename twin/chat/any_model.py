"""Any other LangChain chat model, named in settings as `init_chat_model` names it (`anthropic:…`), behind our port."""

import asyncio
import os
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from twin.chat.attempt import CHARACTERS_PER_TOKEN
from twin.chat.delta import ENDED_BY_ITSELF, text_and_thoughts
from twin.chat.model import Piece, Prompt, Usage
from twin.chat.upstream_fault import UpstreamFault, fault_for_status, truncated, unavailable
from twin.errors import SettingsError
from twin.settings import ChatSettings

_REASON_FIELDS = ("finish_reason", "stop_reason", "done_reason")  # OpenAI and Google, Anthropic, Ollama
# Integrations that always tell why an answer ended: silence about it means that the stream was cut.
_TELLS_REASON = frozenset(
    {
        "openai",
        "azure_openai",
        "anthropic",
        "google_genai",
        "google_vertexai",
        "mistralai",
        "ollama",
        "groq",
        "deepseek",
    }
)


def open_any_model(settings: ChatSettings) -> "AnyModel":
    """Open `settings.provider`.

    Raises:
        SettingsError: When LangChain does not know the provider, or its package is not installed.
    """
    os.environ.setdefault("LANGSMITH_TRACING", "false")  # prompts hold what patients wrote
    from langchain.chat_models import init_chat_model

    given: dict[str, Any] = {"temperature": settings.temperature, "max_tokens": settings.max_tokens}
    if settings.base_url:
        given["base_url"] = settings.base_url
    if settings.api_key.get_secret_value() != "none":
        given["api_key"] = settings.api_key.get_secret_value()
    try:
        chat = init_chat_model(settings.provider, **given)
    except (ImportError, ValueError, TypeError) as error:
        raise SettingsError(
            f"TWIN_CHAT__PROVIDER={settings.provider!r} cannot be opened ({type(error).__name__}). Name it as "
            "`provider:model`, install its package (`pip install langchain-<provider>`), and give its key."
        ) from error
    return AnyModel(chat, settings=settings)


class AnyModel:
    """Speaks through a LangChain `BaseChatModel`.

    The finish reason is checked where the integration tells one, and demanded of those that always do; time and length are bounded as for `ServedModel`.
    Retries are the integration's own. Every failure is a `ChatModelError` without the vendor's words.
    """

    speaks_only_in_quotations = False

    def __init__(self, chat: Any, *, settings: ChatSettings) -> None:
        self._chat, self._settings = chat, settings

    @property
    def name(self) -> str:
        """Give the provider and model as settings name them."""
        return self._settings.provider or str(getattr(self._chat, "_llm_type", "langchain"))

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Piece, None]:
        """Stream one answer; closing the iterator closes the integration's stream."""
        try:
            async with aclosing(self._pieces(prompt)) as pieces:
                async for piece in pieces:
                    yield piece
        except UpstreamFault as fault:
            raise fault.kind(f"{self.name}: {fault.what} {fault.way_out}") from fault

    async def _pieces(self, prompt: Prompt) -> AsyncGenerator[Piece, None]:
        loop, limits = asyncio.get_running_loop(), self._settings
        ends_at = loop.time() + limits.total_seconds
        deadline = min(ends_at, loop.time() + limits.first_piece_seconds)
        reason, usage, characters, has_spoken = None, None, 0, False
        messages = [(message.role, message.content) for message in prompt.messages]
        async with aclosing(self._chat.astream(messages, config={"callbacks": []})) as chunks:
            while (chunk := await _next(chunks, deadline, has_spoken=has_spoken)) is not None:
                piece = _piece_of(chunk)
                reason = _reason_of(chunk) or reason
                usage = _usage_of(chunk) or usage
                if not piece.text and not piece.reasoning:
                    continue
                has_spoken = has_spoken or bool(piece.text)
                characters += len(piece.text) + len(piece.reasoning)
                if characters > limits.max_tokens * CHARACTERS_PER_TOKEN:
                    raise truncated("The answer did not end.")
                yield piece
                deadline = min(ends_at, loop.time() + limits.between_pieces_seconds)
        if has_spoken and reason is None and self.name.partition(":")[0] in _TELLS_REASON:
            raise truncated("The answer ended without a finish reason.")
        if reason is not None and reason.lower() not in ENDED_BY_ITSELF:
            raise truncated("The answer ended early.")
        if not has_spoken:
            raise unavailable("The model finished without saying anything.", retryable=False)
        yield Piece(finish_reason="stop", usage=usage, model=self.name)


async def _next(chunks: Any, deadline: float, *, has_spoken: bool) -> Any:
    """Wait for the next chunk until the deadline; None at the end. Whatever the vendor raises becomes a fault."""
    try:
        async with asyncio.timeout_at(deadline):
            return await anext(chunks, None)
    except UpstreamFault:
        raise
    except Exception as error:  # any vendor's exception: they share no root
        if has_spoken:
            raise truncated(f"The answer was cut ({type(error).__name__}).") from None
        status = getattr(error, "status_code", None)
        if isinstance(status, int) and 400 <= status < 600:
            raise fault_for_status(status) from None
        raise unavailable(f"No answer began ({type(error).__name__}).", retryable=False) from None


def _piece_of(chunk: Any) -> Piece:
    text, thoughts = text_and_thoughts(chunk.content)
    return Piece(text=text, reasoning=thoughts or str(chunk.additional_kwargs.get("reasoning_content") or ""))


def _reason_of(chunk: Any) -> str | None:
    metadata = chunk.response_metadata
    return next((str(metadata[field]) for field in _REASON_FIELDS if metadata.get(field)), None)


def _usage_of(chunk: Any) -> Usage | None:
    counted = getattr(chunk, "usage_metadata", None)
    return Usage(counted.get("input_tokens"), counted.get("output_tokens")) if counted else None
