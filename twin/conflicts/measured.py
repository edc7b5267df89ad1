"""Numbers of a sentence as they are told, clause by clause, each with the part it plays: how long, how often, from what age, on what day."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from twin.conflicts.ages import ages_of, without_ages
from twin.conflicts.figures import agree_by_reckoning, compatible, equal, one_is_a_delay, read_numbers
from twin.key_points.said_numbers import SaidNumber

AGE, OFTEN, DAY_OF, WITHIN, LONG = "age", "often", "day", "within", "long"
_CLAUSE = re.compile(r"[,，](?!\d{3})|[;；:：。！？!?]|\.\s|\bbut\b|\bthen\b|但是?|而是")
_ORDINALS = {
    word: str(n)
    for n, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ],
        start=1,
    )
}
_UNIT = r"(seconds?|minutes?|hours?|days?|nights?|mornings?|weeks?|months?|years?)"
_REWRITE = (
    (re.compile(rf"\b({'|'.join(_ORDINALS)}) {_UNIT}\b"), lambda m: f"{_ORDINALS[m[1]]} {_plain_unit(m[2])}s"),
    (re.compile(r"\b(day|week|month) (\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen)\b"), lambda m: f"{m[2]} {m[1]}s"),
    (re.compile(r"第\s?([\d一二三四五六七八九十]+)\s?(天|日|周|个月|月)"), lambda m: f"{m[1]}{m[2]}"),
    (re.compile(rf"\b(?:every|each) (?:single |other )?{_UNIT}(?! (?:of|or) )"), lambda m: f"every 1 {_plain_unit(m[1])}"),
    (re.compile(r"\b(?:yearly|annual(?:ly)?|once a year|a year's)\b"), lambda m: "every 1 year"),
    (re.compile(r"\bmonthly\b|\bonce a month\b"), lambda m: "every 1 month"),
    (re.compile(r"\bweekly\b|\bonce a week\b"), lambda m: "every 1 week"),
    (re.compile(r"每年|一年一次"), lambda m: "每1年"),
    (re.compile(r"每个?月|一个?月一次"), lambda m: "每1个月"),
    (re.compile(r"每个?(?:周|星期|礼拜)(?![一二三四五六日天])|一周一次"), lambda m: "每1周"),
    (re.compile(rf"\b(?:for|takes?(?: me| us| them)?|lasts?|whole|full|in|after|within) (?:an? |the )?(?:full |whole |good )?{_UNIT}\b"), lambda m: f"for 1 {_plain_unit(m[1])}" if not m[1].endswith("s") else m[0]),
    (re.compile(r"\ban? (?:full |whole )(day|week|month|year)\b"), lambda m: f"1 {m[1]}"),
    (re.compile(r"([一二三四五六七八九])成"), lambda m: f"{'一二三四五六七八九'.index(m[1]) + 1}0%"),
    (re.compile(r"(?<=[到在于过至给压])([一二三四五六七八九十\d]+)点(?=多|出头|几|左右)"), lambda m: m[1]),
    (re.compile(r"(\d+(?:\.\d+)?)\s?[×x*]\s?10\s?(?:\^?9|⁹)\s?/\s?l\b"), lambda m: f"{float(m[1]) * 1000:g}"),
    (re.compile(r"\bhalf a gram\b"), lambda m: "500 mg"),
)  # fmt: skip
# "A day" beside another number is what a rate is told by.
_RATES = re.compile(
    r"\b(?:every 1 day|every 1 night|a day|a night|per day|daily|a week|per week|each day|/d(?:ay)?|per hour|an hour)\b|每1?[天日晚]|一[天日晚]|每日|当[天日]|首日|头一天|每次|一次|一[根刀针把口颗支只个人]|/[日天d]"
)
_PER_WEEK = re.compile(r"\ba week\b|\bper week\b")
_ROLES = (
    (OFTEN, re.compile(r"\bevery\b|\binterval\w*\b|\bapart\b|每|间隔|更换|一换|一次")),
    (WITHIN, re.compile(r"\bwithin\b|\bstart\w*|\bbegin\w*|\bremoved\b|\bout\b|\bfirst\b|以?内|之内|起|拔|拆|开始|启动|术后|后")),
    (LONG, re.compile(r"\bfor\b|\bcontinu\w*|\blast\w*|\bcourse\b|\bduration\b|\bkeep\b|\bwear\w*|疗程|持续|用|吃|戴|固定|躺|共")),
)  # fmt: skip
# How a number without a unit, or of another scale, may be meant: factors to the first unit of the kind.
_SCALES: dict[str, tuple[float, ...]] = {
    "pressure": (1.0,), "egfr": (1.0,), "mmol_per_l": (1.0, 0.001, 1 / 18, 1 / 38.67, 0.0595, 1 / 88.5), "mg_per_dl": (1.0,),
    "g_per_l": (1.0, 10.0), "ratio": (0.01,), "temperature": (1.0,), "ng_per_l": (1.0, 1000.0), "length": (1.0, 10.0), "rate": (1.0,),
    "mass": (1.0, 1000.0), "volume": (1.0, 1000.0), "beats": (1.0,), "international_units": (1.0,), "pieces": (1.0,),
}  # fmt: skip
_YEAR = 365.25 * 86_400
_OF_MASS = {"mg_per_dl": (1.0,), "g_per_l": (0.01, 0.001), "mmol_per_l": (0.0595, 1 / 18, 1 / 38.67)}
_OF_MG_PER_DL = (1 / 18, 1 / 38.67, 0.0595, 1 / 88.5)
BORROWED_WITHIN = math.log(4.0)


@dataclass(frozen=True, slots=True)
class Told:
    """A number with the clause it stands in (its place among the clauses, its words) and its role, "" where none is clear."""

    number: SaidNumber
    clause: int
    role: str


@dataclass(frozen=True, slots=True)
class Apart:
    """Two numbers that cannot both be followed. `ratio` is the natural logarithm of the guideline's over the passage's."""

    mine: Told
    its: Told
    ratio: float
    borrowed: bool
    has_partner: bool


@lru_cache(maxsize=16_384)
def clauses_of(text: str) -> tuple[str, ...]:
    """Give the clauses of a text in lower case, in order."""
    return tuple(part.strip() for part in _CLAUSE.split(text) if part and part.strip())


@lru_cache(maxsize=16_384)
def told_numbers(text: str) -> tuple[Told, ...]:
    """Give the numbers of a text in lower case, without years and without what only names a rate."""
    found: list[Told] = []
    for place, clause in enumerate(clauses_of(text)):
        plain = clause
        for pattern, put in _REWRITE:
            plain = pattern.sub(put, plain)
        bare = without_ages(plain)
        numbers = read_numbers(_RATES.sub(" ", bare)) or read_numbers(_PER_WEEK.sub(" ", bare))
        role = next((name for name, pattern in _ROLES if pattern.search(plain)), "")
        found += [Told(one, place, role if one.kind == "time" else "") for one in numbers if not _is_one(one)]
        found += [Told(one, place, AGE) for one in read_numbers(ages_of(plain))]
    return tuple(found)


def numbers_apart(passage: str, guideline: str, *, is_line: bool) -> list[Apart]:
    """Give every two numbers of one kind that cannot both be followed; texts in lower case."""
    mine, its = told_numbers(passage), told_numbers(guideline)
    if not mine or not its or agree_by_reckoning(passage, guideline):
        return []
    if one_is_a_delay(passage, guideline):
        mine = tuple(one for one in mine if one.number.kind != "time")
    found = []
    for one in mine:
        if any(equal(one.number, other.number) and one.number.kind == other.number.kind for other in its):
            continue
        for other in its:
            if any(
                equal(this.number, other.number) and this.number.kind == other.number.kind for this in mine
            ):
                continue
            met = _met(one, other, is_line=is_line)
            if met is None:
                continue
            borrowed, ratio = met
            partner = any(
                same_measure(one.number, this.number) and compatible(one.number, this.number, is_line=is_line)
                for this in its
                if this is not other
            ) or any(
                same_measure(this.number, other.number)
                and compatible(this.number, other.number, is_line=is_line)
                for this in mine
                if this is not one
            )
            found.append(Apart(one, other, ratio, borrowed, partner))
    return found


def numbers_shared(passage: str, guideline: str) -> int:
    """Count the numbers with a unit that both texts hold."""
    its = told_numbers(guideline)
    return sum(
        any(
            one.number.kind and one.number.kind == other.number.kind and equal(one.number, other.number)
            for other in its
        )
        for one in told_numbers(passage)
    )


def same_measure(one: SaidNumber, other: SaidNumber) -> bool:
    """Say whether two numbers are of one kind."""
    return one.kind == other.kind


def _met(one: Told, other: Told, *, is_line: bool) -> tuple[bool, float] | None:
    """Give whether a unit was borrowed and how far two numbers are apart; None where both can be followed or they are not of a kind."""
    if (one.role == AGE) != (other.role == AGE) and one.number.kind and other.number.kind:
        return None
    is_line = is_line or one.role == other.role == AGE
    if one.number.kind == other.number.kind:
        if compatible(one.number, other.number, is_line=is_line):
            return None
        return False, _ratio(one.number, other.number)
    there, back = list(_scaled(one.number, other)), list(_scaled(other.number, one))
    scaled, target = (there, other.number) if there else (back, one.number)
    if not scaled:
        return None
    nearest = min(scaled, key=lambda this: abs(_ratio(this, target)))
    if compatible(nearest, target, is_line=is_line or other.role == AGE):
        return None
    ratio = _ratio(nearest, target) * (1 if there else -1)
    return (True, ratio) if abs(ratio) <= BORROWED_WITHIN else None


def _scaled(number: SaidNumber, other: Told) -> Iterable[SaidNumber]:
    """Read a number in the kind of another text's."""
    if number.second is not None or other.number.second is not None:
        return
    factors: tuple[float, ...] = ()
    if number.kind in ("", "pieces", "times"):
        factors = (_YEAR,) if other.role == AGE else _SCALES.get(other.number.kind, ())
    elif number.kind == "mass":
        factors = _OF_MASS.get(other.number.kind, ()) or ((0.001,) if other.number.kind == "volume" else ())
    elif number.kind == "mg_per_dl" and other.number.kind == "mmol_per_l":
        factors = _OF_MG_PER_DL
    for factor in factors:
        yield replace(number, kind=other.number.kind, low=number.low * factor, high=number.high * factor)


def _ratio(one: SaidNumber, other: SaidNumber) -> float:
    mine, its = (one.low + one.high) / 2, (other.low + other.high) / 2
    return math.log(its / mine) if mine > 0 and its > 0 else 0.0


def _is_one(number: SaidNumber) -> bool:
    return number.kind in ("", "pieces", "people", "times") and number.low == number.high == 1.0


def _plain_unit(unit: str) -> str:
    plain = unit.rstrip("s")
    return {"night": "day", "morning": "day"}.get(plain, plain)
