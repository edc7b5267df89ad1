"""What the teaching pages show, made ready: what was said, cases to begin, figures as people read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode

import yaml

from twin.shares import Share
from twin.teaching.case_room import CaseRoom
from twin.teaching.clinical_case import Phase
from twin.teaching.session import MoveKind
from twin.teaching.session_store import LEARNER, SessionRecord, Spoken
from twin.teaching.tutoring import CitedLine


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A source line; `href` is empty where the passage may not be opened yet. `quote` is in the document's language."""

    line: str
    href: str


@dataclass(frozen=True, slots=True)
class ShownWords:
    """One thing on the page. `who` is learner, tutor, patient, result or board; `name` is that of a fellow."""

    who: str
    text: str
    phase: Phase
    kind: str
    sources: tuple[ShownSource, ...]
    confidence: int | None
    name: str
    opens_phase: bool


@dataclass(frozen=True, slots=True)
class ShownCase:
    """One case on the list; `session` is the learner's newest of it, empty for none."""

    persona: str
    id: str
    title: str
    level: str
    session: str
    is_over: bool


def shown_words(said: Sequence[Spoken], persona_id: str) -> list[ShownWords]:
    """Give what was said, in order; the first of a phase opens it."""
    shown: list[ShownWords] = []
    for one in said:
        utterance = one.utterance
        is_task = utterance is not None and utterance.kind is MoveKind.TASK
        sources = shown_sources(utterance.sources, persona_id) if utterance else ()
        shown.append(
            ShownWords(
                one.speaker,
                one.text,
                one.phase,
                utterance.kind.value if utterance else LEARNER,
                sources,
                one.confidence,
                one.name,
                is_task,
            )
        )
    return shown


def shown_sources(sources: Sequence[CitedLine], persona_id: str) -> tuple[ShownSource, ...]:
    """Give source lines with their links."""
    return tuple(
        ShownSource(one.line, passage_path(persona_id, one.passage_id) if one.passage_id else "")
        for one in sources
    )


def shown_cases(
    rooms: Sequence[CaseRoom], sessions: Sequence[SessionRecord], language: str
) -> list[ShownCase]:
    """Give the cases of one persona with the learner's newest session of each."""
    newest: dict[tuple[str, str], SessionRecord] = {}
    for one in sessions:
        newest.setdefault((one.persona, one.case), one)
    shown = []
    for room in rooms:
        record = newest.get((room.persona, room.case.id))
        shown.append(
            ShownCase(
                room.persona,
                room.case.id,
                room.case.title.in_language(language),
                room.case.level,
                record.id if record else "",
                bool(record and record.state.is_over),
            )
        )
    return shown


def passage_path(persona_id: str, passage_id: str) -> str:
    """Give the address of a passage's document, opened at the passage."""
    return f"/sources/{quote(passage_id, safe='')}?{urlencode({'d': persona_id})}"


def topic_in(slug: str, language: str) -> tuple[str, str]:
    """Give a case's topic as a reader sees it, and the language it is written in."""
    known = _topics_zh().get(slug, "") if language == "zh" else ""
    return (known, "zh") if known else (slug.replace("-", " "), "en")


@cache
def _topics_zh() -> Mapping[str, str]:
    read = yaml.safe_load((Path(__file__).parent / "words" / "case_topics.yaml").read_text(encoding="utf-8"))
    return {str(slug): str(word) for slug, word in read.items()}


def percent(share: Share) -> Mapping[str, str]:
    """Give a share as whole per cents, with its interval."""
    low, high = share.interval
    return {"value": f"{share.value:.0%}", "low": f"{low:.0%}", "high": f"{high:.0%}"}
