"""Which passages of a generation can be found, and what lies nearest."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from twin.index.snapshot import VectorTable, retrievable_ids


def _table(matrix: list[list[float]]) -> VectorTable:
    ids = tuple(f"p{row}" for row in range(len(matrix)))
    return VectorTable(ids, {id_: row for row, id_ in enumerate(ids)}, np.array(matrix, dtype=np.float32))


def test_equal_cosines_are_ordered_by_id_also_where_the_limit_cuts() -> None:
    table = _table([[0, 1], [1, 0], [1, 0], [1, 0]])

    found = table.nearest(np.array([1, 0], dtype=np.float32), 2)

    assert found == [("p1", 1.0), ("p2", 1.0)]


@given(st.integers(1, 30), st.integers(1, 40), st.integers(0, 1000))
def test_the_nearest_are_those_a_full_sort_gives(rows: int, limit: int, seed: int) -> None:
    matrix = np.random.default_rng(seed).integers(-2, 3, (rows, 3))
    table = _table(matrix.tolist())
    vector = np.array([1, 2, -1], dtype=np.float32)

    found = table.nearest(vector, limit)

    cosines = table.matrix @ vector
    expected = sorted(range(rows), key=lambda row: (-cosines[row], row))[:limit]
    assert [id_ for id_, _ in found] == [f"p{row}" for row in expected]


def test_a_passage_is_as_near_as_its_nearest_sentence() -> None:
    rows = np.array([[0, 1], [1, 0], [0.6, 0.8]], dtype=np.float32)
    table = VectorTable(("a", "b"), {"a": 0, "b": 2}, rows)

    found = table.nearest(np.array([1, 0], dtype=np.float32), 2)

    assert [id_ for id_, _ in found] == ["a", "b"]
    assert found[0][1] == 1.0
    assert table.own.tolist() == [rows[0].tolist(), rows[2].tolist()]


def test_a_duplicate_takes_the_place_of_an_original_that_is_absent_or_held_back() -> None:
    marks = {
        "plain": (False, None),
        "private": (True, None),
        "copy of plain": (False, "plain"),
        "copy of private": (False, "private"),
        "copy of absent": (False, "gone"),
    }

    assert retrievable_ids(marks) == {"plain", "copy of private", "copy of absent"}


def test_an_empty_table_has_nothing_near() -> None:
    assert _table([]).nearest(np.zeros(0, dtype=np.float32), 5) == []
