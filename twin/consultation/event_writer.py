"""Writes events to the database: what many turns release at the same moment is one transaction."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from twin.consultation.causes import CausesOfReview
from twin.consultation.conversation import LAST_STATUSES
from twin.consultation.events import LAST_KINDS, ConsultationEvent
from twin.consultation.leases import Leases
from twin.errors import LeaseLost
from twin.storage.database import Database
from twin.storage.tables import EventRow, TurnRow


@dataclass(slots=True)
class _Waiting:
    """Events of one turn on their way, and who waits for them."""

    turn_id: str
    events: Sequence[ConsultationEvent]
    at_milliseconds: int
    written: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class EventWriter:
    """The only writer of events. An event counts as said once its transaction has ended."""

    def __init__(self, database: Database, leases: Leases, causes: CausesOfReview | None = None) -> None:
        """Take the database, the leases that say which turns are ours, and what goes to the physician's desk.

        A cause stands in the queue when the event that is its reason is durable: both are one transaction.
        """
        self._database = database
        self._causes = causes
        self._leases = leases
        self._waiting: list[_Waiting] = []
        self._writing: asyncio.Task[None] | None = None

    def write(
        self, turn_id: str, events: Sequence[ConsultationEvent], *, at_milliseconds: int
    ) -> asyncio.Future[None]:
        """Queue events with their numbers set; the future is done when they are durable.

        The future fails with `LeaseLost` when the turn is no longer this worker's, and nothing was written. It
        is not cancelled with its waiter: a number once given out is always written.
        """
        waiting = _Waiting(turn_id, events, at_milliseconds)
        self._waiting.append(waiting)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())
        return waiting.written

    async def close(self) -> None:
        """Wait until everything queued is written."""
        if self._writing is not None:
            await self._writing

    async def _write_all(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                lost = await self._write(batch)
            except Exception as error:
                await self._one_by_one(batch, error)
                continue
            for waiting in batch:
                _settle(waiting, LeaseLost(waiting.turn_id) if waiting.turn_id in lost else None)

    async def _one_by_one(self, batch: list[_Waiting], error: Exception) -> None:
        """Keep one turn's fault from failing its neighbours."""
        if len(batch) == 1:
            _settle(batch[0], error)
            return
        for waiting in batch:
            try:
                lost = await self._write([waiting])
            except Exception as own:
                _settle(waiting, own)
            else:
                _settle(waiting, LeaseLost(waiting.turn_id) if lost else None)

    async def _write(self, batch: list[_Waiting]) -> set[str]:
        """Write a batch in one transaction; give the turns that are no longer ours."""
        by_status: dict[str, list[str]] = {}
        for waiting in batch:
            last = waiting.events[-1].kind
            by_status.setdefault(last if last in LAST_KINDS else "answering", []).append(waiting.turn_id)
        async with self._database.transaction() as session:
            ours: set[str] = set()
            for status, turn_ids in by_status.items():
                ours |= await self._still_ours(session, turn_ids, status)
            rows = [
                {
                    "turn_id": waiting.turn_id,
                    "number": event.number,
                    "kind": event.kind,
                    "body": event.model_dump(mode="json"),
                    "at_milliseconds": waiting.at_milliseconds,
                }
                for waiting in batch
                if waiting.turn_id in ours
                for event in waiting.events
            ]
            if rows:
                await session.execute(insert(EventRow), rows)
            if self._causes is not None:
                found = [self._causes.of(one.turn_id, one.events) for one in batch if one.turn_id in ours]
                await self._causes.queue.write(session, [cause for causes in found for cause in causes])
        return {waiting.turn_id for waiting in batch} - ours

    async def _still_ours(self, session: AsyncSession, turn_ids: list[str], status: str) -> set[str]:
        """Renew leases and set the status; writing first also takes SQLite's write lock at once."""
        renewed = await session.execute(
            update(TurnRow)
            .where(
                TurnRow.id.in_(turn_ids),
                TurnRow.worker == self._leases.worker,
                TurnRow.status.notin_(LAST_STATUSES),
            )
            .values(status=status, lease_until=self._leases.until())
            .returning(TurnRow.id)
            .execution_options(synchronize_session=False)
        )
        return set(renewed.scalars())


def _settle(waiting: _Waiting, error: Exception | None) -> None:
    if waiting.written.done():
        return
    if error is None:
        waiting.written.set_result(None)
    else:
        waiting.written.set_exception(error)
        waiting.written.exception()  # seen: a waiter that left must not make a noise
