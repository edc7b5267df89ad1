"""The tables. Text lives here; Chroma and the word index hold ids only and can be rebuilt from it."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

JsonValue = JSON().with_variant(JSONB(), "postgresql")


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite would give it back without its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone; use datetime.now(UTC).")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class Table(DeclarativeBase):
    """The registry of all tables."""


class DocumentRow(Table):
    """One version of one document, immutable. Its id is the content hash."""

    __tablename__ = "document"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    persona: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    slot: Mapped[int] = mapped_column(Integer)
    path: Mapped[str] = mapped_column(Text)
    media_type: Mapped[str] = mapped_column(String(120))
    document_metadata: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    text: Mapped[str] = mapped_column(Text)
    anchors: Mapped[list[Any]] = mapped_column(JsonValue)
    complete: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PassageRow(Table):
    """One passage of one document version. `number` orders passages within the document."""

    __tablename__ = "passage"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    persona: Mapped[str] = mapped_column(String(40), primary_key=True)
    document_id: Mapped[str] = mapped_column(String(64))
    number: Mapped[int] = mapped_column(Integer)
    start: Mapped[int] = mapped_column(Integer)
    end: Mapped[int] = mapped_column(Integer)
    page: Mapped[int | None] = mapped_column(Integer)
    slide: Mapped[int | None] = mapped_column(Integer)
    start_seconds: Mapped[float | None] = mapped_column(Float)
    end_seconds: Mapped[float | None] = mapped_column(Float)
    headings: Mapped[list[str]] = mapped_column(JsonValue)
    is_table: Mapped[bool] = mapped_column(Boolean, default=False)
    personal_data: Mapped[list[str]] = mapped_column(JsonValue)
    duplicate_of: Mapped[str | None] = mapped_column(String(40))

    __table_args__ = (Index("ix_passage_document", "persona", "document_id"),)


class VectorRow(Table):
    """A passage's vectors for one embedder, so that the dense index can be rebuilt.

    `vector` holds `vectors` vectors one behind the other, float32, little-endian: the passage's, then its sentences'.
    """

    __tablename__ = "vector"

    passage_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    embedder: Mapped[str] = mapped_column(String(120), primary_key=True)
    vectors: Mapped[int] = mapped_column(Integer, default=1)
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class GenerationRow(Table):
    """One complete state of a persona's index.

    `status`: building, published, retired or refused. `floor` is the measured coverage floor; `report` is the
    intake report and the publish gate's figures.
    """

    __tablename__ = "generation"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    persona: Mapped[str] = mapped_column(String(40), index=True)
    embedder: Mapped[str] = mapped_column(String(120))
    status: Mapped[str] = mapped_column(String(12))
    floor: Mapped[dict[str, Any]] = mapped_column(JsonValue, default=dict)
    report: Mapped[dict[str, Any]] = mapped_column(JsonValue, default=dict)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class GenerationDocumentRow(Table):
    """Which document versions a generation is made of."""

    __tablename__ = "generation_document"

    generation_id: Mapped[int] = mapped_column(
        ForeignKey("generation.id", ondelete="CASCADE"), primary_key=True
    )
    document_id: Mapped[str] = mapped_column(String(64), primary_key=True)


class PublishedRow(Table):
    """The pointer: which generation of a persona serves."""

    __tablename__ = "published"

    persona: Mapped[str] = mapped_column(String(40), primary_key=True)
    generation_id: Mapped[int] = mapped_column(ForeignKey("generation.id"))


class ConversationRow(Table):
    """One patient's conversation with one twin. `owner` is a hash of the browser's or key's secret."""

    __tablename__ = "conversation"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    persona: Mapped[str] = mapped_column(String(40))
    owner: Mapped[str] = mapped_column(String(64), index=True)
    audience: Mapped[str] = mapped_column(String(12))
    language: Mapped[str] = mapped_column(String(8))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TurnRow(Table):
    """One question and its answer.

    `status`: waiting, answering, answered, failed or stopped. `worker` and `lease_until` say who is answering;
    when the lease runs out another worker takes the turn over. `stop_requested` ends it.
    """

    __tablename__ = "turn"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int] = mapped_column(Integer)
    question: Mapped[str] = mapped_column(Text)
    preference: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(String(12), index=True)
    worker: Mapped[str | None] = mapped_column(String(64))
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    stop_requested: Mapped[bool] = mapped_column(Boolean, default=False)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("conversation_id", "number"),)


class EventRow(Table):
    """One numbered event of a turn; `body` is the event as JSON."""

    __tablename__ = "event"

    turn_id: Mapped[str] = mapped_column(ForeignKey("turn.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    body: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    at_milliseconds: Mapped[int] = mapped_column(BigInteger)
