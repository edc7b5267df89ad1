"""The scale of a bar chart: round steps from zero, and values written as the source has them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class ChartScale:
    """An axis: its ends and the values of its ticks, ascending. Zero is always a tick."""

    low: float
    high: float
    ticks: tuple[float, ...]


def scale_for(values: Sequence[float]) -> ChartScale:
    """Give the scale that holds zero and every value, in at most seven round steps.

    Raises:
        ValueError: If there is no value, or one is not a finite number.
    """
    if not values or not all(math.isfinite(value) for value in values):
        raise ValueError(f"A chart needs finite values, at least one; got {tuple(values)}.")
    low, high = min(0.0, *values), max(0.0, *values)
    span = (high - low) or 1.0
    magnitude = 10.0 ** math.floor(math.log10(span / _MOST_TICKS))
    step = next(
        magnitude * step
        for step in (*_STEPS, 20.0, 25.0, 50.0, 100.0)
        if span / (magnitude * step) <= _MOST_TICKS
    )
    first, last = math.floor(low / step), max(math.ceil(high / step), 1 if low == 0 else 0)
    ticks = tuple(round(number * step, 10) for number in range(first, last + 1))
    return ChartScale(ticks[0], ticks[-1], ticks)


def shown_value(value: float, unit: str) -> str:
    """Write a value with its unit: 20 % as "20%", other units behind a blank."""
    number = f"{value:.10f}".rstrip("0").rstrip(".").replace("-", "−")
    if unit in ("%", "％"):
        return f"{number}%"
    return f"{number} {unit}".rstrip()
