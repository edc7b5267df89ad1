"""A passage as the index holds it: with the document's slot and metadata."""

from dataclasses import dataclass
from functools import lru_cache

from twin.passages.passage import Passage
from twin.persona.phrasings import phrasings_in
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
    def phrasings(self) -> tuple[Phrasing, ...]:
        """Give the phrasings of sentences that stand in this passage."""
        return _phrasings(self.passage.text, self.metadata.phrasings)

    @property
    def questions(self) -> tuple[str, ...]:
        """Give the ways this passage is asked for: what its document was written for, and its sentences' phrasings."""
        return (*self.metadata.questions, *(ask for one in self.phrasings for ask in one.asks))


@lru_cache(maxsize=8192)
def _phrasings(text: str, phrasings: tuple[Phrasing, ...]) -> tuple[Phrasing, ...]:
    """Kept, because the same passages come up again and again."""
    return tuple(phrasings_in(text, phrasings))


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result. `score` is the search's own: cosine in [-1, 1] for dense, BM25 (larger is better) for words."""

    passage_id: str
    score: float
