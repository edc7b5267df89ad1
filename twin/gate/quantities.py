"""Quantities: numbers with unit, comparator and frequency, read from text of either language.

Two readings of the same grammar. `claimed_quantities` is what a sentence asserts; `held_quantities` is what evidence
may be taken to say, a superset: each side of a pair, and the one in "an hour" or 一天.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from twin.gate.calendar_words import frequencies_in, take_calendar, take_clocks
from twin.gate.number_runs import NumberRun, joined_ranges, with_shared_unit
from twin.gate.number_text import normal_form
from twin.gate.number_words import SPELLED, as_digits
from twin.gate.quantity import (
    AT_LEAST,
    AT_MOST,
    DATE,
    DAY_OF_YEAR,
    FORMULA,
    OF_THEM,
    Quantity,
    QuantityReading,
)
from twin.gate.units import UNITS

_NUMBER = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:/\d+(?=%))?"
_UNIT = "|".join(re.escape(u) for u in sorted(UNITS, key=len, reverse=True))
_UNIT_ENDS = r"(?:(?<![a-z])|(?![a-z0-9]))"  # a Latin unit ends at a letter's end; a Chinese one may be followed by anything
_UNIT_HERE = re.compile(
    rf"[\s-]?(?:(?:(?:or\s)?(?:more|less|fewer)|extra|full|whole)\s)?({_UNIT}){_UNIT_ENDS}"
)
_UNIT_LATER = re.compile(rf"\s(?:[a-z-]+\s){{1,2}}({_UNIT}){_UNIT_ENDS}")  # "two antiplatelet pills"
_FIND = re.compile(rf"(?<![\d.])({SPELLED}?)({_NUMBER})")
_RANGE = rf"\s?[–~～至到]\s?{SPELLED}?"
_PAIR_RANGE = re.compile(
    rf"(?<![\d.])(\d{{2,3}}){_RANGE}(\d{{2,3}})\s?/\s?(\d{{2,3}}){_RANGE}(\d{{2,3}})(?![\d.])(?:\s?({_UNIT}){_UNIT_ENDS})?"
)
_JOIN = re.compile(rf"^(\s?[-–—~～至到]\s?|\s?[或和、]\s?|\s(?:to|and|or)\s)\W?{SPELLED}?\d")
_FORMULA = re.compile(r"(?<![\d.])(\d)\s?\+\s?(\d)(?:\s?=\s?(\d{1,2}))?(?!\.?\d)")
_OF_THEM = re.compile(
    rf"(?<![\d.]){SPELLED}?(\d)\sof\s(?:the\s|these\s|those\s)?{SPELLED}?[2-9](?![\d.%])|(?:{SPELLED}?\d条(?:中|里|当中)?)?占{SPELLED}?(\d)条"
)
_TIMES_OF_DAY = (
    (
        Fraction(3),
        re.compile(r"\bmorning, noon,? and (?:night|evening)\b|早中晚|早、中、晚|一日三餐|with every meal"),
    ),
    (
        Fraction(2),
        re.compile(
            r"\bmorning and (?:in the |every |each )?(?:evening|night)\b|\bmornings and evenings\b|早晚"
        ),
    ),
)
_ALSO = re.compile(r"^\s?(?:and|or|,|，|、|和|或)\s?$")  # "at most 3 doses and 30 mg/kg"
_ORDINAL = re.compile(r"^(?:st|nd|rd|th)\b")
_ONE_OF = re.compile(rf"\b(?:an?|every|each|one)\s({_UNIT})\b|[一每]({_UNIT})")
_ONCE = re.compile(r"\b(?:daily|once|nightly)\b")


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
        if (
            not quantity.comparator
            and held_before
            and _ALSO.match(reading.text[held_before.end : quantity.start])
        ):
            held.append(replace(quantity, comparator=held_before.comparator))
        held += _meant_too(quantity, reading.text)
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


def without_quantities(text: str) -> str:
    """Give the normal form with every number that is told, and its unit, left out."""
    reading = quantities_in(text)
    rest = reading.text
    for quantity, demanded in reading.quantities:
        if demanded:
            blank = " " * (quantity.end - quantity.start)
            rest = rest[: quantity.start] + blank + rest[quantity.end :]
    return rest


def _meant_too(quantity: Quantity, text: str) -> Iterator[Quantity]:
    """Give what other words say of the same: "in 3 days" is within them, 6 to 72 hours are at most 72, a half is 50 %."""
    if quantity.comparator or quantity.second is not None:
        return
    if quantity.upper is not None:
        yield replace(quantity, value=quantity.upper, upper=None, comparator=AT_MOST)
        if quantity.dimension == "time":
            yield replace(quantity, upper=None, comparator=AT_LEAST)
    elif quantity.dimension in ("time", "months") and re.search(
        r"\bin\s$", text[: quantity.start].rstrip(SPELLED)
    ):
        yield replace(quantity, comparator=AT_MOST)


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


@lru_cache(maxsize=8192)  # read again by every rule that looks at numbers
def quantities_in(text: str) -> QuantityReading:
    """Read all quantities; the flag says whether the reading is strict enough to be demanded of evidence."""
    calendar: list[Quantity] = []
    normal = take_calendar(normal_form(text), calendar)
    normal = as_digits(normal)
    frequencies = frequencies_in(normal)
    normal = take_clocks(normal, calendar)
    normal = _take_formulas(normal, calendar)
    calendar += _times_of_day(normal)
    normal = _taken_of_them(normal, calendar)
    found: list[tuple[Quantity, bool]] = [(one, True) for one in (*calendar, *frequencies)]
    normal = _take_pair_ranges(normal, found)
    position = 0
    pending: list[NumberRun] = []
    for match in _FIND.finditer(normal):
        if match.start() < position or _is_part_of_a_name(normal, match):
            continue
        value, second, end = _value_at(normal, match)
        position = end
        unit = _UNIT_HERE.match(normal, end)
        pending.append(NumberRun(bool(match.group(1)), value, second, match.start(), end))
        if unit is None and _JOIN.match(normal[end : end + 8]):
            continue  # 60–100 beats, 130 or 140 mmHg: the unit stands behind the last
        found += with_shared_unit(normal, pending, unit)
        position = unit.end() if unit else end
        pending = []
    found += with_shared_unit(normal, pending, None)
    return QuantityReading(normal, tuple(joined_ranges(normal, found)))


def _take_formulas(normal: str, found: list[Quantity]) -> str:
    """Take sums of patterns out: 3+4=7 is one name, not three numbers."""

    def take(match: re.Match[str]) -> str:
        value = int(match[1]) * 10_000 + int(match[2]) * 1_000 + int(match[3] or 0)
        found.append(
            Quantity(Fraction(value), FORMULA, written=match[0], start=match.start(), end=match.end())
        )
        return " " * len(match[0])

    return _FORMULA.sub(take, normal)


def _times_of_day(normal: str) -> list[Quantity]:
    """Read "morning and evening" as twice a day; the words stay in the text."""
    return [
        Quantity(value, "times", per="day", written=match[0], start=match.start(), end=match.end())
        for value, pattern in _TIMES_OF_DAY
        for match in pattern.finditer(normal)
    ]


def _taken_of_them(normal: str, found: list[Quantity]) -> str:
    """Take "two of these three", 三条中占两条 out: how many of some criteria are asked for."""

    def take(match: re.Match[str]) -> str:
        value = Fraction(match[1] or match[2])
        written = match[0].replace(SPELLED, "")
        found.append(Quantity(value, OF_THEM, written=written, start=match.start(), end=match.end()))
        return " " * len(match[0])

    return _OF_THEM.sub(take, normal)


def _take_pair_ranges(normal: str, found: list[tuple[Quantity, bool]]) -> str:
    """Take 140–159/90–99 out: a range of pairs."""

    def take(match: re.Match[str]) -> str:
        low, high, second, second_high = (Fraction(group) for group in match.groups()[:4])
        dimension = UNITS[match.group(5)][0] if match.group(5) else "pressure"
        pair = Quantity(low, dimension, second, written=match[0], upper=high, second_upper=second_high)
        found.append((replace(pair, start=match.start(), end=match.end()), True))
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
