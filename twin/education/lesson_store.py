"""Lessons of patients in the database: who, which topic, how far, and whether the physician may see it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from sqlalchemy import delete, select, update

from twin.education.teach_back import Progress
from twin.errors import LessonSessionNotFound, LessonSessionOver
from twin.storage.database import Database
from twin.storage.education_tables import LessonSessionRow

MOST_SHOWN = 200  # lessons at the desk, newest first


@dataclass(frozen=True, slots=True)
class LessonSession:
    """One lesson of one patient. `is_shown`: the patient lets the physician see the result."""

    id: str
    persona: str
    topic: str
    language: str
    progress: Progress
    is_shown: bool
    version: int
    created_at: datetime
    changed_at: datetime


class LessonStore:
    """Reads and writes lessons. `owner` is a hash; what is not its own is absent for it."""

    def __init__(self, database: Database) -> None:
        """Take the open database."""
        self._database = database

    async def add(self, persona: str, topic: str, language: str, *, owner: str) -> LessonSession:
        """Begin a lesson."""
        now = datetime.now(UTC)
        row = LessonSessionRow(
            id=uuid4().hex,
            owner=owner,
            persona=persona,
            topic=topic,
            language=language,
            progress=Progress().to_json(),
            is_shown=False,
            version=1,
            created_at=now,
            changed_at=now,
        )
        async with self._database.transaction() as session:
            session.add(row)
        return _session(row)

    async def session(self, session_id: str, *, owner: str) -> LessonSession:
        """Give a lesson.

        Raises:
            LessonSessionNotFound: When it is absent, deleted, or another's.
        """
        async with self._database.reading() as session:
            row = await session.get(LessonSessionRow, session_id)
        if row is None or row.owner != owner:
            raise LessonSessionNotFound(session_id)
        return _session(row)

    async def save(self, told: LessonSession, progress: Progress) -> None:
        """Write the new state over the one that was read.

        Raises:
            LessonSessionOver: When it went on meanwhile, in another window.
        """
        change = (
            update(LessonSessionRow)
            .where(LessonSessionRow.id == told.id, LessonSessionRow.version == told.version)
            .values(progress=progress.to_json(), version=told.version + 1, changed_at=datetime.now(UTC))
        )
        async with self._database.transaction() as session:
            changed = await session.execute(change)
        if not changed.rowcount:  # type: ignore[attr-defined]  # a CursorResult, as of every UPDATE
            raise LessonSessionOver(told.id)

    async def show(self, session_id: str, *, owner: str, is_shown: bool) -> None:
        """Let the physician see the result, or take that back.

        Raises:
            LessonSessionNotFound: When it is absent, deleted, or another's.
        """
        await self.session(session_id, owner=owner)
        change = update(LessonSessionRow).where(LessonSessionRow.id == session_id).values(is_shown=is_shown)
        async with self._database.transaction() as session:
            await session.execute(change)

    async def delete(self, session_id: str, *, owner: str) -> None:
        """Delete a lesson with its result.

        Raises:
            LessonSessionNotFound: When it is absent, deleted, or another's.
        """
        await self.session(session_id, owner=owner)
        async with self._database.transaction() as session:
            await session.execute(delete(LessonSessionRow).where(LessonSessionRow.id == session_id))

    async def delete_old(self, days: int) -> None:
        """Delete what nobody has touched for so many days."""
        before = datetime.now(UTC) - timedelta(days=days)
        async with self._database.transaction() as session:
            await session.execute(delete(LessonSessionRow).where(LessonSessionRow.changed_at < before))

    async def shown(self, personas: Collection[str] | None) -> Sequence[LessonSession]:
        """Give the lessons that patients let the physician see, newest first; `personas` None is all."""
        query = select(LessonSessionRow).where(LessonSessionRow.is_shown)
        if personas is not None:
            query = query.where(LessonSessionRow.persona.in_(sorted(personas)))
        async with self._database.reading() as session:
            rows = await session.scalars(query.order_by(LessonSessionRow.changed_at.desc()).limit(MOST_SHOWN))
            return [_session(row) for row in rows]


def _session(row: LessonSessionRow) -> LessonSession:
    return LessonSession(
        row.id,
        row.persona,
        row.topic,
        row.language,
        Progress.from_json(row.progress),
        row.is_shown,
        row.version,
        row.created_at,
        row.changed_at,
    )
