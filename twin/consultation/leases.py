"""Who answers which turn: a lease in the turn's row, renewed while the worker lives."""

import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from uuid import uuid4

from sqlalchemy import ColumnElement, or_, select, update

from twin.consultation.conversation import LAST_STATUSES
from twin.storage.database import Database
from twin.storage.tables import TurnRow

_UNFINISHED = TurnRow.status.notin_(LAST_STATUSES)


@dataclass(frozen=True, slots=True)
class HeldTurns:
    """What a look at the held turns showed: those to stop, and those another worker has or that are gone."""

    to_stop: frozenset[str]
    lost: frozenset[str]


class Leases:
    """The leases of one worker. `worker` is host, process and a random part: a restart is another worker."""

    def __init__(self, database: Database, *, seconds: float, worker: str | None = None) -> None:
        """Name this worker. `seconds` is how long a silent worker keeps a turn."""
        self._database = database
        self._seconds = seconds
        self.worker = (
            worker or f"{socket.gethostname()[:32]}:{os.getpid()}:{_process_mark()}:{uuid4().hex[:4]}"
        )

    def until(self) -> datetime:
        """Give the moment to which a lease taken now lasts."""
        return datetime.now(UTC) + timedelta(seconds=self._seconds)

    async def take(self, turn_id: str) -> bool:
        """Take a turn that nobody answers; false when somebody does, or it is finished."""
        async with self._database.transaction() as session:
            taken = await session.execute(
                update(TurnRow)
                .where(TurnRow.id == turn_id, _UNFINISHED, self._is_free())
                .values(worker=self.worker, lease_until=self.until())
                .returning(TurnRow.id)
            )
            return taken.first() is not None

    async def free_turns(self) -> tuple[str, ...]:
        """Give the unfinished turns that nobody answers, oldest first."""
        async with self._database.reading() as session:
            query = select(TurnRow.id).where(_UNFINISHED, self._is_free()).order_by(TurnRow.asked_at)
            return tuple((await session.execute(query)).scalars().all())

    async def look_at(self, turn_ids: Sequence[str], *, renew: bool) -> HeldTurns:
        """Look whether turns held here are to be stopped or lost, and renew their leases."""
        mine = (TurnRow.id.in_(turn_ids), TurnRow.worker == self.worker, _UNFINISHED)
        if renew:
            async with self._database.transaction() as session:
                await session.execute(update(TurnRow).where(*mine).values(lease_until=self.until()))
        async with self._database.reading() as session:
            rows = (await session.execute(select(TurnRow.id, TurnRow.stop_requested).where(*mine))).all()
        seen = {row.id: row.stop_requested for row in rows}
        return HeldTurns(
            to_stop=frozenset(turn_id for turn_id, stop in seen.items() if stop),
            lost=frozenset(turn_id for turn_id in turn_ids if turn_id not in seen),
        )

    async def let_go(self, turn_id: str) -> None:
        """Give a turn back unfinished, so that another worker takes it at once."""
        async with self._database.transaction() as session:
            await session.execute(
                update(TurnRow)
                .where(TurnRow.id == turn_id, TurnRow.worker == self.worker, _UNFINISHED)
                .values(worker=None, lease_until=None)
            )

    async def free_those_of_dead_workers(self) -> None:
        """Free the turns of workers that died on this host, without waiting for their leases to run out."""
        async with self._database.reading() as session:
            query = select(TurnRow.worker).where(_UNFINISHED, TurnRow.worker.is_not(None)).distinct()
            workers = (await session.execute(query)).scalars().all()
        dead = [worker for worker in workers if worker and self._is_dead(worker)]
        if dead:
            async with self._database.transaction() as session:
                await session.execute(
                    update(TurnRow)
                    .where(TurnRow.worker.in_(dead), _UNFINISHED)
                    .values(worker=None, lease_until=None)
                )

    def _is_dead(self, worker: str) -> bool:
        """Say whether a worker of this host is surely gone: no such process, or our own number reused."""
        host, _, rest = worker.partition(":")
        pid, _, _ = rest.partition(":")
        if worker == self.worker or host != self.worker.partition(":")[0] or not pid.isdigit():
            return False
        if int(pid) == os.getpid():
            return f":{_process_mark()}:" not in worker  # a restarted container often has the same number
        try:
            os.kill(int(pid), 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            return False
        return False

    def _is_free(self) -> ColumnElement[bool]:
        return or_(
            TurnRow.worker.is_(None), TurnRow.lease_until.is_(None), TurnRow.lease_until < datetime.now(UTC)
        )


@cache
def _process_mark() -> str:
    """Give this process a name that no later process with the same number has."""
    return uuid4().hex[:8]
