"""Times of day, dates and weekdays of both languages, taken out of a text as quantities."""

import re
from collections.abc import Callable
from fractions import Fraction

from twin.english_numerals import ONES
from twin.gate.number_words import SPELLED, chinese_value
from twin.gate.quantity import DATE, DAY_OF_YEAR, EVERY, TIME_OF_DAY, WEEKDAY, Quantity

HALF_DAY = 720  # minutes
_CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-4])[:：]([0-5]\d)(?![\d:])(\s?[ap]\.?m\b)?")
_HOUR_CLOCK = re.compile(r"(?<![\d.])(1[0-2]|[1-9])\s?([ap])\.?m\b\.?")
_ZH_HOUR = re.compile(
    rf"(上午|早上|早晨|清晨|中午|下午|晚上|晚|夜里)\s?{SPELLED}?(\d{{1,2}})(\.5)?点(?:钟)?(半)?"
)
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(_MONTHS, start=1)}
_MONTH = rf"({'|'.join(f'{n[:3]}(?:{n[3:]})?' if n[3:] else n for n in _MONTHS)}|sept)\.?"
# "1–8 October 2026", "October 1st to 8th, 2026": the month stands once.
_EN_DAYS_MONTH = re.compile(
    rf"\b(?:the\s)?(\d{{1,2}})(?:st|nd|rd|th)?(\s?(?:–|-|~|to|until)\s?(?:the\s)?)(\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}((?:,?\s\d{{4}})?)\b"
)
_EN_MONTH_DAYS = re.compile(
    rf"\b{_MONTH}\s(\d{{1,2}})(?:st|nd|rd|th)?(\s?(?:–|-|~|to|until)\s?(?:the\s)?)(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s?(?:st|nd|rd|th))((?:,?\s\d{{4}})?)"
)
_ZH_DAYS = re.compile(
    r"(?<=月)([\d〇零一二三四五六七八九十]{1,3})([–~～到至-])(?=[\d一二三四五六七八九十]{1,3}[日号])"
)
_HOUR_WORDS = ONES[1:13]
_HALF_PAST = re.compile(rf"\bhalf past ({'|'.join(_HOUR_WORDS)})\b")
_DOTTED_CLOCK = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{2})(?=\s?[ap]\.?m\b)")
_ISO = re.compile(r"(?<![\d-])(\d{4})[-–/.](\d{1,2})[-–/.](\d{1,2})(?![\d-])")
_EN_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s(\d{{4}}))?\b")
_EN_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(\d{{4}})\b)?")
_ZH_NUMERAL = r"\d〇零一二三四五六七八九十"
_ZH_DATE = re.compile(
    rf"(?:([{_ZH_NUMERAL}]{{4}})年)?([{_ZH_NUMERAL}]{{1,3}})月([{_ZH_NUMERAL}]{{1,3}})(?:日|号)"
)
_ZH_DAY_ONLY = re.compile(rf"(?<=[到至–~])\s?([{_ZH_NUMERAL}]{{1,3}})(?:日|号)")
_WEEKDAYS_EN = ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"]
_EN_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS_EN)})days?\b")
_ZH_WEEKDAY = re.compile(
    r"(?<![一两二三四五六七八九十半\d几])(?:周|星期|礼拜)([一二三四五六日天])(?![次回遍片粒颗种个天支])"
)
_EVERY = re.compile(
    r"\b(?:every|each)\s(minute|hour|week|month|year)\b|\b(hourly|weekly|monthly|yearly)\b|每(?:个)?(分钟|小时|钟头|周|星期|月|年)(?![一二三四五六日天])"
)
_EVERY_UNITS = {
    "minute": "minute", "hour": "hour", "week": "week", "month": "month", "year": "year", "hourly": "hour",
    "weekly": "week", "monthly": "month", "yearly": "year", "分钟": "minute", "小时": "hour", "钟头": "hour",
    "周": "week", "星期": "week", "月": "month", "年": "year",
}  # fmt: skip
_BETWEEN_DATES = re.compile(r"^\s?(?:–|~|-|to|until|till|through|到|至|直到)\s?(?:the\s)?$")
_BLANK = " "


def take_calendar(text: str, found: list[Quantity]) -> str:
    """Take dates and weekdays out of a text in normal form whose number words still stand; give the rest, as long."""
    dates: list[Quantity] = []
    text = _EN_DAYS_MONTH.sub(lambda m: f"{m[1]} {m[4]}{m[5]}{m[2]}{m[3]} {m[4]}{m[5]}", text)
    text = _EN_MONTH_DAYS.sub(lambda m: f"{m[1]} {m[2]}{m[5]}{m[3]}{m[1]} {m[4]}{m[5]}", text)
    text = _ZH_DAYS.sub(lambda m: f"{m[1]}日{m[2]}", text)
    text = _HALF_PAST.sub(lambda m: f"{_HOUR_WORDS.index(m[1]) + 1}:30", text)
    text = _DOTTED_CLOCK.sub(r"\1:\2", text)
    text = _taken(text, _ISO, lambda m: _date(int(m[1]), int(m[2]), int(m[3]), m), dates)
    text = _taken(text, _EN_DAY_FIRST, lambda m: _date(_year(m[3]), _month(m[2]), int(m[1]), m), dates)
    text = _taken(text, _EN_MONTH_FIRST, lambda m: _date(_year(m[3]), _month(m[1]), int(m[2]), m), dates)
    text = _taken(text, _ZH_DATE, lambda m: _date(_year(m[1]), _zh(m[2]), _zh(m[3]), m), dates)
    if dates:
        last = max(dates, key=lambda one: one.start)
        text = _taken(text, _ZH_DAY_ONLY, lambda m: _same_month(last, m), dates)
    found += _joined(sorted(dates, key=lambda one: one.start), text)
    text = _taken(text, _EN_WEEKDAY, lambda m: _weekday(_WEEKDAYS_EN.index(m[1]) + 1, m), found)
    return _taken(
        text, _ZH_WEEKDAY, lambda m: _weekday("一二三四五六日".index(m[1].replace("天", "日")) + 1, m), found
    )


def frequencies_in(text: str) -> list[Quantity]:
    """Find "every hour", 每周 and their like; they stay in the text."""
    return [
        Quantity(
            Fraction(1),
            EVERY,
            per=_EVERY_UNITS[m[1] or m[2] or m[3]],
            written=m[0],
            start=m.start(),
            end=m.end(),
        )
        for m in _EVERY.finditer(text)
    ]


def take_clocks(text: str, found: list[Quantity]) -> str:
    """Take times of day out: 14:00, 2 pm, 下午2点 are minutes since midnight or noon, with am or pm where told."""
    text = _taken(text, _CLOCK, _clock, found)
    text = _taken(text, _HOUR_CLOCK, lambda m: _time(int(m[1]) % 12 * 60, m[2] + "m", m), found)
    return _taken(text, _ZH_HOUR, _chinese_hour, found)


def _taken(
    text: str, pattern: re.Pattern[str], read: Callable[[re.Match[str]], Quantity], found: list[Quantity]
) -> str:
    def take(match: re.Match[str]) -> str:
        found.append(read(match))
        return _BLANK * len(match.group(0))

    return pattern.sub(take, text)


def _clock(match: re.Match[str]) -> Quantity:
    hour, told = int(match[1]), match[3] or ""
    half = "pm" if "p" in told or hour > 12 else "am" if "a" in told or match[1].startswith("0") else ""
    return _time(hour * 60 + int(match[2]), half, match)


def _chinese_hour(match: re.Match[str]) -> Quantity:
    half = "pm" if match[1] in ("下午", "晚上", "晚", "夜里") else "am" if match[1] != "中午" else ""
    return _time(int(match[2]) * 60 + (30 if match[3] or match[4] else 0), half, match)


def _time(minutes: int, half: str, match: re.Match[str]) -> Quantity:
    written = match[0].replace(SPELLED, "")
    return Quantity(
        Fraction(minutes % HALF_DAY),
        TIME_OF_DAY,
        per=half,
        written=written,
        start=match.start(),
        end=match.end(),
    )


def _date(year: int, month: int, day: int, match: re.Match[str]) -> Quantity:
    dimension = DATE if year else DAY_OF_YEAR
    value = Fraction(year * 10_000 + month * 100 + day)
    return Quantity(value, dimension, written=match[0], start=match.start(), end=match.end())


def _same_month(date: Quantity, match: re.Match[str]) -> Quantity:
    value = date.value - date.value % 100 + _zh(match[1])
    return Quantity(value, date.dimension, written=match[0], start=match.start(), end=match.end())


def _weekday(number: int, match: re.Match[str]) -> Quantity:
    return Quantity(Fraction(number), WEEKDAY, written=match[0], start=match.start(), end=match.end())


def _joined(dates: list[Quantity], text: str) -> list[Quantity]:
    """Join "from … to …" to one range; the year may stand at either end."""
    joined: list[Quantity] = []
    for date in dates:
        before = joined[-1] if joined else None
        if (
            before is None
            or before.upper is not None
            or not _BETWEEN_DATES.match(text[before.end : date.start])
        ):
            joined.append(date)
            continue
        year = max(before.value, date.value) // 10_000 * 10_000
        ends = [one.value if one.dimension == DATE else one.value + year for one in (before, date)]
        joined[-1] = Quantity(
            ends[0],
            DATE if year else DAY_OF_YEAR,
            upper=ends[1],
            written=f"{before.written}–{date.written}",
            start=before.start,
            end=date.end,
        )
    return joined


def _year(word: str | None) -> int:
    return _zh(word) if word else 0


def _month(word: str) -> int:
    return _MONTH_NUMBERS[word[:3]]


def _zh(word: str) -> int:
    return int(word) if word.isascii() and word.isdigit() else int(chinese_value(word))
