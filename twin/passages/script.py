"""Which of our two languages a text is written in, by its script alone."""

import re

from twin.sentences import CJK

_HAN = re.compile(f"[{CJK}]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_MOSTLY = 0.6  # share from which a text counts as of one language; between the two it counts as mixed
_FEWEST = 20  # units below which nothing is said


def han_ratio(text: str) -> float:
    """Give the share of Chinese characters among Chinese characters and Latin words; 0.0 for neither."""
    han, words = len(_HAN.findall(text)), len(_LATIN_WORD.findall(text))
    return han / (han + words) if han + words else 0.0


def script_language(text: str) -> str | None:
    """Give zh or en, or None for a text that is mixed or too short to say."""
    if len(_HAN.findall(text)) + len(_LATIN_WORD.findall(text)) < _FEWEST:
        return None
    ratio = han_ratio(text)
    if ratio >= _MOSTLY:
        return "zh"
    return "en" if ratio <= 1 - _MOSTLY else None
