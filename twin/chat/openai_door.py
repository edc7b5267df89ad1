"""The one door to the `openai` package: opens an answer as raw bytes, and turns its exceptions into faults.

The bytes are read by us (event_lines, delta): it costs two thirds of the package's own parsing, and keeps what the
package drops (reasoning, usage in odd places, a missing finish reason). Imports are inside: they take a second.
"""

import asyncio
import re
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from twin.chat.upstream_fault import UpstreamFault, fault_for_status, retry_after, unavailable

OPTIONAL_FIELDS = ("stream_options", "max_tokens", "max_completion_tokens", "temperature")


class OpenAnswer:
    """An answer that began. `content_type` is lower case."""

    def __init__(self, response: Any) -> None:
        self._response = response
        self.content_type: str = response.headers.get("content-type", "").lower()

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        """Yield bytes as the network brings them.

        Raises:
            UpstreamFault: When the connection breaks.
        """
        with vendor_faults():
            async for chunk in self._response.iter_bytes():
                yield chunk

    async def close(self) -> None:
        """Close the connection, so that the server stops. A connection that is broken already is closed."""
        with suppress(UpstreamFault), vendor_faults():
            await self._response.close()


class OpenAiDoor:
    """Sends chat requests to one OpenAI-compatible server. Belongs to the event loop that uses it first."""

    def __init__(self, *, base_url: str, api_key: str) -> None:
        self._base_url, self._api_key = base_url, api_key
        self._client: Any = None

    async def prepare(self) -> None:
        """Load the package beside the event loop: it takes a second, which belongs to no answer's time."""
        if self._client is None:
            await asyncio.to_thread(_load)
            self._client = self._client or _client(self._base_url, self._api_key)

    async def model_names(self) -> list[str]:
        """Give the names of the models that the server offers.

        Raises:
            UpstreamFault: When the server refuses, or cannot be reached.
        """
        await self.prepare()
        with vendor_faults():
            page = await self._client.models.list()
            return [model.id for model in page.data]

    async def open(self, body: Mapping[str, Any]) -> OpenAnswer:
        """Send one request and wait for the head of the answer. Waits without limit: the caller has the clock.

        Raises:
            UpstreamFault: When the server refuses, or cannot be reached.
        """
        await self.prepare()
        with vendor_faults():
            opening = self._client.chat.completions.with_streaming_response.create(**body)
            return OpenAnswer(await opening.__aenter__())

    async def aclose(self) -> None:
        """Close idle connections."""
        if self._client is not None:
            await self._client.close()
            self._client = None


def _load() -> None:
    import openai
    from openai.resources import chat

    assert openai and chat


def _client(base_url: str, api_key: str) -> Any:
    from openai import AsyncOpenAI, DefaultAioHttpClient

    # Retries and time limits are ours (served_model, attempt); aiohttp costs less per token than the default.
    return AsyncOpenAI(
        base_url=base_url, api_key=api_key, max_retries=0, timeout=None, http_client=DefaultAioHttpClient()
    )


def embedding_client(base_url: str, api_key: str, *, timeout_seconds: float, retries: int) -> Any:
    """Open a client for `/v1/embeddings`; a batch is short, so the vendor's own retries and time limit serve."""
    from openai import AsyncOpenAI

    return AsyncOpenAI(base_url=base_url, api_key=api_key, timeout=timeout_seconds, max_retries=retries)


def speech_client(base_url: str, api_key: str, *, timeout_seconds: float, retries: int) -> Any:
    """Open a client for `/v1/audio/speech`; a text is short, so the vendor's own retries and time limit serve."""
    return embedding_client(base_url, api_key, timeout_seconds=timeout_seconds, retries=retries)


def vendor_error() -> type[Exception]:
    """Give the class of every error that the vendor's client raises."""
    import openai

    return openai.OpenAIError


@contextmanager
def vendor_faults() -> Iterator[None]:
    """Turn every exception of openai, httpx2 and aiohttp into an `UpstreamFault` without their words."""
    import aiohttp
    import httpx2
    import openai

    try:
        yield
    except openai.APIStatusError as error:
        raise fault_for_status(
            error.status_code,
            retry_after_seconds=retry_after(error.response.headers),
            disliked=_disliked_field(error.status_code, str(error)),
        ) from None
    except (
        openai.OpenAIError,
        httpx2.HTTPError,
        httpx2.InvalidURL,
        httpx2.StreamError,
        aiohttp.ClientError,
        OSError,
    ) as error:
        raise unavailable(
            f"The connection to the chat server failed ({type(error).__name__}).", retryable=True
        ) from None


def _disliked_field(status: int, message: str) -> str | None:
    """Give the optional field a 400 or 422 complains about, e.g. `max_tokens is not supported`."""
    if status not in {400, 422}:
        return None
    return next((field for field in OPTIONAL_FIELDS if re.search(rf"\b{field}\b", message)), None)
