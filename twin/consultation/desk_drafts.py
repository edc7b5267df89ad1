"""Drafts and wishes for a person on their way to the desk, and the honest promise of who answers and when."""

from collections.abc import Sequence
from datetime import UTC, datetime

from twin.consultation.asked import Asked
from twin.consultation.events import ConsultationEvent, Spoken
from twin.consultation.reins import Promise, Ruling
from twin.gate.verdict import Origin
from twin.labels.disclosure import physician_name
from twin.review.answerers import Answerers
from twin.review.queue import Cause, Kind, due_at
from twin.review.queue_store import QueueStore
from twin.settings import ReviewSettings


class DeskDrafts:
    """Implements `twin.consultation.reins.Drafts` over the queue."""

    def __init__(self, queue: QueueStore, answerers: Answerers, settings: ReviewSettings) -> None:
        """Take the queue, who reads it, and the due times."""
        self._queue = queue
        self._answerers = answerers
        self._settings = settings

    async def hold(self, asked: Asked, events: Sequence[ConsultationEvent], *, ruling: Ruling) -> Promise:
        """Put a draft into the queue, once per turn, and promise an answer; to nobody when nobody reads the desk."""
        said = [event.text for event in events if isinstance(event, Spoken) and event.origin != Origin.NOTICE]
        await self._queue.add([Cause(Kind.DRAFT, asked.turn, draft=tuple(said))])
        by = due_at(Kind.DRAFT, datetime.now(UTC), self._settings)
        if not await self._answerers.somebody_reads(asked.persona.id):
            return Promise("", by)
        return Promise(physician_name(asked.persona, asked.language), by)

    async def escalate(self, asked: Asked) -> None:
        """Note that the reader of this turn asked for a person, once per turn."""
        await self._queue.add([Cause(Kind.ESCALATED, asked.turn)])
