"""How alike a question and sentences are in meaning, for the quoting model to choose by."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from twin.evidence.language import language_of
from twin.index.embedder import Embedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REMEMBERED = (
    8_192  # sentences; 1.5 KB each. A folder's sentences come up again and again; a question seldom does
)


class SentenceLikeness:
    """Compares by the embedder's cosines; a sentence in a language it cannot read gets 0."""

    def __init__(self, embedder: Embedder) -> None:
        """Keep the embedder; nothing is loaded yet."""
        self._embedder = embedder
        self._known: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    async def __call__(self, question: str, sentences: Sequence[str]) -> list[float]:
        """Give one number a sentence in [-1, 1], in order."""
        languages = self._embedder.languages
        readable = {text for text in sentences if language_of(text) in languages}
        if not readable or language_of(question) not in languages:
            return [0.0] * len(sentences)
        asked = await self._embedder.embed_query(question)
        vectors = await self._vectors(sorted(readable))
        return [float(vectors[text] @ asked) if text in vectors else 0.0 for text in sentences]

    async def _vectors(self, texts: Sequence[str]) -> "dict[str, NDArray[np.float32]]":
        """Give the vectors of texts; those seen before are not embedded again."""
        found = {text: self._known[text] for text in texts if text in self._known}
        missing = [text for text in texts if text not in found]
        if missing:
            found |= dict(zip(missing, await self._embedder.embed_passages(missing), strict=True))
        for text in texts:
            self._known[text] = found[text]
            self._known.move_to_end(text)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return found
