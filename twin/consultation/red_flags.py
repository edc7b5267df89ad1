"""Red flags before everything: the card first, the answer behind it, and at its end what one can do."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace

from twin.consultation.asked import Asked
from twin.consultation.conversation_triage import (
    ConversationTriage,
    facts_to_ask,
    rebuilt,
    triage_of_conversation,
)
from twin.consultation.events import (
    Answered,
    ConsultationEvent,
    Found,
    HistoryAsked,
    HistoryQuestion,
    Spoken,
    Started,
    Triaged,
)
from twin.consultation.history_entry import AskedFact
from twin.consultation.history_words import label_of, noted_words, question_for, value_words
from twin.consultation.kept_level import KeptLevel, higher, plain_level
from twin.consultation.notices import CARD_STANDS, CRISIS_STANDS
from twin.consultation.partial_coverage import PartialCoverage
from twin.consultation.triage_store import KeptTriage, TriageStore
from twin.consultation.urgency_opinion import OPINION_WORDS, UrgencyOpinion
from twin.consultation.urgency_words import UrgencyWords
from twin.errors import TwinError
from twin.gate.verdict import Origin
from twin.labels.disclosure import first_notice
from twin.persona.slots import Audience
from twin.triage.disposition import Disposition

log = logging.getLogger(__name__)

EMERGENCY = "emergency"  # the ending of a turn in which the card stands alone
NOTED = "history"  # the model's name of a turn that only noted answers
LAY = frozenset({Audience.PATIENT, Audience.PUBLIC})
Answers = Callable[[Asked], AsyncGenerator[ConsultationEvent, None]]


@dataclass(frozen=True, slots=True)
class Look:
    """What the red flags say of one turn.

    `stands_alone`: nothing else is answered while the card stands. `is_final`: a model's opinion is in already.
    """

    asked: Asked
    triaged: Triaged
    found: ConversationTriage
    kept: KeptTriage
    stands_alone: bool
    is_final: bool = False

    @property
    def messages(self) -> tuple[str, ...]:
        """Give everything the patient wrote, oldest first."""
        return (*self.asked.said_before, self.asked.question)


class RedFlags:
    """Judges every turn before index and model. Holds no state between turns; the store does."""

    def __init__(
        self,
        store: TriageStore,
        words: UrgencyWords,
        *,
        opinion: UrgencyOpinion | None = None,
        coverage: PartialCoverage | None = None,
    ) -> None:
        """Take the store, the words, a served model's opinion where there is one, and who knows what is covered."""
        self._store = store
        self._words = words
        self._opinion = opinion
        self._coverage = coverage

    async def look(self, asked: Asked) -> Look:
        """Judge a turn: everything the patient wrote, every answer, every physician's decision. Keeps what is raised."""
        kept = await self._store.kept(asked.conversation) if asked.number > 1 else KeptTriage()
        if asked.said_before and kept == KeptTriage():
            kept = await asyncio.to_thread(rebuilt, self._words.engine(), asked.said_before)
        messages = (*asked.said_before, asked.question)
        found = await asyncio.to_thread(triage_of_conversation, self._words.engine(), messages, kept)
        for event in asked.released:  # before an interruption it may have been raised by an opinion
            if isinstance(event, Triaged) and event.disposition > found.level.disposition:
                found = replace(found, level=_as_shown(event))
        if found.level.disposition >= Disposition.URGENT or found.noted:
            kept = await self._store.keep(
                asked.conversation, found.level, asked=kept.asked, history=(*kept.history, *found.noted)
            )
        return self._look(asked, found, kept)

    def _look(self, asked: Asked, found: ConversationTriage, kept: KeptTriage) -> Look:
        messages = (*asked.said_before, asked.question)
        triaged = self._words.triaged(found.level, messages, asked.language, persona=asked.persona.id)
        stands_alone = triaged.form == "card" and asked.audience in LAY
        noted = (
            self._noted_words(found, asked.language) if found.is_answer_only and asked.audience in LAY else ""
        )
        asked = replace(asked, disposition=found.level.disposition, noted=noted)
        return Look(asked, triaged, found, kept, stands_alone)

    async def beside(self, look: Look, answers: Answers) -> AsyncGenerator[ConsultationEvent, None]:
        """Relay a turn: the level, the answer, what one can do. Where the card stands, there is no answer.

        Args:
            look: The judgement.
            answers: Gives the answer to what is asked; begun anew when a model's opinion raises the level in between.
        """
        if not _is_shown(look):
            yield look.triaged
        if look.stands_alone:
            async for event in self._card_alone(look):
                yield event
            return
        task = None if look.is_final else self._asked_for_opinion(look)
        try:
            async with aclosing(self._watched(look, answers, task)) as events:
                async for event in events:
                    yield event
        finally:
            if task is not None:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

    async def _watched(
        self, look: Look, answers: Answers, opinion: "asyncio.Task[Disposition | None] | None"
    ) -> AsyncGenerator[ConsultationEvent, None]:
        """Relay the answer; its first words wait for the opinion, which has its own short time."""
        relayed: list[ConsultationEvent] = []
        async with aclosing(self._with_advice_on_failure(look, answers)) as answer:
            async for event in answer:
                if opinion is not None and not isinstance(event, Started | Found):
                    raised, opinion = await self._raised(look, await opinion), None
                    if raised is not None:
                        released = (*look.asked.released, *relayed)
                        look = replace(raised, asked=replace(raised.asked, released=released), is_final=True)
                        break
                if isinstance(event, Answered):
                    async for added in self._ending(look, event):
                        yield added
                relayed.append(event)
                yield event
            else:
                return
        async with aclosing(self.beside(look, answers)) as again:
            async for event in again:
                yield event

    async def _with_advice_on_failure(
        self, look: Look, answers: Answers
    ) -> AsyncGenerator[ConsultationEvent, None]:
        """Relay the answer; where it breaks, what one can do is said before the fault goes on."""
        try:
            judged = replace(
                look.asked, disposition=look.triaged.disposition
            )  # the gate lets nothing calm against it
            async with aclosing(answers(judged)) as answer:
                async for event in answer:
                    yield event
        except TwinError:
            if look.asked.audience in LAY:
                yield self._words.advised(look.triaged)
            raise

    async def _card_alone(self, look: Look) -> AsyncGenerator[ConsultationEvent, None]:
        """End a turn with the card: no search, no model, and from the second time on a word on why."""
        released = look.asked.released
        if not any(isinstance(event, Started) for event in released):
            notice = first_notice(look.asked.persona, look.asked.language)
            yield Started(notice=notice, language=look.asked.language)
        words = CRISIS_STANDS if look.triaged.card_kind == "crisis" else CARD_STANDS
        said = words.in_language(look.asked.language)
        is_new = not any(isinstance(event, Spoken) and event.text == said for event in released)
        if look.asked.number > 1 and is_new:
            yield Spoken(text=said, origin=Origin.NOTICE, paragraph=True)
        yield Answered(
            covered=False,
            sentences=int(look.asked.number > 1),
            withheld=0,
            model="red flags",
            ending=EMERGENCY,
        )

    async def _ending(self, look: Look, answered: Answered) -> AsyncGenerator[ConsultationEvent, None]:
        """Say at the end of an answer what it leaves open, what one can do, and what is still to be told."""
        if look.asked.audience not in LAY:
            return
        released = {event.kind for event in look.asked.released}
        if (
            answered.covered
            and not answered.ending
            and self._coverage is not None
            and not look.found.is_answer_only
        ):
            uncovered = await self._coverage.of(look.asked)
            if uncovered is not None and uncovered.kind not in released:
                yield uncovered
        if answered.ending and look.triaged.form == "light":
            return  # who asked for a person, or a paused twin, has asked nothing that needs advice
        if "advised" not in released:
            yield self._words.advised(look.triaged)
        questions = self._questions(look)
        if questions and "history" not in released:
            facts = [AskedFact(one.fact, look.asked.number) for one in questions]
            await self._store.keep(
                look.asked.conversation,
                look.found.level,
                asked=(*facts, *look.kept.asked),
                history=look.kept.history,
            )
            yield HistoryAsked(questions=questions)

    def _questions(self, look: Look) -> tuple[HistoryQuestion, ...]:
        """Put the facts that are asked now into questions."""
        engine = self._words.engine()
        facts = facts_to_ask(look.found, look.kept, look.messages, engine)
        found = (question_for(fact, engine.reader.signs, look.asked.language) for fact in facts)
        return tuple(one for one in found if one is not None)

    def _noted_words(self, found: ConversationTriage, language: str) -> str:
        signs = self._words.engine().reader.signs
        facts = {
            label_of(one.fact, signs, language): value_words(one.fact, one.value, language)
            for one in found.noted
        }
        return noted_words(facts, language)

    def _asked_for_opinion(self, look: Look) -> "asyncio.Task[Disposition | None] | None":
        """Ask the served model beside the search; nobody waits for it but the answer's own words."""
        if self._opinion is None or look.triaged.form == "card":
            return None
        return asyncio.create_task(self._opinion.of(look.messages, look.asked.language))

    async def _raised(self, look: Look, opinion: Disposition | None) -> Look | None:
        """Give the judgement as an opinion raises it; None where it does not."""
        level = look.found.level
        if opinion is None or opinion <= max(level.disposition, Disposition.ROUTINE):
            return None  # between self-care and a clinic the rules know more than a model's word
        raised = higher(level, plain_level(opinion, layer="opinion", reason=OPINION_WORDS))
        raised = replace(raised, rules=level.rules, departments=level.departments)
        kept = await self._store.keep(look.asked.conversation, raised)
        return self._look(look.asked, replace(look.found, level=raised), kept)


def _is_shown(look: Look) -> bool:
    """Say whether this level was shown in this turn before an interruption."""
    shown = [event for event in look.asked.released if isinstance(event, Triaged)]
    return bool(shown) and shown[-1].disposition >= look.triaged.disposition


def _as_shown(event: Triaged) -> KeptLevel:
    """Give the level of an event."""
    reasons = tuple({"en": why, "zh": why} for why in event.why)
    return KeptLevel(event.disposition, event.card, event.rules, layer="opinion", reasons=reasons)
