"""A generation: one complete state of a persona's index. Documents appear and vanish with it, whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class PublishedIndex:
    """The generation that serves.

    `documents` counts its documents. `floor` is the measured coverage floor, empty until it was measured.
    `report` holds `intake` (what the reading reported) and `index` (the figures of `GenerationReport`).
    """

    persona: str
    generation: int
    embedder: str
    documents: int
    floor: Mapping[str, Any]
    report: Mapping[str, Any]
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a candidate must not serve, in a sentence, and what to do about it."""

    reason: str
    way_out: str


@dataclass(frozen=True, slots=True)
class GenerationReport:
    """What one indexing did.

    `unchanged` is true when the serving generation already was what the folder holds, and goes on serving.
    `passages` counts the retrievable ones; `held_back` those with personal data; `duplicates` those that a nearly
    equal passage stands for; `embedded` the vectors computed in this run. The tuples hold document names.
    """

    persona: str
    generation: int
    embedder: str
    unchanged: bool
    documents: int
    passages: int
    held_back: int
    duplicates: int
    embedded: int
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    seconds: float = field(default=0.0, compare=False)

    def as_report(self, intake: Mapping[str, Any] | None) -> dict[str, Any]:
        """Put these figures and the intake report together as JSON values."""
        names = ("documents", "passages", "held_back", "duplicates", "embedded", "seconds")
        lists = ("added", "changed", "removed", "copies")
        index = {name: getattr(self, name) for name in names}
        index |= {name: list(getattr(self, name)) for name in lists}
        return {"intake": dict(intake or {}), "index": index}


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document as a generation lists it: enough to compare two generations. `characters` is its text's length."""

    id: str
    name: str
    path: str
    characters: int
