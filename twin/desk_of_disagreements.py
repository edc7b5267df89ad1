"""The way of a resident's disagreement to the physician's desk and back, wired for `twin.assembly`.

It lies at the desk as a conversation of its own: the line with its passages is what the twin said, the learner's reason
is what is asked. So a physician decides about it as about any other answer.
"""

import hashlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import insert

from twin.consultation.events import CitationShown, ConsultationEvent, Found, Spoken
from twin.consultation.transcript_store import TranscriptStore
from twin.errors import PassageNotFound
from twin.evidence.source_line import source_line
from twin.gate.verdict import Origin
from twin.index.held_passage import HeldPassage
from twin.passages.document import Document
from twin.persona.slots import Audience
from twin.review.decision_store import DecisionStore
from twin.review.decisions import Verdict
from twin.review.queue import Cause, Entry, Kind
from twin.review.queue_store import QueueStore
from twin.storage.database import Database
from twin.storage.tables import EventRow, TurnRow
from twin.teaching.disagreement import HandedIn, Outcome, OutcomeKind

DocumentOf = Callable[[str, str], Awaitable[tuple[Document, HeldPassage]]]
_QUESTION = {
    "en": "Teaching case “{title}”: {words}",
    "zh": "教学病例“{title}”：{words}",
}
_VERDICTS = {
    Verdict.RIGHT: OutcomeKind.LINE_STANDS,
    Verdict.USE_ANSWER: OutcomeKind.ANSWERED,
    Verdict.SOURCE_WRONG: OutcomeKind.SOURCE_WITHDRAWN,
    Verdict.DO_NOT_ANSWER: OutcomeKind.DECLINED,
}


class DeskOfDisagreements:
    """The physician's ear, as teaching knows it (`twin.teaching.disagreement.PhysiciansEar`)."""

    def __init__(
        self, database: Database, queue: QueueStore, decisions: DecisionStore, document_of: DocumentOf
    ) -> None:
        """Take the desk's stores and what gives a passage with its document."""
        self._database = database
        self._queue = queue
        self._decisions = decisions
        self._document_of = document_of
        self._transcripts = TranscriptStore(database)

    async def hand_in(self, given: HandedIn) -> tuple[str, str]:
        """Put a disagreement on the desk; give the ids of its conversation and turn there."""
        conversation = await self._transcripts.add_conversation(
            given.persona,
            owner=hashlib.sha256(f"teaching:{given.learner}".encode()).hexdigest(),
            audience=Audience.RESIDENT,
            language=given.language,
        )
        turn = uuid4().hex
        events = await self._events(given)
        question = _QUESTION[given.language].format(title=given.case_title, words=given.words)
        async with self._database.transaction() as session:
            values = {
                "id": turn,
                "conversation_id": conversation.id,
                "number": 1,
                "question": question,
                "preference": "",
                # Without an event that ends it: the figures of the desk count answers to patients only.
                "status": "answered",
                "stop_requested": False,
                "asked_at": datetime.now(UTC),
            }
            await session.execute(insert(TurnRow), [values])
            rows = [
                {
                    "turn_id": turn,
                    "number": event.number,
                    "kind": event.kind,
                    "body": event.model_dump(mode="json"),
                    "at_milliseconds": 0,
                }
                for event in events
            ]
            await session.execute(insert(EventRow), rows)
            await self._queue.write(session, [Cause(Kind.DISAGREED, turn, draft=(given.line,))])
        return conversation.id, turn

    async def outcome(self, conversation: str, turn: str, *, persona: str, language: str) -> Outcome | None:
        """Say what came of it; None when its conversation is past its keeping time."""
        entries = await self._queue.of_conversation(conversation)
        entry = next((one for one in entries if one.turn == turn and one.kind is Kind.DISAGREED), None)
        if entry is None:
            return None
        decided = (
            (await self._decisions.by_ids([entry.decision])).get(entry.decision) if entry.decision else None
        )
        if decided is None or decided.undone_at is not None:
            return _waiting(entry)
        text, written_in = decided.answer_in(language) if decided.has_answer else ("", "")
        return Outcome(
            _VERDICTS[decided.made.verdict],
            decided.decided_at,
            text,
            written_in,
            decided.made.reason,
            decided.made.author,
        )

    async def _events(self, given: HandedIn) -> list[ConsultationEvent]:
        citations: list[CitationShown] = []
        for passage_id in given.passages:
            try:
                _, held = await self._document_of(given.persona, passage_id)
            except PassageNotFound:
                continue
            citations.append(_citation(f"E{len(citations) + 1}", held, given.language))
        keys = tuple(one.key for one in citations)
        return [
            Found(number=1, covered=bool(citations), citations=tuple(citations)),
            Spoken(number=2, text=given.line, origin=Origin.OWN_WORDS, citations=keys),
        ]


def _waiting(entry: Entry) -> Outcome:
    return Outcome(OutcomeKind.WAITING, entry.due_at)


def _citation(key: str, held: HeldPassage, language: str) -> CitationShown:
    passage = held.passage
    return CitationShown(
        key=key,
        passage=passage.id,
        document=passage.document,
        title=held.metadata.title,
        source=source_line(held, language=language),
        slot=held.slot.name.lower(),
        page=passage.page,
        slide=passage.slide,
        start_seconds=passage.start_seconds,
        quote=passage.text,
        start=passage.start,
        end=passage.end,
    )
