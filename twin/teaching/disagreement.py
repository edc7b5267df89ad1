"""A learner disagrees with a line of a debrief: it goes to the physician's desk, and what is decided there comes back."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol
from uuid import uuid4

from sqlalchemy import select

from twin.storage.database import Database
from twin.storage.teaching_tables import DisagreementRow

WORDS_CHARACTERS = 1_000  # of what a learner adds


class OutcomeKind(StrEnum):
    """What came of a disagreement."""

    WAITING = "waiting"
    LINE_STANDS = "line_stands"
    ANSWERED = "answered"
    SOURCE_WITHDRAWN = "source_withdrawn"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the desk says. `text` is the physician's own words, in `language`; empty while it waits. `at`: decided or due."""

    kind: OutcomeKind
    at: datetime
    text: str = ""
    language: str = ""
    reason: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One disagreement: which line, the learner's words, and where it lies at the desk."""

    session: str
    line: str
    words: str
    conversation: str
    turn: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What the desk is given: the line as the learner saw it, its sources, and why the learner disagrees."""

    persona: str
    learner: str
    language: str
    case_title: str
    line: str
    words: str
    passages: tuple[str, ...] = ()


class PhysiciansEar(Protocol):
    """The way to the physician's desk; the house wires it."""

    async def hand_in(self, given: HandedIn) -> tuple[str, str]:
        """Put a disagreement on the desk; give the ids of its conversation and turn there."""
        ...

    async def outcome(self, conversation: str, turn: str, *, persona: str, language: str) -> Outcome | None:
        """Say what came of it; None when it is not there any more."""
        ...


class DisagreementStore:
    """Reads and writes disagreements; each line of a session once."""

    def __init__(self, database: Database) -> None:
        """Take the open database."""
        self._database = database

    async def of_session(self, session_id: str) -> list[Disagreement]:
        """Give those of one session, oldest first."""
        query = select(DisagreementRow).where(DisagreementRow.session_id == session_id)
        async with self._database.reading() as session:
            rows = (await session.execute(query.order_by(DisagreementRow.created_at))).scalars().all()
        return [_disagreement(row) for row in rows]

    async def add(
        self, session_id: str, line: str, words: str, *, conversation: str, turn: str
    ) -> Disagreement:
        """Keep one."""
        row = DisagreementRow(
            id=uuid4().hex,
            session_id=session_id,
            line=line,
            words=words,
            conversation_id=conversation,
            turn_id=turn,
            created_at=datetime.now(UTC),
        )
        async with self._database.transaction() as session:
            session.add(row)
        return _disagreement(row)


def _disagreement(row: DisagreementRow) -> Disagreement:
    return Disagreement(row.session_id, row.line, row.words, row.conversation_id, row.turn_id, row.created_at)
