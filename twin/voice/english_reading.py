"""How English is read aloud: rules in their order, each with what it is for."""

import re

from twin.voice.abbreviation_reading import ENGLISH, ROMAN, SAID_AS_WORDS, spelled
from twin.voice.number_reading import english_digits, english_number, english_ordinal, english_year
from twin.voice.reading_rule import (
    NOT_GOING_ON,
    NOT_INSIDE,
    NUMBER,
    ROMAN_NUMERAL,
    TO,
    ReadingRule,
    listed_rule,
    rule,
)
from twin.voice.unit_reading import POWER_OF_TEN, UNIT, english_unit, power_of_ten

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTH = "|".join(_MONTHS)
_EMERGENCY = "120|119|110|999|112|911|995|000|111|12320|12345"
_COMPARATORS = {
    "<": "less than",
    ">": "more than",
    "≤": "at most",
    "≥": "at least",
    "<=": "at most",
    ">=": "at least",
    "=": "equals",
    "≈": "about",
    "~": "about",
    "±": "plus or minus",
}
_PARTS = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 8: "eighth", 10: "tenth"}
_VULGAR = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3)}
_YEAR = r"(?:19|20)\d\d"
_CLASSES = r"[Cc]lass|[Ss]tage|[Tt]ype|[Gg]rade|[Pp]hase|[Gg]roup|[Ll]evel|[Ff]actor|Killip|Stanford|Bosniak|Fontaine|Mobitz"
_COUNTED = re.compile(r"\s+(?:[a-z]+s\b|people\b|children\b|women\b|men\b|kcal\b)")
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|until|from|before|after|during|year|of|for|to)\s|[(/,]\s?)$", re.I
)


def _date(day: str, month: str, year: str) -> str:
    return f"{_MONTHS[int(month) - 1]} {english_ordinal(str(int(day)))}, {english_year(year)}"


def _year(match: re.Match[str]) -> str | None:
    behind = match.string[match.end() :]
    if not _YEAR_BEFORE.search(match.string[: match.start()]) and _COUNTED.match(behind):
        return None
    return english_year(match[0])


def _plural(digits: str) -> str:
    words = english_number(digits)
    return f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"


def _decade(match: re.Match[str]) -> str:
    digits = match[1]
    if len(digits) == 4:
        century = english_number(digits[:2])
        return f"{century} {_plural(digits[2:])}" if digits[2:] != "00" else f"{century} hundreds"
    return _plural(digits)


def _range(written: str) -> str:
    return " to ".join(english_number(part) for part in re.split(TO, written))


def _over(match: re.Match[str]) -> str | None:
    upper, lower = (re.split(TO, match[part])[0] for part in ("upper", "lower"))
    unit = match["unit"]
    if not (60 <= float(upper) <= 300 and 30 <= float(lower) <= 200) or float(upper) <= float(lower):
        return None
    return f"{_range(match['upper'])} over {_range(match['lower'])}" + (
        f" {english_unit(unit, is_one=False)}" if unit else ""
    )


def _clock(match: re.Match[str]) -> str | None:
    hour, minutes, half = int(match[1]), match[2], match[3]
    if hour > 24:
        return None
    behind = {"a": " A M", "p": " P M"}.get((half or "")[:1].lower(), "")
    if minutes == "00":
        return english_number(match[1].lstrip("0") or "0") + (behind or " o'clock")
    spoken = f"oh {english_number(minutes[1])}" if minutes[0] == "0" else english_number(minutes)
    return f"{english_number(match[1].lstrip('0') or '0')} {spoken}{behind}"


def _fraction(over: int, under: int) -> str | None:
    if not 0 < over < under:
        return None
    if under not in _PARTS:
        return f"{english_number(str(over))} out of {english_number(str(under))}"
    part = _PARTS[under]
    plural = ("halves" if under == 2 else f"{part}s") if over > 1 else part
    return f"{english_number(str(over))} {plural}"


def _roman(match: re.Match[str]) -> str:
    def one(written: str) -> str:
        letters = written.rstrip("abcABCF")
        return " ".join([english_number(str(ROMAN[letters])), *written[len(letters) :].lower()])

    head = re.sub(
        r"NYHA(?:\s+class)?|CCS(?:\s+class)?",
        lambda found: f"{spelled(found[0][:4].strip())} class",
        match[1],
    )
    spoken = match[2]
    parts = re.split(rf"({TO}|/|\s(?:and|or|to)\s)", spoken)
    words = [
        one(part)
        if index % 2 == 0
        else (part.strip() if part.strip().isalpha() else ("or" if "/" in part else "to"))
        for index, part in enumerate(parts)
    ]
    return f"{head} {' '.join(words)}"


def _quantity(match: re.Match[str]) -> str:
    numbers, power, unit = match["numbers"], match["power"], match["unit"]
    spoken = _range(numbers)
    if power:
        spoken += f" times ten to the {english_ordinal(power_of_ten(power))}"
    if unit:
        stroke = "per " if match["stroke"] else ""
        named = english_unit(unit, is_one=bool(stroke) or numbers in ("1", "1.0"))
        spoken += f" {stroke}{named}"
    return spoken


def _room(match: re.Match[str]) -> str:
    digits = " ".join("oh" if digit == "0" else english_digits(digit) for digit in match[3])
    return " ".join(part for part in (match[1], match[2], digits) if part)


def _code(written: str) -> str:
    letters = written.rstrip("0123456789")
    return f"{spelled(letters)} {english_number(written[len(letters) :])}"


def _spelled(match: re.Match[str]) -> str | None:
    written = match[0]
    if written in SAID_AS_WORDS or written.rstrip("s") in SAID_AS_WORDS:
        return None
    head = re.match(r"[A-Z]+", written)
    letters = head[0] if head else ""
    rest = written[len(letters) :]
    if not rest or rest == "s":
        return spelled(written)
    digits = re.sub(r"\D", "", rest)
    tail = " ".join(re.sub(r"[\d.-]", "", rest))
    return f"{spelled(letters)} {english_number(digits)}" + (f" {tail}" if tail else "")


_SIGN = r"(?:(?<=[\s(<>≤≥=:,])|(?<=^))[-−](?=\d)"
_NUMBERS = rf"(?:{_SIGN})?{NUMBER}(?:{TO}{NUMBER})?"

RULES: tuple[ReadingRule, ...] = (
    rule(
        rf"{NOT_INSIDE}({_YEAR})-(0[1-9]|1[0-2])-([0-3]\d){NOT_GOING_ON}", lambda m: _date(m[3], m[2], m[1])
    ),
    rule(
        rf"{NOT_INSIDE}(\d{{1,2}}) ({_MONTH}),? ({_YEAR})",
        lambda m: _date(m[1], str(_MONTHS.index(m[2]) + 1), m[3]),
    ),
    rule(rf"\b({_MONTH}) (\d{{1,2}}),? ({_YEAR})", lambda m: _date(m[2], str(_MONTHS.index(m[1]) + 1), m[3])),
    rule(rf"{NOT_INSIDE}({_MONTH}) (\d{{1,2}})(?!\d)", lambda m: f"{m[1]} {english_ordinal(m[2])}"),
    rule(rf"{NOT_INSIDE}(\d{{1,2}}) ({_MONTH})\b", lambda m: f"{m[2]} {english_ordinal(m[1])}"),
    rule(rf"{NOT_INSIDE}((?:19|20)?\d0)s\b", _decade),
    rule(
        rf"{NOT_INSIDE}({_YEAR}){TO}({_YEAR})(?!\s?{UNIT}){NOT_GOING_ON}",
        lambda m: f"{english_year(m[1])} to {english_year(m[2])}",
    ),
    rule(
        rf"{NOT_INSIDE}(?P<upper>\d{{2,3}}(?:{TO}\d{{2,3}})?)/(?P<lower>\d{{2,3}}(?:{TO}\d{{2,3}})?)(?:\s?(?P<unit>mmHg))?{NOT_GOING_ON}",
        _over,
    ),
    rule(rf"{NOT_INSIDE}24/7\b", lambda _: "twenty-four seven"),
    rule(rf"{NOT_INSIDE}(\d{{1,2}}):([0-5]\d)(?:\s?([AaPp]\.?[Mm]\b\.?))?(?!\d)", _clock),
    rule(
        rf"{NOT_INSIDE}(\d{{1,2}})\s?([AaPp])\.?[Mm]\b\.?",
        lambda m: f"{english_number(m[1])} {m[2].upper()} M",
    ),
    rule(
        rf"{NOT_INSIDE}({NUMBER})\s?:\s?({NUMBER}){NOT_GOING_ON}",
        lambda m: f"{english_number(m[1])} to {english_number(m[2])}",
    ),
    rule(rf"{NOT_INSIDE}(\d)/(\d{{1,2}})(?![\d/])", lambda m: _fraction(int(m[1]), int(m[2]))),
    rule(r"[½¼¾⅓⅔]", lambda m: _fraction(*_VULGAR[m[0]])),
    rule(
        r"\b[qQ](\d{1,2})h\b",
        lambda m: "every hour" if m[1] == "1" else f"every {english_number(m[1])} hours",
    ),
    rule(
        rf"\b((?:[Cc]all|[Dd]ial|[Rr]ing|[Pp]hone)(?:ing|s|ed)?) ({_EMERGENCY})\b",
        lambda m: f"{m[1]} {english_digits(m[2])}",
    ),
    rule(
        r"\bCI\b",
        lambda m: "confidence interval" if re.search(r"\d\s?%\s*$", m.string[: m.start()]) else None,
    ),
    rule(
        rf"\b(NYHA(?: class)?|CCS(?: class)?|(?:{_CLASSES})) ({ROMAN_NUMERAL}[abcABCF]?(?:(?:{TO}|/|\s(?:and|or|to)\s){ROMAN_NUMERAL}[abcABCF]?)?)(?![A-Za-z])",
        _roman,
    ),
    rule(r"\b([Rr]oom|[Bb]ed|[Ww]ard) ([A-Z]?)(\d{3,4})\b", _room),
    listed_rule(ENGLISH),
    rule(rf"{NOT_INSIDE}(\d+)(?:st|nd|rd|th)\b", lambda m: english_ordinal(m[1])),
    rule(
        rf"{NOT_INSIDE}({NUMBER}(?:{TO}{NUMBER})?)\s?[x×]\s?/\s?(day|week|month|year|hour|d|wk|min)\b",
        lambda m: (
            f"{_range(m[1])} times {english_unit(f'times/{m[2]}', is_one=False).removeprefix('times ')}"
        ),
    ),
    rule(rf"{NOT_INSIDE}({NUMBER})\s?[x×](?!\s?\d|[A-Za-z])", lambda m: f"{english_number(m[1])} times"),
    rule(rf"{NOT_INSIDE}({NUMBER})\+", lambda m: f"{english_number(m[1])} plus"),
    rule(
        rf"{NOT_INSIDE}(?P<numbers>{_NUMBERS})(?:\s?{POWER_OF_TEN})?(?:[\s-]?(?P<stroke>/\s?)?(?P<unit>{UNIT}))",
        _quantity,
    ),
    rule(rf"{NOT_INSIDE}{_YEAR}(?!\s?[×x]){NOT_GOING_ON}", _year),
    rule(
        rf"{NOT_INSIDE}(?P<numbers>{_NUMBERS})(?:\s?{POWER_OF_TEN})?(?P<stroke>)(?P<unit>){NOT_GOING_ON}",
        _quantity,
    ),
    rule(r"(?:<=|>=|[<>≤≥=≈±]|~(?=\s?\d))", lambda m: _COMPARATORS[m[0]]),
    rule(
        rf"\b([A-Z]{{1,3}}\d{{1,3}}){TO}([A-Z]{{1,3}}\d{{1,3}})\b",
        lambda m: f"{_code(m[1])} to {_code(m[2])}",
    ),
    rule(r"\bOR(?=,? \d)", lambda _: "O R"),
    rule(r"(?<=[A-Z] )(?:II|III|IV)\b", lambda m: english_number(str(ROMAN[m[0]]))),
    rule(r"\b[A-Z]{2,6}s?\b(?![’'-][a-z])", _spelled),
    rule(r"\b[A-Z]{1,5}-?\d{1,3}[a-z]?\b", _spelled),
    rule(rf"(?<=\bper ){UNIT}", lambda m: english_unit(m[0], is_one=True)),
    rule(
        r"\d+(?:\.\d+)?", lambda m: english_number(m[0])
    ),  # what is left stands inside a name: "Ki67", "DESTINY-Breast04"
    rule(r"&", lambda _: "and"),
    rule(r"\+", lambda _: "plus"),
    rule(r"(?<=m )×(?= \d)", lambda _: "by"),
    rule(r"×", lambda _: "times"),
    rule(r"→", lambda _: "to"),
    rule(r"%", lambda _: "percent"),
    rule(r"(?<=[A-Z]\d)/(?=[A-Z]\d)|(?<=[A-Z]{2})-(?=[A-Z]\b)", lambda _: " "),
    rule(r"(?<=[A-Z]{2})/(?=[A-Z]{2})", lambda _: " and "),
    rule(r"(?<=[A-Za-z])/(?=[A-Za-z])", lambda _: " or "),
    rule(r"(?<=\S)/(?=\S)", lambda _: ", "),
    rule(r"[A-Za-z]+(?:['’][A-Za-z]+)*", lambda m: m[0]),
)
