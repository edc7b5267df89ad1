"""One rule of reading aloud: what it looks for, and how that is said."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from twin.voice.abbreviation_reading import ROMAN


@dataclass(frozen=True, slots=True)
class ReadingRule:
    """Says what `pattern` matches. `say` gives None where the match is not meant after all; the next rule is tried."""

    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str | None]


NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
TO = r"(?<=[\d%‰IVXabcABC])\s?[–—~～-]\s?"
NOT_INSIDE = r"(?<![A-Za-z0-9.])"
NOT_GOING_ON = r"(?![0-9]|[.,][0-9])"
ROMAN_NUMERAL = f"(?:{'|'.join(sorted(ROMAN, key=len, reverse=True))})"


def rule(pattern: str, say: Callable[[re.Match[str]], str | None]) -> ReadingRule:
    """Make a rule."""
    return ReadingRule(re.compile(pattern), say)


def listed_rule(readings: Mapping[str, str]) -> ReadingRule:
    """Make one rule of a table: whole words, the longest first, case as written."""
    names = sorted(readings, key=len, reverse=True)
    words = "|".join(
        re.escape(name) + ("(?![A-Za-z0-9])" if name[-1].isalnum() and name[-1].isascii() else "")
        for name in names
    )
    before = r"(?<![A-Za-z])" if any(name[:1].isascii() for name in names) else ""
    return rule(rf"{before}(?:{words})", lambda match: readings[match[0]])
