"""Made-up texts, vectors and documents of any number, the same in every run."""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twin.passages.document import Document
from twin.passages.passage import Passage
from twin.persona.slots import DocumentMetadata, Slot

DIMENSIONS = 384
CLUSTERS = 200  # a physician's folder has topics, not points spread evenly
NEAR_DUPLICATES = 0.15  # share of vectors that nearly repeat another one
VOCABULARY = 6_000
_SYLLABLES = [a + b for a in "bcdfglmnprstv" for b in ("a", "e", "i", "o", "u", "al", "en", "is")]


def made_up_texts(count: int, *, words: tuple[int, int], seed: int) -> list[str]:
    """Give texts of words drawn as in real language (Zipf), each text with a length within `words`."""
    rng = np.random.default_rng(seed)
    vocabulary = ["".join(rng.choice(_SYLLABLES, size=3)) for _ in range(VOCABULARY)]
    rarity = 1.0 / np.arange(1, VOCABULARY + 1)
    lengths = rng.integers(words[0], words[1] + 1, size=count)
    drawn = rng.choice(VOCABULARY, size=int(lengths.sum()), p=rarity / rarity.sum())
    texts, start = [], 0
    for number, length in enumerate(lengths):
        part = [vocabulary[i] for i in drawn[start : start + length]]
        texts.append(f"{' '.join(part)} n{seed}x{number}.")
        start += length
    return texts


def clustered_vectors(count: int, *, seed: int) -> NDArray[np.float32]:
    """Give unit vectors around common centres; some nearly repeat others."""
    rng = np.random.default_rng(seed)
    centres = rng.standard_normal((CLUSTERS, DIMENSIONS)).astype(np.float32)
    noise = rng.standard_normal((count, DIMENSIONS)).astype(np.float32)
    vectors = centres[rng.integers(0, CLUSTERS, count)] + 0.45 * noise
    repeated = int(count * NEAR_DUPLICATES)
    vectors[-repeated:] = vectors[:repeated] + 0.02 * noise[:repeated]
    unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def read_documents(texts: Sequence[str], *, per_document: int) -> list[tuple[Document, tuple[Passage, ...]]]:
    """Put texts into documents, one passage each."""
    documents = []
    for first in range(0, len(texts), per_document):
        part, name = texts[first : first + per_document], f"doc{first}"
        text = "\n".join(part)
        content_hash = hashlib.sha256(text.encode()).hexdigest()
        passages, start = [], 0
        for number, words in enumerate(part):
            passages.append(
                Passage(f"{content_hash[:24]}{number:04}", name, start, start + len(words), words)
            )
            start += len(words) + 1
        metadata = DocumentMetadata(title="", language="en", kind="lecture")
        document = Document(name, Slot.LECTURES, f"{name}.md", "text/markdown", metadata, content_hash, text)
        documents.append((document, tuple(passages)))
    return documents


class PreparedEmbedder:
    """Gives each known text its prepared vector, at no cost."""

    name = "prepared/1"
    dimensions = DIMENSIONS
    languages = frozenset[str]()

    def __init__(self, texts: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Remember which text has which vector."""
        self._row_of = {text: row for row, text in enumerate(texts)}
        self._vectors = vectors

    async def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Look the vectors up."""
        found: NDArray[np.float32] = self._vectors[[self._row_of[text] for text in texts]]
        return found

    async def embed_query(self, text: str) -> NDArray[np.float32]:
        """Look the vector up."""
        found: NDArray[np.float32] = self._vectors[self._row_of[text]]
        return found
