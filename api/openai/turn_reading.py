"""Reads a turn for a client that cannot come back: when it leaves, the turn is stopped."""

import asyncio

from starlette.requests import Request

from api.openai.answer_text import AnswerText
from twin.consultation.consultations import Consultations
from twin.consultation.conversation import Turn
from twin.consultation.events import LAST_KINDS, Answered, ConsultationEvent, Failed, Spoken

LOOK_SECONDS = 0.25  # how often a silent client is looked after
_stopping: set[asyncio.Task[None]] = set()


class TurnReading:
    """The events of one turn, for one connection."""

    def __init__(self, request: Request, consultations: Consultations, turn: Turn, *, owner: str) -> None:
        """Take what is read, and the connection it is read for."""
        self._request = request
        self._consultations = consultations
        self._turn = turn
        self._owner = owner
        self._events = consultations.events(turn.id, owner=owner)
        self._waiting: asyncio.Future[ConsultationEvent] | None = None
        self._ended = False
        self.answered: Answered | None = None

    async def until_words(self, answer: AnswerText) -> ConsultationEvent | None:
        """Read up to the first sentence or the end, so that a failure can still be an HTTP status."""
        while (event := await self.next()) is not None:
            answer.take(event)
            if isinstance(event, Spoken | Failed):
                return event
        return None

    async def next(self) -> ConsultationEvent | None:
        """Give the next event; None behind the last, or when the client has left."""
        if self._ended:
            return None
        self._waiting = self._waiting or asyncio.ensure_future(anext(self._events))
        while not self._waiting.done():
            await asyncio.wait([self._waiting], timeout=LOOK_SECONDS)
            if not self._waiting.done() and await self._request.is_disconnected():
                return None
        waiting, self._waiting = self._waiting, None
        try:
            event = waiting.result()
        except StopAsyncIteration:
            self._ended = True
            return None
        self._ended = event.kind in LAST_KINDS
        if isinstance(event, Answered):
            self.answered = event
        return event

    def leave(self) -> None:
        """Say that nobody reads on. A turn that has not ended is stopped, and its upstream closed."""
        if self._waiting is not None:
            self._waiting.cancel()
        if not self._ended:
            self._ended = True
            self._stop()

    def _stop(self) -> None:
        """Stop the turn from a task of its own: this one may be cancelled already."""
        stop = self._consultations.stop(self._turn.conversation, self._turn.id, owner=self._owner)
        task = asyncio.create_task(stop)
        _stopping.add(task)
        task.add_done_callback(_stopping.discard)
