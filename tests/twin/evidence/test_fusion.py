"""Several rankings become one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.evidence.fusion import RRF_K, reciprocal_rank_fusion

ids = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


@given(st.lists(ids, max_size=4))
def test_every_passage_appears_once_with_a_bounded_score(rankings: list[list[str]]) -> None:
    fused = reciprocal_rank_fusion(rankings)

    assert sorted(hit.passage_id for hit in fused) == sorted({one for ranking in rankings for one in ranking})
    assert all(0 < hit.score <= len(rankings) / (RRF_K + 1) for hit in fused)


def test_a_passage_that_both_retrievers_find_comes_first() -> None:
    fused = reciprocal_rank_fusion([["a", "b"], ["c", "b"]])

    assert fused[0].passage_id == "b"


def test_equal_scores_are_ordered_by_id() -> None:
    fused = reciprocal_rank_fusion([["b"], ["a"]])

    assert [hit.passage_id for hit in fused] == ["a", "b"]


def test_a_heavier_ranking_decides() -> None:
    fused = reciprocal_rank_fusion([["a", "b"], ["b", "a"]], weights=[1.0, 0.5])

    assert fused[0].passage_id == "a"


@pytest.mark.parametrize(("k", "weights"), [(0, None), (60, [1.0])])
def test_impossible_options_are_refused(k: int, weights: list[float] | None) -> None:
    with pytest.raises(ValueError, match=r"must be positive|give one each"):
        reciprocal_rank_fusion([["a"], ["b"]], weights=weights, k=k)
