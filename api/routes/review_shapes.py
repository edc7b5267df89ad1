"""What the JSON routes of the physician's desk take and give."""

from datetime import date, datetime
from typing import Self

from pydantic import BaseModel, Field

from twin.consultation.events import CitationShown
from twin.consultation.physicians_desk import EntryFile
from twin.consultation.replies import Reply
from twin.review.decisions import Decision
from twin.review.gaps import Gap
from twin.review.insights import Insight
from twin.review.queue import Entry, Group


class EntryOut(BaseModel):
    """One thing that waits. `risk` is that of its kind; `decision` is empty while it waits."""

    id: str
    kind: str
    persona: str
    question: str
    language: str
    words: str
    draft: list[str]
    risk: int
    created_at: datetime
    due_at: datetime
    reminded_at: datetime | None
    passed_on_at: datetime | None
    decision: str

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """Shape an entry."""
        names = [name for name in cls.model_fields if name not in {"kind", "draft"}]
        return cls.model_validate(
            {name: getattr(entry, name) for name in names}
            | {"kind": entry.kind.value, "draft": list(entry.draft)}
        )


class GroupOut(BaseModel):
    """Similar entries, the most pressing first. `weight` is risk times how often asked, by which groups are ordered."""

    times_asked: int
    weight: int
    entries: list[EntryOut]

    @classmethod
    def of(cls, group: Group) -> Self:
        """Shape a group."""
        entries = [EntryOut.of(one) for one in group.entries]
        return cls(times_asked=group.times_asked, weight=group.weight, entries=entries)


class DecisionIn(BaseModel):
    """A decision. What each verdict needs is said in the refusal when it lacks."""

    verdict: str = Field("", description="right, use_answer, source_wrong or do_not_answer.")
    scope: str = Field("question", description="question, persona or all.")
    question: str = Field("", max_length=4_000, description="One phrasing a line, in general words.")
    answer_en: str = Field("", max_length=8_000)
    answer_zh: str = Field("", max_length=8_000)
    passages: list[str] = Field([], max_length=20, description="Passages that are wrong.")
    reason: str = Field("", max_length=1_000)
    review_by: date | None = Field(None, description="Day to look at it again; the setting's when left out.")
    alike: bool = Field(True, description="Also for the waiting entries that ask the same.")
    serious: bool = Field(
        False, description="The answer could have done harm: back to “approve each” at once."
    )


class UndoIn(BaseModel):
    """Why a decision is undone."""

    reason: str = Field("", max_length=500)


class DecisionOut(BaseModel):
    """A decision; `undone_at` is null while it is in force."""

    id: str
    verdict: str
    scope: str
    persona: str
    question: str
    answer_en: str
    answer_zh: str
    passages: list[str]
    author: str
    reason: str
    review_by: date
    decided_at: datetime
    undone_at: datetime | None
    undone_by: str
    undone_reason: str

    @classmethod
    def of(cls, decision: Decision) -> Self:
        """Shape a decision."""
        made = decision.made
        return cls(
            id=decision.id,
            verdict=made.verdict.value,
            scope=made.scope.value,
            persona=made.persona,
            question=made.question,
            answer_en=made.answer_en,
            answer_zh=made.answer_zh,
            passages=list(made.passages),
            author=made.author,
            reason=made.reason,
            review_by=made.review_by,
            decided_at=decision.decided_at,
            undone_at=decision.undone_at,
            undone_by=decision.undone_by,
            undone_reason=decision.undone_reason,
        )


class FactOut(BaseModel):
    """Something the patient mentioned, in their words."""

    kind: str
    words: str
    turn: int


class SaidOut(BaseModel):
    """One sentence the twin said."""

    text: str
    sources: list[str]
    turn: int


class SummaryOut(BaseModel):
    """The pre-visit summary."""

    problem: str
    history: list[FactOut]
    said: list[SaidOut]
    open_questions: list[str]


class FileOut(BaseModel):
    """One entry with all that belongs to it. `withheld` are "reason: words"; patients never read them."""

    entry: EntryOut
    alike: list[EntryOut]
    question: str
    summary: SummaryOut
    evidence: list[CitationShown]
    withheld: list[str]
    decision: DecisionOut | None
    in_force: DecisionOut | None

    @classmethod
    def of(cls, file: EntryFile) -> Self:
        """Shape a file."""
        told = file.summary
        return cls(
            entry=EntryOut.of(file.entry),
            alike=[EntryOut.of(one) for one in file.alike],
            question=file.question,
            summary=SummaryOut(
                problem=told.problem,
                history=[FactOut(kind=one.kind, words=one.words, turn=one.turn) for one in told.history],
                said=[SaidOut(text=one.text, sources=list(one.sources), turn=one.turn) for one in told.said],
                open_questions=list(told.open_questions),
            ),
            evidence=list(file.evidence),
            withheld=list(file.withheld),
            decision=DecisionOut.of(file.decision) if file.decision else None,
            in_force=DecisionOut.of(file.in_force) if file.in_force else None,
        )


class GapOut(BaseModel):
    """Questions that ask the same and were not answered; `entry` is the one to write an answer for."""

    entry: str
    persona: str
    question: str
    others: list[str]
    english: int
    chinese: int

    @classmethod
    def of(cls, gap: Gap) -> Self:
        """Shape a gap."""
        return cls.model_validate(
            {name: getattr(gap, name) for name in cls.model_fields} | {"others": list(gap.others)}
        )


class InsightOut(BaseModel):
    """One number with its definition. `interval` is the 95 % Wilson interval."""

    name: str
    title: dict[str, str]
    definition: dict[str, str]
    value: float
    hits: int
    total: int
    interval: list[float]

    @classmethod
    def of(cls, insight: Insight) -> Self:
        """Shape a number."""
        low, high = insight.share.interval
        return cls(
            name=insight.name,
            title={"en": insight.title.en, "zh": insight.title.zh},
            definition={"en": insight.definition.en, "zh": insight.definition.zh},
            value=round(insight.share.value, 4),
            hits=insight.share.hits,
            total=insight.share.total,
            interval=[round(low, 4), round(high, 4)],
        )


class ReplyOut(BaseModel):
    """What the physician's desk says about a turn. `at` is when it was decided; for what waits, by when it will be."""

    turn: str
    kind: str
    text: str
    language: str
    author: str
    at: datetime

    @classmethod
    def of(cls, reply: Reply) -> Self:
        """Shape a reply."""
        return cls.model_validate(
            {name: getattr(reply, name) for name in cls.model_fields} | {"kind": reply.kind.value}
        )
