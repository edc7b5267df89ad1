"""A desk for tests: a real database, the small reader, conversations whose rows are written directly."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from tests.twin.review.readers import question_reader
from twin.evidence.evidence import Evidence
from twin.persona.slots import Audience
from twin.review.corrected_evidence import CorrectedEvidence
from twin.review.corrections import Corrections
from twin.review.decision_store import DecisionStore
from twin.review.decisions import NewDecision, Verdict, checked
from twin.review.queue_store import QueueStore
from twin.settings import ReviewSettings
from twin.storage.database import Database
from twin.storage.tables import ConversationRow, TurnRow

TOMORROW = date.today() + timedelta(days=1)
OWNER = "o" * 64


async def turn_of(
    database: Database, question: str, *, persona: str = "cardiology", conversation: str = "", number: int = 1
) -> str:
    """Write a conversation with one answered turn, or a further turn of one; give the turn's id."""
    turn, now = uuid4().hex, datetime.now(UTC)
    async with database.transaction() as session:
        if not conversation:
            conversation = uuid4().hex
            session.add(
                ConversationRow(
                    id=conversation,
                    persona=persona,
                    owner=OWNER,
                    audience="patient",
                    language="en",
                    created_at=now,
                )
            )
            await session.flush()
        session.add(
            TurnRow(
                id=turn,
                conversation_id=conversation,
                number=number,
                question=question,
                status="answered",
                asked_at=now,
            )
        )
    return turn


def queue_of(database: Database) -> QueueStore:
    """Give the queue as one worker has it."""
    return QueueStore(database, ReviewSettings())


def answer_to(question: str, /, **changed: object) -> NewDecision:
    """Give a decision that answers a question in both languages."""
    fields = {
        "verdict": Verdict.USE_ANSWER,
        "persona": "cardiology",
        "author": "Dr. Lin",
        "reason": "my own words",
        "review_by": TOMORROW,
        "question": question,
        "answer_en": "One cup is fine.",
        "answer_zh": "一杯可以。",
    }
    return checked(NewDecision(**{**fields, **changed}))  # type: ignore[arg-type]


class Searched:
    """A search that finds nothing, and notes what it was asked to leave out."""

    def __init__(self) -> None:
        self.without: list[frozenset[str]] = []

    async def retrieve(
        self,
        persona_id: str,
        question: str,
        *,
        language: str | None = None,
        earlier: object = (),
        audience: Audience = Audience.PATIENT,
        without: frozenset[str] = frozenset(),
    ) -> Evidence:
        """Find nothing."""
        self.without.append(without)
        return Evidence(question, language or "en", False, 0.0, ())


def worker_of(
    database: Database, search: Searched | None = None, *, children: str = "paediatrics"
) -> CorrectedEvidence:
    """Give one worker's evidence source over the same database."""
    reader = question_reader()
    corrections = Corrections(
        DecisionStore(database),
        reader,
        about_children=lambda persona: persona == children,
        name_of=lambda decision, _: decision.made.author,
    )
    return CorrectedEvidence(search or Searched(), corrections, reader.glossary)


async def asked(
    worker: CorrectedEvidence, question: str, *, persona: str = "cardiology", earlier: tuple[str, ...] = ()
) -> Evidence:
    """Ask one worker."""
    language = "zh" if any("\u3400" <= c <= "\u9fff" for c in question) else "en"
    return await worker.retrieve(
        persona, question, language=language, earlier=earlier, audience=Audience.PATIENT
    )
