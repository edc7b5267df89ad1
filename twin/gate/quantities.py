"""Quantities: numbers with unit, comparator and frequency, read from text of either language.

Two readings of the same grammar. `claimed_quantities` is what a sentence asserts; `held_quantities` is what evidence
may be taken to say, a superset: each side of a pair, and the one in "an hour" or 一天.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from twin.gate.calendar_words import frequencies_in, take_calendar, take_clocks
from twin.gate.comparators import comparator_of, turned_comparator
from twin.gate.number_text import normal_form
from twin.gate.number_words import SPELLED, as_digits
from twin.gate.quantity import DATE, DAY_OF_YEAR, FORMULA, TIME_OF_DAY, Quantity, QuantityReading
from twin.gate.units import PER_UNITS, TALK_DIMENSIONS, UNITS

_NUMBER = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:/\d+(?=%))?"
_UNIT = "|".join(re.escape(u) for u in sorted(UNITS, key=len, reverse=True))
_PER = "|".join(re.escape(u) for u in sorted(PER_UNITS, key=len, reverse=True))
_UNIT_ENDS = r"(?:(?<![a-z])|(?![a-z0-9]))"  # a Latin unit ends at a letter's end; a Chinese one may be followed by anything
_UNIT_HERE = re.compile(rf"[\s-]?(?:(?:more|extra|full|whole)\s)?({_UNIT}){_UNIT_ENDS}")
_UNIT_LATER = re.compile(rf"\s(?:[a-z-]+\s){{1,2}}({_UNIT}){_UNIT_ENDS}")  # "two antiplatelet pills"
_PER_HERE = re.compile(
    rf"\s?(?:/|每|per\s|an?\s|every\s|each\s|in\san?\s)\s?({_PER})(?:(?<![a-z])|(?![a-z]))"
)
_DAILY = re.compile(r"[\s-](?:(?:once|twice)\s)?(daily|weekly|monthly|yearly|hourly)\b")
_DAILY_UNITS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "hourly": "hour"}
_PER_BEFORE = re.compile(
    rf"(?:每|(?<!\d)一|(?<![\d.]){SPELLED}1\s?)(?:一)?({_PER})[^\d。，；！？,.;]{{0,8}}{SPELLED}?$"
)
_FIND = re.compile(rf"(?<![\d.])({SPELLED}?)({_NUMBER})")
_RANGE = rf"\s?[–~～至到]\s?{SPELLED}?"
_PAIR_RANGE = re.compile(
    rf"(?<![\d.])(\d{{2,3}}){_RANGE}(\d{{2,3}})\s?/\s?(\d{{2,3}}){_RANGE}(\d{{2,3}})(?![\d.])"
)
_JOIN = re.compile(rf"^(\s?[-–—~～至到]\s?|\s?[或和、]\s?|\s(?:to|and|or)\s)\W?{SPELLED}?\d")
_RANGE_JOIN = re.compile(r"^\s?[-–—~～至到]\s?$|^\sto\s$")
_BETWEEN = re.compile(r"\bbetween\s$|介于$|在$")
_FORMULA = re.compile(r"(?<![\d.])(\d)\s?\+\s?(\d)(?:\s?=\s?(\d{1,2}))?(?!\.?\d)")
_AGED = re.compile(
    r"\bage[ds]?(?:\sof)?(?:\s(?:over|under|above|below|about|at least|from))?\s$|年龄[^\d]{0,4}$"
)
_ALSO = re.compile(r"^\s?(?:and|or|,|，|、|和|或)\s?$")  # "at most 3 doses and 30 mg/kg"
_ORDINAL = re.compile(r"^(?:st|nd|rd|th)\b")
_ONE_OF = re.compile(rf"\b(?:an?|every|each|one)\s({_UNIT})\b|[一每]({_UNIT})")
_ONCE = re.compile(r"\b(?:daily|once|nightly)\b")
_Pending = tuple[bool, Fraction, Fraction | None, int, int]


def claimed_quantities(text: str) -> tuple[Quantity, ...]:
    """Read what a sentence asserts: every number that a reader could act on.

    Left out are names with digits (B12, CHA2DS2-VASc, SGLT2), ordinals, and spelled-out counts without a unit of
    measurement ("these two", 一个), which are talk.
    """
    return tuple(q for q, demanded in quantities_in(text).quantities if demanded)


def held_quantities(text: str) -> tuple[Quantity, ...]:
    """Read what evidence may be taken to say: each quantity, and each side of a pair or range on its own."""
    reading = quantities_in(text)
    held: list[Quantity] = []
    held_before: Quantity | None = None
    for quantity, _ in reading.quantities:
        held += [quantity, *_parts_of(quantity)]
        turned = turned_comparator(quantity.comparator, reading.text[: quantity.start])
        if turned:
            held.append(replace(quantity, comparator=turned))
        if (
            not quantity.comparator
            and held_before
            and _ALSO.match(reading.text[held_before.end : quantity.start])
        ):
            held.append(replace(quantity, comparator=held_before.comparator))
        held_before = quantity
        later = _UNIT_LATER.match(reading.text, quantity.end) if not quantity.dimension else None
        if later:
            dimension, factor = UNITS[later.group(1)]
            held.append(replace(quantity, value=quantity.value * factor, dimension=dimension))
    normal = reading.text
    for match in _ONE_OF.finditer(normal):
        dimension, factor = UNITS[match.group(1) or match.group(2)]
        held.append(Quantity(factor, dimension, written=match.group(0), start=match.start(), end=match.end()))
    once = _ONCE.search(normal)
    if once:
        held.append(Quantity(Fraction(1), "times", start=once.start(), end=once.end()))
    return tuple(held)


def _parts_of(quantity: Quantity) -> Iterator[Quantity]:
    """Give what a pair, a range or a date also says."""
    if quantity.dimension == FORMULA and quantity.value % 100:
        yield replace(quantity, value=quantity.value - quantity.value % 100)
    if quantity.dimension in (DATE, DAY_OF_YEAR):
        for day in filter(None, (quantity.value, quantity.upper)):
            yield replace(quantity, value=day, upper=None)
            yield replace(quantity, value=day % 10_000, upper=None, dimension=DAY_OF_YEAR)
            yield replace(quantity, value=Fraction(day // 10_000), upper=None, dimension="")
            yield replace(quantity, value=Fraction(day // 10_000 * 12), upper=None, dimension="months")
        return
    if quantity.second is None and quantity.upper is None:
        return
    dimension = quantity.dimension or ("pressure" if quantity.second is not None else "")
    plain = replace(quantity, dimension=dimension, second=None, second_upper=None, upper=None)
    if quantity.second is not None and quantity.upper is not None:
        yield replace(plain, upper=quantity.upper)
        yield replace(plain, value=quantity.second, upper=quantity.second_upper)
    for value in (quantity.value, quantity.upper, quantity.second, quantity.second_upper):
        if value is not None:
            yield replace(plain, value=value)


def quantities_in(text: str) -> QuantityReading:
    """Read all quantities; the flag says whether the reading is strict enough to be demanded of evidence."""
    calendar: list[Quantity] = []
    normal = take_calendar(normal_form(text), calendar)
    normal = as_digits(normal)
    frequencies = frequencies_in(normal)
    normal = take_clocks(normal, calendar)
    normal = _take_formulas(normal, calendar)
    found: list[tuple[Quantity, bool]] = [(one, True) for one in (*calendar, *frequencies)]
    normal = _take_pair_ranges(normal, found)
    position = 0
    pending: list[_Pending] = []
    for match in _FIND.finditer(normal):
        if match.start() < position or _is_part_of_a_name(normal, match):
            continue
        value, second, end = _value_at(normal, match)
        position = end
        unit = _UNIT_HERE.match(normal, end)
        pending.append((bool(match.group(1)), value, second, match.start(), end))
        if unit is None and _JOIN.match(normal[end : end + 8]):
            continue  # 60–100 beats, 130 or 140 mmHg: the unit stands behind the last
        found += _finish(normal, pending, unit)
        position = unit.end() if unit else end
        pending = []
    found += _finish(normal, pending, None)
    return QuantityReading(normal, tuple(found))


def _take_formulas(normal: str, found: list[Quantity]) -> str:
    """Take sums of patterns out: 3+4=7 is one name, not three numbers."""

    def take(match: re.Match[str]) -> str:
        value = int(match[1]) * 10_000 + int(match[2]) * 1_000 + int(match[3] or 0)
        found.append(
            Quantity(Fraction(value), FORMULA, written=match[0], start=match.start(), end=match.end())
        )
        return " " * len(match[0])

    return _FORMULA.sub(take, normal)


def _take_pair_ranges(normal: str, found: list[tuple[Quantity, bool]]) -> str:
    """Take 140–159/90–99 out: a range of pairs."""

    def take(match: re.Match[str]) -> str:
        low, high, second, second_high = (Fraction(group) for group in match.groups())
        found.append(
            (
                Quantity(
                    low,
                    "pressure",
                    second,
                    written=match[0],
                    upper=high,
                    second_upper=second_high,
                    start=match.start(),
                    end=match.end(),
                ),
                True,
            )
        )
        return " " * len(match[0])

    return _PAIR_RANGE.sub(take, normal)


def _is_part_of_a_name(normal: str, match: re.Match[str]) -> bool:
    """Say whether the digits belong to a name: b12, covid-19, cha2ds2, 2nd, 第3."""
    if match.group(1):
        return False
    before, after = normal[max(0, match.start() - 12) : match.start()], normal[match.end() :]
    if re.search(r"(?:[a-z]|[a-z]-|第)$", before) and not re.search(r"\b(?:x|to)$", before):
        return True
    if _ORDINAL.match(after) or re.match(r"\s?-?型", after) or re.search(r"\btypes?\s$", before):
        return True
    return bool(re.match(r"[a-z]", after)) and _UNIT_HERE.match(normal, match.end()) is None


_SECOND_OF_PAIR = re.compile(rf"(?:\s?/\s?|\sover\s){SPELLED}?(\d{{1,3}})(?![\d.%])(?!\s?/)")


def _value_at(normal: str, match: re.Match[str]) -> tuple[Fraction, Fraction | None, int]:
    """Read the number, or the pair 130/80, that begins at a match; give the values and where they end."""
    raw = match.group(2).replace(",", "").replace("，", "")
    value = Fraction(raw)
    pair = _SECOND_OF_PAIR.match(normal, match.end())
    if pair and value.denominator == 1 and ("over" not in pair[0] or value >= 60):
        if value < int(pair.group(1)) <= 10:  # 1/2 tablet
            return value / int(pair.group(1)), None, pair.end()
        return value, Fraction(pair.group(1)), pair.end()
    return value, None, match.end()


def _finish(normal: str, pending: list[_Pending], unit: re.Match[str] | None) -> list[tuple[Quantity, bool]]:
    """Give the quantities of one run that shares a unit, with comparators and frequency; a range is one quantity."""
    finished: list[tuple[Quantity, bool]] = []
    for place, (spelled, value, second, start, end) in enumerate(pending):
        run_end = unit.end() if unit else end
        quantity = _with_unit(normal, value, second, start, run_end, unit)
        demanded = not spelled or _is_demanded(value, quantity, unit, normal[run_end:])
        if place and _is_range(normal, pending[place - 1], start):
            first, first_demanded = finished[-1]
            if first.upper is None and first.second is None and first.value < quantity.value:
                written = normal[first.start : run_end].replace(SPELLED, "")
                finished[-1] = (
                    replace(first, upper=quantity.value, comparator="", written=written, end=run_end),
                    first_demanded or demanded,
                )
                continue
        finished.append((quantity, demanded))
    return finished


def _is_range(normal: str, before: _Pending, start: int) -> bool:
    between = normal[before[4] : start].replace(SPELLED, "")
    if _RANGE_JOIN.match(between):
        return True
    return between.strip() in ("and", "和") and bool(_BETWEEN.search(normal[: before[3]].rstrip(SPELLED)))


def _with_unit(
    normal: str,
    value: Fraction,
    second: Fraction | None,
    start: int,
    run_end: int,
    unit: re.Match[str] | None,
) -> Quantity:
    dimension, factor = UNITS[unit.group(1)] if unit else ("", Fraction(1))
    per = _per(normal, start, run_end)
    if dimension in ("times", "beats") and per == "minute":
        dimension, per = "rate", ""
    if not dimension and second is None and _AGED.search(normal[:start]):
        dimension, factor = "months", Fraction(12)
    value = (value - 32) * 5 / 9 if dimension == "fahrenheit" else value * factor
    dimension = "temperature" if dimension == "fahrenheit" else dimension
    if dimension == "clock":
        dimension, value = TIME_OF_DAY, value * 60 % 720
    return Quantity(
        value=value,
        dimension=dimension or ("pressure" if second is not None else ""),
        second=second * factor if second is not None else None,
        comparator=comparator_of(normal[:start], normal[run_end:]),
        per=per,
        written=normal[start:run_end].replace(SPELLED, ""),
        start=start,
        end=run_end,
    )


def _is_demanded(value: Fraction, quantity: Quantity, unit: re.Match[str] | None, after: str) -> bool:
    """Say whether a spelled-out number is an assertion: "these two", 三个 and the day of "one day" are talk."""
    if quantity.dimension in ("", *TALK_DIMENSIONS):
        return value > 20
    if value == 1 and unit is not None:
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
