"""Chinese patterns as plain strings: most say just so many characters, or hold stretches that do."""

from twin.triage.normal_text import CHINESE_RUN, is_chinese
from twin.triage.pattern import Choice, Gap, Maybe, Node, Series, Word
from twin.triage.pattern_regex import Anchor, ways_to_write

MOST_STRINGS = 150  # that one stretch of a pattern may stand for


def string_anchors(node: Node) -> tuple[Anchor, ...]:
    """Give the strings of which one stands in every match, for each stretch between gaps, the rarest first.

    None where a stretch holds Latin letters or `#`, may be left out, or has too many alternatives. A stretch such as 84,
    without a Chinese character, is no anchor: no text has it as a key.
    """
    parts: list[list[Node]] = [[]]
    for part in _flat(node):
        if isinstance(part, Gap):
            parts.append([])
        else:
            parts[-1].append(part)
    several = [_strings(Series(tuple(one))) for one in parts]
    if any(not strings or "" in strings for strings in several):
        return ()
    anchors = dict.fromkeys(Anchor(grams=strings) for strings in several if all(map(finder_of, strings)))
    return tuple(sorted(anchors, key=lambda one: one.rarity, reverse=True))


def only_string(node: Node) -> str:
    """Give the one string that a pattern stands for; "" where there are more."""
    strings = _strings(node)
    return next(iter(strings)) if len(strings) == 1 else ""


def finder_of(string: str) -> str:
    """Give two Chinese characters in a row of a string, or one: a key of every text that holds it; "" where it has none."""
    return max((run[:2] for run in CHINESE_RUN.findall(string)), key=len, default="")


def _flat(node: Node) -> list[Node]:
    """Give the parts of a series, and those of a series within."""
    return [one for part in node.parts for one in _flat(part)] if isinstance(node, Series) else [node]


def _strings(node: Node) -> frozenset[str]:
    """Give every string that a node stands for; none where there are too many, or no end of them."""
    found: frozenset[str] = frozenset()
    if isinstance(node, Word):
        ways = ways_to_write(node.text)
        return frozenset(ways) if ways[1:] or is_chinese(node.text) else found
    if isinstance(node, Maybe):
        inner = _strings(node.part)
        return inner | {""} if inner else inner
    if isinstance(node, Choice):
        options = [_strings(option) for option in node.options]
        found = found.union(*options) if all(options) else found
    elif isinstance(node, Series):
        found = frozenset([""])
        for part in node.parts:
            following = _strings(part)
            if len(found) * len(following) > MOST_STRINGS:
                return frozenset()
            found = frozenset(before + after for before in found for after in following)
    return found if len(found) <= MOST_STRINGS else frozenset()
