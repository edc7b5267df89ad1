"""The words of one persona's passages: how rare each is, and what a misspelt one was meant to be."""

import math
from collections import Counter
from collections.abc import Iterable

from twin.evidence.common_words import ENGLISH
from twin.index.tokens import tokens

SAMPLE = 20_000  # passages looked at; rarity hardly changes beyond
SHORTEST_CORRECTED = 5  # shorter words have too many neighbours one letter away
TWO_EDITS_FROM = 9
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Vocabulary:
    """Counts in how many passages each token stands."""

    def __init__(self, texts: Iterable[str], *, known: Iterable[str] = ()) -> None:
        """Count the tokens of `texts`; `known` are correct words (the glossary's) that need no correction."""
        self.passages = 0
        self.counts: Counter[str] = Counter()
        for text in texts:
            self.passages += 1
            self.counts.update(set(tokens(text)))
        self._known = frozenset(known)

    def rarity(self, token: str) -> float:
        """Give the inverse document frequency as BM25 has it; a token that stands nowhere is the rarest."""
        count = self.counts.get(token, 0)
        return math.log(1 + (self.passages - count + 0.5) / (count + 0.5))

    def holds(self, token: str) -> bool:
        """Say whether any passage has it."""
        return token in self.counts

    def corrected(self, token: str) -> str:
        """Give the word that a misspelt English word was meant to be, or the word itself.

        One edit (letter missing, added, changed, or two swapped) away from a word of the passages or the
        glossary; two edits for words of nine letters and more. The commonest candidate wins.
        """
        if len(token) < SHORTEST_CORRECTED or not token.isascii() or not token.isalpha():
            return token
        if token in self.counts or token in self._known or token in ENGLISH:
            return token
        near = self._candidates(edits(token))
        if not near and len(token) >= TWO_EDITS_FROM:
            near = self._candidates(two for one in edits(token) for two in edits(one))
        return max(near, key=lambda word: (self.counts.get(word, 0), word)) if near else token

    def _candidates(self, words: Iterable[str]) -> set[str]:
        """Keep the words that exist."""
        return {word for word in words if (word in self.counts or word in self._known) and len(word) >= 4}


def edits(word: str) -> set[str]:
    """Give every string one edit away."""
    halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = {left + right[1:] for left, right in halves if right}
    found |= {left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1}
    for letter in LETTERS:
        found |= {left + letter + right[1:] for left, right in halves if right}
        found |= {left + letter + right for left, right in halves}
    return found
