"""The glossary: carries a question's terms from Chinese to English and back, and from lay words to technical ones."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from twin.errors import SettingsError
from twin.evidence.common_words import ENGLISH

WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")  # a hyphen parts words, as in the index
CHINESE = re.compile(r"[\u3400-\u9fff]")
LONGEST_TERM_WORDS = 6


@dataclass(frozen=True, slots=True)
class Term:
    """One entry. `en` and `zh` hold every form of the language, the head first; `plain_*` explain it in a line.

    `is_everyday` marks a word of the phrasebook (wrist, at night, forget): it carries a question across languages, but
    does not say what the question is about.
    """

    en: tuple[str, ...]
    zh: tuple[str, ...]
    plain_en: str = ""
    plain_zh: str = ""
    is_everyday: bool = False

    def forms(self, language: str) -> tuple[str, ...]:
        """Give the forms of that language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """A term as it stands in a text; `start` and `end` are half-open offsets."""

    start: int
    end: int
    term: Term


class Glossary:
    """Finds terms in a text of either language, longest first, without overlap."""

    def __init__(self, terms: Iterable[Term] | Callable[[], Iterable[Term]]) -> None:
        """Take the terms, or what reads them when a term is first asked for."""
        self._given = terms

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Every term, in order."""
        return tuple(self._given() if callable(self._given) else self._given)

    @cached_property
    def _by_form(self) -> tuple[dict[tuple[str, ...], Term], dict[str, Term], int]:
        """Give the terms by their folded English words and by their Chinese characters, and the longest run of these.

        A form of two entries belongs to the first.
        """
        by_words: dict[tuple[str, ...], Term] = {}
        by_characters: dict[str, Term] = {}
        for term in self.terms:
            for form in (*term.en, *term.zh):
                if CHINESE.search(form):
                    by_characters.setdefault(form.lower().replace(" ", ""), term)
                elif form.lower() not in ENGLISH:  # "mine" belongs to everybody, not to coal
                    by_words.setdefault(tuple(folded_words(form)), term)
        return by_words, by_characters, max((len(form) for form in by_characters), default=0)

    def find(self, text: str) -> tuple[FoundTerm, ...]:
        """Find the terms of `text` in order; Chinese by characters, English by whole words."""
        lowered = text.lower()
        found = [*self._find_chinese(lowered), *self._find_english(lowered)]
        return tuple(sorted(found, key=lambda one: one.start))

    def forms(self, language: str) -> frozenset[str]:
        """Give every form of every term in a language."""
        return frozenset(form for term in self.terms for form in term.forms(language))

    def _find_chinese(self, text: str) -> list[FoundTerm]:
        """Walk over the characters and take the longest form at each place."""
        _, by_characters, longest = self._by_form
        found, place = [], 0
        while place < len(text):
            if not CHINESE.match(text[place]) and not text[place].isalnum():
                place += 1
                continue
            for length in range(min(longest, len(text) - place), 1, -1):
                term = by_characters.get(text[place : place + length])
                if term is not None:
                    found.append(FoundTerm(place, place + length, term))
                    place += length
                    break
            else:
                place += 1
        return found

    def _find_english(self, text: str) -> list[FoundTerm]:
        """Walk over the words and take the longest form at each place."""
        by_words, words = self._by_form[0], list(WORD.finditer(text))
        folded = [fold(word.group()) for word in words]
        found, place = [], 0
        while place < len(words):
            for length in range(min(LONGEST_TERM_WORDS, len(words) - place), 0, -1):
                term = by_words.get(tuple(folded[place : place + length]))
                if term is not None:
                    found.append(FoundTerm(words[place].start(), words[place + length - 1].end(), term))
                    place += length
                    break
            else:
                place += 1
        return found


def fold(word: str) -> str:
    """Fold an English word's plural and possessive: `valves` and `valve's` to `valve`."""
    word = word.removesuffix("'s")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def folded_words(text: str) -> list[str]:
    """Give the folded words of an English text."""
    return [fold(match.group()) for match in WORD.finditer(text.lower())]


def load_glossary(corpora: Path) -> Glossary:
    """Give the glossary, the medicines of the formulary, the topics of the lexicon, and the phrasebook's everyday words.

    Read when a term is first asked for. A form that stands in two places belongs to the first. Absent folders give nothing.

    Raises:
        SettingsError: When first asked, if an entry lacks a head in one of the languages.
    """

    def read() -> Iterator[Term]:
        yield from _terms_of(corpora / "glossary")
        yield from _medicines_of(corpora / "formulary")
        yield from _terms_of(corpora / "lexicon")
        yield from (replace(word, is_everyday=True) for word in _terms_of(corpora / "phrasebook"))

    return Glossary(read)


def load_medicines(corpora: Path) -> Glossary:
    """Give the formulary alone: it tells medicines apart where a glossary entry stands for their whole class."""
    return Glossary(lambda: _medicines_of(corpora / "formulary"))


def _terms_of(folder: Path) -> Iterator[Term]:
    for path in sorted(folder.glob("*.yaml")):
        yield from _read_terms(path, path.stat().st_mtime_ns)


def _medicines_of(folder: Path) -> Iterator[Term]:
    for path in sorted(folder.glob("*.yaml")):
        yield from _read_medicines(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _read_terms(path: Path, changed: int) -> tuple[Term, ...]:
    """Read a file of the glossary, lexicon or phrasebook; once, until it is `changed` (ns)."""
    return tuple(_term(entry, path) for entry in _entries(path))


@lru_cache(maxsize=16)
def _read_medicines(path: Path, changed: int) -> tuple[Term, ...]:
    return tuple(_medicine(entry, path) for entry in _entries(path))


def _entries(path: Path) -> list[dict[str, Any]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with path.open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=loader) or []  # noqa: S506 - the safe loader in C


def _term(entry: dict[str, Any], path: Path) -> Term:
    """Read one entry of the glossary or the phrasebook."""
    if not entry.get("en") or not entry.get("zh"):
        raise SettingsError(f"{path.name}: {entry!r} lacks `en` or `zh`; write both heads.")
    return Term(
        (entry["en"], *(entry.get("also_en") or ())),
        (entry["zh"], *(entry.get("also_zh") or ())),
        entry.get("plain_en", ""),
        entry.get("plain_zh", ""),
    )


def _medicine(entry: dict[str, Any], path: Path) -> Term:
    """Read one medicine: its generic and brand names are one term."""
    if not entry.get("generic_en") or not entry.get("generic_zh"):
        raise SettingsError(f"{path.name}: {entry!r} lacks `generic_en` or `generic_zh`; write both.")
    return Term(
        (entry["generic_en"], *(entry.get("brands_en") or ())),
        (entry["generic_zh"], *(entry.get("brands_zh") or ())),
        entry.get("class_en", ""),
        entry.get("class_zh", ""),
    )
