"""Conversations and turns in the database. Nothing waits on a model inside a transaction."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from twin.consultation.conversation import LAST_STATUSES, Conversation, Turn, TurnRecord
from twin.consultation.events import ConsultationEvent, event_adapter
from twin.errors import ConversationNotFound, TurnInProgress, TurnNotFound
from twin.persona.slots import Audience
from twin.storage.database import Database
from twin.storage.tables import ConversationRow, EventRow, TurnRow
from twin.storage.triage_tables import ConversationTriageRow


class TranscriptStore:
    """Reads and writes conversations, turns and events. `owner` is a hash; what is not its own is absent for it."""

    def __init__(self, database: Database) -> None:
        """Take the open database."""
        self._database = database

    async def add_conversation(
        self,
        persona: str,
        *,
        owner: str,
        audience: Audience,
        language: str,
        earlier_questions: Sequence[str] = (),
    ) -> Conversation:
        """Open a conversation; `earlier_questions` stand in it as turns that were answered elsewhere."""
        now = datetime.now(UTC)
        conversation = Conversation(uuid4().hex, persona, audience, language, now)
        async with self._database.transaction() as session:
            session.add(
                ConversationRow(
                    id=conversation.id,
                    persona=persona,
                    owner=owner,
                    audience=audience.value,
                    language=language,
                    created_at=now,
                )
            )
            await session.flush()
            for number, question in enumerate(earlier_questions, start=1):
                session.add(
                    TurnRow(
                        id=uuid4().hex,
                        conversation_id=conversation.id,
                        number=number,
                        question=question,
                        status="answered",
                        asked_at=now,
                    )
                )
        return conversation

    async def conversation(self, conversation_id: str, *, owner: str | None) -> Conversation:
        """Give a conversation; `owner` None is the service itself.

        Raises:
            ConversationNotFound: When it is absent, deleted, or another's.
        """
        async with self._database.reading() as session:
            row = await session.get(ConversationRow, conversation_id)
        if row is None or (owner is not None and row.owner != owner):
            raise ConversationNotFound(conversation_id)
        return Conversation(row.id, row.persona, Audience(row.audience), row.language, row.created_at)

    async def add_turn(
        self,
        conversation_id: str,
        question: str,
        *,
        owner: str,
        preference: str,
        worker: str,
        lease_until: datetime,
    ) -> tuple[Turn, Conversation]:
        """Write the row of a new turn, held by `worker`, in one transaction; give it with its conversation.

        Raises:
            ConversationNotFound: When it is absent, deleted, or another's.
            TurnInProgress: When the turn before is not finished.
        """
        now = datetime.now(UTC)
        try:
            async with self._database.transaction() as session:
                found = (await session.execute(_CONVERSATION_AND_LAST_TURN, {"id": conversation_id})).first()
                if found is None or found.owner != owner:
                    raise ConversationNotFound(conversation_id)
                if found.number is not None and found.status not in LAST_STATUSES:
                    raise TurnInProgress(
                        "Your last question is still being answered. Wait for the end, or press Stop."
                    )
                turn = Turn(uuid4().hex, conversation_id, (found.number or 0) + 1, question, "waiting", now)
                row = {
                    "id": turn.id,
                    "conversation_id": conversation_id,
                    "number": turn.number,
                    "question": question,
                    "preference": preference,
                    "status": turn.status,
                    "worker": worker,
                    "lease_until": lease_until,
                    "stop_requested": False,
                    "asked_at": now,
                }
                await session.execute(insert(TurnRow), [row])
        except IntegrityError as error:
            await self.conversation(conversation_id, owner=None)  # deleted meanwhile: say so
            raise TurnInProgress(
                "Two questions came at once; one is being answered. Press Stop to end it."
            ) from error
        return turn, Conversation(
            conversation_id, found.persona, Audience(found.audience), found.language, found.created_at
        )

    async def turn(self, turn_id: str, *, owner: str | None) -> Turn:
        """Give a turn.

        Raises:
            TurnNotFound: When it is absent, or of another's conversation.
        """
        async with self._database.reading() as session:
            query = select(TurnRow, ConversationRow.owner).join(
                ConversationRow, ConversationRow.id == TurnRow.conversation_id
            )
            found = (await session.execute(query.where(TurnRow.id == turn_id))).first()
        if found is None or (owner is not None and found[1] != owner):
            raise TurnNotFound(turn_id)
        return _turn_of(found[0])

    async def events(self, turn_id: str, *, after: int = 0) -> tuple[ConsultationEvent, ...]:
        """Give the events of a turn with a number above `after`, in order."""
        async with self._database.reading() as session:
            query = select(EventRow.body).where(EventRow.turn_id == turn_id, EventRow.number > after)
            bodies = (await session.execute(query.order_by(EventRow.number))).scalars().all()
        return tuple(event_adapter.validate_python(body) for body in bodies)

    async def records(
        self, conversation_id: str, *, before: int | None = None, last: int | None = None
    ) -> tuple[TurnRecord, ...]:
        """Give turns with their events, oldest first: all, or the `last` ones with a number below `before`."""
        async with self._database.reading() as session:
            query = select(TurnRow).where(TurnRow.conversation_id == conversation_id)
            if before is not None:
                query = query.where(TurnRow.number < before)
            query = query.order_by(TurnRow.number.desc())
            rows = (await session.execute(query.limit(last) if last else query)).scalars().all()
            ids = [row.id for row in rows]
            found = select(EventRow.turn_id, EventRow.body).where(EventRow.turn_id.in_(ids))
            bodies = (await session.execute(found.order_by(EventRow.turn_id, EventRow.number))).all()
        by_turn: dict[str, list[ConsultationEvent]] = {turn_id: [] for turn_id in ids}
        for turn_id, body in bodies:
            by_turn[turn_id].append(event_adapter.validate_python(body))
        return tuple(TurnRecord(_turn_of(row), tuple(by_turn[row.id])) for row in reversed(rows))

    async def questions_before(self, conversation_id: str, number: int) -> tuple[str, ...]:
        """Give every question of a conversation before one, oldest first."""
        async with self._database.reading() as session:
            query = select(TurnRow.question).where(
                TurnRow.conversation_id == conversation_id, TurnRow.number < number
            )
            return tuple((await session.execute(query.order_by(TurnRow.number))).scalars().all())

    async def preference_of(self, turn_id: str) -> str:
        """Give what the client wished for this turn; empty when nothing, or when the turn is gone."""
        async with self._database.reading() as session:
            return await session.scalar(select(TurnRow.preference).where(TurnRow.id == turn_id)) or ""

    async def request_stop(self, turn_id: str) -> None:
        """Mark a turn to be ended by whoever answers it."""
        async with self._database.transaction() as session:
            await session.execute(
                update(TurnRow)
                .where(TurnRow.id == turn_id, TurnRow.status.notin_(LAST_STATUSES))
                .values(stop_requested=True)
            )

    async def last_numbers(self, turn_ids: Sequence[str]) -> dict[str, int]:
        """Give the number of the last event of each turn that has any."""
        async with self._database.reading() as session:
            last = func.max(EventRow.number).label("last")
            query = select(EventRow.turn_id, last).where(EventRow.turn_id.in_(turn_ids))
            rows = (await session.execute(query.group_by(EventRow.turn_id))).all()
        return {row.turn_id: row.last for row in rows}

    async def turns_of(self, conversation_id: str) -> tuple[str, ...]:
        """Give the ids of a conversation's turns."""
        async with self._database.reading() as session:
            query = select(TurnRow.id).where(TurnRow.conversation_id == conversation_id)
            return tuple((await session.execute(query)).scalars().all())

    async def delete_conversation(self, conversation_id: str) -> None:
        """Delete a conversation with its turns and events, and overwrite where they stood."""
        async with self._database.transaction() as session:
            turns = select(TurnRow.id).where(TurnRow.conversation_id == conversation_id)
            await session.execute(delete(EventRow).where(EventRow.turn_id.in_(turns)))
            await session.execute(delete(TurnRow).where(TurnRow.conversation_id == conversation_id))
            await session.execute(
                delete(ConversationTriageRow).where(ConversationTriageRow.conversation_id == conversation_id)
            )
            await session.execute(delete(ConversationRow).where(ConversationRow.id == conversation_id))

    async def untouched_since(self, moment: datetime) -> tuple[str, ...]:
        """Give the conversations in which nothing was asked since a moment."""
        async with self._database.reading() as session:
            newer = select(TurnRow.conversation_id).where(TurnRow.asked_at >= moment)
            query = select(ConversationRow.id).where(
                ConversationRow.created_at < moment, ConversationRow.id.notin_(newer)
            )
            return tuple((await session.execute(query)).scalars().all())


# The conversation with its newest turn beside it, if any: all that asking must know.
_CONVERSATION_AND_LAST_TURN = (
    select(
        ConversationRow.owner,
        ConversationRow.persona,
        ConversationRow.audience,
        ConversationRow.language,
        ConversationRow.created_at,
        TurnRow.number,
        TurnRow.status,
    )
    .outerjoin(TurnRow, TurnRow.conversation_id == ConversationRow.id)
    .where(ConversationRow.id == bindparam("id"))
    .order_by(TurnRow.number.desc())
    .limit(1)
)


def _turn_of(row: TurnRow) -> Turn:
    return Turn(row.id, row.conversation_id, row.number, row.question, row.status, row.asked_at)
