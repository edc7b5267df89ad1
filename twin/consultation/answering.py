"""The corridor: from a question to checked sentences. Rules before models, evidence before words."""

import logging
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Protocol

from twin.chat.model import ChatModel
from twin.consultation.asked import Asked, EvidenceSource
from twin.consultation.events import Answered, ConsultationEvent, Found, Spoken, Started
from twin.consultation.notices import NEAREST, QUOTES_ONLY
from twin.consultation.quotable import citation_of, prompt_of
from twin.consultation.resuming import evidence_as_before
from twin.consultation.speaking import Speech
from twin.errors import ChatModelError
from twin.evidence.evidence import Evidence
from twin.gate.gate import Gate
from twin.gate.verdict import Origin
from twin.labels.disclosure import first_notice
from twin.persona.persona import Strictness

log = logging.getLogger(__name__)


class FirstStep(Protocol):
    """A step before the search, such as triage: what it yields is said first.

    When it yields a last event (answered), the corridor ends there: no index and no model is asked.
    """

    def __call__(self, asked: Asked) -> AsyncIterator[ConsultationEvent]:
        """Give the events of this step, none when it has nothing to say."""
        ...


class Answering:
    """Answers one question after another; holds no state between them."""

    def __init__(
        self,
        *,
        evidence: EvidenceSource,
        gate: Gate,
        quoting: ChatModel,
        served: ChatModel | None = None,
        first_step: FirstStep | None = None,
    ) -> None:
        """Take the ports. Without a served model, and for personas of strictness quotation, the quoting one speaks."""
        self._evidence = evidence
        self._gate = gate
        self._quoting = quoting
        self._served = served
        self._first_step = first_step

    async def answer(self, asked: Asked) -> AsyncGenerator[ConsultationEvent, None]:
        """Give the events of one turn in order, unnumbered; the last is `Answered`.

        Raises:
            TwinError: When the answer could not be finished; what was given before stays said.
        """
        if not any(isinstance(event, Started) for event in asked.released):
            yield Started(notice=first_notice(asked.persona, asked.language), language=asked.language)
        if self._first_step is not None:
            async for event in self._first_step(asked):
                yield event
                if isinstance(event, Answered):
                    return
        evidence = await self._find(asked)
        evidence, found = evidence_as_before(evidence, asked.released)
        if found is None:
            yield _found(evidence)
        speech = Speech(asked, evidence, gate=self._gate)
        if not evidence.covered:
            for spoken in speech.not_covered(_nearest_notice(evidence, asked.language)):
                yield spoken
            yield speech.answered(covered=False, model=self._quoting.name)
            return
        async with aclosing(self._words(asked, evidence, speech)) as words:
            async for event in words:
                yield event

    async def _find(self, asked: Asked) -> Evidence:
        return await self._evidence.retrieve(
            asked.persona.id,
            asked.question,
            language=asked.language,
            earlier=[turn.question for turn in asked.earlier],
            audience=asked.audience,
        )

    async def _words(
        self, asked: Asked, evidence: Evidence, speech: Speech
    ) -> AsyncGenerator[ConsultationEvent, None]:
        """Let the served model speak; where it cannot, and nothing was said yet, quote instead and say so."""
        model = self._served
        if model is None or asked.persona.strictness is Strictness.QUOTATION or speech.has_quoted_before:
            model = self._quoting
        prompt = prompt_of(
            asked, evidence, already_said=speech.said, rendered=not model.speaks_only_in_quotations
        )
        fault: ChatModelError | None = None
        async with aclosing(speech.from_model(model, prompt)) as sentences:
            try:
                async for event in sentences:
                    yield event
            except ChatModelError as error:
                if model is self._quoting or speech.has_said_something:
                    raise
                fault = error
        if model is self._quoting or speech.has_said_something or (speech.has_abstained and fault is None):
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


def _found(evidence: Evidence) -> Found:
    return Found(covered=evidence.covered, citations=tuple(citation_of(item) for item in evidence.items))


def _nearest_notice(evidence: Evidence, language: str) -> Spoken | None:
    """Give the pointer to the nearest thing held; it names a title and claims nothing."""
    if not evidence.items:
        return None
    nearest = evidence.items[0]
    text = NEAREST.in_language(language).format(title=nearest.held.metadata.title)
    return Spoken(text=text, origin=Origin.NOTICE, citations=(nearest.key,))
