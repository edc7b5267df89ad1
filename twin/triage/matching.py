"""Where patterns match: the one door to RE2. An index of words finds the candidates, RE2 finds the places."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import re2

from twin.triage.normal_text import is_chinese
from twin.triage.pattern import SHORTEST_STEM
from twin.triage.pattern_regex import Anchor, Script

MOST_PLACES = 40  # of one pattern in one message; more add nothing, and a hostile text may hold thousands
LONGEST_STEM = 12  # letters of a stem that are looked at to find candidates
MEMORY = 8 << 20  # bytes for RE2's automaton of one expression
_MARKS = b" ,/%+-"


def compiled(expression: str, *, longest: bool = False) -> Any:
    """Compile an RE2 expression over UTF-8 bytes.

    Args:
        expression: In RE2's syntax.
        longest: Take the longest match at a place instead of the first alternative.

    Raises:
        re2.error: If it is not valid.
    """
    options = re2.Options()
    options.max_mem = MEMORY
    options.log_errors = False
    options.longest_match = longest
    return re2.compile(expression.encode(), options)


@dataclass(frozen=True, slots=True)
class EncodedText:
    """A normal text as bytes, with the way back from bytes to characters and the words it holds."""

    text: str
    data: bytes
    places: tuple[int, ...] | None  # byte offset to character offset; None where both are the same
    words: frozenset[str]
    beginnings: frozenset[str]
    grams: frozenset[str]

    def holds(self, anchor: Anchor) -> bool:
        """Say whether one of the anchor's words stands in the text."""
        return not (
            anchor.words.isdisjoint(self.words)
            and anchor.grams.isdisjoint(self.grams)
            and anchor.stems.isdisjoint(self.beginnings)
        )

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of bytes into one of characters, without the marks at its end."""
        while end > start and self.data[end - 1] in _MARKS:
            end -= 1
        return (start, end) if self.places is None else (self.places[start], self.places[end])


def encoded(text: str) -> EncodedText:
    """Prepare a normal text for matching."""
    data = text.encode()
    places: list[int] | None = None
    grams: set[str] = set()
    if len(data) != len(text):
        places = []
        for place, character in enumerate(text):
            places += [place] * len(character.encode())
        places.append(len(text))
        chinese = [character if is_chinese(character) else "" for character in text]
        grams = set(chinese)
        grams.update(a + b for a, b in pairwise(chinese) if a and b)
        grams.discard("")
    words = frozenset(_latin_words(text))
    beginnings = frozenset(
        word[:length] for word in words for length in range(SHORTEST_STEM, min(len(word), LONGEST_STEM) + 1)
    )
    known_places = tuple(places) if places is not None else None
    return EncodedText(text, data, known_places, words, beginnings, frozenset(grams))


def _latin_words(text: str) -> Iterator[str]:
    """Give the stretches of Latin letters and digits."""
    translated = "".join(
        character if character.isascii() and character.isalnum() else " " for character in text
    )
    yield from translated.split()


@dataclass(slots=True)
class IndexedPattern:
    """One pattern in one script. `owner` says whose it is; its expression is written and compiled at the first use.

    `anchors` are all met by every text in which it matches; the first is the rarest.
    """

    owner: str
    anchors: tuple[Anchor, ...]
    write: Callable[[], str]
    owns_denial: bool = False
    _regex: Any = field(default=None, repr=False)

    def regex(self) -> Any:
        """Give the compiled expression."""
        if self._regex is None:
            self._regex = compiled(self.write())
        return self._regex

    def places(self, encoded_text: EncodedText) -> list[tuple[int, int]]:
        """Give the spans of characters where it matches, from left to right, without overlap."""
        found = []
        for match in self.regex().finditer(encoded_text.data):
            span = encoded_text.characters(*match.span())
            if span[0] < span[1]:
                found.append(span)
            if len(found) >= MOST_PLACES:
                break
        return found


class PatternIndex:
    """Many patterns; finds those that may match a text by the words without which they cannot."""

    def __init__(self, patterns: Sequence[IndexedPattern]) -> None:
        """Index the patterns by their rarest anchors."""
        self.patterns = tuple(patterns)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        self._by_gram: dict[str, list[int]] = defaultdict(list)
        for number, pattern in enumerate(self.patterns):
            rarest = pattern.anchors[0]
            for table, keys in (
                (self._by_word, rarest.words),
                (self._by_stem, rarest.stems),
                (self._by_gram, rarest.grams),
            ):
                for key in keys:
                    table[key].append(number)

    def candidates(self, text: EncodedText) -> list[IndexedPattern]:
        """Give the patterns all of whose anchors stand in the text, in their own order."""
        numbers: set[int] = set()
        for table, keys in (
            (self._by_word, text.words),
            (self._by_stem, text.beginnings),
            (self._by_gram, text.grams),
        ):
            for key in table.keys() & keys:
                numbers.update(table[key])
        found = []
        for number in sorted(numbers):
            for anchor in self.patterns[number].anchors[1:]:
                if not text.holds(anchor):
                    break
            else:
                found.append(self.patterns[number])
        return found


class Matcher:
    """Several patterns that mean the same; gives where any of them matches."""

    def __init__(self, expressions: Iterable[tuple[str, Script]]) -> None:
        """Compile them into one expression for each script."""
        by_script: dict[str, list[str]] = defaultdict(list)
        for expression, script in expressions:
            by_script[script].append(expression)
        self._regexes = {
            script: compiled("|".join(f"(?:{one})" for one in several), longest=True)  # 没有, not 没
            for script, several in by_script.items()
        }

    def spans(self, text: "EncodedText") -> list[tuple[int, int]]:
        """Give the spans of characters in order."""
        found = []
        for script, regex in self._regexes.items():
            if script == "zh" and text.places is None:
                continue
            found += [text.characters(*match.span()) for match in regex.finditer(text.data)]
        return sorted(found)
