"""A lesson as the pages show it: runs of words and of explained terms, and where each source opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from api.pages.source_links import place_anchor
from twin.education.education import Standing
from twin.education.lesson import Lesson, LessonChunk, LessonSource, Statement
from twin.education.lesson_store import LessonSession
from twin.education.lesson_terms import ExplainedTerm, TermExplainer
from twin.key_points.judgement import Said


@dataclass(frozen=True, slots=True)
class WordRun:
    """A run of a statement; `term` is the id of its explanation, "" for plain words."""

    text: str
    term: str = ""


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """A statement with its terms, and the source it leads to. `place` tells two uses of one term apart."""

    runs: tuple[WordRun, ...]
    is_quoted: bool
    number: int
    line: str
    link: str


@dataclass(frozen=True, slots=True)
class ShownChunk:
    """One idea of a lesson. `place` counts from 1."""

    id: str
    place: int
    title: str
    statements: tuple[ShownStatement, ...]
    is_simplest: bool


@dataclass(frozen=True, slots=True)
class ShownLesson:
    """A lesson with everything a page needs. `terms` are explained once each."""

    chunks: tuple[ShownChunk, ...]
    terms: tuple[ExplainedTerm, ...]
    sources: tuple[tuple[LessonSource, str], ...]


@dataclass(frozen=True, slots=True)
class ShownRepair:
    """What answers a gap: `is_wrong` for a wrong belief, else something missing."""

    is_wrong: bool
    statement: ShownStatement


@dataclass(frozen=True, slots=True)
class ShownResult:
    """One finished or shared lesson in figures."""

    said: int
    missing: int
    wrong: int

    @property
    def asked(self) -> int:
        """Give how many points were asked."""
        return self.said + self.missing + self.wrong


class LessonView:
    """Shows lessons of one page: a term is underlined where it is first used on that page."""

    def __init__(self, explainer: TermExplainer, *, persona: str, language: str) -> None:
        """Begin a page."""
        self._explainer = explainer
        self._persona = persona
        self._language = language
        self._terms: dict[str, ExplainedTerm] = {}

    @property
    def terms(self) -> tuple[ExplainedTerm, ...]:
        """Give the terms that were underlined so far."""
        return tuple(self._terms.values())

    def lesson(self, lesson: Lesson) -> ShownLesson:
        """Show a whole lesson."""
        chunks = tuple(self.chunk(chunk, place) for place, chunk in enumerate(lesson.chunks, 1))
        return ShownLesson(chunks, self.terms, self.sources(lesson.sources))

    def chunk(self, chunk: LessonChunk, place: int) -> ShownChunk:
        """Show one chunk."""
        statements = tuple(self.statement(one) for one in chunk.statements)
        return ShownChunk(chunk.id, place, chunk.title, statements, chunk.is_simplest)

    def statement(self, statement: Statement) -> ShownStatement:
        """Show one statement."""
        source = statement.source
        return ShownStatement(
            self._runs(statement.text), statement.is_quoted, source.number, source.line, self._link(source)
        )

    def sources(self, sources: Sequence[LessonSource]) -> tuple[tuple[LessonSource, str], ...]:
        """Give each source with the address where it opens."""
        return tuple((source, self._link(source)) for source in sources)

    def repairs(self, standing: Standing) -> tuple[ShownRepair, ...]:
        """Show what answers the gaps of the newest reply."""
        return tuple(
            ShownRepair(repair.said is Said.WRONG, self.statement(repair.statement))
            for repair in standing.repairs
            if repair.statement is not None
        )

    def _runs(self, text: str) -> tuple[WordRun, ...]:
        runs, place = [], 0
        for term in self._explainer.terms_in(text, self._language):
            if term.id in self._terms:
                continue
            self._terms[term.id] = term
            runs += [WordRun(text[place : term.start]), WordRun(term.written, term.id)]
            place = term.end
        runs.append(WordRun(text[place:]))
        return tuple(run for run in runs if run.text)

    def _link(self, source: LessonSource) -> str:
        query = urlencode({"d": self._persona, "start": source.start, "end": source.end})
        anchor = place_anchor(page=source.page, slide=source.slide, start_seconds=source.start_seconds)
        return f"/sources/{quote(source.passage, safe='')}?{query}#{anchor}"


def shown_result(session: LessonSession) -> ShownResult:
    """Count what was said, missing and wrong at the end of each point."""
    progress = session.progress
    return ShownResult(*(progress.counted(one) for one in (Said.SAID, Said.MISSING, Said.WRONG)))
