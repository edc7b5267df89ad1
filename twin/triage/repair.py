"""Typos corrected towards the words of the signs: English by letters, Chinese by sound."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import add

from twin.triage.normal_text import NormalText, is_chinese, rewritten

SHORTEST = 5  # letters; shorter words are too near to one another
LONG_WORD = 7  # from here on two letters may be wrong
# Numbers, denials and small words are neither corrected nor put in.
NEVER_A_TYPO = frozenset("零一二三四五六七八九十百千两半几不没无谁我你他她的了吗呢是在")
MOST_REMEMBERED = 20_000  # words whose correction is kept


@dataclass(slots=True)
class EnglishRepair:
    """Corrects a word that no one knows to the one word of the signs that is nearest.

    `targets` are the words of the signs, `known` every other word, `stems` the beginnings that signs look for.
    """

    targets: frozenset[str]
    known: frozenset[str]
    stems: tuple[str, ...]
    _by_letter: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _remembered: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for word in sorted(self.targets):
            self._by_letter[word[0]].append(word)

    def __call__(self, word: str) -> str:
        """Give the correction, or the word itself."""
        if len(word) < SHORTEST or word in self.known or word in self.targets:
            return word
        if word not in self._remembered:
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[word] = self._corrected(word)
        return self._remembered[word]

    def _corrected(self, word: str) -> str:
        """Look for the nearest word: one letter wrong, missing, added or swapped; two in a long word."""
        if word.startswith(self.stems):
            return word
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        allowed = 2 if len(word) >= LONG_WORD else 1
        near = process.extract(
            word, self._by_letter.get(word[0], []), scorer=OSA.distance, score_cutoff=allowed, limit=2
        )
        near = [one for one in near if one[1] < 2 or len(one[0]) >= LONG_WORD]  # Belfast is no blast
        if not near or (len(near) == 2 and near[0][1] == near[1][1] and near[0][0][:4] != near[1][0][:4]):
            return word
        return str(near[0][0])


@dataclass(frozen=True, slots=True)
class ChineseRepair:
    """Corrects a character that sounds like the right one beside a character that is right.

    `pairs` maps two syllables to the signs' pairs; `known` are pairs that are right as they stand; `used` are the
    characters of the signs: one of these is hardly a typo, whatever it stands beside.
    """

    syllables: Mapping[str, str]
    pairs: Mapping[tuple[str, str], tuple[str, ...]]
    known: frozenset[str]
    used: frozenset[str]
    _remembered: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def corrected(self, normal: NormalText) -> NormalText:
        """Correct the characters of a normal text, each at most once."""
        text = normal.text
        if text.isascii():
            return normal
        pairs = list(map(add, text, text[1:]))
        wrong = {pair: right for pair in set(pairs) - self.known if (right := self._right(pair))}
        edits: list[tuple[int, int, str]] = []
        for place in [place for place, pair in enumerate(pairs) if pair in wrong] if wrong else ():
            if edits and edits[-1][1] > place:
                continue
            right = wrong[pairs[place]]
            neighbours = (
                text[place - 1 : place + 1] if right[0] != text[place] else text[place + 1 : place + 3]
            )
            if neighbours not in self.known:
                edits.append((place, place + 2, right))
        return rewritten(normal, edits)

    def _right(self, pair: str) -> str:
        """Give the pair of the signs that sounds like `pair` and shares a character with it; "" where it may be right."""
        if pair not in self._remembered:
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[pair] = self._looked_up(pair)
        return self._remembered[pair]

    def _looked_up(self, pair: str) -> str:
        """Look for the pair among those of the signs."""
        sound = (self.syllables.get(pair[0], ""), self.syllables.get(pair[1], ""))
        same = [one for one in self.pairs.get(sound, ()) if one[0] == pair[0] or one[1] == pair[1]]
        if not same or not all(map(is_chinese, pair)):
            return ""
        wrong = 0 if same[0][0] != pair[0] else 1
        may_be_right = pair[wrong] in self.used or bool({pair[wrong], same[0][wrong]} & NEVER_A_TYPO)
        return "" if may_be_right else same[0]


def chinese_repair(
    syllables: Mapping[str, str], sign_pairs: Iterable[str], known: Iterable[str], used: Iterable[str]
) -> ChineseRepair:
    """Index the pairs of the signs by their sound."""
    by_sound: dict[tuple[str, str], list[str]] = defaultdict(list)
    right = set(sign_pairs)
    for pair in sorted(right):
        by_sound[syllables.get(pair[0], pair[0]), syllables.get(pair[1], pair[1])].append(pair)
    several = {sound: tuple(pairs) for sound, pairs in by_sound.items()}
    return ChineseRepair(syllables, several, frozenset(known) | right, frozenset(used))
