"""The script of a talk: the single truth. Slides, voice, captions, notes and handout all follow from it."""

import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, Field

from twin.persona.persona import Language
from twin.persona.slots import Audience


class SceneKind(StrEnum):
    """What a scene is for, in the order of a talk."""

    TITLE = "title"
    WHY = "why"
    BODY = "body"
    WHAT_TO_DO = "what_to_do"
    WHEN_TO_SEEK_HELP = "when_to_seek_help"
    SOURCES = "sources"


class SentenceKind(StrEnum):
    """What a sentence may claim: a statement needs sources; manner and notice state nothing medical."""

    STATEMENT = "statement"
    MANNER = "manner"
    NOTICE = "notice"


class Brief(BaseModel, frozen=True, extra="forbid"):
    """What the outreach worker asks for. `minutes` is the length of the finished talk."""

    persona_id: str
    topic: str = Field(min_length=2, max_length=200)
    audience: Audience = Audience.PUBLIC
    language: Language = "en"
    minutes: float = Field(3, ge=1, le=45)
    occasion: str = Field("", max_length=300)
    must_say: tuple[str, ...] = ()
    must_not_say: tuple[str, ...] = ()


class SentenceSource(BaseModel, frozen=True, extra="forbid"):
    """The passage a sentence rests on. `line` is what a person reads: who, what, when, where in it."""

    passage_id: str
    line: str


class ScriptSentence(BaseModel, frozen=True, extra="forbid"):
    """One sentence. `id` stays the same through edits and moves; `seconds` is the estimate before the voice has spoken.

    `refused` is the gate's reason for an unsupported statement, else empty; such a script is not rendered. `translation` is what
    second captions say for it in the other language, typed by an author; empty for none.
    """

    id: str
    text: str
    kind: SentenceKind = SentenceKind.STATEMENT
    sources: tuple[SentenceSource, ...] = ()
    seconds: float = 0.0
    refused: str = ""
    translation: str = Field("", max_length=600)


class Chart(BaseModel, frozen=True, extra="forbid"):
    """Comparable numbers of one passage. `unit` is written behind each value, such as "%"; each value stands in the source."""

    title: str
    unit: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    source: SentenceSource


class TableOfFacts(BaseModel, frozen=True, extra="forbid"):
    """A small table of one passage; every row has as many cells as `columns`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: SentenceSource


Layout = Literal["title", "bullets", "quote", "two_columns", "table", "chart", "picture", "sources"]


class Scene(BaseModel, frozen=True, extra="forbid"):
    """One slide and what is said over it. `bullets` (2 to 5) follow from the sentences; `right_bullets` fill two columns."""

    id: str
    kind: SceneKind
    layout: Layout
    title: str
    kicker: str = ""
    sentences: tuple[ScriptSentence, ...]
    bullets: tuple[str, ...] = ()
    right_bullets: tuple[str, ...] = ()
    quote: str = ""
    chart: Chart | None = None
    table: TableOfFacts | None = None
    picture: str = ""


class Script(BaseModel, frozen=True, extra="forbid"):
    """A whole talk. `not_covered` lists what was asked for and the folder does not hold, said in the talk's report."""

    title: str
    brief: Brief
    scenes: tuple[Scene, ...]
    not_covered: tuple[str, ...] = ()
    made_on: datetime.date

    def sentences(self) -> tuple[ScriptSentence, ...]:
        """Give every sentence, in the order in which it is spoken."""
        return tuple(sentence for scene in self.scenes for sentence in scene.sentences)
