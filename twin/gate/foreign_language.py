"""Rule: a sentence is written in the language that was asked, unless it quotes."""

import re

from twin.evidence.common_words import ENGLISH
from twin.sentences import CJK

_HAN = re.compile(f"[{CJK}]")
_WORD = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]+")
_OTHER_SCRIPT = re.compile(
    r"[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0fff\u10a0-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f\uac00-\ud7af]"
)
_ACCENTED = re.compile(r"[À-ÖØ-öø-ɏḀ-ỿ]")
_LITTLE_WORDS = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "or",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "with",
        "is",
        "are",
        "be",
        "not",
        "no",
        "do",
        "does",
        "this",
        "that",
        "it",
        "you",
        "your",
        "we",
        "our",
        "he",
        "she",
        "they",
        "if",
        "when",
        "as",
        "by",
        "from",
        "than",
        "before",
        "after",
        "more",
        "less",
        "may",
        "can",
        "should",
        "must",
        "have",
        "has",
    ]
)
FEWEST_WORDS = 3  # Latin words in a Chinese answer: one or two are names and units
FEWEST_ENGLISH = (
    0.15  # share of little words in English prose of five words and more; in other languages near none
)
_FEWEST_TO_TELL = 6


def is_in_another_language(text: str, language: str) -> bool:
    """Say whether a sentence is in another language than `language` (en or zh)."""
    if _OTHER_SCRIPT.search(text):
        return True
    han, words = len(_HAN.findall(text)), _WORD.findall(text)
    letters = sum(map(len, words))
    if language == "zh":
        return not han and sum(word.islower() and len(word) > 1 for word in words) >= FEWEST_WORDS
    if han * 2 > letters:
        return True
    return _is_other_latin(words)


def _is_other_latin(words: list[str]) -> bool:
    lowered = [word.lower() for word in words]
    if len(words) < _FEWEST_TO_TELL:
        return sum(bool(_ACCENTED.search(word)) for word in words) >= 2
    little = sum(word in _LITTLE_WORDS or word in ENGLISH for word in lowered)
    accented = sum(bool(_ACCENTED.search(word)) for word in lowered)
    return (little / len(words) < FEWEST_ENGLISH and (accented > 0 or little == 0)) or accented / len(
        words
    ) > 0.25
