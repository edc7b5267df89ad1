"""What is kept of a conversation's urgency. Levels rise here and nowhere fall but by a physician's decision."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Self

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from twin.consultation.history_entry import AskedFact, HistoryEntry
from twin.consultation.kept_level import KeptLevel, higher, plain_level
from twin.errors import ConversationNotFound, PolicyRefused
from twin.storage.database import Database
from twin.storage.tables import ConversationRow, TurnRow
from twin.storage.triage_tables import ConversationTriageRow
from twin.triage.disposition import Disposition

LOWERED = {
    "en": "A physician has read this conversation and lowered the level.",
    "zh": "医生看过这段对话，调低了紧急程度。",
}


@dataclass(frozen=True, slots=True)
class LoweredLevel:
    """A physician's decision, in force behind turn `after_turn`."""

    staff_id: str
    reason: str
    decided_at: datetime
    before: Disposition
    after: Disposition
    after_turn: int

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """Read what `to_json` gave."""
        return cls(
            kept["staff_id"],
            kept["reason"],
            datetime.fromisoformat(kept["decided_at"]),
            Disposition(kept["before"]),
            Disposition(kept["after"]),
            kept["after_turn"],
        )

    def to_json(self) -> dict[str, Any]:
        """Give it for the database."""
        return {
            "staff_id": self.staff_id,
            "reason": self.reason,
            "decided_at": self.decided_at.isoformat(),
            "before": self.before.value,
            "after": self.after.value,
            "after_turn": self.after_turn,
        }


@dataclass(frozen=True, slots=True)
class KeptTriage:
    """Everything that is kept of one conversation; empty where nothing had to be."""

    level: KeptLevel | None = None
    lowerings: tuple[LoweredLevel, ...] = ()
    asked: tuple[AskedFact, ...] = ()
    history: tuple[HistoryEntry, ...] = ()

    @property
    def is_emergency(self) -> bool:
        """Say whether the card stands."""
        return self.level is not None and self.level.disposition is Disposition.EMERGENCY


class TriageStore:
    """Reads and writes the rows of `conversation_triage`."""

    def __init__(self, database: Database) -> None:
        """Take the open database."""
        self._database = database

    async def kept(self, conversation_id: str) -> KeptTriage:
        """Give what is kept of a conversation."""
        async with self._database.reading() as session:
            row = await session.get(ConversationTriageRow, conversation_id)
        return _kept_of(row)

    async def keep(
        self,
        conversation_id: str,
        level: KeptLevel,
        *,
        asked: Sequence[AskedFact] = (),
        history: Sequence[HistoryEntry] = (),
    ) -> KeptTriage:
        """Raise the level and add what was asked and answered; a lower level changes nothing.

        Facts are kept once: a later answer to the same fact takes the place of the earlier.

        Raises:
            ConversationNotFound: When it was deleted meanwhile.
        """
        async with self._database.transaction() as session:
            before = await self._locked(session, conversation_id)
            facts = {entry.fact: entry for entry in (*before.history, *history)}
            asked_once = {one.fact: one for one in (*asked, *before.asked)}
            now = replace(
                before,
                level=higher(before.level, level),
                asked=tuple(asked_once.values()),
                history=tuple(facts.values()),
            )
            await self._write(session, conversation_id, now)
        return now

    async def lower(
        self, conversation_id: str, to: Disposition, *, staff_id: str, reason: str
    ) -> LoweredLevel:
        """Lower a level by a physician's decision; later messages may raise it again.

        Args:
            conversation_id: Which conversation.
            to: The level from now on.
            staff_id: The account of the physician who decides.
            reason: Why, in the physician's words.

        Raises:
            PolicyRefused: Without a physician or a reason, or when it would not be lower.
            ConversationNotFound: When there is no such conversation.
        """
        if not staff_id.strip() or not reason.strip():
            raise PolicyRefused("Only a physician lowers a level, and gives the reason. Name both.")
        async with self._database.transaction() as session:
            before = await self._locked(session, conversation_id)
            level = before.level.disposition if before.level else Disposition.ROUTINE
            if to >= level:
                raise PolicyRefused(f"{to.value!r} is not lower than {level.value!r}; nothing was changed.")
            last = await session.scalar(
                select(func.max(TurnRow.number)).where(TurnRow.conversation_id == conversation_id)
            )
            step = LoweredLevel(staff_id, reason.strip(), datetime.now(UTC), level, to, last or 0)
            now = replace(
                before,
                level=plain_level(to, layer="physician", reason=LOWERED),
                lowerings=(*before.lowerings, step),
            )
            await self._write(session, conversation_id, now)
        return step

    async def forget_history(self, conversation_id: str) -> None:
        """Delete the answers; what was asked stays known, so that it is not asked again, and so does the level."""
        async with self._database.transaction() as session:
            await session.execute(
                update(ConversationTriageRow)
                .where(ConversationTriageRow.conversation_id == conversation_id)
                .values(history=[], changed_at=datetime.now(UTC))
            )

    async def forget(self, conversation_id: str) -> None:
        """Delete the row."""
        async with self._database.transaction() as session:
            await session.execute(
                delete(ConversationTriageRow).where(ConversationTriageRow.conversation_id == conversation_id)
            )

    async def _locked(self, session: AsyncSession, conversation_id: str) -> KeptTriage:
        """Read a row so that nobody changes it before the transaction ends."""
        found = await session.scalar(
            select(ConversationRow.id).where(ConversationRow.id == conversation_id).with_for_update()
        )
        if found is None:
            raise ConversationNotFound(conversation_id)
        return _kept_of(await session.get(ConversationTriageRow, conversation_id))

    async def _write(self, session: AsyncSession, conversation_id: str, kept: KeptTriage) -> None:
        assert kept.level is not None
        values = {
            "disposition": kept.level.disposition.value,
            "level": kept.level.to_json(),
            "lowerings": [step.to_json() for step in kept.lowerings],
            "asked": [one.to_json() for one in kept.asked],
            "history": [entry.to_json() for entry in kept.history],
            "changed_at": datetime.now(UTC),
        }
        dialect = sqlite if self._database.is_sqlite else postgresql
        statement = dialect.insert(ConversationTriageRow).values(conversation_id=conversation_id, **values)
        await session.execute(
            statement.on_conflict_do_update(
                index_elements=[ConversationTriageRow.conversation_id], set_=values
            )
        )


def _kept_of(row: ConversationTriageRow | None) -> KeptTriage:
    if row is None:
        return KeptTriage()
    return KeptTriage(
        KeptLevel.from_json(row.level),
        tuple(LoweredLevel.from_json(step) for step in row.lowerings),
        tuple(AskedFact.from_json(one) for one in row.asked),
        tuple(HistoryEntry.from_json(entry) for entry in row.history),
    )
