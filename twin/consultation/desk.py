"""The desk: answers turns in the background, holds their leases, ends them on Stop, takes over abandoned ones."""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import aclosing

from twin.consultation.answering import Answering
from twin.consultation.asked import Asked
from twin.consultation.conversation import EarlierTurn, TurnRecord
from twin.consultation.event_writer import EventWriter
from twin.consultation.events import ConsultationEvent, Failed, Spoken, Stopped
from twin.consultation.leases import Leases
from twin.consultation.live_turn import Ending, FreshTurn, LiveTurn
from twin.consultation.notices import failure_notice, is_retryable
from twin.consultation.question import question_language
from twin.consultation.transcript_store import TranscriptStore
from twin.errors import ConsultationError, LeaseLost, TwinError
from twin.gate.verdict import Origin
from twin.labels.exit_words import wants_a_person
from twin.persona.persona import Persona

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.25  # a Stop pressed at another worker must close the upstream here within a second


class Desk:
    """One worker's turns. Every turn is a task; what it says is a row before anybody hears it."""

    def __init__(
        self,
        *,
        store: TranscriptStore,
        writer: EventWriter,
        leases: Leases,
        answering: Answering,
        persona_of: Callable[[str], Persona],
        style_guide_of: Callable[[str], str],
        remembered_turns: int,
        renew_seconds: float,
    ) -> None:
        """Take what answering needs; nothing runs until `begin`."""
        self._store = store
        self._writer = writer
        self._leases = leases
        self._answering = answering
        self._persona_of = persona_of
        self._style_guide_of = style_guide_of
        self._remembered_turns = remembered_turns
        self._renew_seconds = renew_seconds
        self._looking: asyncio.Task[None] | None = None
        self.live: dict[str, LiveTurn] = {}

    def begin(self, turn_id: str, fresh: FreshTurn | None = None) -> None:
        """Answer a turn whose lease this worker holds. Returns at once."""
        if turn_id in self.live:
            return
        live = LiveTurn(turn_id, fresh)
        self.live[turn_id] = live
        live.task = asyncio.create_task(self._answer(live))
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())

    async def take_over(self) -> int:
        """Take the turns nobody answers; give their number."""
        taken = 0
        for turn_id in await self._leases.free_turns():
            if turn_id not in self.live and await self._leases.take(turn_id):
                self.begin(turn_id)
                taken += 1
        return taken

    async def stop(self, turn_id: str) -> None:
        """End a turn if it is answered here, and wait until its upstream is closed."""
        live = self.live.get(turn_id)
        if live is not None and live.task is not None:
            live.cancel(Ending.STOP)
            await asyncio.wait([live.task])

    async def drop(self, turn_id: str) -> None:
        """End a turn that is being deleted; nothing more of it is written."""
        live = self.live.get(turn_id)
        if live is not None and live.task is not None:
            live.cancel(Ending.LOST)
            await asyncio.wait([live.task])

    async def close(self) -> None:
        """Give every turn back, so that another worker goes on with it."""
        tasks = [live.task for live in self.live.values() if live.task is not None]
        for live in list(self.live.values()):
            live.cancel(Ending.CLOSING)
        if tasks:
            await asyncio.wait(tasks)
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
        await self._writer.close()

    async def _answer(self, live: LiveTurn) -> None:
        """Run one turn to its last event, or let go of it."""
        try:
            await self._run(live)
        except LeaseLost:
            log.info("turn let go", extra={"turn": live.turn_id})
        except asyncio.CancelledError:
            if live.ending is None:
                raise
        except Exception as error:
            log.exception("turn not answered", extra={"turn": live.turn_id, "fault": type(error).__name__})
        finally:
            live.end()
            self.live.pop(live.turn_id, None)

    async def _run(self, live: LiveTurn) -> None:
        asked: Asked | None = None
        said = _Said(live, self._writer)
        try:
            asked = await self._asked(live)
            async with aclosing(self._answering.answer(asked)) as events:
                async for event in events:
                    await said.write(event)
        except asyncio.CancelledError:
            await self._load(live)
            await said.settle()
            if live.ending is Ending.STOP:
                await said.write(Stopped())
            elif live.ending is not Ending.LOST:
                await self._leases.let_go(live.turn_id)
            raise
        except LeaseLost:
            raise
        except Exception as error:
            log.warning("turn failed", extra={"turn": live.turn_id, "fault": type(error).__name__})
            await self._load(live)
            await said.settle()
            await said.write(_failed(error, live, asked.language if asked else "en"))

    async def _asked(self, live: LiveTurn) -> Asked:
        """Gather what the corridor is given; after an interruption with what was released before."""
        if live.fresh is not None:
            turn, conversation, preference = live.fresh.turn, live.fresh.conversation, live.fresh.preference
        else:
            turn = await self._store.turn(live.turn_id, owner=None)
            conversation = await self._store.conversation(turn.conversation, owner=None)
            preference = await self._store.preference_of(turn.id)
        await self._load(live)
        earlier: tuple[TurnRecord, ...] = ()
        questions: tuple[str, ...] = ()
        if turn.number > 1:
            questions = await self._store.questions_before(conversation.id, turn.number)
            earlier = await self._store.records(
                conversation.id, before=turn.number, last=self._remembered_turns
            )
        return Asked(
            persona=self._persona_of(conversation.persona),
            question=turn.question,
            language=question_language(turn.question, otherwise=conversation.language),
            audience=conversation.audience,
            earlier=tuple(_remembered(record) for record in earlier),
            preference=preference,
            released=tuple(live.events),
            style_guide=self._style_guide_of(conversation.persona),
            turn=turn.id,
            conversation=conversation.id,
            has_left=any(wants_a_person(question) for question in questions),
            number=turn.number,
            said_before=questions,
        )

    async def _load(self, live: LiveTurn) -> None:
        """Load what an earlier worker released, once, so that numbers go on behind it."""
        if not live.is_loaded:
            released = await self._store.events(live.turn_id)
            live.is_loaded = True
            live.append(released)

    async def _look(self) -> None:
        """Watch the held turns for Stop and loss, and renew their leases, as long as there are any."""
        renewed = time.monotonic()
        while self.live:
            await asyncio.sleep(LOOK_SECONDS)
            ids = list(self.live)
            renew = time.monotonic() - renewed >= self._renew_seconds
            try:
                seen = await self._leases.look_at(ids, renew=renew) if ids else None
            except Exception as error:  # a database hiccup must not end the watch
                log.warning("leases not renewed", extra={"fault": type(error).__name__})
                continue
            renewed = time.monotonic() if renew else renewed
            for turn_id in seen.to_stop if seen else ():
                if turn_id in self.live:
                    self.live[turn_id].cancel(Ending.STOP)
            for turn_id in seen.lost if seen else ():
                if turn_id in self.live and not self.live[turn_id].is_finished:
                    self.live[turn_id].cancel(Ending.LOST)


class _Said:
    """Numbers and writes the events of one live turn."""

    def __init__(self, live: LiveTurn, writer: EventWriter) -> None:
        self._live = live
        self._writer = writer
        self._on_its_way: tuple[asyncio.Future[None], ConsultationEvent] | None = None

    async def write(self, event: ConsultationEvent) -> None:
        """Write an event with the next number and show it; a cancelled wait leaves the writing going."""
        numbered = event.model_copy(update={"number": len(self._live.events) + 1})
        milliseconds = round((time.monotonic() - self._live.began) * 1000)
        written = self._writer.write(self._live.turn_id, (numbered,), at_milliseconds=milliseconds)
        self._on_its_way = (written, numbered)
        await asyncio.shield(written)
        await self.settle()

    async def settle(self) -> None:
        """Wait for what is on its way, so that no number is given out twice."""
        if self._on_its_way is not None:
            written, event = self._on_its_way
            await written
            self._on_its_way = None
            self._live.append((event,))


def _remembered(record: TurnRecord) -> EarlierTurn:
    said = [e.text for e in record.events if isinstance(e, Spoken) and e.origin != Origin.NOTICE]
    return EarlierTurn(record.turn.question, " ".join(said))


def _failed(error: Exception, live: LiveTurn, language: str) -> Failed:
    said = any(isinstance(e, Spoken) and e.citations for e in live.events)
    return Failed(
        error=type(error).__name__ if isinstance(error, TwinError) else "InternalError",
        notice=failure_notice(error, language, something_was_said=said),
        retryable=is_retryable(error) or isinstance(error, ConsultationError),
    )
