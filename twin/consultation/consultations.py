"""Consultations: open, ask, read along, stop, read again, delete. Pages, commands and routes use only this."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from twin.consultation.answering import Answering
from twin.consultation.causes import CausesOfReview
from twin.consultation.conversation import Conversation, Transcript, Turn
from twin.consultation.desk import Desk
from twin.consultation.event_writer import EventWriter
from twin.consultation.events import LAST_KINDS, ConsultationEvent
from twin.consultation.leases import Leases
from twin.consultation.live_turn import DistantTurns, FreshTurn
from twin.consultation.question import checked_question
from twin.consultation.transcript_store import TranscriptStore
from twin.consultation.triage_store import LoweredLevel, TriageStore
from twin.errors import TurnNotFound
from twin.persona.persona import Persona
from twin.persona.slots import Audience
from twin.settings import ConsultationSettings
from twin.storage.database import Database
from twin.triage.disposition import Disposition

log = logging.getLogger(__name__)

DELETION_SECONDS = 3600.0  # how often conversations older than keep_days are looked for


class Consultations:
    """All consultations of this service, over one database that several workers may share.

    `owner` is a hash that stands for a browser or a key; what is another's does not exist for it.
    """

    def __init__(
        self,
        database: Database,
        answering: Answering,
        *,
        settings: ConsultationSettings,
        persona_of: Callable[[str], Persona],
        style_guide_of: Callable[[str], str] = lambda _: "",
        worker: str | None = None,
        causes: CausesOfReview | None = None,
    ) -> None:
        """Take the ports. `persona_of` raises `PersonaNotFound`; `worker` names this process in leases."""
        self._database = database
        self._settings = settings
        self._persona_of = persona_of
        self._causes = causes
        self._store = TranscriptStore(database)
        self._triage = TriageStore(database)
        self._leases = Leases(database, seconds=settings.lease_seconds, worker=worker)
        self._desk = Desk(
            store=self._store,
            writer=EventWriter(database, self._leases, causes),
            leases=self._leases,
            answering=answering,
            persona_of=persona_of,
            style_guide_of=style_guide_of,
            remembered_turns=settings.remembered_turns,
            renew_seconds=settings.lease_seconds / 3,
        )
        self._distant = DistantTurns(self._store)
        self._sweeping: asyncio.Task[None] | None = None
        self._has_to_forget = False

    async def start(self) -> None:
        """Take over what a dead worker left, and keep sweeping until `close`."""
        await self._leases.free_those_of_dead_workers()
        await self._desk.take_over()
        self._sweeping = asyncio.create_task(self._sweep())

    async def close(self) -> None:
        """Give unfinished turns back and stop sweeping. The database stays open."""
        if self._sweeping is not None:
            self._sweeping.cancel()
            await asyncio.gather(self._sweeping, return_exceptions=True)
        await self._desk.close()
        await self._distant.close()

    async def open(
        self,
        persona_id: str,
        *,
        owner: str,
        audience: Audience = Audience.PATIENT,
        language: str = "en",
        earlier_questions: Sequence[str] = (),
    ) -> Conversation:
        """Open a conversation with a twin.

        Args:
            persona_id: Folder name of the persona.
            owner: Hash of who opens it.
            audience: For whom the twin speaks.
            language: en or zh; for questions that do not tell their own.
            earlier_questions: Asked elsewhere before, oldest first. The red flags read all of them, however long ago an
                emergency was told; the twin itself remembers as many as settings allow.

        Raises:
            PersonaNotFound: When there is no such persona.
        """
        self._persona_of(persona_id)
        earlier = [q[: self._settings.question_characters] for q in earlier_questions if q.strip()]
        return await self._store.add_conversation(
            persona_id,
            owner=owner,
            audience=audience,
            language="zh" if language.startswith("zh") else "en",
            earlier_questions=earlier,
        )

    async def ask(self, conversation_id: str, question: str, *, owner: str, preference: str = "") -> Turn:
        """Ask one question. The turn is a row when this returns; its answer goes on without any reader.

        Raises:
            QuestionInvalid: Empty or too long.
            ConversationNotFound: Absent, deleted, or another's.
            TurnInProgress: The turn before is not finished.
        """
        asked = checked_question(question, limit=self._settings.question_characters)
        wished = preference[: self._settings.question_characters]
        turn, conversation = await self._store.add_turn(
            conversation_id,
            asked,
            owner=owner,
            preference=wished,
            worker=self._leases.worker,
            lease_until=self._leases.until(),
        )
        self._desk.begin(turn.id, FreshTurn(turn, conversation, wished, owner))
        return turn

    async def events(
        self, turn_id: str, *, owner: str, after: int = 0
    ) -> AsyncGenerator[ConsultationEvent, None]:
        """Give the events of a turn with numbers above `after`, in order, until its last.

        Reading changes nothing: any number of readers, at any time, get the same events. The iteration ends
        without a last event only when the conversation is deleted meanwhile.

        Raises:
            TurnNotFound: Absent, or of another's conversation.
        """
        await self._turn(turn_id, owner=owner)
        seen = max(after, 0)
        while True:
            live = self._desk.live.get(turn_id)
            if live is not None:
                while len(live.events) > seen:
                    event = live.events[seen]
                    seen = event.number
                    yield event
                    if event.kind in LAST_KINDS:
                        return
                await live.changed(seen)
                if not live.is_over or len(live.events) > seen:
                    continue
            for event in await self._store.events(turn_id, after=seen):
                seen = event.number
                yield event
                if event.kind in LAST_KINDS:
                    return
            if await self._is_over(turn_id, seen):
                return
            if turn_id not in self._desk.live:
                await self._distant.changed(turn_id, seen)

    async def stop(self, conversation_id: str, turn_id: str, *, owner: str) -> None:
        """Stop a turn; its upstream is closed within a second, whoever answers it. Stopping twice is harmless.

        Raises:
            TurnNotFound: Absent, or of another conversation.
        """
        turn = await self._store.turn(turn_id, owner=owner)
        if turn.conversation != conversation_id:
            raise TurnNotFound(turn_id)
        await self._store.request_stop(turn_id)
        if turn_id in self._desk.live:
            await self._desk.stop(turn_id)
        elif await self._leases.take(turn_id):  # its worker is dead: end it here
            self._desk.begin(turn_id)
            await self._desk.stop(turn_id)

    async def turn(self, conversation_id: str, turn_id: str, *, owner: str) -> Turn:
        """Give a turn of a conversation.

        Raises:
            TurnNotFound: Absent, or of another conversation.
        """
        turn = await self._turn(turn_id, owner=owner)
        if turn.conversation != conversation_id:
            raise TurnNotFound(turn_id)
        return turn

    async def conversation(self, conversation_id: str, *, owner: str) -> Conversation:
        """Give a conversation without its turns.

        Raises:
            ConversationNotFound: Absent, deleted, or another's.
        """
        return await self._store.conversation(conversation_id, owner=owner)

    async def transcript(self, conversation_id: str, *, owner: str) -> Transcript:
        """Give a conversation with all turns and events.

        Raises:
            ConversationNotFound: Absent, deleted, or another's.
        """
        conversation = await self._store.conversation(conversation_id, owner=owner)
        records = await self._store.records(conversation_id)
        return Transcript(conversation, records, await self._triage.kept(conversation_id))

    async def lower_level(
        self, conversation_id: str, to: Disposition, *, staff_id: str, reason: str
    ) -> LoweredLevel:
        """Lower the level of a conversation by a physician's decision; later messages may raise it again.

        Raises:
            PolicyRefused: Without a physician or a reason, or when it would not be lower.
            ConversationNotFound: Absent or deleted.
        """
        return await self._triage.lower(conversation_id, to, staff_id=staff_id, reason=reason)

    async def forget_history(self, conversation_id: str, *, owner: str) -> None:
        """Delete the history that was taken in a conversation, at the patient's wish; the level stays.

        Raises:
            ConversationNotFound: Absent, deleted, or another's.
        """
        await self._store.conversation(conversation_id, owner=owner)
        await self._triage.forget_history(conversation_id)

    async def delete(self, conversation_id: str, *, owner: str) -> None:
        """Delete a conversation with all its traces; a turn being answered ends first.

        Raises:
            ConversationNotFound: Absent, deleted, or another's.
        """
        await self._store.conversation(conversation_id, owner=owner)
        await self._delete(conversation_id)
        self._has_to_forget = not await self._database.forget_deleted()

    async def delete_old(self) -> int:
        """Delete the conversations in which nothing was asked for keep_days; give their number."""
        old = await self._store.untouched_since(datetime.now(UTC) - timedelta(days=self._settings.keep_days))
        for conversation_id in old:
            await self._delete(conversation_id)
        return len(old)

    async def take_over(self) -> int:
        """Take the turns whose worker is silent; give their number."""
        return await self._desk.take_over()

    async def _turn(self, turn_id: str, *, owner: str) -> Turn:
        """Give a turn; one that is being answered here is known without asking the database."""
        live = self._desk.live.get(turn_id)
        if live is not None and live.fresh is not None and live.fresh.owner == owner and not live.is_finished:
            return replace(live.fresh.turn, status="answering" if live.events else "waiting")
        return await self._store.turn(turn_id, owner=owner)

    async def _delete(self, conversation_id: str) -> None:
        for turn_id in await self._store.turns_of(conversation_id):
            await self._desk.drop(turn_id)
        await self._store.delete_conversation(conversation_id)

    async def _is_over(self, turn_id: str, seen: int) -> bool:
        """Say whether nothing more will come: the turn was deleted, or all its events are read."""
        try:
            turn = await self._store.turn(turn_id, owner=None)
        except TurnNotFound:
            return True
        return turn.status in LAST_KINDS and not await self._store.events(turn_id, after=seen)

    async def _sweep(self) -> None:
        """Take over, delete what is old, and empty the log, again and again."""
        deleted_at = -DELETION_SECONDS
        loop = asyncio.get_running_loop()
        while True:
            try:
                await self._desk.take_over()
                if loop.time() - deleted_at >= DELETION_SECONDS:
                    deleted_at = loop.time()
                    self._has_to_forget |= await self.delete_old() > 0
                    if self._causes is not None:
                        await self._causes.queue.remind_and_pass_on()
                if self._has_to_forget:  # a reader held the log when something was deleted
                    self._has_to_forget = not await self._database.forget_deleted()
            except Exception as error:  # the next round may find the database again
                log.warning("sweep failed", extra={"fault": type(error).__name__})
            await asyncio.sleep(min(self._settings.lease_seconds / 3, 5.0))
