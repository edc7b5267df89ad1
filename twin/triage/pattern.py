"""The compact pattern language of signs, read into a tree: docs/triage-rules.md, part 1."""

import re
from dataclasses import dataclass
from typing import TypeAlias

DEFAULT_GAP = {"en": 3, "zh": 4}  # words, characters
_NO_PLURALS = frozenset(["always", "does", "less", "pass", "this", "across", "perhaps"])
NEARNESS = {"en": 6, "zh": 12}  # words, characters: how far apart the two sides of `A & B` may be
SHORTEST_STEM = 2
_TOKENS = re.compile(
    r"\s*(?:(?P<open>\()|(?P<close>\))|(?P<bar>\|)|(?P<maybe>\?)|(?P<near>&)|(?P<gap>\.\.(?P<size>\d*))"
    r"|<(?P<list>[a-z_0-9]+)>|(?P<number>#)|(?P<word>(?:(?!\.\.)[^\s()|?&#<>*])+)(?P<stem>\*?)|(?P<wrong>\S))"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of English, or one character of Chinese; a stem stands for every word that begins so."""

    text: str
    is_stem: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """Any number."""


@dataclass(frozen=True, slots=True)
class Gap:
    """At most `size` words (English) or characters (Chinese) of anything within the sentence."""

    size: int


@dataclass(frozen=True, slots=True)
class Series:
    """One after the other."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of these."""

    options: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Maybe:
    """This or nothing."""

    part: "Node"


Node: TypeAlias = Word | Number | Gap | Series | Choice | Maybe


def _perhaps(part: Node) -> Node:
    """Read `weeks?` as week or weeks, and `my?` as my or nothing."""
    if not isinstance(part, Word) or part.is_stem or part.text in _NO_PLURALS:
        return Maybe(part)
    is_plural = part.text[-1] == "s" and len(part.text) > 3
    return Choice((Word(part.text[:-1]), part)) if is_plural else Maybe(part)


class PatternWrong(ValueError):
    """The pattern cannot be read; the message says where."""


class PatternReader:
    """Reads patterns of one language; lists are looked up by name and read once."""

    def __init__(self, language: str, lists: dict[str, tuple[str, ...]]) -> None:
        """Take the language (`en` or `zh`) and the patterns of every list."""
        self._language = language
        self._lists = lists
        self._read_lists: dict[str, Node] = {}
        self._open_lists: list[str] = []

    def read(self, pattern: str) -> Node:
        """Read one pattern.

        Raises:
            PatternWrong: If a bracket is open, a list unknown, a stem too short, or nothing is left.
        """
        tokens = [match for match in _TOKENS.finditer(pattern) if match[0].strip()]
        node, place = self._choice(pattern, tokens, 0)
        if place < len(tokens):
            raise PatternWrong(f"{pattern!r}: a bracket closes that was not opened.")
        if node == Series(()):
            raise PatternWrong(f"{pattern!r}: nothing in it.")
        return node

    def _choice(self, pattern: str, tokens: list[re.Match[str]], place: int) -> tuple[Node, int]:
        """Read alternatives up to a closing bracket or the end."""
        options = []
        while True:
            option, place = self._nearness(pattern, tokens, place)
            if isinstance(option, Maybe | Gap):
                raise PatternWrong(
                    f"{pattern!r}: an alternative may not be empty; put the `?` behind the bracket."
                )
            options.append(option)
            if place >= len(tokens) or not tokens[place]["bar"]:
                break
            place += 1
        return (options[0] if len(options) == 1 else Choice(tuple(options))), place

    def _nearness(self, pattern: str, tokens: list[re.Match[str]], place: int) -> tuple[Node, int]:
        """Read `A & B`: both orders, not far apart."""
        left, place = self._series(pattern, tokens, place)
        while place < len(tokens) and tokens[place]["near"]:
            right, place = self._series(pattern, tokens, place + 1)
            between = Gap(NEARNESS[self._language])
            left = Choice((Series((left, between, right)), Series((right, between, left))))
        return left, place

    def _series(self, pattern: str, tokens: list[re.Match[str]], place: int) -> tuple[Node, int]:
        """Read one thing after the other."""
        parts: list[Node] = []
        while place < len(tokens):
            token = tokens[place]
            if token["close"] or token["bar"] or token["near"]:
                break
            place += 1
            if token["open"]:
                part, place = self._choice(pattern, tokens, place)
                if place >= len(tokens) or not tokens[place]["close"]:
                    raise PatternWrong(f"{pattern!r}: a bracket is not closed.")
                place += 1
                parts.append(part)
            elif token["maybe"]:
                if not parts:
                    raise PatternWrong(f"{pattern!r}: `?` follows nothing.")
                parts.append(_perhaps(parts.pop()))
            else:
                parts += self._leaf(pattern, token)
        return (parts[0] if len(parts) == 1 else Series(tuple(parts))), place

    def _leaf(self, pattern: str, token: re.Match[str]) -> list[Node]:
        """Read a gap, a list, a number or a word."""
        if token["gap"]:
            return [Gap(int(token["size"] or DEFAULT_GAP[self._language]))]
        if token["list"]:
            return [self._list(pattern, token["list"])]
        if token["number"]:
            return [Number()]
        if token["wrong"]:
            raise PatternWrong(f"{pattern!r}: {token['wrong']!r} stands where it means nothing.")
        word, is_stem = token["word"], bool(token["stem"])
        if self._language == "zh":
            if is_stem:
                raise PatternWrong(f"{pattern!r}: stems (`*`) are for English.")
            return [Word(character) for character in word]
        if is_stem and len(word) < SHORTEST_STEM:
            raise PatternWrong(
                f"{pattern!r}: a stem needs {SHORTEST_STEM} letters, `{word}*` has {len(word)}."
            )
        return [Word(word, is_stem)]

    def _list(self, pattern: str, name: str) -> Node:
        """Give the choice a list stands for."""
        if name not in self._lists or name in self._open_lists:
            fault = "contains itself" if name in self._open_lists else "is nowhere defined"
            raise PatternWrong(f"{pattern!r}: the list <{name}> {fault}.")
        if name not in self._read_lists:
            self._open_lists.append(name)
            self._read_lists[name] = Choice(tuple(self.read(one) for one in self._lists[name]))
            self._open_lists.pop()
        return self._read_lists[name]
