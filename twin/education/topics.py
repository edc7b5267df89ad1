"""What a persona teaches: the planned topics, and lectures for patients whose sentences can be read as they stand.

Topics come from what the folder really holds: a planned topic counts while at least four of its chunks are borne out; a lecture
counts when four of its headings have sentences that keep the reading target.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from twin.education.fact_sources import PassageShelf
from twin.education.lesson_plan import (
    FEWEST_CHUNKS,
    MOST_CHUNKS,
    LessonPlan,
    PlannedChunk,
    PlannedFact,
    PlannedTopic,
)
from twin.education.readability import ReadingMeter, length_of
from twin.gate.citation_marks import without_reference_marks
from twin.index.held_passage import HeldPassage
from twin.persona.persona import Bilingual
from twin.persona.slots import Slot
from twin.sentences import sentences_of

MOST_SENTENCES = 3  # of one derived chunk
_FEWEST_WORDS = {"en": 5, "zh": 6}
_NOT_A_NAME = re.compile(r"[^a-z0-9]+")
_LIST_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.、)]|[-•*])\s*")
# What leans on the words before it, or asks, teaches nothing by itself.
_LEANS = re.compile(
    r"^(?:it|they|this|that|these|those|he|she|but|and|so|then|here|there|another|both)\b"
    r"|^(?:他|她|它|这|那|但|所以|于是|然后|其中|两者)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic as it is listed. `languages` are those in which there is a lesson; `is_planned`: written for patients."""

    id: str
    title: Bilingual
    dependents: str
    languages: tuple[str, ...]
    is_planned: bool


def topics_of(
    plan: LessonPlan, shelf: PassageShelf, meter: ReadingMeter
) -> tuple[tuple[Topic, PlannedTopic], ...]:
    """Give the topics that can be taught now, planned ones first, each with its plan. Deterministic."""
    listed = []
    for planned in plan.topics:
        languages = tuple(one for one in ("en", "zh") if _held_chunks(planned, shelf, one) >= FEWEST_CHUNKS)
        if languages:
            listed.append((Topic(planned.id, planned.title, planned.dependents, languages, True), planned))
    taken = {topic.id for topic, _ in listed}
    for planned, language in _derived(shelf, meter):
        if planned.id not in taken:
            listed.append((Topic(planned.id, planned.title, "", (language,), False), planned))
    return tuple(listed)


def _held_chunks(topic: PlannedTopic, shelf: PassageShelf, language: str) -> int:
    return sum(
        any(shelf.bearing(fact.source, fact.quote) for fact in chunk.facts(language))
        for chunk in topic.chunks
    )


def _derived(shelf: PassageShelf, meter: ReadingMeter) -> Iterator[tuple[PlannedTopic, str]]:
    """Make a plan of each lecture for patients: a chunk a heading, sentences that can be read as they stand."""
    for name, passages in sorted(shelf.for_patients().items()):
        first = passages[0]
        if first.slot is not Slot.LECTURES:
            continue
        language = "zh" if first.metadata.language == "zh" else "en"
        chunks = [
            chunk
            for number, (heading, parts) in enumerate(_by_heading(passages).items(), 1)
            if heading and (chunk := _chunk(number, heading, parts, language, meter))
        ]
        if len(chunks) >= FEWEST_CHUNKS:
            title = Bilingual(en=first.metadata.title, zh=first.metadata.title)
            topic_id = f"talk-{_NOT_A_NAME.sub('-', name.lower()).strip('-')}"[:40].rstrip("-")
            yield PlannedTopic(id=topic_id, title=title, chunks=tuple(chunks[:MOST_CHUNKS])), language


def _by_heading(passages: tuple[HeldPassage, ...]) -> dict[str, list[HeldPassage]]:
    grouped: dict[str, list[HeldPassage]] = {}
    for one in passages:
        if not one.passage.is_table:
            grouped.setdefault(one.passage.headings[-1] if one.passage.headings else "", []).append(one)
    return grouped


def _chunk(
    number: int, heading: str, passages: list[HeldPassage], language: str, meter: ReadingMeter
) -> PlannedChunk | None:
    """Choose the first readable sentences of a heading; None when it has none."""
    facts: list[PlannedFact] = []
    for held in passages:
        for sentence in sentences_of(held.passage.text, language):
            quote = _LIST_NUMBER.sub("", sentence).strip()
            words = without_reference_marks(quote)
            if len(facts) < MOST_SENTENCES and _teaches(words, language, meter):
                facts.append(
                    PlannedFact(say=words, source=held.passage.document, quote=quote, is_key=not facts)
                )
    if not facts:
        return None
    both = tuple(facts)
    return PlannedChunk(id=f"part-{number}", title=Bilingual(en=heading, zh=heading), en=both, zh=both)


def _teaches(words: str, language: str, meter: ReadingMeter) -> bool:
    if _LEANS.match(words) or words.endswith(("?", "？", ":", "：")) or len(words) > 300:
        return False
    return length_of(words, language) >= _FEWEST_WORDS[language] and meter.measure(words, language).is_kept
