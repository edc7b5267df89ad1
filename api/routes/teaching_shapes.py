"""What the teaching routes take and give."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from twin.shares import Share
from twin.teaching.case_room import CaseRoom
from twin.teaching.classroom import LONGEST_TURN, DisagreedLine, DueCard
from twin.teaching.clinical_case import Phase
from twin.teaching.debrief import Debrief, DebriefLine
from twin.teaching.disagreement import WORDS_CHARACTERS
from twin.teaching.progress import Progress
from twin.teaching.session import Act, Step
from twin.teaching.session_store import SessionRecord, Spoken
from twin.teaching.spacing import Recall
from twin.teaching.tutoring import CitedLine


class CaseOut(BaseModel):
    """One published case."""

    persona: str
    id: str
    title: str
    level: str
    topics: tuple[str, ...]

    @classmethod
    def of(cls, room: CaseRoom, language: str) -> "CaseOut":
        """Shape one case."""
        case = room.case
        return cls(
            persona=room.persona,
            id=case.id,
            title=case.title.in_language(language),
            level=case.level,
            topics=case.topics,
        )


class SessionIn(BaseModel):
    """A case to begin."""

    persona: str
    case: str
    language: Literal["en", "zh"] = "en"


class TurnIn(BaseModel):
    """One turn. `confidence` is in per cent and needed with `commit`; `version` is that of the session as it was read."""

    act: Act
    text: str = Field("", max_length=LONGEST_TURN)
    confidence: int | None = Field(None, ge=0, le=100)
    version: int | None = None


class SourceOut(BaseModel):
    """Where something stands. `passage` is empty while opening it would give the diagnosis away."""

    line: str
    passage: str
    quote: str

    @classmethod
    def of(cls, source: CitedLine) -> "SourceOut":
        """Shape one source."""
        return cls(line=source.line, passage=source.passage_id, quote=source.quote)


class SpokenOut(BaseModel):
    """One thing said; `speaker` is learner, tutor, patient or result."""

    speaker: str
    text: str
    phase: Phase
    kind: str
    confidence: int | None
    sources: tuple[SourceOut, ...]

    @classmethod
    def of(cls, one: Spoken) -> "SpokenOut":
        """Shape one thing said."""
        sources = one.utterance.sources if one.utterance else ()
        return cls(
            speaker=one.speaker,
            text=one.text,
            phase=one.phase,
            kind=one.utterance.kind.value if one.utterance else "turn",
            confidence=one.confidence,
            sources=tuple(SourceOut.of(source) for source in sources),
        )


class SessionOut(BaseModel):
    """A session as its learner may read it."""

    id: str
    persona: str
    case: str
    language: str
    phase: Phase
    step: Step
    version: int
    scores: dict[str, int]
    said: tuple[SpokenOut, ...]

    @classmethod
    def of(cls, record: SessionRecord) -> "SessionOut":
        """Shape one session."""
        return cls(
            id=record.id,
            persona=record.persona,
            case=record.case,
            language=record.state.language,
            phase=record.state.phase,
            step=record.state.step,
            version=record.version,
            scores=dict(record.scores),
            said=tuple(SpokenOut.of(one) for one in record.said),
        )


class BegunOut(BaseModel):
    """One session on a learner's list."""

    id: str
    persona: str
    case: str
    begun_at: datetime
    is_over: bool

    @classmethod
    def of(cls, record: SessionRecord) -> "BegunOut":
        """Shape one line of the list."""
        return cls(
            id=record.id,
            persona=record.persona,
            case=record.case,
            begun_at=record.created_at,
            is_over=record.state.is_over,
        )


class DebriefLineOut(BaseModel):
    """One line of the debrief; without sources it is from the made-up case."""

    id: str
    part: str
    kind: str
    text: str
    phase: Phase | None
    safety: bool
    sources: tuple[SourceOut, ...]

    @classmethod
    def of(cls, line: DebriefLine) -> "DebriefLineOut":
        """Shape one line."""
        return cls(
            id=line.id,
            part=line.part.value,
            kind=line.kind.value,
            text=line.text,
            phase=line.phase,
            safety=line.safety,
            sources=tuple(SourceOut.of(source) for source in line.sources),
        )


class DebriefOut(BaseModel):
    """The debrief with the levels by dimension."""

    case: str
    levels: dict[str, int]
    lines: tuple[DebriefLineOut, ...]

    @classmethod
    def of(cls, debrief: Debrief) -> "DebriefOut":
        """Shape a debrief."""
        return cls(
            case=debrief.case,
            levels={one.dimension.value: one.level for one in debrief.scores},
            lines=tuple(DebriefLineOut.of(line) for line in debrief.lines),
        )


class DisagreementIn(BaseModel):
    """Which line, and why."""

    line: str = Field(max_length=120)
    words: str = Field(min_length=1, max_length=WORDS_CHARACTERS)


class DisagreementOut(BaseModel):
    """What came of a disagreement: `outcome` is waiting, line_stands, answered, source_withdrawn, declined, or gone.

    `answer` is the physician's own; `at` is when it was decided, or is due.
    """

    line: str
    words: str
    outcome: str
    at: datetime | None
    answer: str
    reason: str

    @classmethod
    def of(cls, line: str, one: DisagreedLine) -> "DisagreementOut":
        """Shape one disagreement."""
        outcome = one.outcome
        return cls(
            line=line,
            words=one.given.words,
            outcome=outcome.kind.value if outcome else "gone",
            at=outcome.at if outcome else None,
            answer=outcome.text if outcome else "",
            reason=outcome.reason if outcome else "",
        )


class ShareOut(BaseModel):
    """A share with its 95 % Wilson interval."""

    of: str
    hits: int
    total: int
    low: float
    high: float

    @classmethod
    def from_share(cls, name: str, share: Share) -> "ShareOut":
        """Shape one share."""
        low, high = share.interval
        return cls(of=name, hits=share.hits, total=share.total, low=round(low, 4), high=round(high, 4))


class ProgressOut(BaseModel):
    """Calibration by confidence in per cent, gaps by topic."""

    done: int
    begun: int
    calibration: tuple[ShareOut, ...]
    gaps: tuple[ShareOut, ...]

    @classmethod
    def of(cls, found: Progress) -> "ProgressOut":
        """Shape the figures."""
        return cls(
            done=found.done,
            begun=found.begun,
            calibration=tuple(
                ShareOut.from_share(str(one.confidence), one.right) for one in found.calibration
            ),
            gaps=tuple(ShareOut.from_share(one.topic, one.said) for one in found.gaps),
        )


class CardOut(BaseModel):
    """A card that is due."""

    id: str
    persona: str
    case: str
    question: str
    point: str
    due_at: datetime
    sources: tuple[SourceOut, ...]

    @classmethod
    def of(cls, card: DueCard) -> "CardOut":
        """Shape one card."""
        return cls(
            id=card.card.id,
            persona=card.card.persona,
            case=card.card.case,
            question=card.question,
            point=card.point,
            due_at=card.card.due_at,
            sources=tuple(SourceOut.of(source) for source in card.sources),
        )


class RecallIn(BaseModel):
    """How well a card was remembered: 1 not, 2 hard, 3 good, 4 easy."""

    recall: Recall
