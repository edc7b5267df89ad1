"""The Chinese patterns as they are read in pinyin; made when the first message in pinyin comes."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from twin.triage.context import Cues
from twin.triage.data_files import loaded
from twin.triage.matching import Matcher
from twin.triage.pattern import Choice, Node, Series, Word
from twin.triage.pattern_index import IndexedPattern, PatternIndex
from twin.triage.pattern_regex import anchors_of, expression, words_of
from twin.triage.sign_files import DENIALS, PatternFiles

SHORTEST = 2  # syllables; a single one sounds like too much else


class SpokenPatterns:
    """Holds the index and the cues of pinyin once they are made; making them twice does no harm."""

    def __init__(self, make_index: Callable[[], PatternIndex], make_cues: Callable[[], Cues]) -> None:
        """Take what makes them."""
        self._make_index = make_index
        self._make_cues = make_cues
        self._made: tuple[PatternIndex, Cues] | None = None

    def made(self) -> tuple[PatternIndex, Cues]:
        """Give the index and the cues."""
        if self._made is None:
            self._made = (self._make_index(), self._make_cues())
        return self._made


def spoken_patterns(
    chinese: Sequence[tuple[str, str]], context: Path, files: PatternFiles, syllables: Mapping[str, str]
) -> SpokenPatterns:
    """Prepare the pinyin of Chinese patterns.

    Args:
        chinese: Each sign's id with one of its Chinese patterns.
        context: context.yaml, whose Chinese cues are read in pinyin, too.
        files: The reader of patterns.
        syllables: Character to syllable without tone.
    """
    table = dict(syllables)

    def index() -> PatternIndex:
        nodes = ((sign, files.node(pattern, "zh")) for sign, pattern in chinese)
        patterns = [_spoken(sign, node, table) for sign, node in nodes if _syllables(node) >= SHORTEST]
        return PatternIndex([one for one in patterns if one.anchors])

    def cues() -> Cues:
        kinds: dict[str, Matcher] = {}
        for kind, keys in loaded(context).items():
            kinds[kind] = files.pinyin_matcher(keys, table)
        return Cues(kinds)

    return SpokenPatterns(index, cues)


def _spoken(sign: str, node: Node, syllables: dict[str, str]) -> IndexedPattern:
    """Write one Chinese pattern in pinyin."""
    return IndexedPattern(
        sign,
        anchors_of(node, "pinyin", syllables),
        partial(expression, node, "pinyin", syllables),
        any(word in DENIALS for word, _ in words_of(node)),
    )


def _syllables(node: Node) -> int:
    """Count the syllables that the shortest match of a pattern has."""
    if isinstance(node, Series):
        return sum(_syllables(part) for part in node.parts)
    if isinstance(node, Choice):
        return min(_syllables(option) for option in node.options)
    return int(isinstance(node, Word))
