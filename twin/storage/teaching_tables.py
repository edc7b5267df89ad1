"""The tables of residents' teaching: sessions, disagreements, review cards, ward rounds, guided readings."""

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from twin.storage.tables import JsonValue, Table, UtcDateTime


class TeachingSessionRow(Table):
    """One learner's way through one case. `state` is the machine's state, `said` every utterance so far, in order.

    `learner` is a staff account's id. `version` counts changes, so that two windows cannot overwrite each other.
    """

    __tablename__ = "teaching_session"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    learner: Mapped[str] = mapped_column(String(64), index=True)
    persona: Mapped[str] = mapped_column(String(40))
    case_id: Mapped[str] = mapped_column(String(60))
    case_version: Mapped[int] = mapped_column(Integer)
    language: Mapped[str] = mapped_column(String(2))
    is_over: Mapped[bool] = mapped_column(Boolean, default=False)
    state: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    said: Mapped[list[Any]] = mapped_column(JsonValue)
    scores: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DisagreementRow(Table):
    """A line of a debrief that a learner disagrees with, and the desk entry that came of it."""

    __tablename__ = "teaching_disagreement"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("teaching_session.id", ondelete="CASCADE"))
    line: Mapped[str] = mapped_column(String(120))
    words: Mapped[str] = mapped_column(Text)
    conversation_id: Mapped[str] = mapped_column(String(32))
    turn_id: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("session_id", "line"),)


class ReviewCardRow(Table):
    """One missed point as a card. `schedule` is the scheduler's own state; `retired_at` is set when its source is gone."""

    __tablename__ = "teaching_card"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    learner: Mapped[str] = mapped_column(String(64))
    persona: Mapped[str] = mapped_column(String(40))
    case_id: Mapped[str] = mapped_column(String(60))
    point_id: Mapped[str] = mapped_column(String(60))
    passage_id: Mapped[str] = mapped_column(String(40))
    schedule: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    reviews: Mapped[int] = mapped_column(Integer, default=0)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("learner", "persona", "case_id", "point_id"),
        Index("ix_teaching_card_due", "learner", "due_at"),
    )


class WardRoundRow(Table):
    """One session of several residents. `code` is the secret of the join link; `events` counts those written."""

    __tablename__ = "ward_round"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    code: Mapped[str] = mapped_column(String(32), unique=True)
    opened_by: Mapped[str] = mapped_column(String(64), index=True)
    persona: Mapped[str] = mapped_column(String(40))
    case_id: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(2))
    state: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    turn_of: Mapped[str] = mapped_column(String(64), default="")
    events: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class WardRoundSeatRow(Table):
    """Who is in a round; `number` is the order of joining, in which they are called on."""

    __tablename__ = "ward_round_seat"

    round_id: Mapped[str] = mapped_column(ForeignKey("ward_round.id", ondelete="CASCADE"), primary_key=True)
    learner: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    number: Mapped[int] = mapped_column(Integer)


class WardRoundEventRow(Table):
    """One thing on the board, numbered from 1."""

    __tablename__ = "ward_round_event"

    round_id: Mapped[str] = mapped_column(ForeignKey("ward_round.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    body: Mapped[dict[str, Any]] = mapped_column(JsonValue)


class GuidedReadingRow(Table):
    """One learner's answers to the three questions about a paper, with what was judged of each."""

    __tablename__ = "guided_reading"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    learner: Mapped[str] = mapped_column(String(64), index=True)
    persona: Mapped[str] = mapped_column(String(40))
    document: Mapped[str] = mapped_column(String(200))
    answers: Mapped[list[Any]] = mapped_column(JsonValue)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
