"""The pre-visit summary: problem, history, what the twin said, open questions. Taken from what was said, by no model."""

from collections.abc import Sequence
from dataclasses import dataclass

from twin.consultation.conversation import TurnRecord
from twin.consultation.events import Answered, Failed, Found, Spoken
from twin.gate.verdict import Origin
from twin.review.question_reading import QuestionReader

MOST_SAID = 12  # sentences of the twin; the whole conversation stands below the summary


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the patient mentioned. `kind` is term, medicine, figure, pregnancy, nursing or group; `words` are theirs."""

    kind: str
    words: str
    turn: int


@dataclass(frozen=True, slots=True)
class SaidByTwin:
    """One sentence the twin said, with the sources it named."""

    text: str
    sources: tuple[str, ...]
    turn: int


@dataclass(frozen=True, slots=True)
class PreVisitSummary:
    """What a physician reads before the visit. `problem` is the patient's first question, in their words."""

    problem: str
    history: tuple[Fact, ...]
    said: tuple[SaidByTwin, ...]
    open_questions: tuple[str, ...]


def summary_of(
    turns: Sequence[TurnRecord], reader: QuestionReader, *, waiting: frozenset[str] = frozenset()
) -> PreVisitSummary:
    """Summarise a conversation.

    Args:
        turns: All turns, oldest first.
        reader: Finds terms, medicines and figures in the patient's words.
        waiting: Ids of turns that wait for a physician; their questions are open, answered or not.
    """
    facts: dict[tuple[str, str], Fact] = {}
    said: list[SaidByTwin] = []
    still_open: list[str] = []
    for record in turns:
        number = record.turn.number
        for kind, words in _facts(record.turn.question, reader):
            facts.setdefault((kind, words.casefold()), Fact(kind, words, number))
        said += _said(record, number)
        if record.turn.id in waiting or not _is_answered(record):
            still_open.append(record.turn.question)
    return PreVisitSummary(
        problem=turns[0].turn.question if turns else "",
        history=tuple(facts.values()),
        said=tuple(said[:MOST_SAID]),
        open_questions=tuple(dict.fromkeys(still_open)),
    )


def _facts(question: str, reader: QuestionReader) -> list[tuple[str, str]]:
    """Give what a question mentions, each in the patient's own words where it has some."""
    reading = reader.read(question)
    found = [
        ("medicine" if one.head in reading.medicines else "term", one.surface)
        for one in reading.said
        if one.weight == 1.0
    ]
    found += [("figure", one.written.strip()) for one in reading.claimed if one.written.strip()]
    flags = reading.flags
    found += [("pregnancy", question)] * flags.pregnant + [("nursing", question)] * flags.nursing
    return found + ([("group", flags.group)] if flags.group else [])


def _said(record: TurnRecord, number: int) -> list[SaidByTwin]:
    sources: dict[str, str] = {}
    sentences = []
    for event in record.events:
        if isinstance(event, Found):
            sources = {citation.key: citation.source for citation in event.citations}
        elif isinstance(event, Spoken) and event.citations and event.origin != Origin.NOTICE:
            named = tuple(dict.fromkeys(sources[key] for key in event.citations if key in sources))
            sentences.append(SaidByTwin(event.text, named, number))
    return sentences


def _is_answered(record: TurnRecord) -> bool:
    last = record.events[-1] if record.events else None
    return isinstance(last, Answered) and last.covered and not isinstance(last, Failed)
