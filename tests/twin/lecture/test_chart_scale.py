"""A chart's scale starts at zero, is round, and holds every value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.lecture.chart_scale import scale_for, shown_value


def test_shares_up_to_28_percent_get_a_scale_to_30() -> None:
    assert scale_for((20, 17, 27, 28, 13)).ticks == (0, 5, 10, 15, 20, 25, 30)


@given(st.lists(st.floats(-1e7, 1e7).map(lambda value: round(value, 3)), min_size=1, max_size=12))
def test_every_scale_holds_zero_and_all_values_in_few_steps(values: list[float]) -> None:
    scale = scale_for(values)

    assert 0 in scale.ticks and 2 <= len(scale.ticks) <= 9
    assert scale.low <= min(0, *values) and max(0, *values) <= scale.high


def test_a_value_is_written_as_the_source_has_it() -> None:
    assert [
        shown_value(*one) for one in ((20, "%"), (6.5, "mmol/L"), (-10, "%"), (0.1 + 0.2, ""), (1200, "例"))
    ] == [
        "20%",
        "6.5 mmol/L",
        "−10%",
        "0.3",
        "1200 例",
    ]


def test_a_chart_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        scale_for(())
