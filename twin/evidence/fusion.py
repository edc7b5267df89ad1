"""Fuse several rankings into one."""

from collections.abc import Sequence
from dataclasses import dataclass

RRF_K = 60  # the constant Cormack et al. (2009) use; larger flattens the head of each ranking


@dataclass(frozen=True, slots=True)
class FusedHit:
    """One passage after fusion; larger scores are better."""

    passage_id: str
    score: float


def reciprocal_rank_fusion(
    rankings: Sequence[Sequence[str]], *, weights: Sequence[float] | None = None, k: int = RRF_K
) -> list[FusedHit]:
    """Fuse rankings of passage ids into one list, best first.

    Args:
        rankings: One per retriever, best first, no id twice; shape (retrievers, <= candidates).
        weights: One per retriever, not negative; 1.0 each by default.
        k: Rank offset in positions, counted from 1; must be positive.

    Returns:
        Each id once; score in (0, sum(weights) / (k + 1)]. Equal scores are ordered by id,
        so two runs over the same index agree.

    Raises:
        ValueError: If `k` is not positive or the weights do not fit the rankings.
    """
    if k <= 0:
        raise ValueError(f"k is {k}; it must be positive.")
    given = list(weights) if weights is not None else [1.0] * len(rankings)
    if len(given) != len(rankings):
        raise ValueError(f"{len(given)} weights for {len(rankings)} rankings; give one each.")
    scores: dict[str, float] = {}
    for ranking, weight in zip(rankings, given, strict=True):
        for rank, passage_id in enumerate(ranking, start=1):
            scores[passage_id] = scores.get(passage_id, 0.0) + weight / (k + rank)
    ordered = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    return [FusedHit(passage_id, score) for passage_id, score in ordered]
