"""The physician's hand on the switch: a paused twin says nothing but that it is paused, on every surface."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from twin.storage.database import Database
from twin.storage.staff_tables import PauseChangeRow


@dataclass(frozen=True, slots=True)
class Pause:
    """Who paused a twin, when and why."""

    paused_by: str
    reason: str
    paused_at: datetime


class PauseStore:
    """Pauses and resumes; read at every request and again while an answer is being spoken."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database

    async def of(self, persona: str) -> Pause | None:
        """Give the pause of a twin; None while it may speak."""
        async with self._database.reading() as session:
            return await self.read(session, persona)

    async def read(self, session: AsyncSession, persona: str) -> Pause | None:
        """Give the pause of a twin, within a session that reads more."""
        query = select(PauseChangeRow).where(PauseChangeRow.persona == persona)
        row = await session.scalar(query.order_by(PauseChangeRow.id.desc()).limit(1))
        return (
            Pause(row.changed_by, row.reason, row.changed_at) if row is not None and row.is_paused else None
        )

    async def paused(self) -> frozenset[str]:
        """Give the personas whose twins are paused."""
        newest: dict[str, bool] = {}
        async with self._database.reading() as session:
            rows = await session.execute(
                select(PauseChangeRow.persona, PauseChangeRow.is_paused).order_by(PauseChangeRow.id)
            )
            for persona, is_paused in rows:
                newest[persona] = is_paused
        return frozenset(persona for persona, is_paused in newest.items() if is_paused)

    async def pause(self, persona: str, *, by: str, reason: str = "") -> None:
        """Pause a twin; pausing twice is harmless."""
        await self._write(persona, is_paused=True, by=by, reason=reason)

    async def resume(self, persona: str, *, by: str, reason: str = "") -> None:
        """Let a twin speak again."""
        await self._write(persona, is_paused=False, by=by, reason=reason)

    async def _write(self, persona: str, *, is_paused: bool, by: str, reason: str) -> None:
        async with self._database.transaction() as session:
            session.add(
                PauseChangeRow(
                    persona=persona,
                    is_paused=is_paused,
                    changed_by=by,
                    reason=" ".join(reason.split())[:500],
                    changed_at=datetime.now(UTC),
                )
            )
