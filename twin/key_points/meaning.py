"""Vectors of English words and short runs of words, remembered: the same words come up again and again."""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

from twin.index.minilm_embedder import MiniLmEmbedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REMEMBERED = 20_000  # 1.5 KB each: 30 MB when full


class RememberedVectors:
    """Embeds at once, in this thread, what it has not met yet. Nothing is loaded before the first call."""

    def __init__(self, embedder: MiniLmEmbedder | None = None) -> None:
        """Keep the embedder; by default the embedded English one."""
        self._embedder = embedder or MiniLmEmbedder()
        self._known: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._turn = Lock()

    def __call__(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Give one unit vector a text, in order; shape (texts, dimensions).

        Raises:
            SettingsError: If the model package is missing or damaged.
        """
        import numpy as np

        with self._turn:
            missing = [text for text in dict.fromkeys(texts) if text not in self._known]
            if missing:
                new = self._embedder.embed_here(missing)
                self._known.update(zip(missing, new, strict=True))
            for text in texts:
                self._known.move_to_end(text)
            found = np.stack([self._known[text] for text in texts])
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return found
