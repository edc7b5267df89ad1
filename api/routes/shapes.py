"""What the JSON routes take and give."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from api.pages.source_links import place_anchor
from api.routes.review_shapes import ReplyOut
from twin.consultation.conversation import Conversation, Transcript, Turn, TurnRecord
from twin.consultation.events import ConsultationEvent
from twin.consultation.replies import Reply
from twin.evidence.evidence import EvidenceItem
from twin.index.held_passage import HeldPassage
from twin.labels.disclosure import standing_notice, twin_name
from twin.persona.persona import Bilingual, BilingualList, Persona
from twin.persona.slots import Audience

NO_REPLIES: Mapping[str, Sequence[Reply]] = MappingProxyType({})


class ConsultationIn(BaseModel):
    """Open a conversation with a twin."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"persona": "cardiology", "language": "zh"}]})

    persona: str = Field(max_length=40, description="Persona id, as /api/personas lists it.")
    audience: Audience = Field(Audience.PATIENT, description="For whom the twin speaks.")
    language: Literal["en", "zh"] = Field(
        "en", description="For questions that do not tell their own language."
    )


class ConsultationOut(BaseModel):
    """An open conversation. `notice` must be shown to whoever reads the answers."""

    id: str
    persona: str
    audience: Audience
    language: str
    created_at: datetime
    notice: str

    @classmethod
    def of(cls, conversation: Conversation, persona: Persona) -> Self:
        """Shape a conversation."""
        return cls(
            id=conversation.id,
            persona=conversation.persona,
            audience=conversation.audience,
            language=conversation.language,
            created_at=conversation.created_at,
            notice=standing_notice(persona, conversation.language),
        )


class QuestionIn(BaseModel):
    """Ask one question."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"question": "Can I drink coffee with atrial fibrillation?"}]}
    )

    question: str = Field(
        description="English or Chinese; at most TWIN_CONSULTATION__QUESTION_CHARACTERS characters."
    )


class WordsIn(BaseModel):
    """What a patient adds for the physician."""

    words: str = Field("", max_length=1_000, description="May stay empty.")


class TurnOut(BaseModel):
    """One question; its answer is read from `events`."""

    id: str
    consultation: str
    number: int
    question: str
    status: Literal["waiting", "answering", "answered", "failed", "stopped"]
    asked_at: datetime
    events: str = Field(description="Path of the event stream.")

    @classmethod
    def of(cls, turn: Turn) -> Self:
        """Shape a turn."""
        path = f"/api/consultations/{turn.conversation}/turns/{turn.id}/events"
        return cls.model_validate(
            {
                "id": turn.id,
                "consultation": turn.conversation,
                "number": turn.number,
                "question": turn.question,
                "status": turn.status,
                "asked_at": turn.asked_at,
                "events": path,
            }
        )


class TurnWithEventsOut(BaseModel):
    """One turn with its events so far."""

    turn: TurnOut
    events: list[ConsultationEvent]

    @classmethod
    def of(cls, record: TurnRecord) -> Self:
        """Shape a turn's record."""
        return cls(turn=TurnOut.of(record.turn), events=list(record.events))


class TranscriptOut(BaseModel):
    """A conversation with all turns, oldest first."""

    consultation: ConsultationOut
    turns: list[TurnWithEventsOut]
    replies: list[ReplyOut] = Field(
        description="What the physician's desk says: answers, confirmations, who answers and when."
    )

    @classmethod
    def of(
        cls, transcript: Transcript, persona: Persona, replies: Mapping[str, Sequence[Reply]] = NO_REPLIES
    ) -> Self:
        """Shape a transcript with what the desk says, by turn id."""
        return cls(
            consultation=ConsultationOut.of(transcript.conversation, persona),
            turns=[TurnWithEventsOut.of(record) for record in transcript.turns],
            replies=[ReplyOut.of(reply) for of_turn in replies.values() for reply in of_turn],
        )


class PersonaOut(BaseModel):
    """A twin that can be asked."""

    id: str
    name: Bilingual = Field(description="What the twin is called; it says that it is a twin.")
    title: Bilingual
    specialty: Bilingual
    hospital: Bilingual
    languages: list[str]
    greeting: Bilingual
    starter_questions: BilingualList
    fictional: bool
    speaks_only_in_quotations: bool
    paused: bool = Field(
        description="Its physician or the hospital has paused it: it answers nothing for now."
    )

    @classmethod
    def of(cls, persona: Persona, *, paused: bool) -> Self:
        """Shape a persona; what it may not tell without consent is left out."""
        return cls(
            id=persona.id,
            name=Bilingual(en=twin_name(persona, "en"), zh=twin_name(persona, "zh")),
            title=persona.title,
            specialty=persona.specialty,
            hospital=persona.hospital,
            languages=list(persona.languages),
            greeting=persona.greeting,
            starter_questions=persona.starter_questions,
            fictional=persona.fictional,
            speaks_only_in_quotations=persona.strictness == "quotation",
            paused=paused,
        )


class PassageOut(BaseModel):
    """One passage. `start` and `end` are half-open offsets into the document's text."""

    id: str
    document: str
    title: str
    slot: str
    language: str
    page: int | None
    slide: int | None
    start_seconds: float | None
    headings: list[str]
    start: int
    end: int
    text: str
    superseded: bool
    address: str = Field(description="Path of the page that shows it highlighted.")

    @classmethod
    def of(cls, held: HeldPassage, persona_id: str) -> Self:
        """Shape a passage."""
        passage = held.passage
        anchor = place_anchor(page=passage.page, slide=passage.slide, start_seconds=passage.start_seconds)
        return cls(
            id=passage.id,
            document=passage.document,
            title=held.metadata.title,
            slot=held.slot.name.lower(),
            language=held.metadata.language,
            page=passage.page,
            slide=passage.slide,
            start_seconds=passage.start_seconds,
            headings=list(passage.headings),
            start=passage.start,
            end=passage.end,
            text=passage.text,
            superseded=held.superseded,
            address=f"/sources/{passage.id}?d={persona_id}#{anchor}",
        )


class HitOut(BaseModel):
    """One search result. `score` is in [0, 1], larger is better."""

    score: float
    source: str
    passage: PassageOut

    @classmethod
    def of(cls, item: EvidenceItem, persona_id: str) -> Self:
        """Shape a piece of evidence."""
        return cls(score=item.score, source=item.source, passage=PassageOut.of(item.held, persona_id))
