"""How alike two words are, of one reply and of one wording: the same stem, a typo, one concept, near in meaning."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from twin.evidence.common_words import CHINESE_LIGHT, ENGLISH
from twin.gate.number_words import SPELLED, as_digits
from twin.key_points.plain_speech import PlainSpeech

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAME_CONCEPT = 0.9
TYPO_LETTERS, TWO_TYPOS_LETTERS = 5, 9
UNLIKE_WORDS, ALIKE_WORDS = (
    0.42,
    0.85,
)  # cosines of words of MiniLM: below is chance, above is as good as a synonym
LIGHT, CHARACTER_LIGHT, NUMBER = 0.3, 0.3, 0.6
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:\.\d+)?|[\u3400-\u9fff]")
_DROPPED_WORDS = (
    "the a an is are was were be been am do does did it its i me my mine you your yours he him his she her hers we us our "
    "they them their of to in on at for that this these those there not no so as with s t will would shall just then than "
    "and or but if bit lot one get gets got oh well yes yeah right aye"
)
_DROPPED = frozenset(_DROPPED_WORDS.split())
_DROPPED_HAN = frozenset("的了吗呢吧啊呀嘛么哦哈我你您他她它们这那个是就都也还很不没有在着过得地把被给")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: a Latin word's stem, a number, or a Chinese character, with its concepts and weight."""

    stem: str
    surface: str
    concepts: frozenset[str]
    weight: float

    @property
    def is_number(self) -> bool:
        """Say whether it is written in digits (number words are, once read)."""
        return self.surface[0].isdigit()


def vector_words(words: Iterable[Word]) -> set[str]:
    """Give the English words that are worth a vector: not the light ones, which mean little alone."""
    return {
        word.surface
        for word in words
        if word.surface.isalpha() and word.surface.isascii() and word.weight > LIGHT
    }


def words_of(text: str, speech: PlainSpeech) -> list[Word]:
    """Give the words that count, in order. `text` is in plain form."""
    plain = as_digits(text).replace(SPELLED, "")
    concepts = speech.concepts(plain)
    found = []
    for match in _TOKEN.finditer(plain):
        surface = match.group()
        named = frozenset(
            name for start, end, name in concepts if start < match.end() and match.start() < end
        )
        if surface in _DROPPED or (surface in _DROPPED_HAN and not named):
            continue
        found.append(Word(_stem(surface), surface, named, _weight(surface)))
    return found


def _weight(surface: str) -> float:
    if surface[0].isdigit():
        return NUMBER
    if surface.isascii():
        return LIGHT if surface in ENGLISH else 1.0
    return CHARACTER_LIGHT if surface in CHINESE_LIGHT or surface in _DROPPED_HAN else 0.7


def likeness_table(
    mine: Sequence[Word], other: Sequence[Word], vectors: Mapping[str, "NDArray[np.float32]"]
) -> "NDArray[np.float32]":
    """Give how alike each pair of words is, in [0, 1]; shape (mine, other)."""
    import numpy as np

    table = np.zeros((len(mine), len(other)), dtype=np.float32)
    if vectors:
        rows = [n for n, one in enumerate(mine) if one.surface in vectors]
        columns = [n for n, one in enumerate(other) if one.surface in vectors]
        if rows and columns:
            a = np.stack([vectors[mine[n].surface] for n in rows])
            b = np.stack([vectors[other[n].surface] for n in columns])
            near = (a @ b.T - UNLIKE_WORDS) / (ALIKE_WORDS - UNLIKE_WORDS)
            table[np.ix_(rows, columns)] = np.clip(near, 0, 0.85)
    for n, one in enumerate(mine):
        for m, its in enumerate(other):
            if one.stem == its.stem or alike(one.surface, its.surface):
                table[n, m] = 1.0
            elif one.concepts and not one.concepts.isdisjoint(its.concepts):
                table[n, m] = max(table[n, m], SAME_CONCEPT)
    return table


@lru_cache(maxsize=262_144)
def alike(one: str, other: str) -> bool:
    """Say whether two words are the same, a typo aside."""
    if one == other:
        return True
    if (
        min(len(one), len(other)) < TYPO_LETTERS
        or one[0] != other[0]
        or not (one.isalpha() and other.isalpha())
    ):
        return False
    from rapidfuzz.distance import OSA

    allowed = 2 if min(len(one), len(other)) >= TWO_TYPOS_LETTERS else 1
    return bool(OSA.distance(one, other, score_cutoff=allowed) <= allowed)


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    """Drop the commonest endings of English words."""
    if not word.isascii() or not word.isalpha():
        return word
    for ending, put in (
        ("ies", "y"),
        ("ing", ""),
        ("ness", ""),
        ("ed", ""),
        ("es", ""),
        ("ly", ""),
        ("s", ""),
        ("e", ""),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word[: -len(ending)] + put
    return word
