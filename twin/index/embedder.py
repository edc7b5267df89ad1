"""The port of vectors: what turns text into a direction that can be compared."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Embedder(Protocol):
    """Turns texts into vectors of unit length, so that a dot product is the cosine.

    The same text gives the same vector, whatever stands beside it in the batch (to float32 rounding).
    Raises `EmbedderUnavailable` when a server does not answer.
    """

    @property
    def name(self) -> str:
        """Give model and version or checksum. An index belongs to one name; at most 120 characters."""
        ...

    @property
    def dimensions(self) -> int:
        """Give the length of its vectors; 0 while a served model has not answered yet."""
        ...

    @property
    def languages(self) -> frozenset[str]:
        """Give the languages (en, zh) whose meaning its vectors carry."""
        ...

    async def embed_passages(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Give one vector per text, in order: float32 (texts, dimensions). Does not block the event loop."""
        ...

    async def embed_query(self, text: str) -> "NDArray[np.float32]":
        """Give the vector of one question: float32 (dimensions,)."""
        ...
