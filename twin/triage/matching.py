"""Where expressions match: the one door to RE2, over texts that know their words and characters."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import add
from typing import Any

import re2

from twin.triage.normal_text import CHINESE_RUN
from twin.triage.pattern import SHORTEST_STEM
from twin.triage.pattern_regex import LONGEST_STEM, Anchor, Script

MEMORY = 8 << 20  # bytes for RE2's automaton of one expression
_MARKS = b" ,/%+-"
_LATIN = re.compile(r"[A-Za-z0-9]+")
_SURE_WORD = re.compile(rf"[a-z0-9]+|[a-z0-9]{{{SHORTEST_STEM},{LONGEST_STEM}}}\*")
_NONE: frozenset[str] = frozenset()
_BEGINS = bytes(byte & 0xC0 != 0x80 for byte in range(256))  # 1 for the first byte of a character of UTF-8


class Regex:
    """One compiled RE2 expression over UTF-8 bytes."""

    __slots__ = ("_match",)

    def __init__(self, expression: str, *, longest: bool = False) -> None:
        """Compile it; with `longest` the longest match at a place counts instead of the first alternative.

        Raises:
            re2.error: If it is not valid.
        """
        options = re2.Options()
        options.max_mem = MEMORY
        options.log_errors = False
        options.longest_match = longest
        # What the package wraps around this call takes as long as the search of a sentence.
        self._match = re2.compile(expression.encode(), options)._regexp.Match

    def spans(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Give the matches from left to right, without overlap; each is looked for when asked."""
        place, end = 0, len(data)
        while place <= end:
            span: tuple[int, int] = self._match(_UNANCHORED, data, place, end)[0]
            if span[0] < 0:
                return
            yield span
            place = max(span[1], place + 1)


_UNANCHORED: Any = re2._re2.RE2.Anchor.UNANCHORED


class EncodedText:
    """A normal text as bytes, with the way back from bytes to characters and what anchors may name."""

    __slots__ = ("_data", "_keys", "_places", "is_ascii", "text")

    def __init__(self, text: str) -> None:
        """Take a normal text; it is encoded when bytes are asked for."""
        self.text = text
        self.is_ascii = text.isascii()
        self._data: bytes | None = None
        self._places: list[int] | None = None
        self._keys: set[str] | None = None

    @property
    def data(self) -> bytes:
        """Give it in UTF-8."""
        if self._data is None:
            self._data = self.text.encode()
        return self._data

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of bytes into one of characters, without the marks at its end."""
        data = self.data
        while end > start and data[end - 1] in _MARKS:
            end -= 1
        if self.is_ascii:
            return start, end
        if self._places is None:  # many texts hold no match at all
            self._places = list(accumulate(data.translate(_BEGINS), initial=0))
        return self._places[start], self._places[end]

    @property
    def keys(self) -> set[str]:
        """Give its Latin words with their beginnings ("pain", "pa*"), its Chinese characters and pairs of them.

        A `PatternIndex` adds the other strings that its patterns name.
        """
        if self._keys is None:
            self._keys = set()
            self._keys.update(*map(_beginnings, _LATIN.findall(self.text)))
            for run in () if self.is_ascii else CHINESE_RUN.findall(self.text):
                self._keys.update(run)
                self._keys.update(map(add, run, run[1:]))
        return self._keys


@lru_cache(maxsize=20_000)
def _beginnings(word: str) -> tuple[str, ...]:
    """Give a word, and its beginnings as stems are written."""
    lengths = range(SHORTEST_STEM, min(len(word), LONGEST_STEM) + 1)
    return (word, *(f"{word[:length]}*" for length in lengths))


class Matcher:
    """Several patterns that mean the same; gives where any of them matches."""

    def __init__(
        self, expressions: Iterable[tuple[str, Script]], anchors: Sequence[tuple[Anchor, ...]] = ()
    ) -> None:
        """Compile them into one expression for each script.

        Args:
            expressions: Each pattern, as RE2 reads it, with its script.
            anchors: Those of each pattern; where all have a sure one, a text without any of these is not searched.
        """
        by_script: dict[str, list[str]] = defaultdict(list)
        for expression, script in expressions:
            by_script[script].append(expression)
        self._regexes = {
            script: Regex("|".join(f"(?:{one})" for one in several), longest=True)  # 没有, not 没
            for script, several in by_script.items()
        }
        sure = [
            next((one.words | one.grams for one in several if _is_sure(one)), _NONE) for several in anchors
        ]
        self._keys = _NONE.union(*sure) if all(sure) else _NONE

    def spans(self, text: EncodedText) -> list[tuple[int, int]]:
        """Give the spans of characters in order."""
        if self._keys and self._keys.isdisjoint(text.keys):
            return []
        found = []
        for script, regex in self._regexes.items():
            if script == "zh" and text.is_ascii:
                continue
            found += [text.characters(*span) for span in regex.spans(text.data)]
        return sorted(found)


def _is_sure(anchor: Anchor) -> bool:
    """Say whether each of an anchor's words would be among the keys of a text: "1.5" and "b超" would not."""
    return all(map(_SURE_WORD.fullmatch, anchor.words)) and all(map(CHINESE_RUN.fullmatch, anchor.grams))
