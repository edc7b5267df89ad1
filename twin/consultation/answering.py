"""The corridor: from a question to checked sentences. Rules before models, evidence before words."""

import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress

from twin.chat.model import ChatModel
from twin.chat.reciting_model import RecitingModel
from twin.consultation.against_guideline import AgainstGuideline, without_contradicted
from twin.consultation.asked import Asked, EvidenceSource
from twin.consultation.courtesies import COURTESY, Courtesy, courteous_words, courtesy_in
from twin.consultation.events import (
    Answered,
    ConflictShown,
    ConsultationEvent,
    Found,
    Spoken,
    Started,
    Withheld,
)
from twin.consultation.notices import NEAREST, QUOTES_ONLY
from twin.consultation.quotable import citation_of, prompt_of
from twin.consultation.red_flags import NOTED, RedFlags
from twin.consultation.reins import HELD, Reins, Ruling, notices
from twin.consultation.resuming import evidence_as_before
from twin.consultation.speaking import Speech
from twin.errors import ChatModelError, TwinError
from twin.evidence.evidence import Evidence
from twin.gate.gate import Gate
from twin.gate.verdict import Origin
from twin.labels.disclosure import first_notice
from twin.persona.persona import Strictness
from twin.persona.slots import Audience
from twin.review.topics import INDIVIDUAL

log = logging.getLogger(__name__)


class Answering:
    """Answers one question after another; holds no state between them."""

    def __init__(
        self,
        *,
        evidence: EvidenceSource,
        gate: Gate,
        quoting: ChatModel,
        served: ChatModel | None = None,
        red_flags: RedFlags | None = None,
        reins: Reins | None = None,
        conflicts: AgainstGuideline | None = None,
        emergency_number: str = "120",
    ) -> None:
        """Take the ports. Without a served model, and for personas of strictness quotation, the quoting one speaks.

        Without `reins` every twin answers alone behind the gate. `red_flags` judge every turn before anything is searched;
        only a test does without them. `conflicts` finds own passages that a newer guideline contradicts; `emergency_number`
        is the local one.
        """
        self._evidence = evidence
        self._gate = gate
        self._quoting = quoting
        self._reciting = RecitingModel()
        self._served = served
        self._red_flags = red_flags
        self._reins = reins
        self._conflicts = conflicts
        self._emergency_number = emergency_number

    async def answer(self, asked: Asked) -> AsyncGenerator[ConsultationEvent, None]:
        """Give the events of one turn in order, unnumbered: how urgent it is comes first, the last is `Answered`.

        Raises:
            TwinError: When the answer could not be finished; what was given before stays said.
        """
        if self._red_flags is None:
            answer = self._from_the_notice(asked)
        else:
            answer = self._red_flags.beside(await self._red_flags.look(asked), self._from_the_notice)
        async with aclosing(answer) as events:
            async for event in events:
                yield event

    async def _from_the_notice(self, asked: Asked) -> AsyncGenerator[ConsultationEvent, None]:
        """Say that this is a computer programme, then answer."""
        if not any(isinstance(event, Started) for event in asked.released):
            yield Started(notice=first_notice(asked.persona, asked.language), language=asked.language)
        async with aclosing(self._ruled(asked)) as events:
            async for event in events:
                yield event

    async def _ruled(self, asked: Asked) -> AsyncGenerator[ConsultationEvent, None]:
        """Answer as far as the physician's reins allow: not at all, as a draft for the desk, or alone."""
        if self._reins is None:
            async with aclosing(self._found_and_said(asked)) as events:
                async for event in events:
                    yield event
            return
        ruling = await self._reins.ruling(asked)
        if ruling.ending:
            said = notices(ruling.words, released=asked.released)
            for notice in said:
                yield notice
            yield ruling.closing(ruling.ending, sentences=len(said))
            return
        is_held = ruling.is_held and courtesy_in(asked.question) is None
        if is_held and not await self._is_answered_by_physician(asked, ruling):
            said = notices(
                await self._reins.held(asked, ruling, await self._draft(asked)), released=asked.released
            )
            for notice in said:
                yield notice
            yield ruling.closing(HELD, sentences=len(said))
            return
        async with aclosing(self._watched(asked, ruling)) as events:
            async for event in events:
                yield event

    async def _is_answered_by_physician(self, asked: Asked, ruling: Ruling) -> bool:
        """Say whether the physician has answered this question for everyone, and it is not about one person."""
        if ruling.topic in INDIVIDUAL:
            return False
        with suppress(TwinError):
            return bool((await self._find(asked)).decision)
        return False

    async def _draft(self, asked: Asked) -> tuple[ConsultationEvent, ...]:
        """Answer for the desk's eyes only; what a failing model left is a shorter draft."""
        draft: list[ConsultationEvent] = []
        with suppress(TwinError):
            async with aclosing(self._found_and_said(asked)) as events:
                async for event in events:
                    draft.append(event)
        return tuple(draft)

    async def _watched(self, asked: Asked, ruling: Ruling) -> AsyncGenerator[ConsultationEvent, None]:
        """Answer alone, until the physician presses pause."""
        assert self._reins is not None
        watch, spoken, withheld = self._reins.watch(asked), 0, 0
        async with aclosing(self._found_and_said(asked)) as events:
            async for event in events:
                stopped = await watch.stopped()
                if stopped is not None:
                    ending, words = stopped
                    for notice in notices(words):
                        yield notice
                    yield ruling.closing(ending, sentences=spoken + len(words), withheld=withheld)
                    return
                spoken, withheld = spoken + isinstance(event, Spoken), withheld + isinstance(event, Withheld)
                yield _with_ruling(event, ruling)

    async def _found_and_said(self, asked: Asked) -> AsyncGenerator[ConsultationEvent, None]:
        """Search, then let a model speak behind the gate; what only answers our own questions is noted instead."""
        if asked.noted:
            for said in notices([asked.noted], released=asked.released):
                yield said
            yield Answered(covered=True, sentences=1, withheld=0, model=NOTED)
            return
        courtesy = courtesy_in(asked.question)
        if courtesy is not None:
            for event in self._courteous(asked, courtesy):
                yield event
            return
        evidence, conflicts = await self._beside_guidelines(asked, await self._find(asked))
        evidence, found = evidence_as_before(evidence, asked.released)
        if found is None:
            yield _found(evidence, conflicts, asked.audience)
        speech = Speech(asked, evidence, gate=self._gate)
        if not evidence.covered:
            for spoken in speech.not_covered(_nearest_notice(evidence, asked.language)):
                yield spoken
            yield speech.answered(covered=False, model=self._quoting.name)
            return
        async with aclosing(self._words(asked, evidence, speech)) as words:
            async for event in words:
                yield event

    def _courteous(self, asked: Asked, courtesy: Courtesy) -> tuple[ConsultationEvent, ...]:
        """Reply to what asks for no medicine; nothing is searched, nothing goes to the desk."""
        words = courteous_words(
            courtesy,
            asked.question,
            persona=asked.persona,
            language=asked.language,
            emergency_number=self._emergency_number,
        )
        answered = Answered(covered=False, sentences=len(words), withheld=0, model=COURTESY, ending=COURTESY)
        return (*notices(words, released=asked.released), answered)

    async def _find(self, asked: Asked) -> Evidence:
        return await self._evidence.retrieve(
            asked.persona.id,
            asked.question,
            language=asked.language,
            earlier=[turn.question for turn in asked.earlier],
            audience=asked.audience,
        )

    async def _beside_guidelines(
        self, asked: Asked, evidence: Evidence
    ) -> tuple[Evidence, tuple[ConflictShown, ...]]:
        """Compare what was found of the physician's own with newer guidelines; to residents both sides are said.

        What the physician decided about this very question stands.
        """
        if self._conflicts is None or evidence.decision:
            return evidence, ()
        conflicts = await self._conflicts.among(evidence)
        if asked.audience is Audience.RESIDENT:
            return evidence, conflicts
        return without_contradicted(evidence, conflicts), conflicts

    async def _words(
        self, asked: Asked, evidence: Evidence, speech: Speech
    ) -> AsyncGenerator[ConsultationEvent, None]:
        """Let the served model speak; where it cannot, and nothing was said yet, quote instead and say so."""
        model = self._served
        if model is None or asked.persona.strictness is Strictness.QUOTATION or speech.has_quoted_before:
            model = self._quoting
        if evidence.decision:  # the physician answered this very question: nobody else finds words for it
            model = self._reciting
        prompt = prompt_of(
            asked, evidence, already_said=speech.said, rendered=not model.speaks_only_in_quotations
        )
        fault: ChatModelError | None = None
        async with aclosing(speech.from_model(model, prompt)) as sentences:
            try:
                async for event in sentences:
                    yield event
            except ChatModelError as error:
                if model.speaks_only_in_quotations or speech.has_said_something:
                    raise
                fault = error
        if (
            model.speaks_only_in_quotations
            or speech.has_said_something
            or (fault is None and (speech.has_abstained or speech.has_only_talked))
        ):
            yield speech.answered(covered=speech.has_said_something, model=model.name)
            return
        log.warning(
            "quoting instead",
            extra={
                "model": model.name,
                "fault": type(fault).__name__ if fault else "nothing passed the gate",
            },
        )
        yield speech.notice(QUOTES_ONLY.in_language(asked.language))
        prompt = prompt_of(asked, evidence, already_said=speech.said, rendered=False)
        async with aclosing(speech.from_model(self._quoting, prompt)) as sentences:
            async for event in sentences:
                yield event
        yield speech.answered(covered=speech.has_said_something, model=self._quoting.name)


def _with_ruling(event: ConsultationEvent, ruling: Ruling) -> ConsultationEvent:
    """Let the last event say what the reins said, so that the desk can sample by level."""
    if not isinstance(event, Answered):
        return event
    return event.model_copy(update={"topic": ruling.topic, "level": ruling.level})


def _found(evidence: Evidence, conflicts: tuple[ConflictShown, ...], audience: Audience) -> Found:
    return Found(
        covered=evidence.covered,
        citations=tuple(citation_of(item) for item in evidence.items),
        conflicts=conflicts if audience is Audience.RESIDENT else (),
        to_desk=conflicts,
    )


def _nearest_notice(evidence: Evidence, language: str) -> Spoken | None:
    """Give the pointer to the nearest thing held; it names a title and claims nothing."""
    if not evidence.items:
        return None
    nearest = evidence.items[0]
    text = NEAREST.in_language(language).format(title=nearest.held.metadata.title)
    return Spoken(text=text, origin=Origin.NOTICE, citations=(nearest.key,))
