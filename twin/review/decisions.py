"""What a physician decides about an answer, with scope, author, reason and the day it is looked at again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from twin.errors import DecisionInvalid
from twin.passages.personal_data import personal_data_in

REASON_CHARACTERS = 500
ANSWER_CHARACTERS = 4_000
QUESTION_CHARACTERS = 400  # of one phrasing
MOST_PHRASINGS = 8


class Verdict(StrEnum):
    """The four decisions."""

    RIGHT = "right"
    USE_ANSWER = "use_answer"
    SOURCE_WRONG = "source_wrong"
    DO_NOT_ANSWER = "do_not_answer"


class Scope(StrEnum):
    """How far a decision reaches.

    `question`: this question and its paraphrases, at this twin. `persona`: everything this twin says; for an answer,
    which belongs to its question, the same as `question`. `all`: every twin of the hospital.
    """

    QUESTION = "question"
    PERSONA = "persona"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A decision on its way. `question` holds one phrasing a line; `passages` are ids that are held back."""

    verdict: Verdict
    persona: str
    author: str
    reason: str
    review_by: date
    author_id: str = ""
    scope: Scope = Scope.QUESTION
    question: str = ""
    answer_en: str = ""
    answer_zh: str = ""
    passages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as it is kept. `number` counts up over all decisions; `undone_at` is None while it is in force."""

    number: int
    id: str
    made: NewDecision
    decided_at: datetime
    undone_at: datetime | None = None
    undone_by: str = ""
    undone_reason: str = ""

    @property
    def phrasings(self) -> tuple[str, ...]:
        """Give the ways of asking it was made for."""
        return phrasings_of(self.made.question)

    @property
    def has_answer(self) -> bool:
        """Say whether the physician wrote an answer."""
        return bool(self.made.answer_en or self.made.answer_zh)

    def answer_in(self, language: str) -> tuple[str, str]:
        """Give the answer and its language: the reader's where there is one, else the other."""
        own, other = (self.made.answer_zh, self.made.answer_en)[:: 1 if language == "zh" else -1]
        return (own, language) if own else (other, "en" if language == "zh" else "zh")

    def is_due_for_review(self, today: date) -> bool:
        """Say whether somebody should look at it again."""
        return self.undone_at is None and today >= self.made.review_by


def phrasings_of(question: str) -> tuple[str, ...]:
    """Give the phrasings of a question field, one a line, each once."""
    return tuple(dict.fromkeys(line.strip() for line in question.splitlines() if line.strip()))


def called_wrong(decisions: Iterable[Decision]) -> frozenset[str]:
    """Give the passages that decisions take out altogether, not for one question only; nothing may rest on them."""
    return frozenset(
        passage
        for one in decisions
        if one.made.verdict is Verdict.SOURCE_WRONG and one.made.scope is not Scope.QUESTION
        for passage in one.made.passages
    )


def checked(new: NewDecision, *, today: date | None = None) -> NewDecision:
    """Give a decision with its texts tidied.

    Raises:
        DecisionInvalid: When something it needs is missing, too long, or holds personal data.
    """
    tidy = NewDecision(
        verdict=new.verdict,
        persona=new.persona,
        author=new.author.strip(),
        reason=" ".join(new.reason.split()),
        review_by=new.review_by,
        author_id=new.author_id,
        scope=new.scope,
        question="\n".join(phrasings_of(new.question)),
        answer_en=_tidy(new.answer_en),
        answer_zh=_tidy(new.answer_zh),
        passages=tuple(dict.fromkeys(new.passages)),
    )
    if not tidy.author:
        raise DecisionInvalid("A decision has an author. Sign in, or name one with `--author`.")
    if not 1 <= len(tidy.reason) <= REASON_CHARACTERS:
        raise DecisionInvalid(
            f"Say why, in 1 to {REASON_CHARACTERS} characters; this has {len(tidy.reason)}."
        )
    if tidy.review_by <= (today or datetime.now(UTC).date()):
        raise DecisionInvalid(f"The day to look at it again, {tidy.review_by}, is not in the future.")
    _check_parts(tidy)
    _check_lengths(tidy)
    return tidy


def _check_parts(new: NewDecision) -> None:
    """Ask for what the verdict cannot do without."""
    needs_question = new.verdict in (Verdict.USE_ANSWER, Verdict.DO_NOT_ANSWER) or (
        new.verdict is Verdict.SOURCE_WRONG and (new.scope is Scope.QUESTION or _has_answer(new))
    )
    if needs_question and not new.question:
        raise DecisionInvalid("Write the question this decision is for, in general words.")
    if new.verdict is Verdict.USE_ANSWER and not _has_answer(new):
        raise DecisionInvalid("Write the answer, in English or Chinese.")
    if new.verdict is Verdict.SOURCE_WRONG and not new.passages:
        raise DecisionInvalid("Tick the source that is wrong.")
    if new.verdict in (Verdict.RIGHT, Verdict.DO_NOT_ANSWER) and _has_answer(new):
        raise DecisionInvalid(
            "An answer was written, but the decision does not use it: choose “use this answer”."
        )


def _check_lengths(new: NewDecision) -> None:
    phrasings = phrasings_of(new.question)
    if len(phrasings) > MOST_PHRASINGS or any(len(one) > QUESTION_CHARACTERS for one in phrasings):
        raise DecisionInvalid(
            f"At most {MOST_PHRASINGS} ways of asking, each of at most {QUESTION_CHARACTERS} characters."
        )
    if max(len(new.answer_en), len(new.answer_zh)) > ANSWER_CHARACTERS:
        raise DecisionInvalid(f"An answer has at most {ANSWER_CHARACTERS} characters.")
    # The answer is read by everyone who asks the same, and outlives the conversation it came from.
    found = personal_data_in("\n".join((new.question, new.answer_en, new.answer_zh)))
    if found:
        raise DecisionInvalid(
            f"Question or answer seems to hold personal data ({', '.join(found)}). Leave it out: everybody reads it."
        )


def _has_answer(new: NewDecision) -> bool:
    return bool(new.answer_en or new.answer_zh)


def _tidy(text: str) -> str:
    """Give an answer without control characters, trailing blanks and more than one empty line in a row."""
    plain = "".join(c for c in text.replace("\r\n", "\n") if c.isprintable() or c == "\n")
    lines: list[str] = []
    for line in (line.rstrip() for line in plain.strip().splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines)


def newest_first(decisions: Sequence[Decision]) -> list[Decision]:
    """Order decisions, the newest first."""
    return sorted(decisions, key=lambda one: -one.number)
