"""A talk as the studio keeps it: its project, its versions, comments and approvals. Values only."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from twin.lecture.script import Brief, Script


class ProjectState(StrEnum):
    """Where a talk stands. Only what is approved is produced; a saved change makes a draft of it again."""

    DRAFT = "draft"
    AWAITING_APPROVAL = "awaiting approval"
    APPROVED = "approved"
    IN_PRODUCTION = "in production"
    DONE = "done"
    FAILED = "failed"
    REVOKED = "revoked"


STATE_WORDS = {
    ProjectState.DRAFT: ("draft", "草稿"),
    ProjectState.AWAITING_APPROVAL: ("awaiting approval", "等待审核"),
    ProjectState.APPROVED: ("approved", "已审核"),
    ProjectState.IN_PRODUCTION: ("in production", "制作中"),
    ProjectState.DONE: ("done", "已完成"),
    ProjectState.FAILED: ("failed", "失败"),
    ProjectState.REVOKED: ("revoked", "已撤回"),
}


def state_word(state: ProjectState, language: str) -> str:
    """Give a state as a reader is told it."""
    return STATE_WORDS[state][language == "zh"]


@dataclass(frozen=True, slots=True)
class Project:
    """One talk. `version` is the number of its newest script, 0 before the first."""

    id: str
    persona: str
    brief: Brief
    state: ProjectState
    version: int
    author: str
    author_id: str
    created_at: datetime.datetime
    changed_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One line of the list of versions. `restored_from` is the version it brought back, or None."""

    number: int
    author: str
    author_id: str
    note: str
    restored_from: int | None
    made_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Version:
    """One script of a talk, as it was saved."""

    project: str
    script: Script
    line: VersionLine

    @property
    def number(self) -> int:
        """Give its number; the first is 1."""
        return self.line.number


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote beside a sentence; `version` is the script he looked at."""

    id: str
    project: str
    sentence_id: str
    version: int
    text: str
    author: str
    made_at: datetime.datetime
    resolved_by: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """A physician's approval of exactly one script with its slides and its voice. In force until withdrawn."""

    id: str
    project: str
    version: int
    approved_hash: str
    slides_hash: str
    voice_id: str
    approver: str
    approver_id: str
    approved_at: datetime.datetime
    withdrawn_at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Artefact:
    """One file made of a talk. `kind` says which, such as `video`, `voice`, `slides`; `path` is where it was put."""

    id: str
    project: str
    persona: str
    version: int
    kind: str
    path: str
    sha256: str
    voice_id: str
    made_at: datetime.datetime
