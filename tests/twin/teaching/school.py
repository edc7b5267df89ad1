"""A small school for tests: the sample case on a shelf, a paper, and an ear that remembers what it was told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from tests.twin.teaching.overlap_judge import OverlapJudge
from tests.twin.teaching.test_session import GOOD
from twin.errors import CaseNotFound
from twin.index.library import Library
from twin.passages.document import Document
from twin.passages.reading import read_documents
from twin.persona.folder import folder_content, load_persona
from twin.persona.scaffold import scaffold
from twin.settings import PassageSettings
from twin.storage.database import Database
from twin.teaching.case_room import CaseRoom
from twin.teaching.case_shelf import CaseShelf
from twin.teaching.classroom import Classroom
from twin.teaching.clinical_case import PHASES, Phase
from twin.teaching.disagreement import DisagreementStore, HandedIn, Outcome, OutcomeKind
from twin.teaching.journal_club import JournalClub
from twin.teaching.review_deck import ReviewDeck
from twin.teaching.session import Act
from twin.teaching.session_store import SessionRecord, SessionStore

CASE = "uneven-pulse"
PERSONA = "cardiology"
PAPER = """---
title: Counting the pulse before the recording
date: 2026-02-01
language: en
audience: resident
kind: paper
---

# Summary

This paper asks whether a finger at the wrist finds an uneven pulse before the recording does.

# Methods

We looked at 3 randomised trials and 2 cohort studies of older patients.

# Results

The finger found 87% of uneven pulses, and the recording found 95%.

# Conclusion

I count the pulse for 60 seconds in every patient above 65 years.

# What would change my mind

A new trial in which the watch finds more than the finger would change my mind.
"""


@dataclass
class OneCaseShelf:
    """A shelf with one case; `serving` are the passages in force, all of the case's at first."""

    room_of_case: CaseRoom
    serving: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.serving = frozenset(link.passage_id for link in self.room_of_case.links.values())

    async def rooms(self, persona_id: str) -> tuple[CaseRoom, ...]:
        """Give the one room to its persona."""
        return (self.room_of_case,) if persona_id == self.room_of_case.persona else ()

    async def room(self, persona_id: str, case_id: str) -> CaseRoom:
        """Give the one room. Raises `CaseNotFound`."""
        if (persona_id, case_id) != (self.room_of_case.persona, self.room_of_case.case.id):
            raise CaseNotFound(persona_id, case_id, [self.room_of_case.case.id])
        return self.room_of_case

    async def passages_in_force(self, persona_id: str) -> frozenset[str]:
        """Give what serves."""
        return self.serving


@dataclass
class Ear:
    """Remembers what was handed in; says what it is told to say."""

    heard: list[HandedIn] = field(default_factory=list)
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    async def hand_in(self, given: HandedIn) -> tuple[str, str]:
        """Keep it."""
        self.heard.append(given)
        return "c1", f"t{len(self.heard)}"

    async def outcome(self, conversation: str, turn: str, *, persona: str, language: str) -> Outcome | None:
        """Say what was set, else that it waits."""
        return self.outcomes.get(turn, Outcome(OutcomeKind.WAITING, datetime(2026, 12, 1, tzinfo=UTC)))


@dataclass
class School:
    """A classroom over one database."""

    classroom: Classroom
    shelf: OneCaseShelf
    ear: Ear


def school(database: Database, room: CaseRoom) -> School:
    """Open a school with one case, taught by the cardiologist."""
    shelf, ear = OneCaseShelf(taught_by(PERSONA, room)), Ear()
    classroom = Classroom(
        cast(CaseShelf, shelf),
        sessions=SessionStore(database),
        disagreements=DisagreementStore(database),
        deck=ReviewDeck(database),
        ear=ear,
    )
    return School(classroom, shelf, ear)


def taught_by(persona: str, room: CaseRoom) -> CaseRoom:
    """Give the same case in another persona's name."""
    return CaseRoom(persona, room.case, room.links, judge=OverlapJudge(), corpora=Path("corpora"))


async def worked_through(
    classroom: Classroom,
    learner: str,
    *,
    language: str = "en",
    answers: Mapping[Phase, str] = GOOD,
    confidence: int = 70,
) -> SessionRecord:
    """Let a learner answer every phase once and give a reason, then ask to be told."""
    record = await classroom.begin(learner, PERSONA, CASE, language=language)
    for phase in PHASES:
        text = answers.get(phase, "I am not sure")
        record = await classroom.answer(record.id, learner, Act.COMMIT, text, confidence=confidence)
        record = await classroom.answer(record.id, learner, Act.WHY, text)
        if record.state.phase is phase and not record.state.is_over:
            record = await classroom.answer(record.id, learner, Act.TELL_ME, "")
    assert record.state.is_over
    return record


class OnePaperLibrary:
    """A library that holds one paper of the cardiologist."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "geriatrics").exists():
            scaffold(folder, "geriatrics")
        (folder / "geriatrics" / "papers").mkdir(exist_ok=True)
        (folder / "geriatrics" / "papers" / "pulse-paper.md").write_text(PAPER, encoding="utf-8")
        files = folder_content(folder, Path("corpora"), load_persona(folder, "geriatrics")).files
        mine = [file for file in files if file.name == "pulse-paper"]
        self._papers = [one for one in read_documents(mine, PassageSettings()) if isinstance(one, Document)]

    async def documents(self, persona_id: str) -> Any:
        """Give the paper to the cardiologist alone."""
        return tuple(self._papers) if persona_id == PERSONA else ()


def journal_club(database: Database, folder: Path) -> JournalClub:
    """Give the club with one paper."""
    library = cast(Library, OnePaperLibrary(folder))
    return JournalClub(database, library, PassageSettings(), OverlapJudge())
