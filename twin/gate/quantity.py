"""One number as it stands in a text, made comparable."""

from dataclasses import dataclass
from fractions import Fraction

TIME_OF_DAY = "time of day"
DATE = "date"
DAY_OF_YEAR = "day of year"
WEEKDAY = "weekday"
FORMULA = "formula"
EVERY = "every"
OF_THEM = "of them"  # two of three criteria
BELOW, AT_MOST, ABOVE, AT_LEAST, AFTER = "<", "<=", ">", ">=", "after"
OVER = "over"  # "over ten years": longer than that, or through it
DOWN, UP = frozenset({BELOW, AT_MOST}), frozenset({ABOVE, AT_LEAST, OVER})
# Of these nothing lies "between": a date, a weekday, a sum of patterns is named or it is not.
NAMED_DIMENSIONS = frozenset({TIME_OF_DAY, DATE, DAY_OF_YEAR, WEEKDAY, FORMULA, EVERY, OF_THEM})


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number, pair or range.

    `value` is in the first unit of `dimension` (twin/gate/units.py), exact; `upper` is the end of a range that begins
    with it. `second` is the lower value of a pair such as 130/80, `second_upper` the end of its range. `dimension`
    is "" where no unit stands. `comparator` is <, <=, >, >=, "after", "over" or "". `per` is minute, hour, day, week, month,
    year, kg or ""; for a time of day it is am, pm or "". `written` is the run of text it was read from; `start` and
    `end` are its half-open offsets in the text as it was read (`QuantityReading.text`).
    """

    value: Fraction
    dimension: str = ""
    second: Fraction | None = None
    comparator: str = ""
    per: str = ""
    written: str = ""
    upper: Fraction | None = None
    second_upper: Fraction | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class QuantityReading:
    """What was read from a text: its normal form, and each quantity with whether it must be borne out."""

    text: str
    quantities: tuple[tuple[Quantity, bool], ...]
