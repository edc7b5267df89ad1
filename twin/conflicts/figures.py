"""When two numbers for the same thing cannot both be followed."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from twin.conflicts.ages import ages_of, without_ages
from twin.gate.quantity import ABOVE, AT_LEAST, AT_MOST, BELOW
from twin.key_points.said_numbers import SaidNumber, numbers_in

SAME = 0.02  # of the value: rounding between units
MONTHS_FROM, SAME_MONTHS = 25 * 86_400, 0.085  # twelve weeks and three months: both are said of the same span
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
_BARE_MEASURE = re.compile(
    r"\b(?:inr|rate|pulse|score|gleason|ph|ferritin|lymph nodes?|nodes|cores?)\b|淋巴结|心率|评分|脉搏|\binr|inr"
)
# "At least every 12 weeks" sets the longest gap, not the shortest.
_AT_LEAST_EVERY = re.compile(
    r"\bat least (?:once )?every (?=\d|\w+ (?:day|week|month|year))|至少每(?=[\d一二两三四五六七八九十半])"
)
_WITHIN = re.compile(r"\bwithin (?:\d|an?\b|one\b|half\b)|[时钟天]之?内")
_LASTING = re.compile(r"\bfor (?:at least |up to )?\d|固定\s?\d|持续\s?\d")
_SALT, _SODIUM = re.compile(r"\bsalt\b|盐"), re.compile(r"\bsodium\b|钠")
_SALT_OF_SODIUM = 2.5  # grams of salt that hold one gram of sodium
_DAYS_A_WEEK = re.compile(
    r"\bon \w+ (?:or more )?days (?:a|per|of the) week\b|\b\d days a week\b|每周\d天", re.IGNORECASE
)
_A_WEEK = re.compile(r"\bweek\b|每周|一周")
_VITAMIN_D_UNITS_IN_MG = 1 / 40_000  # 40 international units of vitamin D are one microgram


def disagreeing(passage: str, guideline: str, *, bare: bool = False) -> tuple[SaidNumber, SaidNumber] | None:
    """Give the first two numbers that cannot both be followed: ages beside ages, all others beside all others."""
    return _disagreeing(without_ages(passage), without_ages(guideline), bare=bare) or _disagreeing(
        ages_of(passage), ages_of(guideline), bare=False
    )


def _disagreeing(passage: str, guideline: str, *, bare: bool) -> tuple[SaidNumber, SaidNumber] | None:
    """Give the first two numbers of one kind that cannot both be followed; None where the numbers agree or differ in kind.

    Units are converted; a range that holds or overlaps the other agrees, and so does what satisfies "at least" or
    "at most". `bare` numbers, without a unit, count where the texts are otherwise alike. Numbers that stand in both texts are the frame (an age, a span) and are left out.
    """
    mine, its = _read(passage, bare=bare), _read(guideline, bare=bare)
    mine, its = _as_salt(mine, passage, guideline), _as_salt(its, guideline, passage)
    if _one_is_a_delay(passage.lower(), guideline.lower()):
        mine = tuple(one for one in mine if one.kind != "time")
    if _vitamin_agrees(mine, its) or (_A_WEEK.search(passage.lower()) and _product_agrees(mine, its)):
        return None
    if bool(_DAYS_A_WEEK.search(passage)) != bool(_DAYS_A_WEEK.search(guideline)):
        mine = _read(_DAYS_A_WEEK.sub(" ", passage), bare=bare)
        its = _read(_DAYS_A_WEEK.sub(" ", guideline), bare=bare)
    is_line = bool(_LINE_WORDS.search(passage.lower()) and _LINE_WORDS.search(guideline.lower()))
    for kind in dict.fromkeys(one.kind for one in mine):
        ours = [one for one in mine if one.kind == kind]
        theirs = [one for one in its if _same_kind(kind, one.kind)]
        left = [one for one in ours if not any(_equal(one, other) for other in theirs)]
        rest = [one for one in theirs if not any(_equal(one, other) for other in ours)]
        if not left or not rest:
            continue
        if all(not _compatible(one, other, is_line=is_line) for one in left for other in rest):
            return left[0], rest[0]
    return None


def agreeing(passage: str, guideline: str) -> bool:
    """Say whether the two name the same number of one kind."""
    return any(
        _equal(one, other) and one.kind == other.kind for one in _read(passage) for other in _read(guideline)
    )


def _read(text: str, *, bare: bool = False) -> tuple[SaidNumber, ...]:
    """Read the numbers; a bare one counts only where the text says of what it is."""
    is_bare_measure = bare or bool(_BARE_MEASURE.search(text.lower()))
    plain = _AT_LEAST_EVERY.sub(_longest_gap, _YEARS.sub(" ", text))
    found = numbers_in(_MOVED.sub(r"\2\1", plain))
    return tuple(one for one in found if one.kind != "" or is_bare_measure)


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


def _one_is_a_delay(one: str, other: str) -> bool:
    """Say whether one text says within what time, and the other for how long."""
    first, second = ((bool(_WITHIN.search(text)), bool(_LASTING.search(text))) for text in (one, other))
    return first != second and first[0] != first[1] and second[0] != second[1]


def _same_kind(one: str, other: str) -> bool:
    """A rate is often written without its unit."""
    return one == other or {one, other} in ({"", "rate"}, {"", "beats"}, {"", "pieces"})


def _equal(one: SaidNumber, other: SaidNumber) -> bool:
    slack = _slack(one)
    return (
        _near(one.low, other.low, slack) and _near(one.high, other.high, slack) and one.second == other.second
    )


def _near(one: float, other: float, slack: float = SAME) -> bool:
    return abs(one - other) <= slack * max(abs(one), abs(other))


def _slack(one: SaidNumber) -> float:
    return SAME_MONTHS if one.kind == "time" and one.low >= MONTHS_FROM else SAME


def _compatible(one: SaidNumber, other: SaidNumber, *, is_line: bool) -> bool:
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
    low, high = _span(one)
    its_low, its_high = _span(other)
    return low <= its_high * (1 + slack) and its_low <= high * (1 + slack)


def _span(one: SaidNumber) -> tuple[float, float]:
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
