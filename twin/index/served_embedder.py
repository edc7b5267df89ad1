"""Vectors from any OpenAI-compatible `/v1/embeddings`."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from twin.chat.openai_door import embedding_client, vendor_error
from twin.errors import EmbedderUnavailable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REMEMBERED_QUERIES = 1024
_AT_ONCE = 4  # requests in flight: enough to keep a server busy, too few to trip a rate limit


class ServedEmbedder:
    """Asks the server in batches; a batch is tried again after 408, 429, 5xx and a lost connection.

    An operator chooses a served model for its languages, so both of ours are claimed.
    """

    languages = frozenset({"en", "zh"})

    def __init__(
        self,
        *,
        base_url: str,
        model: str,
        api_key: SecretStr,
        batch: int = 32,
        timeout_seconds: float = 30.0,
        retries: int = 2,
    ) -> None:
        """Remember where to ask; nothing connects yet."""
        self.name = f"served/{model}"[:120]
        self.dimensions = 0
        self._base_url = base_url
        self._model = model
        self._api_key = api_key
        self._batch = batch
        self._timeout_seconds = timeout_seconds
        self._retries = retries
        self._opened: tuple[asyncio.AbstractEventLoop, Any] | None = None
        self._queries: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    async def embed_passages(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Give one unit vector per text, in order.

        Raises:
            EmbedderUnavailable: If the server refuses, stays silent, or answers with something else than vectors.
        """
        import numpy as np

        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        gate = asyncio.Semaphore(_AT_ONCE)

        async def one(start: int) -> "NDArray[np.float32]":
            async with gate:
                return await self._ask(list(texts[start : start + self._batch]))

        batches = await asyncio.gather(*(one(start) for start in range(0, len(texts), self._batch)))
        return np.concatenate(batches)

    async def embed_query(self, text: str) -> "NDArray[np.float32]":
        """Give the vector of one question; the last 1,024 questions are remembered."""
        known = self._queries.get(text)
        if known is None:
            known = (await self._ask([text]))[0]
            self._queries[text] = known
            if len(self._queries) > REMEMBERED_QUERIES:
                self._queries.popitem(last=False)
        return known

    async def close(self) -> None:
        """Close the connections."""
        if self._opened is not None:
            await self._opened[1].close()
            self._opened = None

    async def _ask(self, texts: list[str]) -> "NDArray[np.float32]":
        """Ask for one batch."""
        try:
            # Explicit, because the client's own default is base64, which not every server speaks.
            answer = await self._client().embeddings.create(
                model=self._model, input=texts, encoding_format="float"
            )
            items = sorted(answer.data, key=lambda item: item.index)
            rows = [item.embedding for item in items]
        except vendor_error() as error:
            raise self._unavailable(_reason(error)) from error
        except (AttributeError, TypeError, ValueError) as error:
            raise self._unavailable("the answer is not in the shape of /v1/embeddings") from error
        return self._unit_vectors(rows, expected=len(texts))

    def _client(self) -> Any:
        """Open the client once per event loop: its connections belong to the loop that made them."""
        loop = asyncio.get_running_loop()
        if self._opened is None or self._opened[0] is not loop:
            client = embedding_client(
                self._base_url,
                self._api_key.get_secret_value(),
                timeout_seconds=self._timeout_seconds,
                retries=self._retries,
            )
            self._opened = (loop, client)
        return self._opened[1]

    def _unit_vectors(self, rows: list[list[float]], *, expected: int) -> "NDArray[np.float32]":
        """Check number, width and values of the vectors, and scale each to unit length."""
        import numpy as np

        widths = {len(row) for row in rows}
        if len(rows) != expected or len(widths) != 1 or 0 in widths:
            raise self._unavailable(f"{len(rows)} vectors of widths {sorted(widths)} for {expected} texts")
        vectors = np.asarray(rows, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not np.isfinite(vectors).all() or not lengths.all():
            raise self._unavailable("a vector is zero or not finite")
        if self.dimensions not in (0, vectors.shape[1]):
            raise self._unavailable(f"vectors of {vectors.shape[1]} numbers, earlier {self.dimensions}")
        self.dimensions = vectors.shape[1]
        scaled: NDArray[np.float32] = vectors / lengths
        return scaled

    def _unavailable(self, reason: str) -> EmbedderUnavailable:
        """Say which server, what happened and what to check."""
        return EmbedderUnavailable(
            f"The embedding server {self._base_url} (model {self._model!r}) gave no vectors: {reason}. "
            "Check that it runs and that TWIN_EMBEDDING__BASE_URL, __MODEL and __API_KEY are right."
        )


def _reason(error: Exception) -> str:
    """Name a failure without quoting what was sent."""
    status = getattr(error, "status_code", None)
    return f"HTTP {status}" if status else type(error).__name__
