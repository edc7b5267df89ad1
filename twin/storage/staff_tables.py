"""The tables of the staff and of what physicians allow their twins. No secret stands here, only hashes."""

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from twin.storage.tables import JsonValue, Table, UtcDateTime


class StaffRow(Table):
    """One account. `login` is folded to small letters; `password_hash` is an argon2id string."""

    __tablename__ = "staff"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    login: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(12))
    personas: Mapped[list[Any]] = mapped_column(JsonValue)
    password_hash: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class StaffInvitationRow(Table):
    """One invitation; `token_hash` is the SHA-256 of the link's token. Used once, until `expires_at`."""

    __tablename__ = "staff_invitation"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(12))
    personas: Mapped[list[Any]] = mapped_column(JsonValue)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class StaffSessionRow(Table):
    """One browser that is signed in; `token_hash` is the SHA-256 of its cookie."""

    __tablename__ = "staff_session"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SignInFailureRow(Table):
    """Failed sign-ins of one account name or one address; `key_hash` tells neither to a reader of the table."""

    __tablename__ = "sign_in_failure"

    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(Integer)
    first_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AutonomyChangeRow(Table):
    """One change of how far a twin may go alone. The newest of a persona, duty and topic counts."""

    __tablename__ = "autonomy_change"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    persona: Mapped[str] = mapped_column(String(40))
    duty: Mapped[str] = mapped_column(String(16))
    topic: Mapped[str] = mapped_column(String(24))
    level: Mapped[int] = mapped_column(Integer)
    changed_by: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_autonomy_change_of", "persona", "duty", "topic"),)


class AutonomyReviewRow(Table):
    """One answer that a physician has judged: the evidence for more or less autonomy. `cause` counts once."""

    __tablename__ = "autonomy_review"

    cause: Mapped[str] = mapped_column(String(80), primary_key=True)
    persona: Mapped[str] = mapped_column(String(40))
    duty: Mapped[str] = mapped_column(String(16))
    topic: Mapped[str] = mapped_column(String(24))
    unedited: Mapped[bool] = mapped_column(Boolean)
    reviewed_by: Mapped[str] = mapped_column(String(120))
    reviewed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_autonomy_review_of", "persona", "duty", "topic"),)


class PauseChangeRow(Table):
    """One press of "pause my twin" or of its end. The newest of a persona counts."""

    __tablename__ = "pause_change"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    persona: Mapped[str] = mapped_column(String(40), index=True)
    is_paused: Mapped[bool] = mapped_column(Boolean)
    changed_by: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
