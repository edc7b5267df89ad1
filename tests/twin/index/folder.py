"""A small folder as the reading room would hand it over, and an embedder without a model."""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twin.index.tokens import tokens
from twin.passages.document import Anchor, Document
from twin.passages.passage import Passage
from twin.persona.slots import DocumentMetadata, Slot

DIMENSIONS = 64
Read = tuple[Document, tuple[Passage, ...]]


class WordEmbedder:
    """Texts that share words lie near each other. Remembers what it embeds."""

    languages = frozenset({"en", "zh"})
    dimensions = DIMENSIONS

    def __init__(self, name: str = "words/1") -> None:
        """Start counting."""
        self.name = name
        self.embedded: list[str] = []

    async def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one unit vector per text."""
        self.embedded += texts
        rows = [_vector(text, self.name) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, DIMENSIONS), dtype=np.float32)

    async def embed_query(self, text: str) -> NDArray[np.float32]:
        """Give the vector of one question."""
        return _vector(text, self.name)


def _vector(text: str, salt: str) -> NDArray[np.float32]:
    vector = np.zeros(DIMENSIONS, dtype=np.float32)
    for token in [*tokens(text), ""]:
        digest = hashlib.sha256(f"{salt}{token}".encode()).digest()
        vector[digest[0] % DIMENSIONS] += 1 if digest[1] % 2 else -1
        vector[digest[2] % DIMENSIONS] += 0.5
    unit: NDArray[np.float32] = (vector / np.linalg.norm(vector)).astype(np.float32)
    return unit


def read(
    name: str,
    *sentences: str,
    slot: Slot = Slot.LECTURES,
    supersedes: tuple[str, ...] = (),
    held_back: tuple[int, ...] = (),
    duplicates: dict[int, str] | None = None,
) -> Read:
    """Make a document with one passage per sentence.

    `held_back` are numbers of passages with personal data; `duplicates` maps a number to the passage it repeats.
    """
    text = "\n".join(sentences)
    content_hash = hashlib.sha256(f"{name}|{text}|{supersedes}".encode()).hexdigest()
    passages, start = [], 0
    for number, sentence in enumerate(sentences):
        passages.append(
            Passage(
                id=hashlib.sha256(f"{content_hash}{start}".encode()).hexdigest()[:32],
                document=name,
                start=start,
                end=start + len(sentence),
                text=sentence,
                page=number + 1,
                headings=("Heart",),
                personal_data=("phone",) if number in held_back else (),
                duplicate_of=(duplicates or {}).get(number),
            )
        )
        start += len(sentence) + 1
    document = Document(
        name=name,
        slot=slot,
        path=f"cardiology/lectures/{name}.md",
        media_type="text/markdown",
        metadata=DocumentMetadata(title=name.title(), language="en", kind="lecture", supersedes=supersedes),
        content_hash=content_hash,
        text=text,
        anchors=(Anchor(start=0, end=len(text), page=1, headings=("Heart",)),),
    )
    return document, tuple(passages)


COFFEE = read("coffee", "Coffee is fine with atrial fibrillation.", "Two cups a day do no harm.")
STATINS = read("statins", "A statin lowers cholesterol.", "Muscle aches are common.", "Do not stop alone.")
PRESSURE = read("pressure", "Measure blood pressure at home.", "高血压患者每天早晚测血压。")
