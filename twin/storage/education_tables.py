"""The table of patients' lessons: how far somebody came, and what was understood. No words of the patient."""

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from twin.storage.tables import JsonValue, Table, UtcDateTime


class LessonSessionRow(Table):
    """One lesson of one patient. `owner` is the hash that stands for a browser, as in `conversation`.

    `progress` holds the state of the teach-back: judgements by point, never replies. `is_shown` is the patient's consent to
    show the result at the physician's desk; it can be taken back.
    """

    __tablename__ = "lesson_session"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = mapped_column(String(64), index=True)
    persona: Mapped[str] = mapped_column(String(40))
    topic: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(2))
    progress: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    is_shown: Mapped[bool] = mapped_column(Boolean, default=False)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    __table_args__ = (Index("ix_lesson_session_shown", "persona", "is_shown"),)
