"""The port of words: what any chat model is asked, and what it gives back."""

import datetime
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Quotable:
    """One numbered piece of evidence as a chat model sees it.

    `key` is E1…En. `text` is the passage, to the letter. `authority` is the slot's number (1 clinic, 2 approved
    answer, 3 lecture, 4 paper, 5 guideline). `relevance` is the retrieval score, larger is better.
    `questions` are the phrasings an approved answer was written for; `asked_for` pairs a part of the text with the ways
    patients ask for it.
    """

    key: str
    text: str
    title: str
    language: str
    authority: int
    relevance: float
    date: datetime.date | None = None
    headings: tuple[str, ...] = ()
    is_table: bool = False
    questions: tuple[str, ...] = ()
    asked_for: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Manner:
    """The persona's own words around an answer, in the question's language. They state nothing medical."""

    openings: tuple[str, ...] = ()
    closings: tuple[str, ...] = ()
    no_answer: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One chat message; `role` is system, user or assistant."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """Everything a chat model may use for one answer.

    A served model reads `messages`, rendered from the templates. The quoting model reads `question` (made
    self-standing), `language`, `evidence` and `manner`, and speaks in sentences of the evidence only.
    `already_said` holds sentences released before an interruption; a model goes on behind them.
    """

    question: str
    language: str
    evidence: tuple[Quotable, ...]
    messages: tuple[Message, ...] = ()
    manner: Manner = Manner()
    already_said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the server counts them; None where it does not say."""

    prompt_tokens: int | None = None
    completion_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of generated text, as it came.

    The last piece of a complete answer has empty `text`, `finish_reason` "stop" and the `usage`.
    `reasoning` is kept apart and never shown.
    """

    text: str = ""
    reasoning: str = ""
    finish_reason: str | None = None
    usage: Usage | None = None
    model: str | None = None


class ChatModel(Protocol):
    """Turns a prompt into words.

    `stream` yields pieces in order. Citations stand in the text as `[E1]`, before the sentence's end mark or right behind it.
    It ends with a piece whose `finish_reason` is "stop"; anything else raises a `ChatModelError`: a stream that was
    cut never looks complete. Closing the iterator stops the upstream within a second.
    `speaks_only_in_quotations` is true when every sentence with a citation is verbatim from the evidence.
    """

    @property
    def name(self) -> str:
        """Give the model's name as shown in transcripts."""
        ...

    @property
    def speaks_only_in_quotations(self) -> bool:
        """Say whether it can only quote."""
        ...

    def stream(self, prompt: Prompt) -> AsyncIterator[Piece]:
        """Stream one answer."""
        ...
