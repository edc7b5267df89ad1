"""The spoken form of a written sentence: numbers, units, ranges, doses, abbreviations, classes, dates, as people say them."""

from collections.abc import Mapping
from functools import lru_cache

from twin.voice.chinese_reading import RULES as CHINESE_RULES
from twin.voice.english_reading import RULES as ENGLISH_RULES
from twin.voice.reading_rule import ReadingRule, listed_rule
from twin.voice.spoken_text import SpokenSpan, SpokenText

_SILENT = "*_`#[]【】\\"  # marks of layout that no voice should name


def spoken_form(
    written: str, *, language: str, pronunciations: Mapping[str, str] | None = None
) -> SpokenText:
    """Give what a voice reads for a text, with a map back to what is written.

    Args:
        written: One sentence or a few, in `language`; words of the other language may stand in it.
        language: en or zh.
        pronunciations: The persona's own readings, written word to spoken word; they come before every rule.
    """
    rules = _rules(language, tuple(sorted((pronunciations or {}).items())))
    spoken: list[str] = []
    spans: list[SpokenSpan] = []
    at = length = 0
    while at < len(written):
        end, said = _read(written, at, rules)
        if said is None:
            said = "" if written[at] in _SILENT else written[at]
        elif _touches(spoken, said):
            spoken.append(" ")
            length += 1
        if said and any(character.isalnum() for character in said):
            spans.append(SpokenSpan(length, length + len(said), at, end))
        spoken.append(said)
        length += len(said)
        at = end
    return SpokenText(written, "".join(spoken), language, tuple(spans))


def _read(written: str, at: int, rules: tuple[ReadingRule, ...]) -> tuple[int, str | None]:
    """Give where the run that begins at a character ends, and what is said for it; None: as it stands."""
    for one in rules:
        match = one.pattern.match(written, at)
        if match and match.end() > at:
            said = one.say(match)
            if said is not None:
                return match.end(), said
    return at + 1, None


def _touches(spoken: list[str], said: str) -> bool:
    """Say whether two Latin words would run into one another."""
    last = next((part for part in reversed(spoken) if part), "")
    return (
        bool(last) and last[-1].isascii() and last[-1].isalnum() and said[:1].isascii() and said[:1].isalnum()
    )


@lru_cache(maxsize=32)
def _rules(language: str, pronunciations: tuple[tuple[str, str], ...]) -> tuple[ReadingRule, ...]:
    rules = CHINESE_RULES if language == "zh" else ENGLISH_RULES
    return (listed_rule(dict(pronunciations)), *rules) if pronunciations else rules
