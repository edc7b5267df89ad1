"""The queue in SQL. A cause is written in the transaction of what caused it, and a second time changes nothing."""

import logging
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Select, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from twin.errors import EntryNotFound
from twin.evidence.language import language_of
from twin.review.queue import Cause, Entry, Kind, due_at, remind_at
from twin.settings import ReviewSettings
from twin.storage.database import Database
from twin.storage.review_tables import ReviewEntryRow
from twin.storage.tables import ConversationRow, TurnRow

log = logging.getLogger(__name__)
MOST_OPEN = 5_000  # entries looked at; a desk with more has other troubles
WORDS_CHARACTERS = 1_000  # of what a patient adds


class QueueStore:
    """Reads and writes entries."""

    def __init__(self, database: Database, settings: ReviewSettings) -> None:
        """Take the database and the due times."""
        self._database = database
        self._settings = settings

    async def add(self, causes: Sequence[Cause]) -> None:
        """Put causes into the queue, each once, in a transaction of their own."""
        async with self._database.transaction() as session:
            await self.write(session, causes)

    async def write(self, session: AsyncSession, causes: Sequence[Cause]) -> None:
        """Put causes into the queue within the caller's transaction; a turn that is gone adds nothing.

        A kind that is there for a turn stays as it is; only words that a patient adds later replace the first
        ones, and sentences withheld later stand behind the first ones.
        """
        if not causes:
            return
        turns = {cause.turn for cause in causes}
        query = select(TurnRow.id, ConversationRow.id, ConversationRow.persona).join(
            ConversationRow, ConversationRow.id == TurnRow.conversation_id
        )
        found = {turn: (conversation, persona) for turn, conversation, persona in
                 (await session.execute(query.where(TurnRow.id.in_(turns)))).all()}  # fmt: skip
        now = datetime.now(UTC)
        for cause in causes:
            if cause.turn not in found:
                continue
            conversation, persona = found[cause.turn]
            await self._insert(session, cause, conversation, persona, now)

    async def _insert(
        self, session: AsyncSession, cause: Cause, conversation: str, persona: str, now: datetime
    ) -> None:
        values = {
            "id": uuid4().hex,
            "cause": cause.key(conversation),
            "kind": cause.kind.value,
            "persona": persona,
            "conversation_id": conversation,
            "turn_id": cause.turn,
            "words": cause.words.strip()[:WORDS_CHARACTERS],
            "draft": list(cause.draft),
            "created_at": now,
            "due_at": due_at(cause.kind, now, self._settings),
        }
        if cause.kind is Kind.WITHHELD:
            values["draft"] = await self._with_earlier_draft(session, cause, conversation)
        insert = (sqlite if self._database.is_sqlite else postgresql).insert(ReviewEntryRow).values(values)
        later = {"words": values["words"]} if values["words"] else {}
        if cause.kind is Kind.WITHHELD:
            later["draft"] = values["draft"]
        if later:
            kept = insert.on_conflict_do_update(index_elements=["cause"], set_=later)
        else:
            kept = insert.on_conflict_do_nothing(index_elements=["cause"])
        await session.execute(kept)

    async def _with_earlier_draft(self, session: AsyncSession, cause: Cause, conversation: str) -> list[str]:
        """Give the withheld sentences of a turn so far with a new one behind them."""
        earlier = await session.scalar(
            select(ReviewEntryRow.draft).where(ReviewEntryRow.cause == cause.key(conversation))
        )
        return list(dict.fromkeys([*(earlier or []), *cause.draft]))

    async def open_entries(self, personas: Iterable[str] | None = None) -> list[Entry]:
        """Give what waits, oldest first: of these personas, or of all."""
        query = _entries().where(ReviewEntryRow.decision_id.is_(None))
        if personas is not None:
            query = query.where(ReviewEntryRow.persona.in_(list(personas)))
        query = query.order_by(ReviewEntryRow.created_at, ReviewEntryRow.id).limit(MOST_OPEN)
        async with self._database.reading() as session:
            return [_entry(*row) for row in (await session.execute(query)).all()]

    async def entry(self, entry_id: str) -> Entry:
        """Give one entry, decided or not.

        Raises:
            EntryNotFound: When there is none, or its conversation was deleted.
        """
        async with self._database.reading() as session:
            row = (await session.execute(_entries().where(ReviewEntryRow.id == entry_id))).first()
        if row is None:
            raise EntryNotFound(entry_id)
        return _entry(*row)

    async def of_conversation(self, conversation_id: str) -> list[Entry]:
        """Give every entry of one conversation, oldest first."""
        query = _entries().where(ReviewEntryRow.conversation_id == conversation_id)
        async with self._database.reading() as session:
            rows = (await session.execute(query.order_by(ReviewEntryRow.created_at, ReviewEntryRow.id))).all()
        return [_entry(*row) for row in rows]

    async def remind_and_pass_on(self, now: datetime | None = None) -> tuple[int, int]:
        """Mark what the physician is to be reminded of, and what is overdue and goes to the backup physician too.

        Each entry is marked once, however many processes call this.

        Returns:
            How many were marked as reminded, and how many as passed on, by this call.
        """
        moment = now or datetime.now(UTC)
        waiting = await self.open_entries()
        due = [e.id for e in waiting if e.reminded_at is None and moment >= remind_at(e, self._settings)]
        late = [e.id for e in waiting if e.passed_on_at is None and e.is_overdue(moment)]
        counts = []
        async with self._database.transaction() as session:
            for column, ids in (("reminded_at", due), ("passed_on_at", late)):
                marked = await session.execute(
                    update(ReviewEntryRow)
                    .where(ReviewEntryRow.id.in_(ids), getattr(ReviewEntryRow, column).is_(None))
                    .values({column: moment})
                    .returning(ReviewEntryRow.id)
                    .execution_options(synchronize_session=False)
                )
                counts.append(len(marked.all()))
        if any(counts):
            log.info("desk reminded", extra={"reminded": counts[0], "passed_on": counts[1]})
        return counts[0], counts[1]


def _entries() -> Select[ReviewEntryRow, str]:
    return select(ReviewEntryRow, TurnRow.question).join(TurnRow, TurnRow.id == ReviewEntryRow.turn_id)


def _entry(row: ReviewEntryRow, question: str) -> Entry:
    return Entry(
        id=row.id,
        kind=Kind(row.kind),
        persona=row.persona,
        conversation=row.conversation_id,
        turn=row.turn_id,
        question=question,
        language=language_of(question),
        words=row.words,
        draft=tuple(row.draft),
        created_at=row.created_at,
        due_at=row.due_at,
        reminded_at=row.reminded_at,
        passed_on_at=row.passed_on_at,
        decision=row.decision_id or "",
    )
