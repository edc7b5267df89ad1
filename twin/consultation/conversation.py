"""Values of a consultation: the conversation, its turns, and the whole as a transcript."""

from dataclasses import dataclass, field
from datetime import datetime

from twin.consultation.events import ConsultationEvent
from twin.consultation.triage_store import KeptTriage
from twin.persona.slots import Audience

LAST_STATUSES = frozenset({"answered", "failed", "stopped"})


@dataclass(frozen=True, slots=True)
class Conversation:
    """One patient's conversation with one twin. `language` is that of the page it was opened on."""

    id: str
    persona: str
    audience: Audience
    language: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """One question. `number` counts from 1; `status` is waiting, answering, answered, failed or stopped."""

    id: str
    conversation: str
    number: int
    question: str
    status: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class EarlierTurn:
    """A turn before this one, as the twin remembers it: what was asked, and the sentences that were released."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """One turn with all its events so far, in order."""

    turn: Turn
    events: tuple[ConsultationEvent, ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation as its owner may read it, oldest turn first, with what is kept of its urgency and history."""

    conversation: Conversation
    turns: tuple[TurnRecord, ...]
    triage: KeptTriage = field(default_factory=KeptTriage)
