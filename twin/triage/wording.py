"""A message made one: characters folded, words of one spelling, typos corrected, pinyin set apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from twin.triage.data_files import loaded
from twin.triage.english_words import EnglishWords
from twin.triage.normal_text import NormalText, folded
from twin.triage.pattern import Choice, Maybe, Node, Series, Word
from twin.triage.pattern_regex import words_of
from twin.triage.pinyin import Pinyin, syllable_of
from twin.triage.repair import ChineseRepair, EnglishRepair, chinese_repair


@dataclass(frozen=True, slots=True)
class Wording:
    """How patterns are made one. `simplified` maps a traditional character to its simplified form."""

    words: EnglishWords
    simplified: dict[str, str]


@dataclass(frozen=True, slots=True)
class MessageReader:
    """How messages are made one: as patterns are, and with typos corrected towards the words of the patterns."""

    wording: Wording
    english: EnglishRepair
    chinese: ChineseRepair
    pinyin: Pinyin

    def normal(self, text: str) -> NormalText:
        """Make one message one."""
        simple = folded(text, self.wording.simplified)
        return self.chinese.corrected(self.wording.words.made_one(simple, self.english))


def read_wording(folder: Path) -> Wording:
    """Read english.yaml and characters.yaml of corpora/triage/vocabulary."""
    english = loaded(folder / "english.yaml")
    beginnings = sorted(english["beginnings"].items(), key=lambda pair: -len(pair[0]))
    characters = loaded(folder / "characters.yaml")
    simplified = dict(zip(characters["traditional"], characters["simplified"], strict=True))
    words = {str(word): str(form) for word, form in english["words"].items()}
    return Wording(EnglishWords(words, tuple(beginnings)), simplified)


def read_syllables(folder: Path) -> dict[str, str]:
    """Read pinyin.yaml: character to syllable without tone."""
    return syllable_of(loaded(folder / "pinyin.yaml"))


def message_reader(
    folder: Path,
    wording: Wording,
    syllables: Mapping[str, str],
    nodes: Mapping[str, Iterable[tuple[str, Node]]],
) -> MessageReader:
    """Make the reader of messages from the word tables and the patterns of the signs.

    Args:
        folder: corpora/triage/vocabulary.
        wording: How patterns were made one.
        syllables: Character to syllable.
        nodes: The patterns by language, each with its sign.
    """
    common = set((folder / "words.txt").read_text(encoding="utf-8").split())
    pairs = (folder / "pairs.txt").read_text(encoding="utf-8").split()
    words = {word for _, node in nodes["en"] for word in words_of(node)}
    stems = tuple(sorted(word for word, is_stem in words if is_stem and len(word) > 3))
    targets = {word for word, is_stem in words if not is_stem and len(word) > 4 and word.isalpha()}
    targets |= {word for word in common if word.startswith(stems)}
    sounds = set(syllables.values())
    return MessageReader(
        wording,
        EnglishRepair(frozenset(targets), frozenset(common | sounds | set(wording.words.words)), stems),
        chinese_repair(
            syllables,
            {pair for _, node in nodes["zh"] for pair in _pairs_of(node)},
            (line[0] + follower for line in pairs for follower in line[1:]),
            (word for _, node in nodes["zh"] for word, _ in words_of(node)),
        ),
        Pinyin(frozenset(sounds), frozenset(common)),
    )


def _pairs_of(node: Node) -> set[str]:
    """Give the pairs of neighbouring characters of a Chinese pattern."""
    if isinstance(node, Series):
        neighbours = zip(node.parts, node.parts[1:], strict=False)
        pairs = {a.text + b.text for a, b in neighbours if isinstance(a, Word) and isinstance(b, Word)}
        return pairs.union(*(_pairs_of(part) for part in node.parts))
    if isinstance(node, Choice):
        return set().union(*(_pairs_of(option) for option in node.options))
    return _pairs_of(node.part) if isinstance(node, Maybe) else set()
