"""A run of numbers that share the unit behind the last of them: "60 to 100 beats a minute", 130或140毫米汞柱."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from twin.gate.comparators import comparator_of
from twin.gate.number_words import SPELLED
from twin.gate.quantity import ABOVE, NAMED_DIMENSIONS, OVER, TIME_OF_DAY, Quantity
from twin.gate.units import PER_UNITS, TALK_DIMENSIONS, UNITS

_PER = "|".join(re.escape(u) for u in sorted(PER_UNITS, key=len, reverse=True))
_PER_HERE = re.compile(
    rf"\s?(?:/|每|per\s|an?\s|every\s|each\s|in\san?\s)\s?({_PER})(?:(?<![a-z])|(?![a-z]))"
)
_DAILY = re.compile(r"[\s-](?:(?:once|twice)\s)?(daily|weekly|monthly|yearly|hourly)\b")
_DAILY_UNITS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "hourly": "hour"}
_PER_BEFORE = re.compile(
    rf"(?:每|(?<!\d)一|(?<![\d.]){SPELLED}1\s?)(?:一)?({_PER})[^\d。，；！？,.;]{{0,8}}{SPELLED}?$"
)
_RANGE_JOIN = re.compile(r"^\s?[-–—~～至到]\s?$|^\sto\s$")
_BETWEEN = re.compile(r"\bbetween\s$|介于$|在$")
FIRST_YEAR, LAST_YEAR = 1900, 2100
FEW = 10  # "in two steps" is a way of speaking, 6,000 steps are not
_BLOOD_PRESSURE = re.compile(r"\s?(?:systolic|diastolic)\b")
_LASTING = re.compile(r"\bover\s(?:the\s(?:next|last|past|first)\s)?$")
_AGED_OVER = re.compile(
    r"\b(?:aged?|people|adults|men|women|patients|children|boys|girls|and|or|be|is|are)\sover\s$"
)
_TIMES_BEFORE = re.compile(
    rf"(?:只|仅|最多|至少|每.{{0,3}}|隔.{{0,2}}|天|日|周|月|年){SPELLED}?$"
)  # 只发作一次
_AGED = re.compile(
    r"\bage[ds]?(?:\sof)?(?:\s(?:over|under|above|below|about|at least|from))?\s$|年龄[^\d]{0,4}$|"
    r"\b(?:child|children|people|adults|men|women|boys|girls|babies|infants)\s(?:under|over|above|below|from)\s$"
)


@dataclass(frozen=True, slots=True)
class NumberRun:
    """One number, or pair, as found: `start` and `end` are offsets in the normal text, without the unit."""

    is_spelled: bool
    value: Fraction
    second: Fraction | None
    start: int
    end: int


def with_shared_unit(
    normal: str, runs: Sequence[NumberRun], unit: re.Match[str] | None
) -> list[tuple[Quantity, bool]]:
    """Give the quantities of one run that shares a unit, with comparators and frequency; a range is one quantity."""
    finished: list[tuple[Quantity, bool]] = []
    for place, run in enumerate(runs):
        run_end = unit.end() if unit else run.end
        quantity = _with_unit(normal, run, unit)
        demanded = not run.is_spelled or _is_demanded(
            run.value, quantity, unit, normal[: run.start], normal[run_end:]
        )
        if place and _is_range(normal, runs[place - 1], run.start):
            first, first_demanded = finished[-1]
            if first.upper is None and first.second is None:
                if first.value >= quantity.value:  # "90 to 80" is no range; it agrees with nothing but itself
                    first = replace(first, dimension=f"backwards {first.dimension}")
                written = normal[first.start : run_end].replace(SPELLED, "")
                finished[-1] = (
                    replace(first, upper=quantity.value, comparator="", written=written, end=run_end),
                    first_demanded or demanded,
                )
                continue
        finished.append((quantity, demanded))
    return finished


def joined_ranges(normal: str, found: Sequence[tuple[Quantity, bool]]) -> Iterator[tuple[Quantity, bool]]:
    """Join ranges whose sides both carry the unit: "1% to 10%", 50毫升到100毫升."""
    waiting: tuple[Quantity, bool] | None = None
    for quantity, demanded in found:
        if waiting is not None:
            first = waiting[0]
            between = (
                normal[first.end : quantity.start].replace(SPELLED, "") if first.end <= quantity.start else ""
            )
            if _RANGE_JOIN.match(between) and _same_kind(first, quantity) and first.value < quantity.value:
                written = normal[first.start : quantity.end].replace(SPELLED, "")
                whole = replace(first, upper=quantity.value, comparator="", written=written, end=quantity.end)
                waiting = (whole, waiting[1] or demanded)
                continue
            yield waiting
        waiting = (quantity, demanded)
    if waiting is not None:
        yield waiting


def _same_kind(first: Quantity, second: Quantity) -> bool:
    plain = all(q.upper is None and q.second is None for q in (first, second))
    return plain and first.dimension not in ("", *NAMED_DIMENSIONS) and first.dimension == second.dimension


def _is_range(normal: str, before: NumberRun, start: int) -> bool:
    between = normal[before.end : start].replace(SPELLED, "")
    if _RANGE_JOIN.match(between):
        return True
    return between.strip() in ("and", "和") and bool(_BETWEEN.search(normal[: before.start].rstrip(SPELLED)))


def _with_unit(normal: str, run: NumberRun, unit: re.Match[str] | None) -> Quantity:
    dimension, factor = UNITS[unit.group(1)] if unit else ("", Fraction(1))
    start, end = run.start, unit.end() if unit else run.end
    per = _per(normal, start, end)
    if dimension in ("times", "beats") and per == "minute":
        dimension, per = "rate", ""
    if not dimension and run.second is None and _AGED.search(normal[:start]):
        dimension, factor = "months", Fraction(12)
    if not dimension and _BLOOD_PRESSURE.match(normal, end):
        dimension = "pressure"
    if unit and unit.group(1) == "年" and FIRST_YEAR <= run.value <= LAST_YEAR:
        dimension, factor = "", Fraction(1)  # a year of the calendar
    value = (run.value - 32) * 5 / 9 if dimension == "fahrenheit" else run.value * factor
    dimension = "temperature" if dimension == "fahrenheit" else dimension
    if dimension == "clock":
        dimension, value = TIME_OF_DAY, value * 60 % 720
    return Quantity(
        value=value,
        dimension=dimension or ("pressure" if run.second is not None else ""),
        second=run.second * factor if run.second is not None else None,
        comparator=_comparator(normal, run, end, dimension),
        per=per,
        written=normal[start:end].replace(SPELLED, ""),
        start=start,
        end=end,
    )


def _comparator(normal: str, run: NumberRun, end: int, dimension: str) -> str:
    """Read how a number is meant; "over ten years" lasts so long, and "from 2024" tells a year."""
    found = comparator_of(normal[: run.start], normal[end:]) or comparator_of("", normal[run.end :])
    before = normal[: run.start].rstrip(SPELLED)
    lasts = dimension in ("time", "months") and _LASTING.search(before) and not _AGED_OVER.search(before)
    is_year = not dimension and FIRST_YEAR <= run.value <= LAST_YEAR and before.endswith("from ")
    if is_year:
        return ""
    return OVER if lasts and found == ABOVE else found


def _is_demanded(
    value: Fraction, quantity: Quantity, unit: re.Match[str] | None, before: str, after: str
) -> bool:
    """Say whether a spelled-out number is an assertion: "these two", 三个 and the day of "one day" are talk."""
    if quantity.dimension in ("", *TALK_DIMENSIONS):
        return value > 20
    if quantity.dimension == "steps" and value <= FEW:
        return False
    if value == 1 and unit is not None:
        if unit.group(1) in ("次", "回", "遍") and not quantity.per and not _TIMES_BEFORE.search(before):
            return False
        frequency = re.match(rf"[^，。,.;；]{{0,3}}{SPELLED}?\d", after) is not None  # 一周三次
        return unit.group(1) not in ("day", "天", "日", "点", "分", "步", "step", "point") and not frequency
    return True


def _per(normal: str, start: int, end: int) -> str:
    match = _PER_HERE.match(normal, end)
    if match:
        return PER_UNITS[match.group(1)]
    daily = _DAILY.match(normal, end)
    if daily:
        return _DAILY_UNITS[daily.group(1)]
    before = _PER_BEFORE.search(normal[max(0, start - 24) : start])
    return PER_UNITS[before.group(1)] if before else ""
