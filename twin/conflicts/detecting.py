"""Finds where a physician's passage and a newer guideline cannot both be followed.

Sentence beside sentence: the same subject (condition, people, place, medicine), the guideline the newer one, and either
numbers of one kind that do not agree or advice turned round. What leaves room, or is only stricter, is no conflict.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from twin.conflicts.advice import direction, leaves_room
from twin.conflicts.figures import agreeing, disagreeing
from twin.conflicts.subjects import SubjectReader, are_apart, load_subjects, shared
from twin.key_points.reply_parts import plain_form
from twin.sentences import sentences_of

NUMBERS_SHARE, ADVICE_SHARE = (
    1.4,
    2.0,
)  # concepts two sentences must share; tuned on the part that is not kept aside
_CLAUSE = re.compile(r"[,，;；:：]|\bbut\b|但是?|而是")


class ConflictKind(StrEnum):
    """How two pieces of advice conflict."""

    NUMBER = "number"
    RECOMMEND_AVOID = "recommend_avoid"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A sentence of the passage and the sentence of the newer guideline that it cannot be followed with."""

    kind: ConflictKind
    passage_sentence: str
    guideline_sentence: str


class ConflictDetector:
    """Compares texts; pure, and remembers what sentences are about."""

    def __init__(self, subjects: SubjectReader) -> None:
        """Keep the reader of subjects."""
        self._subjects = subjects

    def conflict_between(
        self, passage_text: str, guideline_text: str, *, passage_date: str, guideline_date: str
    ) -> Conflict | None:
        """Give the first conflict, or None.

        Args:
            passage_text: The physician's own words, any number of sentences, either language.
            guideline_text: The guideline's, either language.
            passage_date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; with an empty one nothing is compared.
            guideline_date: Likewise; a guideline that is not newer does not conflict.
        """
        if not is_newer(guideline_date, than=passage_date):
            return None
        for mine in sentences_of(passage_text) or [passage_text]:
            for its in sentences_of(guideline_text) or [guideline_text]:
                kind = self._compared(mine, its)
                if kind is not None:
                    return Conflict(kind, mine, its)
        return None

    def _compared(self, mine: str, its: str) -> ConflictKind | None:
        one, other = self._subjects.read(mine), self._subjects.read(its)
        common = shared(one, other)
        if common < NUMBERS_SHARE or are_apart(one, other):
            return None
        if disagreeing(mine, its):
            return ConflictKind.NUMBER
        if common >= ADVICE_SHARE and not agreeing(mine, its) and self._turned_round(mine, its):
            return ConflictKind.RECOMMEND_AVOID
        return None

    def _turned_round(self, mine: str, its: str) -> bool:
        """Say whether the clauses that speak most of the same thing advise opposite ways."""
        if leaves_room(plain_form(mine)) or leaves_room(plain_form(its)):
            return False
        pairs = [
            (shared(self._subjects.read(a), self._subjects.read(b)), a, b)
            for a in _clauses(mine)
            for b in _clauses(its)
        ]
        best = max((common for common, _, _ in pairs), default=0.0)
        ways = [_way(a, mine) * _way(b, its) for common, a, b in pairs if common >= best]
        return best > 0 and any(way < 0 for way in ways) and not any(way > 0 for way in ways)


def _way(clause: str, sentence: str) -> int:
    """Give the direction of a clause; of its sentence where the clause only names the subject."""
    return direction(plain_form(clause)) or direction(plain_form(sentence))


def is_newer(date: str, *, than: str) -> bool:
    """Say whether a date is later, as far as both are written out; False where one is missing."""
    length = min(len(date), len(than))
    return length >= 4 and date[:length] > than[:length]


@lru_cache(maxsize=4)
def conflict_detector(corpora: Path) -> ConflictDetector:
    """Give the detector over a corpora folder; loaded at the first call."""
    return ConflictDetector(load_subjects(corpora))


def _clauses(sentence: str) -> Iterable[str]:
    return [part.strip() for part in _CLAUSE.split(sentence) if part and part.strip()]
