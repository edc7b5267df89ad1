"""Numbers as people say them, compared with the number a point must hold: half a kilo and one jin are the same."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from twin.gate.quantities import quantities_in
from twin.gate.quantity import DATE, DAY_OF_YEAR, FORMULA, TIME_OF_DAY, WEEKDAY

DAY, MONTH = 86_400.0, 86_400.0 * 365.25 / 12
NEAR = 0.06  # a month and a half is 45.7 days, six weeks are 42; 7 days are a week to the letter
ROUNDED = 0.25  # "about one centimetre" for 1.2, "most of a litre"
_NOT_COMPARED = frozenset({DATE, DAY_OF_YEAR, TIME_OF_DAY, WEEKDAY, FORMULA, "every"})
_ROUGH = re.compile(
    r"\babout\b|\baround\b|\bsome\b|\bor so\b|\bnearly\b|\broughly\b|\bby a\b|约|大概|左右|上下|出头|来个|多(?![吃喝])"
)
_UNITS_EN = "seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|litres?|liters?|kilos?|grams?"
_SPOKEN = (
    (r"廿", "二十"),
    (r"\bhalf[ -]?(?:an?[ -])?hour\b|半个?(?:小时|钟头)", "30 minutes "),
    (r"\b(?:a )?quarter of an hour\b|一刻钟?", "15 minutes "),
    (r"\bthree[ -]quarters of an hour\b", "45 minutes "),
    (r"\bhour and a half\b", "90 minutes "),
    (r"\b(?:a )?week and a half\b", "10.5 days "),
    (r"\b(?:a )?month and a half\b|一个半月", "6.3 weeks "),
    (r"\b(?:a )?year and a half\b|一年半", "18 months "),
    (r"\bhalf (?:a )?year\b|半年", "6 months "),
    (r"\bhalf (?:a )?(?:kilo|kg)\b|半公斤", "500 g "),
    (r"半斤", "250 克"),
    (r"\bhalf (?:a )?(?:litre|liter)\b|半升", "0.5 l "),
    (r"\bhalf (?:a )?minute\b|半分钟", "30 seconds "),
    (r"\bhalf (?:a )?day\b|(?<!大)半天", "12 hours "),
    (r"\bhalf of them\b|\bmore than half\b|过半|一半", "50 % "),
    (r"\b(?:a )?fortnight\b", "2 weeks "),
    (r"\ba couple of\b|\ba pair of\b", "2 "),
    (r"\b(two|three|four|five|six) and a bit\b", r"about \1 "),
    (rf"\b(in|within|for|after|by|about|only|only an?|take|takes|until|till|past|over|under|just|pass|full|an?)\s(?:an?|one)\s(?=(?:{_UNITS_EN})\b)", r"\1 1 "),
    (r"\b(?:a|one) (week|month|year)(?= (?:or so|on|later|before|ago)\b)", r"1 \1"),
    (r"\b(\d{2,3})[ ,、](\d{2,3})\b(?!\d)", r"\1/\2"),
    (r"([一二三四五六七八九]?[百]?[一二三四五六七八九]?十[一二三四五六七八九]?|百[一二三四五六七八九]?十?)[、比，]\s?([一二三四五六七八九]十[一二三四五六七八九]?)", r"\1/\2"),
    (r"十来(?=天|个|分)", "10–14"),
    (r"([一二三四五六七八九])到?([二两三四五六七八九])(?=个?(?:周|星期|礼拜|天|小时|钟头|斤|升|次|回|遍|年|月|分钟))", r"\1–\2"),
    (r"个来?(?=钟头|小时|礼拜|星期|月)", "个"),
    (r"\btwice\b|两次|两回|两趟|两遍", " 2 times "),
    (r"\bonce\b(?! (?:it|you|they|he|she|the|we|i)\b)", " 1 times "),
    (r"\b(?:a|one) single\b", " 1 "),
)  # fmt: skip
_REWRITE = tuple((re.compile(pattern), plain) for pattern, plain in _SPOKEN)
_HAN_DIGIT = str.maketrans("一二三四五六七八九两", "1234567892")
_HAN_PAIR = re.compile(r"[一二三四五六七八九两]–[一二三四五六七八九两]")


@dataclass(frozen=True, slots=True)
class SaidNumber:
    """One number as said: from `low` to `high` in the smallest unit of `kind` (time in seconds, the rest as in the gate).

    `second` is the lower value of a pair such as 135/85; `is_rough` where it was given as about so much.
    """

    kind: str
    low: float
    high: float
    second: float | None = None
    comparator: str = ""
    is_rough: bool = False


class NumberState(StrEnum):
    """What a run of words says of a number that is wanted."""

    AGREES = "agrees"
    ANOTHER = "another"
    NONE = "none"


@lru_cache(maxsize=8192)
def numbers_in(text: str) -> tuple[SaidNumber, ...]:
    """Read every number of a text that can be compared, in order."""
    plain = text.lower()
    for pattern, written in _REWRITE:
        plain = pattern.sub(written, plain)
    plain = _HAN_PAIR.sub(lambda match: match.group().translate(_HAN_DIGIT), plain)
    is_rough = bool(_ROUGH.search(plain))
    found = []
    for one, _ in quantities_in(plain).quantities:
        if one.dimension in _NOT_COMPARED:
            continue
        factor = MONTH if one.dimension == "months" else 1.0
        kind = "time" if one.dimension == "months" else one.dimension
        low = float(one.value) * factor
        high = float(one.upper) * factor if one.upper is not None else low
        second = float(one.second) if one.second is not None else None
        found.append(SaidNumber(kind, low, high, second, one.comparator, is_rough))
    return tuple(found)


def state_of(wanted: SaidNumber, given: Sequence[SaidNumber]) -> NumberState:
    """Say whether numbers that were given hold the wanted one, or another one of its kind."""
    alike = [comparable for one in given if (comparable := _comparable(wanted, one)) is not None]
    if not alike:
        return NumberState.NONE
    return NumberState.AGREES if any(same_number(wanted, one) for one in alike) else NumberState.ANOTHER


def same_number(wanted: SaidNumber, given: SaidNumber) -> bool:
    """Say whether a given number is the wanted one: the same, within its range, or rounded where it is said to be."""
    if (wanted.second is None) != (given.second is None):
        return False
    if wanted.second is not None and given.second is not None:
        return wanted.low == given.low and wanted.second == given.second
    leeway = ROUNDED if given.is_rough and wanted.low == wanted.high and wanted.low % 1 else NEAR
    slack = leeway * wanted.high
    if wanted.low == wanted.high and given.low != given.high:  # "two to three weeks" for three
        return given.low - slack <= wanted.low <= given.high + slack
    return wanted.low - slack <= given.low and given.high <= wanted.high + slack


def _comparable(wanted: SaidNumber, given: SaidNumber) -> SaidNumber | None:
    """Give the number in the wanted kind; None where the two do not speak of the same kind of thing."""
    if wanted.kind == given.kind:
        return given
    if {wanted.kind, given.kind} == {"mass", "volume"}:  # water: a jin is half a litre
        factor = 1 / 1000 if given.kind == "mass" else 1000.0
        return SaidNumber(
            wanted.kind, given.low * factor, given.high * factor, None, given.comparator, given.is_rough
        )
    loose = {"", "pieces", "times", "people", "tablets", "glasses", "cups"}
    if wanted.kind in loose and given.kind in loose:
        return given
    if given.kind == "" and same_number(wanted, _scaled(given, wanted)):
        return _scaled(given, wanted)
    return None


def _scaled(given: SaidNumber, wanted: SaidNumber) -> SaidNumber:
    """Read a number without a unit in the unit the wanted one was most likely written in."""
    for factor in (1.0, 1000.0, 60.0, 3600.0, DAY, 7 * DAY, MONTH, 12 * MONTH, 1_000_000.0, 0.01):
        scaled = SaidNumber(
            wanted.kind, given.low * factor, given.high * factor, given.second, "", given.is_rough
        )
        if same_number(wanted, scaled):
            return scaled
    return given
