"""Many patterns at once: an index of words and strings finds those that may match, and each finds its places."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice
from string import ascii_letters, ascii_lowercase, digits

from twin.triage.literals import finder_of
from twin.triage.matching import EncodedText, Regex
from twin.triage.pattern_regex import Anchor

MOST_PLACES = 40  # of one pattern in one message; more add nothing, and a hostile text may hold thousands
_LETTERS = frozenset(ascii_letters + digits + "_")  # what RE2 takes for part of a word
_STEM_LETTERS = frozenset(ascii_lowercase + digits)
_MARKS = frozenset(" ,/%°+-")


@dataclass(slots=True)
class IndexedPattern:
    """One pattern in one script. `owner` says whose it is; its expression is written and compiled at the first use.

    `anchors` are all met by every text in which it matches; the first is the rarest. Two kinds of pattern need no
    expression: one English word is found as `word` (a stem with "*"), Chinese characters in a row as `literal`.
    """

    owner: str
    anchors: tuple[Anchor, ...]
    write: Callable[[], str]
    owns_denial: bool = False
    word: str = ""
    literal: str = ""
    _regex: Regex | None = field(default=None, repr=False)

    def regex(self) -> Regex:
        """Give the compiled expression."""
        if self._regex is None:
            self._regex = Regex(self.write())
        return self._regex

    def prepare(self) -> None:
        """Compile the expression, where there is need of one."""
        if not self.word and not self.literal:
            self.regex()

    def places(self, text: EncodedText) -> Iterator[tuple[int, int]]:
        """Give the spans of characters where it matches, from left to right, without overlap; each is looked for when asked."""
        if self.literal:
            return islice(_places_of_literal(text.text, self.literal), MOST_PLACES)
        if self.word:
            return islice(_places_of_word(text.text, self.word), MOST_PLACES)
        return islice(self._places_by_expression(text), MOST_PLACES)

    def _places_by_expression(self, text: EncodedText) -> Iterator[tuple[int, int]]:
        for span in self.regex().spans(text.data):
            start, end = text.characters(*span)
            if start < end:
                yield start, end


def _places_of_literal(text: str, literal: str) -> Iterator[tuple[int, int]]:
    """Give where a string stands, without overlap."""
    place, length = text.find(literal), len(literal)
    while place >= 0:
        yield place, place + length
        place = text.find(literal, place + length)


def _places_of_word(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Give where a word of Latin letters stands, or one that begins so where it ends with "*"."""
    plain, is_stem = word.removesuffix("*"), word.endswith("*")
    place, last = text.find(plain), len(text)
    while place >= 0:
        end = place + len(plain)
        begins = not place or text[place - 1] not in _LETTERS
        while is_stem and end < last and text[end] in _STEM_LETTERS:
            end += 1
        if begins and (is_stem or end == last or text[end] not in _LETTERS):
            yield place, _with_degree(text, end)
        place = text.find(plain, end)


def _with_degree(text: str, end: int) -> int:
    """Take the sign of a degree along, which belongs to the marks behind a word."""
    for place in range(end, min(end + 2, len(text))):
        if text[place] not in _MARKS:
            break
        if text[place] == "°":
            end = place + 1
    return end


class PatternIndex:
    """Many patterns; finds those that may match a text by the words without which they cannot."""

    def __init__(self, patterns: Sequence[IndexedPattern]) -> None:
        """Index the patterns by the keys of their rarest anchors; patterns with equal anchors share them."""
        self.patterns = tuple(patterns)
        self._sure: dict[str, list[int]] = defaultdict(list)  # with one anchor
        self._by_key: dict[str, list[tuple[int, tuple[frozenset[str], ...]]]] = defaultdict(list)
        shared: dict[frozenset[str], frozenset[str]] = {}
        for number, pattern in enumerate(self.patterns):
            rarest, *others = [shared.setdefault(keys, keys) for keys in map(_keys_of, pattern.anchors)]
            for key in rarest:
                if others:
                    self._by_key[key].append((number, tuple(others)))
                else:
                    self._sure[key].append(number)
        self._others = _by_finder(
            {gram for one in self.patterns for anchor in one.anchors for gram in anchor.grams}
        )

    def candidates(self, text: EncodedText) -> list[IndexedPattern]:
        """Give the patterns all of whose anchors stand in the text, in their own order."""
        keys = text.keys
        if not text.is_ascii:
            whole = text.text
            for finder in self._others.keys() & keys:
                keys.update([string for string in self._others[finder] if string in whole])
        numbers: set[int] = set()
        numbers.update(*map(self._sure.__getitem__, self._sure.keys() & keys))
        for key in self._by_key.keys() & keys:
            for number, others in self._by_key[key]:
                for anchor in others:
                    if anchor.isdisjoint(keys):
                        break
                else:
                    numbers.add(number)
        return [self.patterns[number] for number in sorted(numbers)]


def _by_finder(strings: Set[str]) -> dict[str, tuple[str, ...]]:
    """Sort the strings that are no keys of a text as they stand by the key that leads to them."""
    found: dict[str, list[str]] = defaultdict(list)
    for string in sorted(strings):
        finder = finder_of(string)
        if finder != string:
            found[finder].append(string)
    return {finder: tuple(several) for finder, several in found.items()}


def _keys_of(anchor: Anchor) -> frozenset[str]:
    """Give the keys of which a text must hold one."""
    return anchor.words | anchor.grams
