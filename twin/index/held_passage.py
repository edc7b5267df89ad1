"""A passage as the index holds it: with the document's slot and metadata."""

from dataclasses import dataclass
from functools import lru_cache

from twin.passages.passage import Passage
from twin.persona.phrasings import asks_of
from twin.persona.slots import DocumentMetadata, Phrasing, Slot


@dataclass(frozen=True, slots=True)
class HeldPassage:
    """One retrievable passage. `superseded` is true when a newer document replaces the one it stands in."""

    passage: Passage
    document_id: str
    slot: Slot
    metadata: DocumentMetadata
    superseded: bool = False

    @property
    def questions(self) -> tuple[str, ...]:
        """Give the ways this passage is asked for: what its document was written for, and its sentences' phrasings."""
        return _questions(self.passage.text, self.metadata.questions, self.metadata.phrasings)


@lru_cache(maxsize=8192)
def _questions(text: str, questions: tuple[str, ...], phrasings: tuple[Phrasing, ...]) -> tuple[str, ...]:
    """Kept, because the same passages come up again and again."""
    return (*questions, *asks_of(text, phrasings))


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result. `score` is the search's own: cosine in [-1, 1] for dense, BM25 (larger is better) for words."""

    passage_id: str
    score: float
