"""Patterns made one like messages, before they are read: spelling, contractions, characters."""

import re

from twin.triage.english_words import EnglishWords
from twin.triage.normal_text import folded

_ENGLISH = re.compile(r"<[a-z_0-9]+>|[A-Za-zÀ-ɏ0-9'’/-]+\*?")
_CHINESE = re.compile(r"<[a-z_0-9]+>|[^\s()|?&#<>.*]+")


def normal_pattern(pattern: str, language: str, words: EnglishWords, simplified: dict[str, str]) -> str:
    """Rewrite the words of a pattern as a message's words are rewritten."""
    if language == "zh":
        return _CHINESE.sub(
            lambda match: match[0] if match[0][0] == "<" else folded(match[0], simplified).text, pattern
        )
    return _ENGLISH.sub(lambda match: _english(match[0], words), pattern)


def _english(word: str, words: EnglishWords) -> str:
    """Rewrite one word of an English pattern; several words that stand for one are kept together."""
    if word[0] == "<":
        return word
    if word.isascii() and word.isalpha():
        form = words.one_form(word.lower())
        return f"({form})" if " " in form else form
    if word.endswith("*"):
        return words.stem(folded(word[:-1], {}).text) + "*"
    text = words.made_one(folded(word, {}), lambda unknown: unknown).text.replace("/", " ").strip()
    return f"({text})" if " " in text else text
