"""Numbers in a message: how they are written, durations, and what was measured."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twin.triage.matching import EncodedText, Matcher

LONGEST = 400  # of any unit; a larger number is a date
LABEL_REACH = 16  # characters between the words ("blood pressure") and their number
_NUMERAL = "零一二两三四五六七八九十百"
NUMBER = rf"(?:\d+(?:\.\d+)?|半|几十|十几|几|[{_NUMERAL}]+(?:点[{_NUMERAL}]+)?)"
_NUMBERS = re.compile(NUMBER)
_COUNTED = re.compile(rf"[\d{_NUMERAL}]")  # 半 and 几 alone measure nothing
_ENGLISH_UNITS = {
    "second": 1 / 3600,
    "minute": 1 / 60,
    "hour": 1,
    "day": 24,
    "night": 24,
    "week": 168,
    "fortnight": 336,
    "month": 730,
    "year": 8766,
}
_CHINESE_UNITS = {
    "秒": 1 / 3600,
    "分钟": 1 / 60,
    "分": 1 / 60,
    "小时": 1,
    "钟头": 1,
    "天": 24,
    "日": 24,
    "晚": 24,
    "周": 168,
    "星期": 168,
    "礼拜": 168,
    "个月": 730,
    "月": 730,
    "年": 8766,
}
_ENGLISH_DURATION = re.compile(
    rf"(?P<before>every |next |in |at |per |age |aged )?(?P<number>\d+(?:\.\d+)?|half an?|an?|a couple of|couple of|few|a few|several)"
    rf"(?:-\d+)? (?:and a half )?(?P<unit>{'|'.join(_ENGLISH_UNITS)})s?\b(?P<behind> old| of age| pregnant| gestation| gone)?"
)
_CHINESE_DURATION = re.compile(
    rf"(?P<before>每|孕|怀孕|出生|刚满|才)?(?P<number>{NUMBER})(?:来|多|余)?个?(?P<half>半)?多?"
    rf"(?P<unit>{'|'.join(sorted(_CHINESE_UNITS, key=len, reverse=True))})(?P<behind>大|龄|岁|孕|内)?"
)
_VAGUE = {
    "半": 0.5,
    "几": 3.0,
    "十几": 13.0,
    "几十": 30.0,
    "half a": 0.5,
    "half an": 0.5,
    "a": 1.0,
    "an": 1.0,
    "a couple of": 2.0,
    "couple of": 2.0,
    "few": 3.0,
    "a few": 3.0,
    "several": 4.0,
}
_DIGITS = {character: number for number, character in enumerate("零一二三四五六七八九")} | {"两": 2}
_POINT = re.compile(r"(\d{2})度(\d)(?!\d)")


def value_of(written: str) -> float:
    """Give the value of a number as `NUMBER` or a vague English amount writes it."""
    if written in _VAGUE:
        return _VAGUE[written]
    if written[0].isdigit():
        return float(written)
    whole, _, tail = written.partition("点")
    decimals = "".join(str(_DIGITS.get(character, 0)) for character in tail)
    return float(f"{_whole(whole)}.{decimals or 0}")


def _whole(written: str) -> int:
    """Give the value of a Chinese whole number up to 999; digits in a row are read one by one."""
    if not set(written) & {"十", "百"}:
        return int("".join(str(_DIGITS[character]) for character in written) or 0)
    total = current = 0
    for character in written:
        if character in "十百":
            total += (current or 1) * (10 if character == "十" else 100)
            current = 0
        else:
            current = _DIGITS[character]
    return total + current


def durations(text: str) -> Iterator[tuple[float, int, int]]:
    """Give each duration of a normal text in hours with its span; ages and intervals are left out."""
    for pattern, units in ((_ENGLISH_DURATION, _ENGLISH_UNITS), (_CHINESE_DURATION, _CHINESE_UNITS)):
        if units is _CHINESE_UNITS and text.isascii():
            continue
        for match in pattern.finditer(text):
            if match["before"] or match["behind"]:
                continue
            value = value_of(match["number"]) + (0.5 if match.groupdict().get("half") else 0.0)
            if value > LONGEST:
                continue  # 2019年 is a date
            yield value * units[match["unit"]], match.start(), match.end()


# Behind a number that has no unit: the end, a pause, or a word that is no unit of something else.
_STANDS_ALONE = re.compile(
    r"$|[,\n]| (?!(?:kg|cm|mm|mg|ml|lb|lbs|kilo|stone|week|mmol|percent|%|/|year|month|day|hour))"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """How one quantity is written. `units` maps a unit to factor and offset; the empty unit needs words before it."""

    name: str
    labels: Matcher
    units: dict[str, tuple[float, float]]
    alone: frozenset[str]
    plausible: tuple[float, float]
    bare: tuple[float, float] | None = None
    pair: str = ""
    convert_above: tuple[float, float, float] | None = None
    convert_below: tuple[float, float, float] | None = None

    def in_our_unit(self, value: float, unit: str) -> float | None:
        """Convert; None when the value cannot be this."""
        factor, offset = self.units[unit]
        if self.convert_above and value > self.convert_above[0] and (factor, offset) == (1, 0):
            _, factor, offset = self.convert_above
        if self.convert_below and value < self.convert_below[0] and (factor, offset) == (1, 0):
            _, factor, offset = self.convert_below
        converted = round(value * factor + offset, 3)
        return converted if self.plausible[0] <= converted <= self.plausible[1] else None


@dataclass(frozen=True, slots=True)
class Measured:
    """One value in our unit and where it stands in the normal text."""

    name: str
    value: float
    start: int
    end: int


# A bare number in front of one of these is no temperature, oxygen or pressure: 产后42天, 体重185斤.
_OTHER_UNIT = re.compile(
    r"天|日|岁|公?斤|千克|周|星期|个?月|年|小时|公分|厘米|毫米|块|元|(?:cm|mm|kg|kgs|days?|weeks?|months?|years?|lbs?)\b"
)
_PAIR = re.compile(r"(\d{2,3}) ?(?:/|over|比) ?(\d{2,3})(?![\d/])")


def measured(text: EncodedText, measures: Sequence[Measure]) -> list[Measured]:
    """Find every measured value of a normal text, durations as `lasting` in hours."""
    found = [Measured("lasting", hours, start, end) for hours, start, end in durations(text.text)]
    if not _COUNTED.search(text.text):
        return found
    numbers = list(_NUMBERS.finditer(text.text))
    starts = [match.start() for match in numbers]
    for measure in measures:
        spans = measure.labels.spans(text)
        found += _labelled(text.text, measure, spans, numbers, starts)
        found += _unlabelled(text.text, measure, numbers)
        if measure.pair:
            found += _paired(text.text, measure)
    return found


def _labelled(
    text: str, measure: Measure, spans: list[tuple[int, int]], numbers: list[re.Match[str]], starts: list[int]
) -> Iterator[Measured]:
    """Give the first number behind each label."""
    from bisect import bisect_left

    for _, end in spans:
        place = bisect_left(starts, end)
        if place >= len(numbers) or starts[place] - end > LABEL_REACH or _is_apart(text[end : starts[place]]):
            continue
        number = numbers[place]
        unit = _unit_behind(text, number.end(), measure.units)
        if unit is not None:
            yield from _one(text, measure, number, unit)


def _is_apart(between: str) -> bool:
    """Say whether a number stands in another clause than its label; "体温: 38" has its pause right behind the label."""
    return "\n" in between or "," in between.lstrip(" ,")


def _unlabelled(text: str, measure: Measure, numbers: list[re.Match[str]]) -> Iterator[Measured]:
    """Give the numbers whose unit says what they are."""
    alone = tuple(measure.alone)
    for number in numbers if alone or measure.bare else ():
        if alone and text[number.end() : number.end() + 20].lstrip(" ").startswith(alone):
            unit = _unit_behind(text, number.end(), dict.fromkeys(alone))
            if unit:
                yield from _one(text, measure, number, unit)
        if measure.bare and _is_bare(text, number, measure.bare):
            yield from _one(text, measure, number, "")


def _is_bare(text: str, number: re.Match[str], bounds: tuple[float, float]) -> bool:
    """Say whether a number with a decimal stands alone within bounds: "he has 38.4"."""
    is_decimal = "." in number[0] and bounds[0] <= value_of(number[0]) <= bounds[1]
    return is_decimal and _STANDS_ALONE.match(text, number.end()) is not None


def _paired(text: str, measure: Measure) -> Iterator[Measured]:
    """Give one side of each pair such as 180/110."""
    for pair in _PAIR.finditer(text):
        high, low = float(pair[1]), float(pair[2])
        if high - low > 10 and 50 <= high <= 300 and 20 <= low <= 200:
            yield Measured(measure.name, high if measure.pair == "first" else low, *pair.span())


def _unit_behind(
    text: str, place: int, units: "dict[str, tuple[float, float]] | dict[str, None]"
) -> str | None:
    """Give the longest unit that stands right behind a number, "" for none of ours but nothing else either."""
    behind = text[place : place + 20].lstrip(" ")
    best = None
    for unit in units:
        if behind.startswith(unit) and (best is None or len(unit) > len(best)):
            following = behind[len(unit) : len(unit) + 1]
            if (
                unit
                and unit[-1].isascii()
                and unit[-1].isalpha()
                and following.isascii()
                and following.isalpha()
            ):
                continue
            best = unit
    is_other = _OTHER_UNIT.match(behind) or text[place - 1] in "一两"  # 血小板偏高一点
    return None if best == "" and is_other else best


def _one(text: str, measure: Measure, number: re.Match[str], unit: str) -> Iterator[Measured]:
    """Give the value of one number when it is plausible; 39度2 is 39.2."""
    value = value_of(number[0])
    point = _POINT.match(text, number.start())
    if point is not None and unit == "度":
        value = float(f"{point[1]}.{point[2]}")
    converted = measure.in_our_unit(value, unit)
    if converted is not None:
        yield Measured(measure.name, converted, number.start(), number.end())
