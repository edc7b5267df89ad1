"""Quantities: numbers with unit, comparator and frequency, read from text of either language.

Two readings of the same grammar. `claimed_quantities` is what a sentence asserts; `held_quantities` is what evidence
may be taken to say, a superset: each side of a pair, and the one in "an hour" or 一天.
"""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from twin.gate.number_words import SPELLED, as_digits
from twin.gate.units import PER_UNITS, TALK_DIMENSIONS, UNITS

TIME_OF_DAY = "time of day"
HALF_DAY = 720  # minutes; 下午2点到4点 says "afternoon" once, so morning and afternoon are not told apart
BELOW, AT_MOST, ABOVE, AT_LEAST = "<", "<=", ">", ">="


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number as it stands in a text, made comparable.

    `value` is in the first unit of `dimension` (twin/gate/units.py), exact; `second` is the lower value of a pair
    such as 130/80. `dimension` is "" where no unit stands. `comparator` is <, <=, >, >= or "". `per` is minute,
    hour, day, week, month, year, kg or "". `written` is the run of text it was read from.
    """

    value: Fraction
    dimension: str = ""
    second: Fraction | None = None
    comparator: str = ""
    per: str = ""
    written: str = ""


_NUMBER = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:/\d+(?=%))?"
_UNIT = "|".join(re.escape(u) for u in sorted(UNITS, key=len, reverse=True))
_PER = "|".join(re.escape(u) for u in sorted(PER_UNITS, key=len, reverse=True))
# A Latin unit ends at a letter's end; a Chinese one may be followed by anything.
_UNIT_HERE = re.compile(rf"[\s-]?(?:(?:more|extra|full|whole)\s)?({_UNIT})(?:(?<![a-z])|(?![a-z0-9]))")
_PER_HERE = re.compile(
    rf"\s?(?:/|每|per\s|an?\s|every\s|each\s|in\san?\s)\s?({_PER})(?:(?<![a-z])|(?![a-z]))"
)
_DAILY = re.compile(r"\s(?:(?:once|twice)\s)?(daily|weekly|monthly|yearly|hourly)\b")
_PER_BEFORE = re.compile(
    rf"(?:每|(?<!\d)一|(?<![\d.]){SPELLED}1\s?)(?:一)?({_PER})[^\d。，；！？,.;]{{0,8}}{SPELLED}?$"
)
_FIND = re.compile(rf"(?<![\d.])({SPELLED}?)({_NUMBER})")
_CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])(\s?[ap]\.?m\b)?")
_HOUR_CLOCK = re.compile(r"(?<![\d.])(1[0-2]|[1-9])\s?([ap])\.?m\b\.?")
_ZH_HOUR = re.compile(rf"(上午|早上|早晨|中午|下午|晚上|晚|夜里)\s?{SPELLED}?(\d{{1,2}})(\.5)?点(?:钟)?(半)?")
_JOIN = re.compile(rf"^(?:\s?[-–—~～至到或和、]\s?|\s(?:to|and|or)\s)\W?{SPELLED}?\d")
_BEFORE_COMPARATORS = (
    (AT_MOST, r"(?:at most|no more than|not more than|not exceed(?:ing)?|not over|not above|up to|within|maximum(?: of)?|max|"
              r"no higher than|≤|<=|不超过|不要超过|不能超过|别超过|不高于|不大于|不多于|至多|最多|最高)"),
    (AT_LEAST, r"(?:at least|no less than|not less than|no fewer than|not below|not under|minimum(?: of)?|≥|>=|"
               r"至少|不低于|不少于|不小于|最少|起码)"),
    (BELOW, r"(?:below|under|less than|lower than|fewer than|smaller than|beneath|<|低于|小于|少于|不到|不足|未满|未到)"),
    (ABOVE, r"(?:above|over|more than|greater than|higher than|exceed(?:s|ed|ing)?|beyond|older than|>|"
            r"高于|大于|超过|多于|超出|高过|过了|年过)"),
)  # fmt: skip
_BEFORE = tuple(
    (
        sign,
        re.compile(
            rf"(?<![a-z]){words}(?:正常)?(?:参考)?(?:值|上限|下限)?[\s的了等有在要按]*(?:about\s|around\s|the\s|an?\s|约|大约)?{SPELLED}?$"
        ),
    )
    for sign, words in _BEFORE_COMPARATORS
)
_AFTER = (
    (AT_MOST, re.compile(r"^\s?(?:or (?:less|lower|below|under|fewer)|and (?:below|under)|及以下|或以下|或更低|以内|之内|封顶)")),
    (AT_LEAST, re.compile(r"^\s?(?:or (?:more|higher|above|over|older|longer|greater)|and (?:above|over|older)|\+|及以上|或以上|或更高)")),
    (BELOW, re.compile(r"^\s?(?:以下|之下)")),
    (ABOVE, re.compile(r"^\s?(?:以上|之上|开外|多(?=[^少数]))")),
)  # fmt: skip
_AGED = re.compile(r"\bage[ds]?(?:\sof)?(?:\s(?:over|under|above|below|about|at least))?\s$|年龄[^\d]{0,4}$")
_ORDINAL = re.compile(r"^(?:st|nd|rd|th)\b")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def normal_form(text: str) -> str:
    """Give the text with full-width digits, exotic spaces, dashes and superscripts made plain, in lower case."""
    text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda m: "^" + m.group(0).translate(_SUPERSCRIPTS), text)
    text = unicodedata.normalize("NFKC", text).lower().replace("⁄", "/").replace("µ", "μ")
    text = re.sub(r"[\u2010-\u2015\u2212]", "–", text)
    text = re.sub(r"(?<=\d)[ \u2009](?=\d{3}(?!\d))", "", text)
    return re.sub(r"\bper\s?cent\b", "%", text).replace("毫米汞柱", "mmhg").replace("mm hg", "mmhg")


def claimed_quantities(text: str) -> tuple[Quantity, ...]:
    """Read what a sentence asserts: every number that a reader could act on.

    Left out are names with digits (B12, CHA2DS2-VASc, SGLT2), ordinals, and spelled-out counts without a unit of
    measurement ("these two", 一个), which are talk.
    """
    return tuple(q for q, demanded in _quantities(text) if demanded)


def held_quantities(text: str) -> tuple[Quantity, ...]:
    """Read what evidence may be taken to say: each quantity, and each side of a pair on its own."""
    held: list[Quantity] = []
    for quantity, _ in _quantities(text):
        held.append(quantity)
        if quantity.second is not None:
            dimension = quantity.dimension or "pressure"
            held += [
                Quantity(value, dimension, comparator=quantity.comparator)
                for value in (quantity.value, quantity.second)
            ]
    normal = normal_form(text)
    for match in re.finditer(rf"\b(?:an?|every|each|one)\s({_UNIT})\b|[一每]({_UNIT})", normal):
        dimension, factor = UNITS[match.group(1) or match.group(2)]
        held.append(Quantity(factor, dimension, written=match.group(0)))
    if re.search(r"\b(?:daily|once|nightly)\b", normal):
        held.append(Quantity(Fraction(1), "times"))
    return tuple(held)


def _quantities(text: str) -> list[tuple[Quantity, bool]]:
    """Read all quantities; the flag says whether the reading is strict enough to be demanded of evidence."""
    normal = as_digits(normal_form(text))
    found: list[tuple[Quantity, bool]] = []
    normal = _take_clocks(normal, found)
    matches = list(_FIND.finditer(normal))
    position = 0
    pending: list[tuple[str, bool, Fraction, Fraction | None, int, int]] = []
    for match in matches:
        if match.start() < position:
            continue
        if _is_part_of_a_name(normal, match):
            continue
        value, second, end = _value_at(normal, match)
        position = end
        unit = _UNIT_HERE.match(normal, end)
        pending.append((normal, bool(match.group(1)), value, second, match.start(), end))
        if unit is None and _JOIN.match(normal[end : end + 8]):
            continue  # 60–100 beats, 130 or 140 mmHg: the unit stands behind the last
        found += _finish(pending, unit)
        position = unit.end() if unit else end
        pending = []
    found += _finish(pending, None)
    return found


def _take_clocks(normal: str, found: list[tuple[Quantity, bool]]) -> str:
    """Take times of day out: 14:00, 2 pm, 下午2点 are minutes since midnight or noon."""

    def take(minutes: int, written: str) -> str:
        found.append((Quantity(Fraction(minutes % HALF_DAY), TIME_OF_DAY, written=written), True))
        return " "

    def clock(match: re.Match[str]) -> str:
        hour = int(match.group(1)) % 12 if match.group(3) else int(match.group(1))
        afternoon = 12 if match.group(3) and "p" in match.group(3) else 0
        return take((hour + afternoon) * 60 + int(match.group(2)), match.group(0))

    def hour_clock(match: re.Match[str]) -> str:
        hour = int(match.group(1)) % 12 + (12 if match.group(2) == "p" else 0)
        return take(hour * 60, match.group(0))

    def chinese(match: re.Match[str]) -> str:
        hour = int(match.group(2))
        if match.group(1) in ("下午", "晚上", "晚", "夜里") and hour < 12:
            hour += 12
        return take(
            hour * 60 + (30 if match.group(3) or match.group(4) else 0), match.group(0).replace(SPELLED, "")
        )

    normal = _CLOCK.sub(clock, normal)
    normal = _HOUR_CLOCK.sub(hour_clock, normal)
    return _ZH_HOUR.sub(chinese, normal)


def _is_part_of_a_name(normal: str, match: re.Match[str]) -> bool:
    """Say whether the digits belong to a name: b12, covid-19, cha2ds2, 2nd, 第3."""
    if match.group(1):
        return False
    before, after = normal[: match.start()], normal[match.end() :]
    if re.search(r"(?:[a-z]|[a-z]-|第)$", before) and not re.search(r"\b(?:x|to)$", before):
        return True
    if _ORDINAL.match(after) or re.match(r"\s?-?型", after) or re.search(r"\btypes?\s$", before):
        return True
    return bool(re.match(r"[a-z]", after)) and _UNIT_HERE.match(normal, match.end()) is None


def _value_at(normal: str, match: re.Match[str]) -> tuple[Fraction, Fraction | None, int]:
    """Read the number, or the pair 130/80, that begins at a match; give the values and where they end."""
    raw = match.group(2).replace(",", "").replace("，", "")
    value = Fraction(raw)
    pair = re.compile(rf"\s?/\s?{SPELLED}?(\d{{1,3}})(?![\d.%])(?!\s?/)").match(normal, match.end())
    if pair and value.denominator == 1:
        if value < int(pair.group(1)) <= 10:  # 1/2 tablet
            return value / int(pair.group(1)), None, pair.end()
        return value, Fraction(pair.group(1)), pair.end()
    return value, None, match.end()


def _finish(
    pending: list[tuple[str, bool, Fraction, Fraction | None, int, int]], unit: re.Match[str] | None
) -> list[tuple[Quantity, bool]]:
    """Give the quantities of one run that shares a unit, with comparators and frequency."""
    finished: list[tuple[Quantity, bool]] = []
    dimension, factor = UNITS[unit.group(1)] if unit else ("", Fraction(1))
    for normal, spelled, value, second, start, end in pending:
        run_end = unit.end() if unit else end
        after = normal[run_end:]
        per = _per(normal, start, run_end)
        dimension_here = "rate" if dimension in ("times", "beats") and per == "minute" else dimension
        scale = factor
        if not dimension and second is None and _AGED.search(normal[:start]):
            dimension_here, scale = "months", Fraction(12)
        if dimension == "clock":
            dimension_here, scale = TIME_OF_DAY, Fraction(60)
        quantity = Quantity(
            value=value * scale if dimension != "clock" else value * scale % HALF_DAY,
            dimension=dimension_here or ("pressure" if second is not None else ""),
            second=second * factor if second is not None else None,
            comparator=_comparator(normal[:start], after),
            per="" if dimension_here == "rate" else per,
            written=normal[start:run_end].replace(SPELLED, ""),
        )
        finished.append((quantity, not spelled or _is_demanded(value, quantity, unit, after)))
    return finished


def _is_demanded(value: Fraction, quantity: Quantity, unit: re.Match[str] | None, after: str) -> bool:
    """Say whether a spelled-out number is an assertion: "these two", 三个 and the day of "one day" are talk."""
    if quantity.dimension in ("", *TALK_DIMENSIONS):
        return value > 20
    if value == 1 and unit is not None:
        frequency = re.match(rf"[^，。,.;；]{{0,3}}{SPELLED}?\d", after) is not None  # 一周三次
        return unit.group(1) not in ("day", "天", "日", "点", "分", "步", "step", "point") and not frequency
    return True


def _comparator(before: str, after: str) -> str:
    tail = before[-40:]
    for sign, pattern in _BEFORE:
        if pattern.search(tail):
            return sign
    for sign, pattern in _AFTER:
        if pattern.match(after):
            return sign
    return ""


def _per(normal: str, start: int, end: int) -> str:
    match = _PER_HERE.match(normal, end)
    if match:
        return PER_UNITS[match.group(1)]
    daily = _DAILY.match(normal, end)
    if daily:
        return {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "hourly": "hour"}[
            daily.group(1)
        ]
    before = _PER_BEFORE.search(normal[max(0, start - 24) : start])
    return PER_UNITS[before.group(1)] if before else ""
