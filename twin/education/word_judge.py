"""Judges a reply by its words alone: the judge where no better one is wired, and a floor to measure others against."""

from collections.abc import Sequence

from twin.gate.contradiction import is_turned_round
from twin.gate.quantities import claimed_quantities
from twin.gate.quantity import Quantity
from twin.gate.words_of import content_words
from twin.key_points.judgement import KeyPoint, PointJudgement, Said
from twin.sentences import sentences_of

_SELF = content_words("myself yourself himself herself 自己")  # says who, not what
ENOUGH = 0.5  # share of a wording's content words that a reply must hold; the gate's own measure of support


class WordJudge:
    """Said: enough of one wording, with its numbers, not turned round. Wrong: another number, the reverse, or a wrong belief."""

    def judge(self, reply: str, points: Sequence[KeyPoint], language: str) -> tuple[PointJudgement, ...]:
        """Judge one reply about each point, in their order."""
        return tuple(_judged(reply, point) for point in points)


def _judged(reply: str, point: KeyPoint) -> PointJudgement:
    wordings = (point.text, *point.said_as)
    told = content_words(reply)
    fit = max(_share(content_words(wording), told) for wording in wordings)
    if any(_believes(wrong, wordings, told) for wrong in point.wrong_as):
        return PointJudgement(point.id, Said.WRONG, reply)
    if fit < ENOUGH:
        return PointJudgement(point.id, Said.MISSING)
    wanted = [one for held in point.must_hold for one in claimed_quantities(held)]
    given = claimed_quantities(reply)
    if any(_is_another(one, given) for one in wanted) or is_turned_round(reply, point.text):
        return PointJudgement(point.id, Said.WRONG, reply)
    if not all(any(_agree(one, other) for other in given) for one in wanted):
        return PointJudgement(point.id, Said.MISSING)
    best = max(
        sentences_of(reply) or [reply], key=lambda one: _share(content_words(point.text), content_words(one))
    )
    return PointJudgement(point.id, Said.SAID, best)


def _believes(wrong: str, wordings: Sequence[str], told: frozenset[str]) -> bool:
    """Say whether a reply holds what tells a wrong belief apart from the point: half of the words that are its own."""
    own = content_words(wrong) - _SELF.union(*(content_words(wording) for wording in wordings))
    return bool(own & told) and _share(own, told) >= ENOUGH


def _share(wanted: frozenset[str], held: frozenset[str]) -> float:
    return len(wanted & held) / len(wanted) if wanted else 0.0


def _agree(one: Quantity, other: Quantity) -> bool:
    return (one.dimension, one.value, one.second) == (other.dimension, other.value, other.second)


def _is_another(wanted: Quantity, given: Sequence[Quantity]) -> bool:
    """Say whether a reply gives a number of the same kind, and only other ones."""
    alike = [other for other in given if other.dimension == wanted.dimension]
    return bool(alike) and not any(_agree(wanted, other) for other in alike)
