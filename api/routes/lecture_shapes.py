"""Shapes of the lecture routes."""

import datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from twin.lecture.outline import Outline
from twin.lecture.project import Approval, Comment, Project, Version, VersionLine, state_word
from twin.lecture.script import Brief, Script
from twin.lecture.script_diff import Difference
from twin.lecture.talk_length import script_seconds
from twin.lecture.talk_questions import TalkAnswer
from twin.persona.persona import Bilingual


class ProjectOut(BaseModel):
    """One talk. `state_words` is its state as people read it."""

    id: str
    persona: str
    brief: Brief
    state: str = Field(examples=["draft"])
    state_words: Bilingual
    version: int = Field(description="Number of the newest script; 0 before the first.")
    author: str
    created_at: datetime.datetime
    changed_at: datetime.datetime

    @classmethod
    def of(cls, project: Project) -> Self:
        """Give a talk as it leaves."""
        return cls(
            id=project.id,
            persona=project.persona,
            brief=project.brief,
            state=project.state.value,
            state_words=Bilingual(en=state_word(project.state, "en"), zh=state_word(project.state, "zh")),
            version=project.version,
            author=project.author,
            created_at=project.created_at,
            changed_at=project.changed_at,
        )


class SceneOut(BaseModel):
    """One scene of an outline. `sentences` is how many the folder has to choose from."""

    id: str
    kind: str
    title: str
    seconds: float
    sentences: int


class OutlineOut(BaseModel):
    """An outline; without scenes the folder holds nothing on the topic."""

    scenes: list[SceneOut]
    not_covered: list[str]

    @classmethod
    def of(cls, outline: Outline) -> Self:
        """Give an outline as it leaves."""
        scenes = [
            SceneOut(
                id=one.id, kind=one.kind.value, title=one.title, seconds=one.seconds, sentences=len(one.lines)
            )
            for one in outline.scenes
        ]
        return cls(scenes=scenes, not_covered=list(outline.remarks))


class VersionOut(BaseModel):
    """One script. `refused` are the ids of sentences that nothing bears out: it cannot be approved with them."""

    project: str
    number: int
    author: str
    note: str
    restored_from: int | None
    made_at: datetime.datetime
    seconds: float = Field(description="Estimated length of the talk.")
    refused: list[str]
    script: Script

    @classmethod
    def of(cls, version: Version) -> Self:
        """Give a version as it leaves."""
        return cls(
            project=version.project,
            number=version.number,
            author=version.line.author,
            note=version.line.note,
            restored_from=version.line.restored_from,
            made_at=version.line.made_at,
            seconds=round(script_seconds(version.script), 1),
            refused=[one.id for one in version.script.sentences() if one.refused],
            script=version.script,
        )


class VersionLineOut(BaseModel):
    """One line of the list of versions."""

    number: int
    author: str
    note: str
    restored_from: int | None
    made_at: datetime.datetime

    @classmethod
    def of(cls, line: VersionLine) -> Self:
        """Give a line as it leaves."""
        return cls(
            number=line.number,
            author=line.author,
            note=line.note,
            restored_from=line.restored_from,
            made_at=line.made_at,
        )


class EditIn(BaseModel):
    """One edit of the script that was read. `based_on` is its version; a newer one refuses the edit."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"based_on": 1, "change": "words", "sentence": "s1", "text": "Weigh yourself every morning."}
            ]
        }
    )

    based_on: int = Field(ge=1)
    change: Literal["words", "add", "remove", "up", "down", "split", "merge"]
    sentence: str = Field(
        "",
        description="Id of the sentence; for `add` the one before it, for `split` the first of the new scene.",
    )
    scene: str = Field("", description="Id of the scene, for `add`, `split` and `merge`.")
    text: str = Field(
        "",
        max_length=600,
        description="The words, for `words` and `add`; the new scene's title, for `split`.",
    )


class RestoreIn(BaseModel):
    """Bring an old version back."""

    based_on: int = Field(ge=1)
    number: int = Field(ge=1)


class FileIn(BaseModel):
    """A changed Markdown file."""

    based_on: int = Field(ge=1)
    markdown: str = Field(max_length=2_000_000)


class CommentIn(BaseModel):
    """A comment beside a sentence."""

    sentence: str
    text: str = Field(min_length=1, max_length=2_000)


class CommentOut(BaseModel):
    """A comment; `resolved_by` is empty while it is open."""

    id: str
    sentence: str
    version: int
    text: str
    author: str
    made_at: datetime.datetime
    resolved_by: str

    @classmethod
    def of(cls, comment: Comment) -> Self:
        """Give a comment as it leaves."""
        return cls(
            id=comment.id,
            sentence=comment.sentence_id,
            version=comment.version,
            text=comment.text,
            author=comment.author,
            made_at=comment.made_at,
            resolved_by=comment.resolved_by,
        )


class DifferenceOut(BaseModel):
    """One difference between two scripts."""

    change: str
    id: str
    scene: str
    before: str
    after: str

    @classmethod
    def of(cls, one: Difference) -> Self:
        """Give a difference as it leaves."""
        return cls(change=one.change, id=one.id, scene=one.scene, before=one.before, after=one.after)


class ApproveIn(BaseModel):
    """The version the physician read, with the slides and the voice he saw and heard."""

    version: int = Field(ge=1)
    slides_hash: str = Field(min_length=1, max_length=64)
    voice_id: str = Field(min_length=1, max_length=120)


class ApprovalOut(BaseModel):
    """An approval in force."""

    version: int
    approved_hash: str
    voice_id: str
    approver: str
    approved_at: datetime.datetime

    @classmethod
    def of(cls, one: Approval) -> Self:
        """Give an approval as it leaves."""
        return cls(
            version=one.version,
            approved_hash=one.approved_hash,
            voice_id=one.voice_id,
            approver=one.approver,
            approved_at=one.approved_at,
        )


class TalkQuestionIn(BaseModel):
    """What somebody asks about a finished talk."""

    question: str = Field(min_length=1, max_length=2_000)
    language: Literal["en", "zh"] | None = None


class TalkSentenceOut(BaseModel):
    """One sentence of an answer with its sources as people read them."""

    text: str
    sources: list[str]


class TalkAnswerOut(BaseModel):
    """An answer about a talk. `do_now` is filled in an emergency and stands before all else."""

    notice: str
    covered: bool
    do_now: list[str]
    sentences: list[TalkSentenceOut]

    @classmethod
    def of(cls, answer: TalkAnswer) -> Self:
        """Give an answer as it leaves."""
        said = [
            TalkSentenceOut(text=one.text, sources=[source.line for source in one.sources])
            for one in answer.sentences
        ]
        return cls(notice=answer.notice, covered=answer.covered, do_now=list(answer.do_now), sentences=said)
