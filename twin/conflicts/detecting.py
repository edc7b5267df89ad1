"""Finds where a physician's passage and a newer guideline cannot both be followed.

Sentence beside sentence. Logic comes first: the guideline is the newer one, the sentences name no different condition,
medicine or people, the numbers cannot both be followed. Of what is left, fitted weights over signs decide
(docs/decisions/0030-conflicts-are-weighed.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from twin.conflicts.judging import ADVICE, NUMBER, fitted_weights, margin
from twin.conflicts.sides import guideline_sides, own_sides
from twin.conflicts.signs import PairSigns
from twin.conflicts.subjects import load_opposites, load_subjects


class ConflictKind(StrEnum):
    """How two pieces of advice conflict."""

    NUMBER = NUMBER
    RECOMMEND_AVOID = ADVICE


@dataclass(frozen=True, slots=True)
class Conflict:
    """A sentence of the passage and the sentence of the newer guideline that it cannot be followed with."""

    kind: ConflictKind
    passage_sentence: str
    guideline_sentence: str


class ConflictDetector:
    """Compares texts; remembers what sentences are about. Needs no model."""

    def __init__(self, signs: PairSigns, weights: Mapping[str, Mapping[str, float]]) -> None:
        """Keep what reads the signs and what they weigh."""
        self._signs, self._weights = signs, weights

    def conflict_between(
        self,
        passage_text: str,
        guideline_text: str,
        *,
        passage_date: str,
        guideline_date: str,
        guideline_title: str = "",
    ) -> Conflict | None:
        """Give the surest conflict, or None.

        Args:
            passage_text: The physician's own words, any number of sentences, either language.
            guideline_text: The guideline's, either language.
            passage_date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; with an empty one nothing is compared.
            guideline_date: Likewise; a guideline that is not newer does not conflict.
            guideline_title: Says what the guideline is about where its sentences do not.
        """
        if not is_newer(guideline_date, than=passage_date):
            return None
        surest, found = 0.0, None
        for my_words, mine in own_sides(passage_text):
            for its_words, its in guideline_sides(guideline_text, guideline_title):
                for kind, signs in (
                    (ConflictKind.NUMBER, self._signs.of_numbers(mine, its)),
                    (ConflictKind.RECOMMEND_AVOID, self._signs.of_advice(mine, its)),
                ):
                    sure = margin(signs, self._weights[kind.value])
                    if sure > surest:
                        surest, found = sure, Conflict(kind, my_words, its_words)
        return found


def is_newer(date: str, *, than: str) -> bool:
    """Say whether a date is later, as far as both are written out; False where one is missing."""
    length = min(len(date), len(than))
    return length >= 4 and date[:length] > than[:length]


@lru_cache(maxsize=4)
def pair_signs(corpora: Path) -> PairSigns:
    """Give what reads the signs over a corpora folder; loaded at the first call."""
    return PairSigns(load_subjects(corpora), load_opposites(corpora))


@lru_cache(maxsize=4)
def conflict_detector(corpora: Path) -> ConflictDetector:
    """Give the detector over a corpora folder; loaded at the first call."""
    return ConflictDetector(pair_signs(corpora), fitted_weights())
