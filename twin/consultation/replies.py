"""What the physician's desk has to say at a patient's link: an answer, a confirmation, a warning, or who answers and when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from twin.consultation.conversation import Transcript, TurnRecord
from twin.consultation.events import Answered, Found, Spoken
from twin.consultation.question import question_language
from twin.evidence.follow_up import self_standing
from twin.evidence.glossary import Glossary
from twin.persona.persona import Persona
from twin.review.answerers import Answerers
from twin.review.corrections import Corrections
from twin.review.decision_store import DecisionStore
from twin.review.decisions import Decision, Verdict
from twin.review.queue import SOMEBODY_WAITS, Entry, Kind
from twin.review.queue_store import QueueStore


class ReplyKind(StrEnum):
    """What a reply is."""

    ANSWER = "answer"
    CONFIRMED = "confirmed"
    SOURCE_WITHDRAWN = "source_withdrawn"
    DECLINED = "declined"
    WAITING = "waiting"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Reply:
    """One thing the desk says about a turn.

    `text` is the physician's own, in `language`; empty for all but answers. `author` is a name as this reader may see
    it. `at` is when it was decided; for what waits, by when it will be.
    """

    turn: str
    kind: ReplyKind
    at: datetime
    text: str = ""
    language: str = ""
    author: str = ""


class Replies:
    """Gives the replies of a conversation; reads only, and reads anew at every look."""

    def __init__(
        self,
        queue: QueueStore,
        decisions: DecisionStore,
        corrections: Corrections,
        answerers: Answerers,
        *,
        glossary: Glossary,
        persona_of: Callable[[str], Persona],
    ) -> None:
        """Take the desk's stores. `persona_of` gives personas as patients may see them."""
        self._queue = queue
        self._decisions = decisions
        self._corrections = corrections
        self._answerers = answerers
        self._glossary = glossary
        self._persona_of = persona_of

    async def of(self, transcript: Transcript) -> dict[str, list[Reply]]:
        """Give the replies by turn id: what was decided about a turn, what waits, and what was corrected since."""
        persona = self._persona_of(transcript.conversation.persona)
        entries: dict[str, list[Entry]] = {}
        for entry in await self._queue.of_conversation(transcript.conversation.id):
            entries.setdefault(entry.turn, []).append(entry)
        ids = {entry.decision for of_turn in entries.values() for entry in of_turn if entry.decision}
        decided = await self._decisions.by_ids(ids) if ids else {}
        replies: dict[str, list[Reply]] = {}
        earlier: list[str] = []
        for record in transcript.turns:
            language = question_language(record.turn.question, otherwise=transcript.conversation.language)
            of_turn = entries.get(record.turn.id, [])
            found = _of_decisions(record, of_turn, decided, persona, language)
            if not found:
                found = await self._corrected_since(record, earlier, persona, language)
            found += await self._waiting(record, of_turn, persona, language)
            if found:
                replies[record.turn.id] = found
            earlier.append(record.turn.question)
        return replies

    async def _corrected_since(
        self, record: TurnRecord, earlier: Sequence[str], persona: Persona, language: str
    ) -> list[Reply]:
        """Give what physicians decided for everyone after this turn was answered, as far as it bears on it."""
        last = record.events[-1] if record.events else None
        if not isinstance(last, Answered):
            return []
        whole = self_standing(record.turn.question, earlier, glossary=self._glossary)
        found = await self._corrections.in_force(persona.id, whole)
        answer = found.answer
        if answer is not None and answer.id != last.decision and answer.decided_at > record.turn.asked_at:
            return [_answer(record.turn.id, answer, persona, language)]
        wrong = found.held_back & _passages_behind(record)
        return [Reply(record.turn.id, ReplyKind.SOURCE_WITHDRAWN, record.turn.asked_at)] if wrong else []

    async def _waiting(
        self, record: TurnRecord, entries: Sequence[Entry], persona: Persona, language: str
    ) -> list[Reply]:
        """Say who answers and when; that nobody reads the desk, when nobody does and the patient asked for it."""
        waiting = [e for e in entries if not e.decision and e.kind in SOMEBODY_WAITS]
        if not waiting:
            return []
        first = min(waiting, key=lambda entry: entry.due_at)
        if not await self._answerers.somebody_reads(persona.id):
            wished = any(entry.kind in (Kind.ESCALATED, Kind.UNHAPPY, Kind.DRAFT) for entry in waiting)
            return [Reply(record.turn.id, ReplyKind.NOBODY, first.due_at)] if wished else []
        return [
            Reply(record.turn.id, ReplyKind.WAITING, first.due_at, author=answering_name(persona, language))
        ]


def answering_name(persona: Persona, language: str) -> str:
    """Give who answers, as a patient may see it."""
    if not persona.consent.name:
        return "医生" if language == "zh" else "The physician"
    name = persona.name.in_language(language)
    return f"{name}医生" if language == "zh" and not name.endswith("医生") else name


def author_name(decision: Decision, persona: Persona, language: str) -> str:
    """Give the author of a decision in the reader's language; without consent to the name, "the physician"."""
    if not persona.consent.name:
        return "医生" if language == "zh" else "The physician"
    author = decision.made.author
    if author in (persona.name.en, persona.name.zh, f"{persona.name.zh}医生"):
        return answering_name(persona, language)
    return author


def _of_decisions(
    record: TurnRecord,
    entries: Sequence[Entry],
    decided: dict[str, Decision],
    persona: Persona,
    language: str,
) -> list[Reply]:
    """Give what was decided about this very turn, each decision once."""
    found: dict[str, Reply] = {}
    for entry in entries:
        decision = decided.get(entry.decision)
        if decision is None or decision.undone_at is not None:
            continue
        turn, at, name = record.turn.id, decision.decided_at, author_name(decision, persona, language)
        if decision.has_answer:
            found[decision.id] = _answer(turn, decision, persona, language)
        elif decision.made.verdict is Verdict.RIGHT and entry.kind is Kind.DRAFT:
            text = ("" if language == "zh" else " ").join(entry.draft)
            found[decision.id] = Reply(turn, ReplyKind.ANSWER, at, text, language, name)
        elif decision.made.verdict is Verdict.RIGHT:
            found.setdefault(decision.id, Reply(turn, ReplyKind.CONFIRMED, at, author=name))
        elif decision.made.verdict is Verdict.SOURCE_WRONG:
            found[decision.id] = Reply(turn, ReplyKind.SOURCE_WITHDRAWN, at, author=name)
        else:
            found[decision.id] = Reply(turn, ReplyKind.DECLINED, at, author=name)
    return list(found.values())


def _answer(turn: str, decision: Decision, persona: Persona, language: str) -> Reply:
    text, written_in = decision.answer_in(language)
    author = author_name(decision, persona, language)
    return Reply(turn, ReplyKind.ANSWER, decision.decided_at, text, written_in, author)


def _passages_behind(record: TurnRecord) -> frozenset[str]:
    """Give the passages that the answer's sentences rest on."""
    passage_of = {c.key: c.passage for e in record.events if isinstance(e, Found) for c in e.citations}
    keys = {key for event in record.events if isinstance(event, Spoken) for key in event.citations}
    return frozenset(passage_of[key] for key in keys if key in passage_of)
