"""Who it is about: age, sex, pregnancy, from the words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from twin.triage.quantities import NUMBER, value_of

DAY, WEEK, MONTH, YEAR = 1.0, 7.0, 30.44, 365.25  # in days
OLDEST = 120 * YEAR
_UNITS = {
    "day": DAY,
    "week": WEEK,
    "month": MONTH,
    "year": YEAR,
    "天": DAY,
    "日": DAY,
    "周": WEEK,
    "个月": MONTH,
    "月": MONTH,
    "岁": YEAR,
    "周岁": YEAR,
}
_CHILD_EN = r"baby|infant|newborn|toddler|child|kid|son|daughter|boy|girl|grandson|granddaughter|lad|niece|nephew|neonate"
_EN_AGES = (
    re.compile(r"\b(?P<number>\d+(?:\.\d+)?)(?:-\d+)? (?P<unit>day|week|month|year)s? (?:old\b|of age)"),
    re.compile(
        r"\b(?:aged?|just turned|turned|turning) (?P<number>\d+)(?: (?P<unit>day|week|month|year)s?)?\b"
    ),
    re.compile(
        rf"\b(?:(?:he|she|baby|i|who|{_CHILD_EN}|mum|dad|grandma|grandad|husband|wife|sister|brother|aunt|uncle|friend|neighbour)"
        r" (?:is|am|was)(?: (?:just|only|now|nearly|almost))?|i am a) (?P<number>\d+)(?: (?P<unit>day|week|month|year)s?\b)?(?! ?(?:%|/|kg|cm|-|hours?|minutes?|weeks?))(?=[ ,\n]|$)"
    ),
    re.compile(
        r"(?:^|\n|,)(?P<number>\d{1,3}) ?(?P<unit>day|week|month|year)s?(?= |,|\n|$)(?! (?:ago|of|since|in|now|later|after|before|and|with|history|on|breastfe|pregnant|post|gone|into|non|straight|running))"
    ),
    re.compile(r"(?:^|[ ,\n])(?P<number>\d{1,2}) ?(?:m|f|male|female|yo|y|man|woman)(?=[ ,\n]|$)"),
    re.compile(
        rf"\b(?:{_CHILD_EN}|mum|dad|grandma|grandad|husband|wife|sister|brother|uncle|aunt),? ?(?:of )?(?P<number>\d{{1,2}})(?: (?P<unit>day|week|month|year)s?)?(?=[ ,\n]|$)"
    ),
    re.compile(rf"\b(?P<number>\d{{1,2}}) (?P<unit>day|week|month|year)s? (?=(?:{_CHILD_EN})\b)"),
)
_CHILD_ZH = "宝宝|婴儿|孩子|小孩|娃|女儿|儿子|宝贝|男孩|女孩|新生儿|孙子|孙女|小朋友|男宝|女宝|幼儿|小儿|闺女|妹妹|弟弟|崽"
_ZH_AGES = (
    re.compile(rf"(?P<number>{NUMBER})(?P<unit>周?岁)(?P<half>半)?"),
    re.compile(rf"(?:出生|生下来|刚满|才)(?:后|了|才)?(?P<number>{NUMBER})(?P<unit>个月|月|天|日|周)"),
    re.compile(
        rf"(?:{_CHILD_ZH})[,现在今年才刚满都快已经是有大约出生后]{{0,4}}?(?P<number>{NUMBER})个?(?P<half>半)?(?P<unit>个月|月|天|周)(?!前|了|后|来|以|[^,\n]{{0,4}}没)"
    ),
    re.compile(
        rf"(?P<number>{NUMBER})个?(?P<half>半)?多?(?P<unit>个月|月|天|日|周)(?:大|龄|的|男|女)?[^\n,]{{0,2}}?(?={_CHILD_ZH})"
    ),
    re.compile(
        rf"(?:^|\n)(?:他|她)?(?P<number>{NUMBER})个?(?P<half>半)?(?P<unit>个月|月龄)(?!前|了|后|来|以|没|孕|身孕)"
    ),
    re.compile(
        r"(?:年纪|年龄|今年|我|他|她|老公|老婆|爸|妈|爷|奶|丈夫|妻子|母亲|父亲)(?:今年|都|快|已经|才)?(?P<number>\d{2}|[二三四五六七八九]十[一二三四五六七八九]?)(?=[,\n了]|$)"
    ),
    re.compile(r"(?:^|[,\n])(?P<number>\d{2})(?:男|女)"),
)
_LATIN, _DIGIT = re.compile("[a-z]"), re.compile(r"\d")
_ZH_FIXED = {"满月": MONTH, "百天": 100 * DAY, "半岁": 6 * MONTH, "周岁": YEAR}


@dataclass(frozen=True, slots=True)
class AgeRange:
    """An age in days, from `youngest` up to but not including `oldest`."""

    youngest: float
    oldest: float

    def within(self, other: "AgeRange") -> bool:
        """Say whether all of it lies in `other`."""
        return other.youngest <= self.youngest and self.oldest <= other.oldest

    def meets(self, other: "AgeRange") -> bool:
        """Say whether some of it lies in `other`."""
        return self.youngest < other.oldest and other.youngest < self.oldest


# Words that say an age group; the first that matches counts, so the narrower ones stand first.
_GROUPS: tuple[tuple[re.Pattern[str], AgeRange], ...] = (
    (re.compile(r"newborn|neonate|new baby|新生儿|刚出生|月子里的(?:宝|娃|孩)|脐带"), AgeRange(0, 28 * DAY)),
    (
        re.compile(
            r"\bbab(?:y|ies)\b(?! (?:tooth|teeth|shower|aspirin|wipes|bump|food))|\binfant|宝宝|婴儿|奶娃|小婴|喂奶|吃奶|拍嗝"
        ),
        AgeRange(0, 18 * MONTH),
    ),
    (re.compile(r"\btoddler|幼儿(?!园)"), AgeRange(YEAR, 4 * YEAR)),
    (re.compile(r"幼儿园|\bnursery\b|\bpreschool|kindergarten"), AgeRange(2 * YEAR, 7 * YEAR)),
    (
        re.compile(
            rf"\b(?:my|our|the|a|his|her|little|year old|month old|wee|this|that) (?:{_CHILD_EN})s?\b|{_CHILD_ZH}|小学|学生|my (?:little|youngest|eldest)"
        ),
        AgeRange(0, 18 * YEAR),
    ),
    (
        re.compile(r"\bteenage|\bteen\b|初中|高中|高一|高二|高三|初一|初二|初三|中学生"),
        AgeRange(12 * YEAR, 19 * YEAR),
    ),
    (
        re.compile(
            r"\bgrand(?:ma|ad|parent)|\belderly|\bold (?:man|lady|woman)|\bpension|care home|nursing home|爷爷|奶奶|外公|外婆|姥姥|姥爷|老人|老太|老头|老爷子|阿公|阿婆|阿嬷|公公|婆婆|老伴|老年"
        ),
        AgeRange(65 * YEAR, OLDEST),
    ),
    (
        re.compile(
            r"\b(?:mum|dad|mother|father|parent|aunt|uncle|boss|husband|wife|partner|fiance\w*|coworker|colleague)\b|我爸|我妈|爸爸|妈妈|父亲|母亲|丈夫|老公|老婆|妻子|爱人|媳妇|同事|叔叔|阿姨|舅舅|姑姑|伯伯|公司|上班|加班|退休|孕妇|怀孕|产后"
        ),
        AgeRange(16 * YEAR, OLDEST),
    ),
)
_FEMALE = re.compile(
    r"\b(?:she|her|woman|wife|mum|girl|daughter|grandma|sister|aunt|girlfriend|female|pregnant|period|niece|lady)\b|(?<![a-z])\d{2} ?f\b|她|妈|奶奶|外婆|姥姥|姐|妹|女|老婆|妻|媳妇|孕|怀|月经|例假|大姨妈|产后|阿姨|姑"
)
_MALE = re.compile(
    r"\b(?:he|him|his|man|husband|dad|boy|son|grandad|brother|uncle|boyfriend|male|testic\w+|nephew|penis|prostate)\b|(?<![a-z])\d{2} ?m\b|爸|爷爷|外公|姥爷|哥|弟|男|老公|丈夫|蛋蛋|睾丸|阴囊|前列腺|龟头|叔|舅|儿子"
)
_OWN_AGE = re.compile(
    r"\bi am (?:a )?(?:1[89]|[2-9]\d)\b|我(?:今年|都|已经|，|,)?(?:1[89]|[2-9]\d|[二三四五六七八九]十)|^(?:hi|hello)?,?(?:1[89]|[2-9]\d)[mf]?[ ,]"
)
_ONESELF = re.compile(r"\b(?:i|my|me)\b|我")
_SOMEBODY_ELSE = re.compile(rf"\b(?:he|she|his|her|him|{_CHILD_EN})\b|他|她|{_CHILD_ZH}")
_CHILD_AGE = AgeRange(0, 18 * YEAR)


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of the person it is about; None: nothing was said."""

    age: AgeRange | None = None
    sex: Literal["female", "male"] | None = None
    age_is_stated: bool = False

    def joined(self, later: "Person") -> "Person":
        """Add what a later message says; a stated age counts more than a word such as "baby"."""
        if later.age is None or (self.age_is_stated and not later.age_is_stated):
            return Person(self.age, self.sex or later.sex, self.age_is_stated)
        return Person(later.age, self.sex or later.sex, later.age_is_stated)


def person_of(text: str) -> Person:
    """Read age and sex from a normal text."""
    group = next((ages for pattern, ages in _GROUPS if pattern.search(text)), None)
    if _is_child(group) and _speaks_of_oneself(text):
        group = None
    stated = [one for one in _stated_ages(text) if one.youngest < OLDEST]
    if group is not None and stated:
        fitting = [one for one in stated if one.meets(group)]
        if not fitting and group.oldest <= _CHILD_AGE.oldest:
            fitting = [one for one in stated if one.within(_CHILD_AGE)]  # "our baby is 3 now"
        stated = fitting or ([] if group.oldest <= _CHILD_AGE.oldest else stated)
    age = (
        min(stated, key=lambda one: one.youngest)
        if stated and _is_child(group)
        else next(iter(stated), group)
    )
    female, male = len(_FEMALE.findall(text)), len(_MALE.findall(text))
    sex: Literal["female", "male"] | None = None if female == male else "female" if female > male else "male"
    return Person(age, sex, bool(stated))


def _speaks_of_oneself(text: str) -> bool:
    """Say whether an adult who gives an own age speaks mostly of oneself, and of children only in passing."""
    if not _OWN_AGE.search(text):
        return False
    return len(_ONESELF.findall(text)) > 2 * len(_SOMEBODY_ELSE.findall(text))


def _is_child(group: AgeRange | None) -> bool:
    """Say whether a group of ages is one of children."""
    return group is not None and group.oldest <= _CHILD_AGE.oldest


def _stated_ages(text: str) -> Iterator[AgeRange]:
    """Give the ages that are said in numbers, in the order of the patterns."""
    for words, days in _ZH_FIXED.items():
        place = text.find(words)
        if place >= 0 and (words != "周岁" or not text[:place][-1:].isalnum()):
            yield AgeRange(days, days + 1)
    english = _EN_AGES if _LATIN.search(text) and _DIGIT.search(text) else ()  # without both there is none
    for patterns in (() if text.isascii() else _ZH_AGES, english):
        for pattern in patterns:
            for match in pattern.finditer(text):
                groups = match.groupdict()
                unit = (
                    _UNITS[(groups.get("unit") or "year").replace("龄", "")]
                    if groups.get("unit") != "月龄"
                    else MONTH
                )
                value = value_of(match["number"]) + (0.5 if groups.get("half") else 0)
                yield AgeRange(value * unit, (value + 1) * unit if value >= 1 or unit == YEAR else unit)


_AGE_CONDITION = re.compile(
    r"^(?:under (?P<under>[\d.]+ \w+)|from (?P<above>[\d.]+ \w+)|(?P<low>[\d.]+ \w+) to (?P<high>[\d.]+ \w+))$"
)


def age_range(written: str) -> AgeRange:
    """Read "under 3 months", "from 50 years" or "6 months to 5 years" (the 5th year counts in full).

    Raises:
        ValueError: If it is written otherwise.
    """
    match = _AGE_CONDITION.match(written.strip())
    if match is None:
        raise ValueError(
            f'{written!r} is no age; write "under 3 months", "from 50 years", "6 months to 5 years".'
        )
    if match["under"]:
        return AgeRange(0, _days(match["under"]))
    if match["above"]:
        return AgeRange(_days(match["above"]), 2 * OLDEST)
    return AgeRange(_days(match["low"]), _days(match["high"]) + _unit(match["high"]))


def _unit(written: str) -> float:
    """Give the days of the unit in "5 years"."""
    name = written.split()[1].rstrip("s")
    if name not in _UNITS:
        raise ValueError(f"{written!r}: the unit is day, week, month or year.")
    return _UNITS[name]


def _days(written: str) -> float:
    """Give "5 years" in days."""
    return float(written.split(maxsplit=1)[0]) * _unit(written)
