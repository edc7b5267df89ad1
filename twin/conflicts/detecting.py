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
from typing import TYPE_CHECKING

from twin.conflicts.advice import direction, leaves_room, sounds_willing
from twin.conflicts.figures import agreeing, disagreeing
from twin.conflicts.frequency import differ_in_frequency
from twin.conflicts.subjects import SubjectReader, are_apart, likeness, load_subjects, share_a_topic, shared
from twin.errors import SettingsError
from twin.evidence.language import language_of
from twin.gate.citation_marks import without_reference_marks
from twin.index.minilm_weights import model_folder
from twin.key_points.meaning import RememberedVectors
from twin.key_points.reply_parts import plain_form
from twin.sentences import sentences_of

if TYPE_CHECKING:
    from twin.key_points.comparison import Vectors

# How alike two sentences must be, tuned on the planted part that is not kept aside and on the four demo folders, where next to
# nothing conflicts: with a condition or medicine in common, without one, and across languages, where fewer words can be shared.
NUMBERS_ALIKE, ADVICE_ALIKE, WITHOUT_TOPIC, ACROSS = 0.3, 0.35, 0.48, 0.27
BARE_ALIKE = 0.6  # for numbers without a unit
OFTEN_ALIKE = 0.5  # for "daily" beside "once a week"
TOLD_ALIKE = 0.55  # from here a sentence that only tells of a thing is held against one that forbids it
# English sentences that share few words but mean nearly the same: cosines with and without a topic in common.
NEAR_WITH_TOPIC, NEAR, NEAR_FROM = 0.54, 0.62, 0.12
_CLAUSE = re.compile(r"[,，;；:：]|\bbut\b|但是?|而是")
_LIST_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.、)]\s*|[-*]\s+)")


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
    """Compares texts; remembers what sentences are about and what they mean."""

    def __init__(self, subjects: SubjectReader, vectors: "Vectors | None" = None) -> None:
        """Keep the reader of subjects; `vectors` gives one unit vector an English text, without it words decide alone."""
        self._subjects = subjects
        self._vectors = vectors

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
        for mine in _sentences(passage_text):
            for its in _sentences(guideline_text):
                kind = self._compared(mine, its)
                if kind is not None:
                    return Conflict(kind, mine, its)
        return None

    def _compared(self, mine: str, its: str) -> ConflictKind | None:
        one, other = self._subjects.read(mine), self._subjects.read(its)
        if are_apart(one, other):
            return None
        alike, has_topic = likeness(one, other), share_a_topic(one, other)
        crosses = language_of(mine) != language_of(its)
        floors = (ACROSS, ACROSS) if crosses else (NUMBERS_ALIKE, ADVICE_ALIKE)
        numbers, advice = floors if has_topic else (WITHOUT_TOPIC, WITHOUT_TOPIC)
        if (
            not crosses
            and NEAR_FROM <= alike < max(numbers, advice)
            and self._means_nearly(mine, its, NEAR_WITH_TOPIC if has_topic else NEAR)
        ):
            numbers = advice = NEAR_FROM
        if alike >= numbers and (
            disagreeing(mine, its, bare=alike >= BARE_ALIKE)
            or (alike >= OFTEN_ALIKE and differ_in_frequency(mine, its))
        ):
            return ConflictKind.NUMBER
        if alike >= advice and not agreeing(mine, its) and self._turned_round(mine, its, alike):
            return ConflictKind.RECOMMEND_AVOID
        return None

    def _means_nearly(self, mine: str, its: str, least: float) -> bool:
        if self._vectors is None or language_of(mine) != "en":
            return False
        one, other = self._vectors([plain_form(mine), plain_form(its)])
        return float(one @ other) >= least

    def _turned_round(self, mine: str, its: str, alike: float) -> bool:
        """Say whether the clauses that speak most of the same thing advise opposite ways."""
        if leaves_room(plain_form(mine)) or leaves_room(plain_form(its)):
            return False
        pairs = [
            (shared(self._subjects.read(a), self._subjects.read(b)), a, b)
            for a in _clauses(mine)
            for b in _clauses(its)
        ]
        best = max((common for common, _, _ in pairs), default=0.0)
        sure = [(_way(a, mine), _way(b, its)) for common, a, b in pairs if common >= best]
        if alike >= TOLD_ALIKE and all(0 in pair for pair in sure):
            sure = [(_told(a, mine), _told(b, its)) for a, b in sure if -1 in (a, b)]
        ways = [a * b for a, b in sure]
        return best > 0 and any(way < 0 for way in ways) and not any(way > 0 for way in ways)


def _sentences(text: str) -> list[str]:
    """Give the sentences without reference marks and list numbers, which are no quantities."""
    plain = without_reference_marks(text)
    return [_LIST_NUMBER.sub("", one) for one in sentences_of(plain) or [plain]]


def _way(clause: str, sentence: str) -> int:
    """Give the direction of a clause; of its sentence where the clause only names the subject."""
    return direction(plain_form(clause)) or direction(plain_form(sentence))


def _told(way: int, sentence: str) -> int:
    return way or int(sounds_willing(plain_form(sentence)))


def is_newer(date: str, *, than: str) -> bool:
    """Say whether a date is later, as far as both are written out; False where one is missing."""
    length = min(len(date), len(than))
    return length >= 4 and date[:length] > than[:length]


@lru_cache(maxsize=4)
def conflict_detector(corpora: Path) -> ConflictDetector:
    """Give the detector over a corpora folder; loaded at the first call."""
    try:
        model_folder()
    except SettingsError:
        return ConflictDetector(load_subjects(corpora))
    return ConflictDetector(load_subjects(corpora), RememberedVectors())


def _clauses(sentence: str) -> Iterable[str]:
    return [part.strip() for part in _CLAUSE.split(sentence) if part and part.strip()]
