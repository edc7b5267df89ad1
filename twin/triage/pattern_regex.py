"""Patterns as RE2 expressions, and the words without which a pattern cannot match.

English is matched word by word, Chinese character by character, pinyin syllable by syllable. RE2 runs in time linear
in the text, so no message can make a pattern slow.
"""

import re
from dataclasses import dataclass
from typing import Literal

from twin.triage.normal_text import is_chinese
from twin.triage.pattern import Choice, Gap, Maybe, Node, Number, Series, Word

Script = Literal["en", "zh", "pinyin"]
MARKS = r"[ ,/%°+-]{0,2}"
_ARTICLE = r"(?:(?:a|an|the|my|his|her|our|your|their) )?"
_ANY_WORD = rf"[^\s,/%°+-]+{MARKS}"
_EN_NUMBER = rf"\d+(?:\.\d+)?{MARKS}"
_ZH_NUMBER = r"(?:\d+(?:\.\d+)?|[零一二两三四五六七八九十百半]+)"
# The ways to write a character: a pattern's numeral stands for the digit, too, and the other way round.
_WAYS = {
    way: ways
    for ways in (
        ("二", "两", "2"),
        *(
            (numeral, str(number))
            for number, numeral in enumerate("一一二三四五六七八九")
            if number not in (0, 2)
        ),
    )
    for way in ways
} | {"0": ("0", "零"), "十": ("十", "10")}
# Words that are in most messages: a poor sign that a pattern may match.
_EVERYWHERE = frozenset(
    [
        "not",
        "no",
        "can",
        "could",
        "will",
        "to",
        "is",
        "has",
        "have",
        "had",
        "it",
        "on",
        "in",
        "of",
        "and",
        "my",
        "i",
        "a",
        "up",
        "out",
        "off",
        "with",
        "does",
        "do",
        "did",
        "was",
        "are",
        "at",
        "for",
        "be",
    ]
) | set("不没有了的我是一在他她")


SHORT_GAP = 3  # Chinese characters: 尿线细, and then 滴滴答答 is no "尿..3滴"
LONGEST_STEM = 12  # letters of a stem by which candidates are found
_KEY = re.compile(r"[A-Za-z0-9]+")
MOST_ANCHORS = 4  # of one pattern; more are not looked at


@dataclass(frozen=True, slots=True)
class Anchor:
    """One of these stands in every match: `words`, stems among them as "pain*", or `grams` of one or two Chinese characters.

    It has words in English and pinyin and for Latin letters among Chinese, grams in Chinese.
    """

    words: frozenset[str] = frozenset()
    grams: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.words or self.grams)

    def __or__(self, other: "Anchor") -> "Anchor":
        return Anchor(self.words | other.words, self.grams | other.grams)

    @property
    def rarity(self) -> tuple[bool, int]:
        """Rank anchors: none of the words that are everywhere, then the longest shortest word."""
        plain = [word.rstrip("*") for word in self.words | self.grams]
        return _EVERYWHERE.isdisjoint(plain), min(map(len, plain), default=0)


def expression(node: Node, script: Script, syllables: dict[str, str] | None = None) -> str:
    """Write a pattern as an RE2 expression over normal text.

    Args:
        node: The pattern.
        script: How it is matched; `pinyin` takes a Chinese pattern.
        syllables: For pinyin: character to its syllable without tone.
    """
    body = _written(node, script, syllables or {})
    return body if script == "zh" else rf"\b{body}"


def _written(node: Node, script: Script, syllables: dict[str, str]) -> str:
    """Write one node; in English and pinyin every word takes the marks behind it along."""
    if isinstance(node, Series):
        return _series(node, script, syllables)
    if isinstance(node, Choice):
        return "(?:" + "|".join(dict.fromkeys(_written(one, script, syllables) for one in node.options)) + ")"
    if isinstance(node, Maybe):
        return f"(?:{_written(node.part, script, syllables)})?"
    if isinstance(node, Gap):
        return _gap(node.size, script)
    if isinstance(node, Number):
        return _ZH_NUMBER if script == "zh" else _EN_NUMBER
    return _word(node, script, syllables)


def _gap(size: int, script: Script) -> str:
    """Write a gap; a short one of Chinese characters stays within its clause."""
    if script != "zh":
        return rf"(?:{_ANY_WORD}){{0,{size}}}?"
    return rf"[^\n{',' if size <= SHORT_GAP else ''}]{{0,{size}}}?"


def _series(node: Series, script: Script, syllables: dict[str, str]) -> str:
    """Write one thing after the other; between two English words an article may stand."""
    written = [_written(one, script, syllables) for one in node.parts]
    if script != "en":
        return "".join(written)
    pieces = []
    for place, (part, text) in enumerate(zip(node.parts, written, strict=True)):
        if place and not isinstance(part, Gap) and not isinstance(node.parts[place - 1], Gap):
            pieces.append(_ARTICLE)
        pieces.append(text)
    return "".join(pieces)


def _word(node: Word, script: Script, syllables: dict[str, str]) -> str:
    """Write one word or character."""
    if script == "pinyin":
        return rf"\b{syllables.get(node.text, node.text)}\b{MARKS}"
    if script == "en":
        end = r"[a-z0-9]*" if node.is_stem else r"\b"
        return rf"\b{_escaped(node.text)}{end}{MARKS}"
    ways = ways_to_write(node.text)
    return f"(?:{'|'.join(ways)})" if len(ways) > 1 else _escaped(node.text)


def ways_to_write(character: str) -> tuple[str, ...]:
    """Give the ways to write a character of a Chinese pattern: numerals stand for digits, and digits for numerals."""
    return _WAYS.get(character, (character,))


def _escaped(text: str) -> str:
    """Quote what RE2 would read as an operator."""
    return "".join(rf"\{character}" if character in r".+*?()[]{}|^$\/-" else character for character in text)


def anchors_of(node: Node, script: Script, syllables: dict[str, str] | None = None) -> tuple[Anchor, ...]:
    """Find sets of words of which one each stands in every match, the rarest first; none when nothing must be there."""
    if isinstance(node, Word):
        anchor = _word_anchor(node, script, syllables or {})
        return (anchor,) if anchor else ()
    if isinstance(node, Choice):
        options = [anchors_of(one, script, syllables) for one in node.options]
        if not all(options):
            return ()
        joined = Anchor()
        for several in options:
            joined |= several[0]
        return (joined,)
    if isinstance(node, Series):
        found = [anchor for part in node.parts for anchor in anchors_of(part, script, syllables)]
        if script == "zh":
            found += [*_pairs(node), *_latin_runs(node)]
        ranked = sorted(dict.fromkeys(found), key=lambda one: one.rarity, reverse=True)
        return tuple(ranked[:MOST_ANCHORS])
    return ()


def _word_anchor(node: Word, script: Script, syllables: dict[str, str]) -> Anchor:
    """Give the anchor of one word; a numeral is none, since it is written in two ways, nor what no text has as a key.

    Keys are Chinese characters, and Latin words without marks ("+ve" and "breathing," are none).
    """
    if script == "zh":
        is_key = is_chinese(node.text) and len(ways_to_write(node.text)) == 1
        return Anchor(grams=frozenset([node.text])) if is_key else Anchor()
    text = syllables.get(node.text, node.text) if script == "pinyin" else node.text
    if not _KEY.fullmatch(text):
        return Anchor()
    return Anchor(words=frozenset([f"{text[:LONGEST_STEM]}*" if node.is_stem else text]))


def _pairs(node: Series) -> list[Anchor]:
    """Give the anchors made of two neighbouring characters."""
    pairs = []
    for first, second in zip(node.parts, node.parts[1:], strict=False):
        if isinstance(first, Word) and isinstance(second, Word):
            anchors = [_word_anchor(one, "zh", {}) for one in (first, second)]
            if all(anchors):
                pairs.append(Anchor(grams=frozenset([first.text + second.text])))
    return pairs


def _latin_runs(node: Series) -> list[Anchor]:
    """Give the anchors made of Latin letters in a row among Chinese, such as TIA: a text has them as one word."""
    runs = [""]
    for part in node.parts:
        is_latin = isinstance(part, Word) and _KEY.fullmatch(part.text) and not part.text.isdigit()
        runs[-1:] = [runs[-1] + part.text.lower()] if is_latin and isinstance(part, Word) else [runs[-1], ""]
    return [Anchor(words=frozenset([run])) for run in runs if run]


def words_of(node: Node) -> set[tuple[str, bool]]:
    """Give all words of a pattern with whether they are stems."""
    if isinstance(node, Word):
        return {(node.text, node.is_stem)}
    if isinstance(node, Maybe):
        return words_of(node.part)
    parts = node.parts if isinstance(node, Series) else node.options if isinstance(node, Choice) else ()
    return set().union(*(words_of(one) for one in parts))
