"""A passage as the index holds it: with the document's slot and metadata."""

from dataclasses import dataclass

from twin.passages.passage import Passage
from twin.persona.slots import DocumentMetadata, Slot


@dataclass(frozen=True, slots=True)
class HeldPassage:
    """One retrievable passage. `superseded` is true when a newer document replaces the one it stands in."""

    passage: Passage
    document_id: str
    slot: Slot
    metadata: DocumentMetadata
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result. `score` is the search's own: cosine in [-1, 1] for dense, BM25 (larger is better) for words."""

    passage_id: str
    score: float
