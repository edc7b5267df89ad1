"""What happens in one turn, in order. Every event is a numbered row before anybody reads it."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, TypeAdapter

from twin.triage.disposition import Disposition


class Event(BaseModel, frozen=True):
    """One thing that happened in a turn. `number` counts from 1 within the turn."""

    number: int = 0


class Started(Event, frozen=True):
    """The turn was taken up. `notice` says that this is a computer programme and whose twin."""

    kind: Literal["started"] = "started"
    notice: str
    language: str


class CitationShown(BaseModel, frozen=True):
    """A source a sentence may lead to. `start` and `end` are half-open offsets into the document's text."""

    key: str
    passage: str
    document: str
    title: str
    source: str
    slot: str
    page: int | None = None
    slide: int | None = None
    start_seconds: float | None = None
    quote: str
    start: int
    end: int


class ConflictShown(BaseModel, frozen=True):
    """The physician's own sentence and the newer guideline's that it cannot be followed with, each with its date and key.

    `how` is number (another number for the same thing) or recommend_avoid (advice turned round). Dates are ISO, or a year.
    """

    how: Literal["number", "recommend_avoid"]
    own_key: str
    own_sentence: str
    own_date: str
    guideline_key: str
    guideline_sentence: str
    guideline_date: str


class Found(Event, frozen=True):
    """Evidence was searched. `covered` says whether the folder holds an answer.

    `conflicts` are shown to residents, side by side; to others the guideline alone is said. `to_desk` are all of them, for
    the physician's desk: no part of the event as written or sent.
    """

    kind: Literal["found"] = "found"
    covered: bool
    citations: tuple[CitationShown, ...]
    conflicts: tuple[ConflictShown, ...] = ()
    to_desk: tuple[ConflictShown, ...] = Field((), exclude=True, repr=False)


class Spoken(Event, frozen=True):
    """One checked sentence.

    `origin`: manner (the persona's framing words), own_words, own_view, guideline, hospital, general or notice.
    """

    kind: Literal["spoken"] = "spoken"
    text: str
    origin: str
    citations: tuple[str, ...] = ()
    paragraph: bool = False


class Withheld(Event, frozen=True):
    """One sentence did not pass the gate. `reason` is a gate reason.

    `words` goes to the physician's desk and nowhere else: it is no part of the event as written or sent.
    """

    kind: Literal["withheld"] = "withheld"
    reason: str
    notice: str
    words: str = Field("", exclude=True, repr=False)


class DepartmentShown(BaseModel, frozen=True):
    """One department that fits. `address` is the path of the page with the way to its room."""

    id: str
    name: str
    reason: str = ""
    address: str = ""


class Triaged(Event, frozen=True):
    """How urgent it is, before anything else is said; the first event of a turn, and again when it is raised later.

    `form`: "card" (an emergency: everything else waits), "full" (a complaint) or "light" (a question of knowledge).
    All words are in the reader's language. `rules` are ids of corpora/triage/rules; `layer` says who decided: rules,
    nearness, opinion, default, or physician. `departments` has at most three, where to go first; `way` is the path
    of the page that leads there from the entrance. `unread` is all there is to say to somebody who writes in a language
    that the rules do not read: whom to call; a level would be a guess.
    """

    kind: Literal["triaged"] = "triaged"
    disposition: Disposition
    form: Literal["card", "full", "light"]
    level: str
    rules: tuple[str, ...] = ()
    layer: str = "rules"
    card: str = ""
    card_kind: str = ""
    why: tuple[str, ...] = ()
    do_now: tuple[str, ...] = ()
    until_help: tuple[str, ...] = ()
    by_when: str = ""
    come_back_if: tuple[str, ...] = ()
    departments: tuple[DepartmentShown, ...] = ()
    way: str = ""
    emergency_number: str = ""
    language: str = "en"
    unread: tuple[str, ...] = ()


class Advised(Event, frozen=True):
    """What one can do now, in plain words behind the answer: level, why, what, by when, come back or call if, where."""

    kind: Literal["advised"] = "advised"
    disposition: Disposition
    form: Literal["card", "full", "light"]
    lines: tuple[str, ...]


class HistoryQuestion(BaseModel, frozen=True):
    """One fact that is missing, and the question for it. `fact`: age, sex, pregnant, since_when, severity or a sign."""

    fact: str
    text: str


class HistoryAsked(Event, frozen=True):
    """Missing facts are asked, at most two at a time."""

    kind: Literal["history"] = "history"
    questions: tuple[HistoryQuestion, ...]


class Uncovered(Event, frozen=True):
    """A part of the question is not answered by the folder. `route` says how to get it answered."""

    kind: Literal["uncovered"] = "uncovered"
    parts: tuple[str, ...]
    notice: str
    route: str


class Answered(Event, frozen=True):
    """The turn is complete.

    `ending` says why the twin did not answer by itself: "held" (a draft waits for the physician), "paused",
    "withdrawn" (no consent), "left" (the reader asked for a person), "courtesy" (nothing was asked that needs the folder)
    or "emergency" (the card stands alone); empty when it answered. `topic` and `level`
    are what the physician's reins say about the question (twin/review); None where nobody holds any. `decision` is the
    id of the physician's decision that gave or forbade this answer.
    """

    kind: Literal["answered"] = "answered"
    covered: bool
    sentences: int
    withheld: int
    model: str
    seconds_to_first_sentence: float | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    ending: str = ""
    topic: str = ""
    level: int | None = None
    decision: str = ""


class Failed(Event, frozen=True):
    """The turn ended without a complete answer. `error` is the class name; `notice` is for the reader."""

    kind: Literal["failed"] = "failed"
    error: str
    notice: str
    retryable: bool


class Stopped(Event, frozen=True):
    """The reader pressed Stop."""

    kind: Literal["stopped"] = "stopped"


ConsultationEvent = Annotated[
    Triaged
    | Started
    | Found
    | Spoken
    | Withheld
    | Uncovered
    | Advised
    | HistoryAsked
    | Answered
    | Failed
    | Stopped,
    Field(discriminator="kind"),
]
LAST_KINDS = frozenset({"answered", "failed", "stopped"})
event_adapter: TypeAdapter[ConsultationEvent] = TypeAdapter(ConsultationEvent)
