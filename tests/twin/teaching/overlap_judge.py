"""A plain judge for tests: a point is said when a reply holds most words of it, or of another way of saying it."""

from collections.abc import Sequence

from twin.key_points.judgement import KeyPoint, PointJudgement, Said
from twin.teaching.asked_matching import alike, terms_of

ENOUGH = 0.6


class OverlapJudge:
    """Says nothing is wrong; knows said and missing."""

    def judge(self, reply: str, points: Sequence[KeyPoint], language: str) -> tuple[PointJudgement, ...]:
        """Judge each point by shared words."""
        held = terms_of(reply)
        return tuple(
            PointJudgement(point.id, Said.SAID if self._says(held, point) else Said.MISSING)
            for point in points
        )

    def _says(self, held: Sequence[str], point: KeyPoint) -> bool:
        return any(self._share(held, way) >= ENOUGH for way in (point.text, *point.said_as))

    @staticmethod
    def _share(held: Sequence[str], way: str) -> float:
        wanted = terms_of(way)
        return sum(any(alike(one, term) for one in held) for term in wanted) / len(wanted) if wanted else 0.0
