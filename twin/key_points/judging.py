"""Judges what a reply holds of key points: said, missing or wrong, in English and Chinese, without a served model.

Signs of likeness, denial, direction, numbers and order (`signs.py`) are weighed by a ridge logistic regression of three
outcomes, fitted on the tuned part of corpora/teaching/teach_back (`python -m tools.fit_key_points`). What is dangerous is
not left to the weighing: a reply that holds nothing is missing, and a number that must be held is never said by another.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from twin.evidence.language import language_of
from twin.key_points.acknowledgement import only_acknowledges
from twin.key_points.attitudes import load_attitudes
from twin.key_points.comparison import Comparer
from twin.key_points.judgement import KeyPoint, PointJudgement, Said
from twin.key_points.meaning_signs import meanings
from twin.key_points.plain_speech import load_plain_speech
from twin.key_points.signs import PointSigns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from twin.key_points.comparison import Vectors

MOST_CHARACTERS = 4000  # what comes after is not read; a reply is a few sentences
# A wrong belief passed over is worse than one asked again: wrong needs less than its share of the evidence.
WRONG_WEIGHS = 1.8
WORDS_ALONE = "en-words"  # English where no embedder is
_ORDER = (Said.MISSING, Said.SAID, Said.WRONG)


class KeyPointJudge:
    """Pure but for what it remembers of words: equal words, equal judgement."""

    def __init__(self, corpora: Path, *, vectors: "Vectors | None" = None) -> None:
        """Remember where the words are; nothing is loaded before the first reply.

        Args:
            corpora: The corpora folder, for the glossary, plain speech and attitudes.
            vectors: Gives one unit vector a text, for English; without it words alone decide.
        """
        self._corpora = corpora
        self._vectors = vectors

    @cached_property
    def _comparer(self) -> Comparer:
        """Load the words of both languages once; two threads at once would load them twice, to the same end."""
        return Comparer(load_plain_speech(self._corpora), load_attitudes(self._corpora), self._vectors)

    def judge(self, reply: str, points: Sequence[KeyPoint], language: str) -> tuple[PointJudgement, ...]:
        """Judge one reply about each point, in their order.

        Args:
            reply: What was said, as written.
            points: What was to be said.
            language: Of the lesson; a reply in the other language is compared as far as words reach.
        """
        reply = reply[:MOST_CHARACTERS]
        signs = None if only_acknowledges(reply) else self.signs(reply, points, language)
        if signs is None:
            return tuple(PointJudgement(point.id, Said.MISSING) for point in points)
        own = language_of(points[0].text, fallback=language)
        table = own if own == "zh" or self._vectors is not None else WORDS_ALONE
        return tuple(_judged(point, found, table) for point, found in zip(points, signs, strict=True))

    def signs(self, reply: str, points: Sequence[KeyPoint], language: str) -> list["Found"] | None:
        """Give what is found of each point; None when there is nothing to judge."""
        own = language_of(points[0].text, fallback=language) if points else language
        comparison = self._comparer.compared(reply, points, language=own)
        if comparison is None:
            return None
        reader = PointSigns(reply, points, comparison)
        found = [reader.of(number) for number in range(len(points))]
        meant = meanings(comparison, len(points))
        if meant is None:
            return [Found(signs, reply[unit.start : unit.end]) for signs, unit in found]
        return [
            Found(signs | meaning.signs, reply[unit.start : unit.end], meaning.place)
            for (signs, unit), meaning in zip(found, meant, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Found:
    """What a reply holds of a point before it is weighed: signs by name, the words they rest on, the vector of the place."""

    signs: dict[str, float]
    words: str
    place: "NDArray[np.float64] | None" = None


@lru_cache(maxsize=1)
def coefficients() -> dict[str, dict[str, tuple[float, float, float]]]:
    """Give table -> sign -> one weight for each of missing, said, wrong; `constant` is added."""
    raw = json.loads((Path(__file__).parent / "coefficients.json").read_text(encoding="utf-8"))
    return {
        language: {sign: (values[0], values[1], values[2]) for sign, values in table.items()}
        for language, table in raw.items()
    }


@lru_cache(maxsize=1)
def place_weights() -> "NDArray[np.float64]":
    """Give the weights of the place's vector for each of missing, said, wrong; shape (3, 384)."""
    import numpy as np

    return np.array(
        json.loads((Path(__file__).parent / "place_weights.json").read_text(encoding="utf-8")), dtype=float
    )


def chances(
    signs: dict[str, float], table_name: str, place: "NDArray[np.float64] | None" = None
) -> dict[Said, float]:
    """Give the chance of each outcome by one table (en, zh, en-words); they sum to 1. `place` counts in table en only."""
    table = coefficients()[table_name]
    scores = list(table["constant"])
    if place is not None and table_name == "en":
        scores = [score + float(more) for score, more in zip(scores, place_weights() @ place, strict=True)]
    for name, value in signs.items():
        weights = table.get(name, (0.0, 0.0, 0.0))
        scores = [score + value * weight for score, weight in zip(scores, weights, strict=True)]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    return {said: power / sum(powers) for said, power in zip(_ORDER, powers, strict=True)}


def _judged(point: KeyPoint, found: Found, table: str) -> PointJudgement:
    chance = chances(found.signs, table, found.place)
    likeness = chance[Said.SAID]
    chance[Said.WRONG] *= WRONG_WEIGHS
    said = max(_ORDER, key=lambda one: chance[one])
    if said is Said.SAID and point.must_hold:
        said = _with_its_number(found.signs)
    return PointJudgement(point.id, said, "" if said is Said.MISSING else found.words, likeness)


def _with_its_number(signs: dict[str, float]) -> Said:
    """Hold what was said to its numbers: another number is wrong, none is not said."""
    if signs["agrees_anywhere"] >= 1 and signs["another"] < 1:
        return Said.SAID
    if signs["another"] > 0 or signs["another_anywhere"] > 0:
        return Said.WRONG
    return Said.SAID if signs["agrees_anywhere"] > 0 else Said.MISSING
