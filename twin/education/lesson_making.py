"""Lessons made from a plan and the published passages: every statement judged again, in every wording, each time."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial

from twin.education.fact_checking import judged, same_numbers
from twin.education.fact_sources import PassageShelf, line_of, shown_quote, span_of
from twin.education.lesson import Depth, Lesson, LessonChunk, LessonSource, Statement
from twin.education.lesson_plan import PlannedChunk, PlannedFact, PlannedTopic
from twin.education.plainer import Plainer
from twin.education.readability import ReadingMeter
from twin.gate.gate import Gate
from twin.gate.quantities import claimed_quantities
from twin.gate.verdict import Origin
from twin.index.held_passage import HeldPassage
from twin.key_points.judgement import KeyPoint
from twin.persona.slots import Audience, Slot

_QUOTED_FOR = frozenset({Audience.RESIDENT, Audience.PHYSICIAN})


@dataclass
class SourceNumbers:
    """Numbers the sources of one lesson: one number for one place of one document."""

    language: str
    numbers: dict[str, int] = field(default_factory=dict)

    def source(self, quote: str, held: HeldPassage) -> LessonSource:
        """Give the source of a quotation."""
        start, end = span_of(quote, held)
        passage = held.passage
        return LessonSource(
            number=self.numbers.setdefault(passage.id, len(self.numbers) + 1),
            passage=passage.id,
            document=passage.document,
            line=line_of(held, self.language),
            quote=shown_quote(quote),
            start=start,
            end=end,
            page=passage.page,
            slide=passage.slide,
            start_seconds=passage.start_seconds,
            date=held.metadata.date,
            references=tuple(reference.text for reference in held.metadata.references),
        )


class LessonMaker:
    """Makes lessons. Holds no state."""

    def __init__(self, gate: Gate, meter: ReadingMeter, plainer: Plainer | None = None) -> None:
        """Take the gate and the meter, and what makes simpler words by rule where nobody wrote any."""
        self._gate = gate
        self._meter = meter
        self._plainer = plainer

    def from_plan(
        self,
        topic: PlannedTopic,
        shelf: PassageShelf,
        *,
        persona: str,
        language: str,
        audience: Audience = Audience.PATIENT,
        depth: Depth = Depth.PLAIN,
        today: datetime.date,
    ) -> Lesson:
        """Make a planned lesson. A fact whose source is no longer held is left out, and a chunk without facts with it."""
        numbers = SourceNumbers(language)
        chunks, left_out = [], 0
        for planned in topic.chunks:
            chunk, missing = self._chunk(planned, shelf, numbers, audience=audience, depth=depth)
            left_out += missing
            if chunk.statements:
                chunks.append(chunk)
        lesson = Lesson(
            persona=persona,
            topic=topic.id,
            title=topic.title.in_language(language),
            language=language,
            audience=audience,
            depth=depth,
            dependents=topic.dependents,
            chunks=tuple(chunks),
            reading=self._meter.measure("", language),
            checked=today,
            left_out=left_out,
        )
        made = replace(lesson, reading=self._meter.measure(lesson.text, language))
        if depth is Depth.SIMPLER and self._plainer is not None and not made.reading.is_kept:
            by_hand = LessonMaker(self._gate, self._meter)  # rules that cost the reading target are not used
            return by_hand.from_plan(
                topic, shelf, persona=persona, language=language, audience=audience, depth=depth, today=today
            )
        return made

    def _chunk(
        self,
        planned: PlannedChunk,
        shelf: PassageShelf,
        numbers: SourceNumbers,
        *,
        audience: Audience,
        depth: Depth,
    ) -> tuple[LessonChunk, int]:
        language = numbers.language
        keys = planned.key_facts(language)
        statements, points, facts = [], [], []
        missing = simpler = 0
        for number, fact in enumerate(planned.facts(language), 1):
            held = shelf.bearing(fact.source, fact.quote)
            if held is None:
                missing += 1
                continue
            name = f"{planned.id}-{number}"
            statement = self._statement(fact, name, held, numbers, audience=audience, depth=depth)
            simpler += bool(statement.simpler)
            statements.append(statement)
            if fact in keys:
                points.append(key_point_of(fact, name, language))
                facts.append(name)
        chunk = LessonChunk(
            id=planned.id,
            title=planned.title.in_language(language),
            statements=tuple(statements),
            key_points=tuple(points),
            point_facts=tuple(facts),
            is_simplest=depth is Depth.SIMPLER and not simpler,
        )
        return chunk, missing

    def _statement(
        self,
        fact: PlannedFact,
        name: str,
        held: HeldPassage,
        numbers: SourceNumbers,
        *,
        audience: Audience,
        depth: Depth,
    ) -> Statement:
        """Word a fact: plain words where the gate bears them out, else the physician's own."""
        source = numbers.source(fact.quote, held)
        own = _origin_of_quote(held)
        if audience in _QUOTED_FOR or depth is Depth.MORE:
            return Statement(name, source.quote, own, source)
        passes = partial(self._passes, fact=fact, held=held, language=numbers.language)
        simpler = fact.simpler if passes(fact.simpler) else ""
        is_by_rule = depth is Depth.SIMPLER and not simpler
        if is_by_rule:
            simpler = self._by_rule(fact, held, numbers.language)
        text = simpler if depth is Depth.SIMPLER and simpler else fact.say
        if text != simpler and not passes(text):
            return Statement(name, source.quote, own, source)
        origin = own if text == source.quote else Origin.RETOLD
        return Statement(name, text, origin, source, simpler, is_by_rule and bool(simpler))

    def _by_rule(self, fact: PlannedFact, held: HeldPassage, language: str) -> str:
        """Give simpler words made by rule, "" where they are none.

        The cut sentences pass the gate. With the glossary's explanations, too, the numbers are the quote's, and it reads no
        harder than before; where it does, the cut sentences stand alone.
        """
        if self._plainer is None:
            return ""
        made = self._plainer.simpler(fact.say, language)
        before = self._meter.measure(fact.say, language)
        for text in dict.fromkeys((made.explained, made.cut)):
            now = self._meter.measure(text, language)
            is_harder = (now.grade, now.clause) > (before.grade, before.clause)
            if text != fact.say and not is_harder and same_numbers(text, fact.quote):
                return text if self._passes(made.cut, fact, held, language) else ""
        return ""

    def _passes(self, text: str, fact: PlannedFact, held: HeldPassage, language: str) -> bool:
        return (
            bool(text)
            and judged(text, held, quote=fact.quote, language=language, gate=self._gate).may_be_said
        )


def key_point_of(fact: PlannedFact, name: str, language: str) -> KeyPoint:
    """Give what a reader should be able to say back of a fact."""
    others = (shown_quote(fact.quote), *((fact.simpler,) if fact.simpler else ()), *fact.also)
    return KeyPoint(
        id=name,
        text=fact.say,
        language=language,
        said_as=tuple(dict.fromkeys(one for one in others if one != fact.say)),
        wrong_as=fact.wrong,
        must_hold=tuple(_measured(fact.say)),
    )


def _measured(text: str) -> Iterable[str]:
    """Give the numbers with a unit of measurement: without them a dose or a limit is not said."""
    for one in claimed_quantities(text):
        if one.dimension and one.dimension != "every":
            yield one.written.strip()


def _origin_of_quote(held: HeldPassage) -> Origin:
    if held.slot is Slot.GUIDELINES:
        return Origin.GUIDELINE
    return Origin.OWN_VIEW if held.metadata.is_view else Origin.OWN_WORDS
