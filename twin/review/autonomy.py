"""How far a twin goes alone: per persona, duty and topic; who said so, when and why.

A higher level needs evidence (answers a physician approved without touching them); a lower one needs a word. What is
written here counts at the next request of every process, because it is read at every request.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from types import MappingProxyType

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from twin.errors import PolicyRefused, StaffInvalid
from twin.review.topics import INDIVIDUAL, Duty, Topic
from twin.settings import ReinsSettings
from twin.shares import Share
from twin.storage.database import Database
from twin.storage.staff_tables import AutonomyChangeRow, AutonomyReviewRow


class Level(IntEnum):
    """What a twin may do with an answer it has found."""

    DRAFT = 0  # writes a draft; the physician writes the answer
    APPROVE = 1  # writes a draft; the physician releases it
    SAMPLED = 2  # answers; the physician reads a share of the answers afterwards
    ALONE = 3  # answers, behind the gate


# The lower bound of the share of unedited approvals that a level asks for. All of 6, 16 and 35 approvals reach them.
NEEDED: Mapping[Level, float] = MappingProxyType(
    {Level.APPROVE: 0.60, Level.SAMPLED: 0.80, Level.ALONE: 0.90}
)
LONGEST_REASON = 500
FIRST_REASON = "nobody has changed it yet"
SERIOUS = Level.APPROVE  # where a serious correction puts a twin that went further alone


@dataclass(frozen=True, slots=True)
class Autonomy:
    """The level of one topic, and how it came about. `changed_at` is None where nobody has changed it."""

    persona: str
    duty: Duty
    topic: Topic
    level: Level
    changed_by: str = ""
    reason: str = FIRST_REASON
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the next level: unedited approvals among the answers judged since the last lowering."""

    approvals: Share
    next_level: Level | None
    needed: float

    @property
    def suffices(self) -> bool:
        """Say whether the next level may be given."""
        return self.next_level is not None and self.approvals.interval[0] >= self.needed


def highest(topic: Topic) -> Level:
    """Give the highest level of a topic: decisions about one person are never the twin's."""
    return Level.APPROVE if topic in INDIVIDUAL else Level.ALONE


class AutonomyStore:
    """Reads and changes levels."""

    def __init__(self, database: Database, settings: ReinsSettings) -> None:
        """Take the database, and where twins begin."""
        self._database = database
        self._first = Level(settings.first_level)

    async def of(self, persona: str, duty: Duty, topic: Topic) -> Autonomy:
        """Give the level that counts now."""
        async with self._database.reading() as session:
            return await self.read(session, persona, duty, topic)

    async def read(self, session: AsyncSession, persona: str, duty: Duty, topic: Topic) -> Autonomy:
        """Give the level that counts now, within a session that reads more."""
        row = await session.scalar(_changes(persona, duty, topic).limit(1))
        if row is None:
            return Autonomy(persona, duty, topic, min(self._first, highest(topic)))
        return _autonomy(row)

    async def history(self, persona: str, duty: Duty) -> tuple[Autonomy, ...]:
        """Give every change for a duty, newest first."""
        query = select(AutonomyChangeRow).where(
            AutonomyChangeRow.persona == persona, AutonomyChangeRow.duty == duty.value
        )
        async with self._database.reading() as session:
            rows = (await session.execute(query.order_by(AutonomyChangeRow.id.desc()))).scalars()
            return tuple(_autonomy(row) for row in rows)

    async def evidence(self, persona: str, duty: Duty, topic: Topic) -> Evidence:
        """Give what speaks for the next level."""
        async with self._database.reading() as session:
            return await self._evidence(session, persona, duty, topic)

    async def change(
        self, persona: str, duty: Duty, topic: Topic, level: Level, *, by: str, reason: str
    ) -> Autonomy:
        """Set a level. Lower is always possible; higher is one step at a time, on evidence.

        Raises:
            StaffInvalid: Without a reason, or with one that is too long.
            PolicyRefused: Above the highest of the topic, more than one step up, or without the evidence.
        """
        reason = _checked_reason(reason)
        if level > highest(topic):
            raise PolicyRefused(
                f"{topic.value!r} is about one person and never goes above level {highest(topic).value}; "
                f"level {level.value} was asked for. Choose {highest(topic).value} or lower."
            )
        async with self._database.transaction() as session:
            now = await self.read(session, persona, duty, topic)
            if level == now.level:
                return now
            if level > now.level:
                found = await self._evidence(session, persona, duty, topic)
                if level > now.level + 1:
                    raise PolicyRefused(
                        f"From level {now.level.value} the next is {now.level.value + 1}, not {level.value}. "
                        "Go up one step, and let the twin show itself there."
                    )
                if not found.suffices:
                    raise PolicyRefused(
                        f"Level {level.value} needs unedited approvals with a lower bound of {found.needed:.2f}; "
                        f"there are {found.approvals.to_text()}. Judge more drafts at the desk first."
                    )
            return await self._write(session, persona, duty, topic, level, by=by, reason=reason)

    async def reviewed(
        self, cause: str, persona: str, duty: Duty, topic: Topic, *, unedited: bool, by: str
    ) -> None:
        """Count one judged answer as evidence. `cause` names it (a turn's id); a second call changes it."""
        async with self._database.transaction() as session:
            row = await session.get(AutonomyReviewRow, cause)
            if row is None:
                row = AutonomyReviewRow(cause=cause, persona=persona, duty=duty.value, topic=topic.value)
                session.add(row)
            row.unedited, row.reviewed_by, row.reviewed_at = unedited, by, datetime.now(UTC)

    async def corrected_seriously(
        self, persona: str, duty: Duty, topic: Topic, *, by: str, reason: str
    ) -> Autonomy:
        """Take a twin back to "approve each" at once, after a correction of something that could have done harm."""
        reason = _checked_reason(reason)
        async with self._database.transaction() as session:
            now = await self.read(session, persona, duty, topic)
            level = min(now.level, SERIOUS)
            return await self._write(session, persona, duty, topic, level, by=by, reason=reason)

    async def _evidence(self, session: AsyncSession, persona: str, duty: Duty, topic: Topic) -> Evidence:
        changes = (await session.execute(_changes(persona, duty, topic))).scalars().all()
        now = _autonomy(changes[0]).level if changes else min(self._first, highest(topic))
        since = _last_lowering(changes, self._first)
        query = select(func.count(), func.count().filter(AutonomyReviewRow.unedited)).where(
            AutonomyReviewRow.persona == persona,
            AutonomyReviewRow.duty == duty.value,
            AutonomyReviewRow.topic == topic.value,
        )
        if since is not None:
            query = query.where(AutonomyReviewRow.reviewed_at > since)
        total, unedited = (await session.execute(query)).one()
        following = Level(now + 1) if now < highest(topic) else None
        return Evidence(Share(unedited, total), following, NEEDED[following] if following else 1.0)

    async def _write(
        self,
        session: AsyncSession,
        persona: str,
        duty: Duty,
        topic: Topic,
        level: Level,
        *,
        by: str,
        reason: str,
    ) -> Autonomy:
        row = AutonomyChangeRow(
            persona=persona,
            duty=duty.value,
            topic=topic.value,
            level=level.value,
            changed_by=by,
            reason=reason,
            changed_at=datetime.now(UTC),
        )
        session.add(row)
        await session.flush()
        return _autonomy(row)


def _changes(persona: str, duty: Duty, topic: Topic) -> Select[AutonomyChangeRow]:
    """Ask for the changes of one topic, newest first."""
    query = select(AutonomyChangeRow).where(
        AutonomyChangeRow.persona == persona,
        AutonomyChangeRow.duty == duty.value,
        AutonomyChangeRow.topic == topic.value,
    )
    return query.order_by(AutonomyChangeRow.id.desc())


def _last_lowering(changes: Sequence[AutonomyChangeRow], first: Level) -> datetime | None:
    """Give when the level last fell, or was confirmed low by a serious correction; newest first."""
    before = [*(row.level for row in changes[1:]), first.value][: len(changes)]
    for row, earlier in zip(changes, before, strict=True):
        if row.level <= earlier:
            return row.changed_at
    return None


def _autonomy(row: AutonomyChangeRow) -> Autonomy:
    topic = Topic(row.topic)
    return Autonomy(
        row.persona,
        Duty(row.duty),
        topic,
        min(Level(row.level), highest(topic)),
        row.changed_by,
        row.reason,
        row.changed_at,
    )


def _checked_reason(reason: str) -> str:
    reason = " ".join(reason.split())
    if not 1 <= len(reason) <= LONGEST_REASON:
        raise StaffInvalid(f"Say why, in 1 to {LONGEST_REASON} characters; this has {len(reason)}.")
    return reason
