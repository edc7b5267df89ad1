"""The table of urgency: one row for a conversation in which something was to be kept."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from twin.storage.tables import JsonValue, Table, UtcDateTime


class ConversationTriageRow(Table):
    """The level a conversation has reached, who lowered it, and the history that was taken.

    `disposition` is the level now; `level` the card and rules behind it. `lowerings` are physicians' decisions, oldest
    first. `asked` are the facts that were asked, `history` what was answered, in the patient's words and as values.
    """

    __tablename__ = "conversation_triage"

    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True
    )
    disposition: Mapped[str] = mapped_column(String(12), index=True)
    level: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    lowerings: Mapped[list[Any]] = mapped_column(JsonValue)
    asked: Mapped[list[Any]] = mapped_column(JsonValue)
    history: Mapped[list[Any]] = mapped_column(JsonValue)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
