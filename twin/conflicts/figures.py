"""When two numbers for the same thing cannot both be followed."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from twin.gate.quantity import ABOVE, AT_LEAST, AT_MOST, BELOW
from twin.key_points.said_numbers import SaidNumber, numbers_in

SAME = 0.02  # of the value: rounding between units
MONTHS_FROM, MONTHS_TO = 25 * 86_400, 800 * 86_400
SAME_MONTHS = 0.085  # twelve weeks and three months: both are said of the same span
_DOWN, _UP = (BELOW, AT_MOST), (ABOVE, AT_LEAST)
# Of these a number with "or more" is a line at which something is done, not a least amount.
_LINES = frozenset({"temperature", "pressure", "ratio", "rate", "mmol_per_l", "ng_per_l", "g_per_l"})
_LINE_WORDS = re.compile(
    r"\b(?:line|call(?:s|ed)?|ambulance|prompt\w*|gain\w*|rises?|admit\w*|counts? as|positive|high)\b|联系|打电话|算|就诊|才|再来|呼叫|急救|救护|拨打|涨|增加|重了|阳性|急诊"
)
# 至少检查12枚 is 检查至少12枚: the comparator is read where it stands beside the number.
_MOVED = re.compile(r"(至少|最少|起码|不超过|最多|至多)([\u4e00-\u9fff]{1,4}?)(?=[\d一二两三四五六七八九十])")
_YEARS = re.compile(
    r"(?<![\d.])(?:19|20)\d\d(?:年(?:版|修订版)?)?(?![\d.])(?!\s?(?:ml|mg|kcal|iu|international|units?|steps?|毫升|毫克|单位|国际|步|千卡))",
    re.IGNORECASE,
)
# "At least every 12 weeks" sets the longest gap, not the shortest.
_AT_LEAST_EVERY = re.compile(
    r"\bat least (?:once )?every (?=\d|\w+ (?:day|week|month|year))|至少每(?=[\d一二两三四五六七八九十半])"
)
_WITHIN = re.compile(r"\bwithin (?:\d|an?\b|one\b|half\b)|[时钟天]之?内")
_LASTING = re.compile(r"\bfor (?:at least |up to )?\d|固定\s?\d|持续\s?\d")
_SALT, _SODIUM = re.compile(r"\bsalt\b|盐"), re.compile(r"\bsodium\b|钠")
_SALT_OF_SODIUM = 2.5  # grams of salt that hold one gram of sodium
_A_WEEK = re.compile(r"\bweek\b|每周|一周")
_VITAMIN_D_UNITS_IN_MG = 1 / 40_000  # 40 international units of vitamin D are one microgram


def agree_by_reckoning(passage: str, guideline: str) -> bool:
    """Say whether the numbers agree once reckoned: sodium as salt, international units as a mass, minutes a day as minutes a week."""
    mine, its = read_numbers(passage), read_numbers(guideline)
    if _vitamin_agrees(mine, its) or (
        _A_WEEK.search(passage.lower() + guideline.lower()) and _product_agrees(mine, its)
    ):
        return True
    salt, its_salt = _as_salt(mine, passage, guideline), _as_salt(its, guideline, passage)
    return (salt, its_salt) != (mine, its) and any(
        compatible(one, other, is_line=False)
        for one in salt
        for other in its_salt
        if one.kind == other.kind == "mass"
    )


def read_numbers(text: str) -> tuple[SaidNumber, ...]:
    """Read every number of a text but years, with or without a unit."""
    plain = _AT_LEAST_EVERY.sub(_longest_gap, _YEARS.sub(" ", text))
    return numbers_in(_MOVED.sub(r"\2\1", plain))


def _longest_gap(match: re.Match[str]) -> str:
    return "at most " if match.group().isascii() else "不超过"


def _as_salt(numbers: tuple[SaidNumber, ...], text: str, other: str) -> tuple[SaidNumber, ...]:
    """Give masses of sodium as masses of salt, where the other text speaks of salt."""
    is_sodium = _SODIUM.search(text.lower()) and not _SALT.search(text.lower())
    if not is_sodium or not _SALT.search(other.lower()) or _SODIUM.search(other.lower()):
        return numbers
    return tuple(
        replace(one, low=one.low * _SALT_OF_SODIUM, high=one.high * _SALT_OF_SODIUM)
        if one.kind == "mass"
        else one
        for one in numbers
    )


def are_lines(passage: str, guideline: str) -> bool:
    """Say whether both texts tell of a line at which something is done."""
    return bool(_LINE_WORDS.search(passage.lower()) and _LINE_WORDS.search(guideline.lower()))


def one_is_a_delay(one: str, other: str) -> bool:
    """Say whether one text says within what time, and the other for how long."""
    first, second = ((bool(_WITHIN.search(text)), bool(_LASTING.search(text))) for text in (one, other))
    return first != second and first[0] != first[1] and second[0] != second[1]


def equal(one: SaidNumber, other: SaidNumber) -> bool:
    """Say whether two numbers of one kind are the same, rounding between units aside."""
    slack = _slack(one)
    return (
        _near(one.low, other.low, slack) and _near(one.high, other.high, slack) and one.second == other.second
    )


def _near(one: float, other: float, slack: float = SAME) -> bool:
    return abs(one - other) <= slack * max(abs(one), abs(other))


def _slack(one: SaidNumber) -> float:
    return SAME_MONTHS if one.kind == "time" and MONTHS_FROM <= one.low <= MONTHS_TO else SAME


def compatible(one: SaidNumber, other: SaidNumber, *, is_line: bool) -> bool:
    """Say whether two numbers of one kind can both be followed; `is_line` where both are lines at which something is done."""
    slack = _slack(one)
    if one.second is not None or other.second is not None:
        return one.low == other.low and one.second == other.second
    if one.low == one.high and other.low == other.high:
        same_way = (one.comparator in _DOWN and other.comparator in _DOWN) or (
            one.comparator in _UP and other.comparator in _UP
        )
        is_threshold = one.kind in _LINES or is_line
        if same_way or (is_threshold and (other.comparator in _UP or one.comparator in _UP)):
            return _near(one.low, other.low, slack)
    for limit, span in ((one, other), (other, one)):
        if (
            limit.low == limit.high and span.low != span.high
        ):  # a limit lies within the other's range or beyond it
            if limit.comparator in _DOWN and limit.high > span.high * (1 + slack):
                return False
            if limit.comparator in _UP and limit.low < span.low * (1 - slack):
                return False
    low, high = span_of(one)
    its_low, its_high = span_of(other)
    return low <= its_high * (1 + slack) and its_low <= high * (1 + slack)


def span_of(one: SaidNumber) -> tuple[float, float]:
    """Give what a number allows: from the least to the most."""
    if one.low == one.high and one.comparator in _DOWN:
        return 0.0, one.high
    if one.low == one.high and one.comparator in _UP:
        return one.low, math.inf
    return one.low, one.high


def _product_agrees(mine: Sequence[SaidNumber], its: Sequence[SaidNumber]) -> bool:
    """Say whether two numbers of one text make one of the other: 30 minutes on five days are 150 minutes."""
    return any(
        a is not b and _near(a.low * count, other.low) and a.kind == other.kind
        for a in mine
        for b in mine
        if (count := b.low / 86_400 if b.kind == "time" else b.low) > 1
        for other in its
    )


def _vitamin_agrees(mine: Sequence[SaidNumber], its: Sequence[SaidNumber]) -> bool:
    units = [one.low for one in mine if one.kind == "international_units"]
    masses = [one.low for one in its if one.kind == "mass"]
    return any(_near(a * _VITAMIN_D_UNITS_IN_MG, b) for a in units for b in masses)
