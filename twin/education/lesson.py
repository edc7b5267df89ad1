"""A lesson: 4 to 7 short chunks, one idea each, every statement with its source; one fact set for every audience and depth."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from twin.education.readability import Reading
from twin.gate.verdict import Origin
from twin.key_points.judgement import KeyPoint
from twin.persona.slots import Audience


class Depth(StrEnum):
    """How a fact is worded: in plain words, more simply, or at length in the physician's own words."""

    PLAIN = "plain"
    SIMPLER = "simpler"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class LessonSource:
    """Where a statement comes from. `start` and `end` are half-open offsets of `quote` in the document's text.

    `number` counts the sources of a lesson from 1; `line` is what a person reads; `references` are the public sources the
    document itself names. `page` and `slide` count from 1; None where the format has none.
    """

    number: int
    passage: str
    document: str
    line: str
    quote: str
    start: int
    end: int
    page: int | None = None
    slide: int | None = None
    start_seconds: float | None = None
    date: datetime.date | None = None
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact as a reader sees it. `id` is the fact's, the same at every depth and for every audience.

    `origin` is `own_words` for a quotation to the letter and `retold` for plain words that the gate found borne out.
    `simpler` is a wording still more simple, "" where there is none; `is_by_rule` when no person wrote it.
    """

    id: str
    text: str
    origin: Origin
    source: LessonSource
    simpler: str = ""
    is_by_rule: bool = False

    @property
    def is_quoted(self) -> bool:
        """Say whether these are the physician's words to the letter."""
        return self.origin is not Origin.RETOLD


@dataclass(frozen=True, slots=True)
class LessonChunk:
    """One idea. `key_points` are what a reader should be able to say back; `point_facts` names the fact of each.

    `is_simplest`: somebody asked for simpler words, and there are none.
    """

    id: str
    title: str
    statements: tuple[Statement, ...]
    key_points: tuple[KeyPoint, ...]
    point_facts: tuple[str, ...] = ()
    is_simplest: bool = False

    @property
    def text(self) -> str:
        """Give the statements, one a line."""
        return "\n".join(statement.text for statement in self.statements)

    def fact_of(self, point_id: str) -> Statement | None:
        """Give the statement of a key point."""
        facts = {point.id: fact for point, fact in zip(self.key_points, self.point_facts, strict=True)}
        return next((one for one in self.statements if one.id == facts.get(point_id)), None)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson of one persona on one topic, in one language, for one audience, at one depth.

    `dependents` is child or elder where somebody reads it for another, else "". `checked` is the day on which every statement was
    compared with its source. `left_out` counts facts of the plan that the folder no longer bears out.
    """

    persona: str
    topic: str
    title: str
    language: str
    audience: Audience
    depth: Depth
    dependents: str
    chunks: tuple[LessonChunk, ...]
    reading: Reading
    checked: datetime.date
    left_out: int = 0

    @property
    def sources(self) -> tuple[LessonSource, ...]:
        """Give the sources, each document's place once, in order of their numbers."""
        numbered = {
            statement.source.number: statement.source
            for chunk in self.chunks
            for statement in chunk.statements
        }
        return tuple(numbered[number] for number in sorted(numbered))

    @property
    def text(self) -> str:
        """Give all statements, one a line."""
        return "\n".join(chunk.text for chunk in self.chunks)

    @property
    def is_for_lay_people(self) -> bool:
        """Say whether the reading target holds: for patients and the public."""
        return self.audience in (Audience.PATIENT, Audience.PUBLIC)
