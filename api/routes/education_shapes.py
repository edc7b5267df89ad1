"""What the JSON routes of patients' lessons take and give."""

from datetime import date, datetime
from typing import Self

from pydantic import BaseModel, Field

from twin.consultation.events import Triaged
from twin.education.education import Standing
from twin.education.leaflet import terms_of
from twin.education.lesson import Lesson, LessonChunk, LessonSource, Statement
from twin.education.lesson_terms import TermExplainer
from twin.education.readability import GRADE_TARGET
from twin.education.topics import Topic
from twin.labels.disclosure import standing_notice
from twin.persona.persona import Bilingual, Persona


class TopicOut(BaseModel):
    """One topic. `dependents` is child or elder where there is a carers' version."""

    id: str
    title: Bilingual
    dependents: str
    languages: list[str]
    is_planned: bool

    @classmethod
    def of(cls, topic: Topic) -> Self:
        """Shape a topic."""
        return cls(
            id=topic.id,
            title=topic.title,
            dependents=topic.dependents,
            languages=list(topic.languages),
            is_planned=topic.is_planned,
        )


class LessonSourceOut(BaseModel):
    """Where a statement comes from; `quote` is the physician's wording to the letter."""

    number: int
    passage: str
    document: str
    line: str
    quote: str
    start: int
    end: int
    page: int | None
    slide: int | None
    start_seconds: float | None

    @classmethod
    def of(cls, source: LessonSource) -> Self:
        """Shape a source."""
        return cls(**{name: getattr(source, name) for name in cls.model_fields})


class StatementOut(BaseModel):
    """One fact; `origin` is own_words, own_view or guideline for a quotation, retold for plain words."""

    id: str
    text: str
    origin: str
    source: LessonSourceOut

    @classmethod
    def of(cls, statement: Statement) -> Self:
        """Shape a statement."""
        return cls(
            id=statement.id,
            text=statement.text,
            origin=statement.origin.value,
            source=LessonSourceOut.of(statement.source),
        )


class ChunkOut(BaseModel):
    """One idea. `key_points` are what a learner should be able to say back."""

    id: str
    title: str
    statements: list[StatementOut]
    key_points: list[str]
    is_simplest: bool

    @classmethod
    def of(cls, chunk: LessonChunk) -> Self:
        """Shape a chunk."""
        return cls(
            id=chunk.id,
            title=chunk.title,
            statements=[StatementOut.of(one) for one in chunk.statements],
            key_points=[point.text for point in chunk.key_points],
            is_simplest=chunk.is_simplest,
        )


class LessonOut(BaseModel):
    """A lesson. `notice` must be shown to whoever reads it; `reading` says how hard it is, in words."""

    persona: str
    topic: str
    title: str
    language: str
    audience: str
    depth: str
    notice: str
    checked: date
    reading: str = Field(examples=[f"grade 3.7 (target {GRADE_TARGET:.0f})"])
    chunks: list[ChunkOut]
    terms: dict[str, str]

    @classmethod
    def of(cls, lesson: Lesson, persona: Persona, explainer: TermExplainer) -> Self:
        """Shape a lesson."""
        return cls(
            persona=lesson.persona,
            topic=lesson.topic,
            title=lesson.title,
            language=lesson.language,
            audience=lesson.audience.value,
            depth=lesson.depth.value,
            notice=standing_notice(persona, lesson.language),
            checked=lesson.checked,
            reading=lesson.reading.to_text(),
            chunks=[ChunkOut.of(chunk) for chunk in lesson.chunks],
            terms={term.written: term.plain for term in terms_of(lesson, explainer)},
        )


class RepairOut(BaseModel):
    """What answers a gap in a reply."""

    point: str
    said: str
    statement: StatementOut | None


class ResultOut(BaseModel):
    """What became of one key point; `round` is 1 or 2, 0 where it was skipped."""

    chunk: str
    point: str
    said: str
    round: int


class StandingOut(BaseModel):
    """Where a lesson stands. `chunk` is null when it is over; `triage` is the card after an emergency."""

    id: str
    persona: str
    topic: str
    language: str
    step: str
    place: int
    round: int
    chunk: ChunkOut | None
    praised: list[str]
    repairs: list[RepairOut]
    results: list[ResultOut]
    shown: bool
    begun: datetime
    triage: Triaged | None = None

    @classmethod
    def of(cls, standing: Standing, *, card: Triaged | None = None) -> Self:
        """Shape where a lesson stands."""
        session, progress = standing.session, standing.progress
        return cls(
            id=session.id,
            persona=session.persona,
            topic=session.topic,
            language=session.language,
            step=progress.step.value,
            place=progress.place,
            round=progress.round,
            chunk=ChunkOut.of(standing.chunk) if standing.chunk else None,
            praised=list(standing.praised),
            repairs=[
                RepairOut(
                    point=one.point.text,
                    said=one.said.value,
                    statement=StatementOut.of(one.statement) if one.statement else None,
                )
                for one in standing.repairs
            ],
            results=[
                ResultOut(chunk=one.chunk, point=one.point, said=one.said.value, round=one.round)
                for one in progress.results
            ],
            shown=session.is_shown,
            begun=session.created_at,
            triage=card,
        )
