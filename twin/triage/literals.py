"""Chinese patterns as plain strings: most say just so many characters, and are found faster than by an automaton."""

from collections.abc import Iterator
from dataclasses import dataclass

from twin.triage.matching import Alternatives, EncodedText
from twin.triage.normal_text import CHINESE_RUN, is_chinese
from twin.triage.pattern import Choice, Gap, Maybe, Node, Series, Word
from twin.triage.pattern_regex import SHORT_GAP, Anchor, ways_to_write

MOST_STRINGS = 150  # that one stretch of a pattern may stand for; beyond that the automaton is as fast
MOST_STRETCHES = 3  # each may be tried at every place that the gap before it allows


@dataclass(frozen=True, slots=True)
class Stretches:
    """A pattern as stretches of characters with gaps between them.

    `strings[i]` are those that stretch `i` stands for; at most `gaps[i]` characters stand between it and the next.
    """

    strings: tuple[Alternatives, ...]
    gaps: tuple[int, ...] = ()

    def anchors(self) -> tuple[Anchor, ...]:
        """Give the strings of each stretch, of which one stands in every match, the rarest first.

        Those without a Chinese character, such as 84, are no anchor: no text has them as keys.
        """
        several = [Anchor(grams=one.every) for one in self.strings if all(map(finder_of, one.every))]
        return tuple(sorted(several, key=lambda one: one.rarity, reverse=True))

    def places(self, text: EncodedText) -> Iterator[tuple[int, int]]:
        """Give where it stands, from left to right, without overlap: as a leftmost match with lazy gaps would."""
        if len(self.strings) == 1 and len(self.strings[0].in_order) == 1:
            yield from _places_of(text.text, self.strings[0].in_order[0])
            return
        ends = [text.ends_of(strings) for strings in self.strings]
        done = 0
        for start in sorted(ends[0]) if all(ends) else ():
            end = self._end(text.text, ends, 0, start)
            if start >= done and end:
                yield start, end
                done = end

    def _end(self, text: str, ends: list[dict[int, list[int]]], number: int, place: int) -> int:
        """Give where a match ends whose stretch `number` begins at `place`; 0 where there is none."""
        for end in ends[number].get(place, ()):
            if number == len(self.gaps):
                return end
            for following in self._within_reach(text, number, end):
                last = self._end(text, ends, number + 1, following)
                if last:
                    return last
        return 0

    def _within_reach(self, text: str, number: int, end: int) -> range:
        """Give the places where the next stretch may begin; a short gap stays within its clause."""
        size = self.gaps[number]
        comma = text.find(",", end, end + size) if size <= SHORT_GAP else -1
        return range(end, (end + size if comma < 0 else comma) + 1)


def _places_of(text: str, string: str) -> Iterator[tuple[int, int]]:
    """Give where one string stands, without overlap."""
    place, length = text.find(string), len(string)
    while place >= 0:
        yield place, place + length
        place = text.find(string, place + length)


def finder_of(string: str) -> str:
    """Give two Chinese characters in a row of a string, or one: a key of every text that holds it; "" where it has none."""
    runs = CHINESE_RUN.findall(string)
    return max((run[:2] for run in runs), key=len, default="")


def stretches_of(node: Node) -> Stretches | None:
    """Give a Chinese pattern as stretches; None where it holds Latin letters or `#`, or too many alternatives."""
    parts: list[list[Node]] = [[]]
    gaps: list[int] = []
    for part in _flat(node):
        if isinstance(part, Gap):
            parts.append([])
            gaps.append(part.size)
        else:
            parts[-1].append(part)
    several = [_strings(Series(tuple(one))) for one in parts]
    known = [strings for strings in several if strings is not None and "" not in strings]
    if len(known) < len(several) or len(known) > MOST_STRETCHES:
        return None  # also where something may be left out, or a gap stands at an end or beside another
    stretches = Stretches(tuple(map(Alternatives, known)), tuple(gaps))
    return stretches if stretches.anchors() else None


def _flat(node: Node) -> list[Node]:
    """Give the parts of a series, and those of a series within."""
    return [one for part in node.parts for one in _flat(part)] if isinstance(node, Series) else [node]


def _strings(node: Node) -> tuple[str, ...] | None:
    """Give every string that a node stands for, the preferred first; None where there are too many, or it has no end of them."""
    if isinstance(node, Word):
        ways = ways_to_write(node.text)
        return ways if ways[1:] or is_chinese(node.text) else None
    if isinstance(node, Maybe):
        inner = _strings(node.part)
        return None if inner is None else (*inner, "")
    found: list[str] = []
    if isinstance(node, Choice):
        for option in node.options:
            found += _strings(option) or [""] * (MOST_STRINGS + 1)
    elif isinstance(node, Series):
        found = [""]
        for part in node.parts:
            following = _strings(part)
            if following is None or len(found) > MOST_STRINGS:
                return None
            found = [before + after for before in found for after in following]
    return tuple(dict.fromkeys(found)) if 0 < len(found) <= MOST_STRINGS else None
