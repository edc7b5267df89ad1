"""The tables of the lecture studio: projects, their scripts' versions, comments, approvals, and every file made of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from twin.storage.tables import JsonValue, Table, UtcDateTime


class LectureProjectRow(Table):
    """One talk. `version` is the number of its newest script, 0 before the first; whoever saves names the one he read."""

    __tablename__ = "lecture_project"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    persona: Mapped[str] = mapped_column(String(40), index=True)
    brief: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    state: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(Integer, default=0)
    author: Mapped[str] = mapped_column(String(120))
    author_id: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LectureVersionRow(Table):
    """One script of a talk, never changed and never deleted. `script` is its JSON, numbers as they were written."""

    __tablename__ = "lecture_version"

    project_id: Mapped[str] = mapped_column(ForeignKey("lecture_project.id"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    script: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(120))
    author_id: Mapped[str] = mapped_column(String(32))
    note: Mapped[str] = mapped_column(Text, default="")
    restored_from: Mapped[int | None] = mapped_column(Integer)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LectureCommentRow(Table):
    """What somebody of the staff wrote beside a sentence; it stays with the sentence through edits and moves."""

    __tablename__ = "lecture_comment"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    project_id: Mapped[str] = mapped_column(ForeignKey("lecture_project.id"), index=True)
    sentence_id: Mapped[str] = mapped_column(String(40))
    version: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(120))
    author_id: Mapped[str] = mapped_column(String(32))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    resolved_by: Mapped[str] = mapped_column(String(120), default="")


class LectureApprovalRow(Table):
    """One approval, bound to the hash of script, slides and voice. Kept for good; `withdrawn_at` ends it."""

    __tablename__ = "lecture_approval"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    project_id: Mapped[str] = mapped_column(ForeignKey("lecture_project.id"))
    version: Mapped[int] = mapped_column(Integer)
    approved_hash: Mapped[str] = mapped_column(String(64))
    slides_hash: Mapped[str] = mapped_column(String(64))
    voice_id: Mapped[str] = mapped_column(String(120))
    approver: Mapped[str] = mapped_column(String(120))
    approver_id: Mapped[str] = mapped_column(String(32))
    approved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[str] = mapped_column(String(120), default="")

    __table_args__ = (Index("ix_lecture_approval_hash", "project_id", "approved_hash"),)


class LectureArtefactRow(Table):
    """One file that was made of a talk, so that a revocation can name every one of them."""

    __tablename__ = "lecture_artefact"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    project_id: Mapped[str] = mapped_column(ForeignKey("lecture_project.id"), index=True)
    persona: Mapped[str] = mapped_column(String(40), index=True)
    version: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(40))
    path: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    voice_id: Mapped[str] = mapped_column(String(120), default="")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
