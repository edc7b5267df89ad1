"""A turn that is being answered in this process, and how its readers are woken."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from twin.consultation.conversation import Conversation, Turn
from twin.consultation.events import LAST_KINDS, ConsultationEvent
from twin.consultation.transcript_store import TranscriptStore

POLL_SECONDS = 0.1  # how often turns answered by another worker are looked at, all of them in one query


class Ending(StrEnum):
    """Why a turn's task is being cancelled."""

    STOP = "stop"
    LOST = "lost"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class FreshTurn:
    """A turn that was asked in this process a moment ago: its rows need not be read again."""

    turn: Turn
    conversation: Conversation
    preference: str
    owner: str


class LiveTurn:
    """The durable events of one turn, kept beside the database so that readers here need not poll it."""

    def __init__(self, turn_id: str, fresh: FreshTurn | None = None) -> None:
        """Begin empty. A `fresh` turn is known whole; else its rows, and earlier events, are loaded first."""
        self.turn_id = turn_id
        self.fresh = fresh
        self.events: list[ConsultationEvent] = []
        self.is_loaded = fresh is not None
        self.ending: Ending | None = None
        self.task: asyncio.Task[None] | None = None
        self.is_over = False
        self.began = time.monotonic()
        self._changed = asyncio.Event()

    @property
    def is_finished(self) -> bool:
        """Say whether the last event is written."""
        return bool(self.events) and self.events[-1].kind in LAST_KINDS

    def append(self, events: Sequence[ConsultationEvent]) -> None:
        """Add events that are durable, and wake the readers."""
        self.events += events
        self._wake()

    def end(self) -> None:
        """Say that nothing more comes from this process."""
        self.is_over = True
        self._wake()

    async def changed(self, seen: int) -> None:
        """Wait until there are more than `seen` events, or nothing more comes."""
        while len(self.events) <= seen and not self.is_over:
            await self._changed.wait()

    def cancel(self, ending: Ending) -> None:
        """End the answering; the first reason given counts."""
        if self.task is not None and not self.task.done() and self.ending is None:
            self.ending = ending
            # Later than the task's first step: a task cancelled before it would run none of its own clean-up.
            asyncio.get_running_loop().call_soon(self.task.cancel)

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()


class DistantTurns:
    """Wakes readers of turns that another worker answers: one query for all of them, ten times a second."""

    def __init__(self, store: TranscriptStore) -> None:
        """Take the store to look at."""
        self._store = store
        self._readers: dict[str, list[tuple[int, asyncio.Event]]] = {}
        self._looking: asyncio.Task[None] | None = None

    async def changed(self, turn_id: str, seen: int, *, at_most_seconds: float = 1.0) -> None:
        """Wait until the turn has an event with a number above `seen`, or for a while."""
        woken = asyncio.Event()
        self._readers.setdefault(turn_id, []).append((seen, woken))
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        try:
            async with asyncio.timeout(at_most_seconds):
                await woken.wait()
        except TimeoutError:
            return
        finally:
            left = [reader for reader in self._readers.get(turn_id, []) if reader[1] is not woken]
            if left:
                self._readers[turn_id] = left
            else:
                self._readers.pop(turn_id, None)

    async def close(self) -> None:
        """Stop looking."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)

    async def _look(self) -> None:
        while self._readers:
            numbers = await self._store.last_numbers(list(self._readers))
            for turn_id, readers in self._readers.items():
                for seen, woken in readers:
                    if numbers.get(turn_id, 0) > seen:
                        woken.set()
            await asyncio.sleep(POLL_SECONDS)
