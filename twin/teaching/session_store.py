"""Sessions in the database: one learner's, with everything that was said."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select, update

from twin.errors import SessionChanged, SessionNotFound
from twin.storage.database import Database
from twin.storage.teaching_tables import TeachingSessionRow
from twin.teaching.clinical_case import Phase
from twin.teaching.session import CaseState, MoveKind
from twin.teaching.tutoring import CitedLine, Speaker, Utterance

LEARNER = "learner"


@dataclass(frozen=True, slots=True)
class Spoken:
    """One thing on the page of a session: the learner's own words, or an utterance. `speaker` may be "learner"."""

    speaker: str
    text: str
    phase: Phase
    utterance: Utterance | None = None
    confidence: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session as it is kept. `scores` are levels by dimension, empty until it is over."""

    id: str
    learner: str
    persona: str
    case: str
    state: CaseState
    said: tuple[Spoken, ...]
    scores: Mapping[str, int]
    version: int
    created_at: datetime
    changed_at: datetime


class SessionStore:
    """Reads and writes sessions; another learner's is absent."""

    def __init__(self, database: Database) -> None:
        """Take the open database."""
        self._database = database

    async def add(
        self, learner: str, state: CaseState, said: Sequence[Spoken], *, case_version: int
    ) -> SessionRecord:
        """Keep a new session."""
        now = datetime.now(UTC)
        row = TeachingSessionRow(
            id=uuid4().hex,
            learner=learner,
            persona=state.persona,
            case_id=state.case,
            case_version=case_version,
            language=state.language,
            is_over=False,
            state=state.model_dump(mode="json"),
            said=[spoken_to_json(one) for one in said],
            scores={},
            version=1,
            created_at=now,
            changed_at=now,
        )
        async with self._database.transaction() as session:
            session.add(row)
        return _record(row)

    async def session(self, session_id: str, *, learner: str) -> SessionRecord:
        """Give one session.

        Raises:
            SessionNotFound: When it is absent, or another learner's.
        """
        async with self._database.reading() as session:
            row = await session.get(TeachingSessionRow, session_id)
        if row is None or row.learner != learner:
            raise SessionNotFound(session_id)
        return _record(row)

    async def of_learner(self, learner: str) -> list[SessionRecord]:
        """Give all sessions of a learner, the newest first."""
        query = (
            select(TeachingSessionRow)
            .where(TeachingSessionRow.learner == learner)
            .order_by(TeachingSessionRow.created_at.desc(), TeachingSessionRow.id)
        )
        async with self._database.reading() as session:
            return [_record(row) for row in (await session.execute(query)).scalars()]

    async def save(
        self, known: SessionRecord, state: CaseState, said: Sequence[Spoken], scores: Mapping[str, int]
    ) -> SessionRecord:
        """Keep a session as it is after one turn.

        Raises:
            SessionChanged: When it was changed elsewhere since `known` was read.
        """
        change = (
            update(TeachingSessionRow)
            .where(TeachingSessionRow.id == known.id, TeachingSessionRow.version == known.version)
            .values(
                state=state.model_dump(mode="json"),
                said=[spoken_to_json(one) for one in said],
                scores=dict(scores),
                is_over=state.is_over,
                version=known.version + 1,
                changed_at=datetime.now(UTC),
            )
            .returning(TeachingSessionRow.id)
        )
        async with self._database.transaction() as session:
            if (await session.execute(change)).first() is None:
                raise SessionChanged(known.id)
        return await self.session(known.id, learner=known.learner)


def spoken_to_json(one: Spoken) -> dict[str, Any]:
    """Write one thing said as JSON values."""
    return asdict(one)


def spoken_from_json(values: Mapping[str, Any]) -> Spoken:
    """Read what `spoken_to_json` wrote."""
    given = values["utterance"]
    utterance = None
    if given is not None:
        utterance = Utterance(
            kind=MoveKind(given["kind"]),
            speaker=Speaker(given["speaker"]),
            text=given["text"],
            phase=Phase(given["phase"]),
            about=tuple(given["about"]),
            sources=tuple(CitedLine(**source) for source in given["sources"]),
            hint=given["hint"],
            was_held_back=given["was_held_back"],
        )
    phase = Phase(values["phase"])
    return Spoken(
        values["speaker"], values["text"], phase, utterance, values["confidence"], values.get("name", "")
    )


def _record(row: TeachingSessionRow) -> SessionRecord:
    return SessionRecord(
        id=row.id,
        learner=row.learner,
        persona=row.persona,
        case=row.case_id,
        state=CaseState.model_validate(row.state),
        said=tuple(spoken_from_json(one) for one in row.said),
        scores=row.scores,
        version=row.version,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )
