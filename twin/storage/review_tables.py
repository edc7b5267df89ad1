"""The tables of the physician's desk: what waits for a physician, and what was decided."""

import datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from twin.storage.tables import JsonValue, Table, UtcDateTime


class ReviewEntryRow(Table):
    """One thing that waits for a physician. `cause` is unique: whatever happens twice is in the queue once.

    The patient's question stands in the turn; `words` is what the patient added, `draft` what the twin would have
    said (a list of sentences). All of it goes with the conversation when that is deleted.
    """

    __tablename__ = "review_entry"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    cause: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    persona: Mapped[str] = mapped_column(String(40))
    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), index=True
    )
    turn_id: Mapped[str] = mapped_column(ForeignKey("turn.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(Text, default="")
    draft: Mapped[list[Any]] = mapped_column(JsonValue)
    decision_id: Mapped[str | None] = mapped_column(String(32), index=True)
    created_at: Mapped[datetime.datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime.datetime] = mapped_column(UtcDateTime)
    reminded_at: Mapped[datetime.datetime | None] = mapped_column(UtcDateTime)
    passed_on_at: Mapped[datetime.datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_review_entry_open", "persona", "decision_id"),)


class ReviewDecisionRow(Table):
    """One decision of a physician, kept for good; undoing it sets `undone_at` and takes its effect away at once.

    `number` counts up, so that readers see what is new. `question` is the physician's wording of what was asked.
    `passages` are the ids of passages that are held back.
    """

    __tablename__ = "review_decision"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String(32), unique=True)
    verdict: Mapped[str] = mapped_column(String(16))
    persona: Mapped[str] = mapped_column(String(40))
    scope: Mapped[str] = mapped_column(String(10))
    question: Mapped[str] = mapped_column(Text)
    answer_en: Mapped[str] = mapped_column(Text)
    answer_zh: Mapped[str] = mapped_column(Text)
    passages: Mapped[list[Any]] = mapped_column(JsonValue)
    author: Mapped[str] = mapped_column(String(120))
    author_id: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(Text)
    review_by: Mapped[datetime.date] = mapped_column(Date)
    decided_at: Mapped[datetime.datetime] = mapped_column(UtcDateTime)
    undone_at: Mapped[datetime.datetime | None] = mapped_column(UtcDateTime)
    undone_by: Mapped[str] = mapped_column(String(120), default="")
    undone_reason: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Index("ix_review_decision_live", "persona", "undone_at"),)
