"""One answer being spoken: pieces become sentences, sentences pass the gate, and what was said is remembered."""

import time
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager

from twin.chat.model import ChatModel, Piece, Prompt, Usage
from twin.consultation.asked import Asked
from twin.consultation.events import Answered, Spoken, Withheld
from twin.consultation.quotable import framing_of
from twin.consultation.withheld_words import withheld_words
from twin.errors import ChatModelTruncated
from twin.evidence.evidence import Evidence
from twin.gate.draft_sentence import DraftSentence, without_opening
from twin.gate.gate import Gate
from twin.gate.sentence_stream import SentenceStream
from twin.gate.verdict import Origin, Verdict
from twin.sentences import sentences_of

# An answer has five to fifteen sentences. A model that goes on this long has lost its way and is cut off.
MAX_SENTENCES = 60


@asynccontextmanager
async def _closing(pieces: AsyncIterator[Piece]) -> AsyncGenerator[AsyncIterator[Piece], None]:
    """Close a model's stream on leaving, so that its upstream ends with us."""
    try:
        yield pieces
    finally:
        if isinstance(pieces, AsyncGenerator):
            await pieces.aclose()


class Speech:
    """What has been said in one turn, across an interruption and across two models."""

    def __init__(self, asked: Asked, evidence: Evidence, *, gate: Gate) -> None:
        """Begin behind the sentences released before, if any."""
        self._asked = asked
        self._evidence = evidence
        self._gate = gate
        self._framing = framing_of(asked.persona, asked.language)
        self._no_answer = asked.persona.no_answer.in_language(asked.language)
        self._no_answer_sentences = frozenset({self._no_answer, *sentences_of(self._no_answer)})
        before = [event for event in asked.released if isinstance(event, Spoken)]
        self._spoken = list(before)
        self._withheld = sum(isinstance(event, Withheld) for event in asked.released)
        self._began = time.monotonic()
        self._first_after: float | None = None
        self._usage = Usage()
        self._written: list[str] = []
        self.has_quoted_before = any(
            event.origin == Origin.NOTICE and not event.citations for event in before
        )

    @property
    def said(self) -> tuple[str, ...]:
        """Give the sentences of the answer so far; notices are not part of it."""
        return tuple(event.text for event in self._spoken if event.origin != Origin.NOTICE)

    @property
    def has_said_something(self) -> bool:
        """Say whether a sentence with a source was released."""
        return any(event.citations and event.origin != Origin.NOTICE for event in self._spoken)

    @property
    def has_abstained(self) -> bool:
        """Say whether the model gave the persona's no-answer words itself."""
        return any(event.text in self._no_answer_sentences for event in self._spoken)

    @property
    def has_only_talked(self) -> bool:
        """Say whether the model asked back, or said what it is, and nothing it wrote was withheld."""
        return bool(self.said) and self._withheld == 0

    async def from_model(self, model: ChatModel, prompt: Prompt) -> AsyncGenerator[Spoken | Withheld, None]:
        """Give the checked sentences of one model.

        Raises:
            ChatModelError: As the model raises it; a stream without an end is a `ChatModelTruncated`.
        """
        stream = SentenceStream()
        judged = 0
        async with _closing(model.stream(prompt)) as pieces:
            async for piece in pieces:
                if piece.usage is not None:
                    self._usage = piece.usage
                for draft in stream.feed(piece.text) if piece.text else ():
                    judged += 1
                    for event in self._judged(draft, model):
                        yield event
                if judged > MAX_SENTENCES:
                    raise ChatModelTruncated(
                        f"{model.name} wrote more than {MAX_SENTENCES} sentences and was cut off. Lower "
                        "TWIN_CHAT__MAX_TOKENS, or choose a model that follows the prompt."
                    )
        for draft in stream.finish():
            for event in self._judged(draft, model):
                yield event

    def not_covered(self, nearest: Spoken | None) -> Iterator[Spoken]:
        """Give the persona's no-answer words and the nearest thing held, without what was said before."""
        said = {event.text for event in self._spoken}
        words = Spoken(text=self._no_answer, origin=Origin.MANNER)
        for event in (words, nearest):
            if event is not None and event.text not in said:
                self._remember(event)
                yield event

    def notice(self, text: str) -> Spoken:
        """Give a notice as an event and remember it."""
        event = Spoken(text=text, origin=Origin.NOTICE)
        self._spoken.append(event)
        return event

    def answered(self, *, covered: bool, model: str) -> Answered:
        """Give the closing event with the figures of the turn."""
        return Answered(
            covered=covered,
            sentences=len(self._spoken),
            withheld=self._withheld,
            model=model,
            seconds_to_first_sentence=self._first_after,
            prompt_tokens=self._usage.prompt_tokens,
            completion_tokens=self._usage.completion_tokens,
            decision=self._evidence.decision,
        )

    def _judged(self, draft: DraftSentence, model: ChatModel) -> Iterator[Spoken | Withheld]:
        """Judge a sentence whole; only when that fails, apart from the persona's phrase that opens it."""
        verdict = self._verdict(draft, model)
        self._written.append(draft.text)
        parts = None if verdict.may_be_said else without_opening(draft, self._framing)
        if parts is None:
            yield from self._released(draft, verdict)
            return
        opening, rest = parts
        verdict = self._verdict(rest, model)
        if verdict.may_be_said:
            yield from self._released(opening, self._verdict(opening, model))
        yield from self._released(rest, verdict)

    def _verdict(self, draft: DraftSentence, model: ChatModel) -> Verdict:
        return self._gate.judge(
            draft,
            self._evidence,
            audience=self._asked.audience,
            framing=self._framing,
            quotations_only=model.speaks_only_in_quotations,
            disposition=self._asked.disposition,
            before=self._written,
        )

    def _released(self, draft: DraftSentence, verdict: Verdict) -> Iterator[Spoken | Withheld]:
        if not verdict.may_be_said:
            self._withheld += 1
            reason = verdict.reason.value if verdict.reason else ""
            notice = withheld_words(verdict.reason, self._asked.language)
            yield Withheld(reason=reason, notice=notice, words=draft.text)
            return
        if any(verdict.shown_text == event.text for event in self._spoken):
            return  # a sentence is said once, also after an interruption
        event = Spoken(
            text=verdict.shown_text,
            origin=verdict.origin,
            citations=verdict.citations,
            paragraph=draft.paragraph and bool(self._spoken),
        )
        self._remember(event)
        yield event

    def _remember(self, event: Spoken) -> None:
        if self._first_after is None:
            self._first_after = round(time.monotonic() - self._began, 3)
        self._spoken.append(event)
