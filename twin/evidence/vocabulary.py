"""The words of one persona's passages: how rare each is, and what a misspelt one was meant to be."""

import math
from collections import Counter
from collections.abc import Iterable

from twin.evidence.common_words import ENGLISH
from twin.index.tokens import tokens

SAMPLE = 20_000  # passages looked at; rarity hardly changes beyond
SHORTEST_CORRECTED = 4  # shorter words have too many neighbours one letter away
TWO_EDITS_FROM = 9


class Vocabulary:
    """Counts in how many passages each token stands."""

    def __init__(
        self, texts: Iterable[str], *, known: Iterable[str] = (), ordinary: frozenset[str] = frozenset()
    ) -> None:
        """Count the tokens of `texts`.

        `known` are the glossary's words, which a misspelt word may have meant; `ordinary` are English words that are
        right, but that nothing is corrected to.
        """
        self.passages = 0
        self.counts: Counter[str] = Counter()
        for text in texts:
            self.passages += 1
            self.counts.update(set(tokens(text)))
        self._known = frozenset(known)
        self._ordinary = ordinary
        self._words: list[str] | None = None

    def rarity(self, token: str) -> float:
        """Give the inverse document frequency as BM25 has it; a token that stands nowhere is the rarest."""
        count = self.counts.get(token, 0)
        return math.log(1 + (self.passages - count + 0.5) / (count + 0.5))

    def holds(self, token: str) -> bool:
        """Say whether any passage has it."""
        return token in self.counts

    def is_word(self, token: str) -> bool:
        """Say whether a Latin word is one that exists, rather than a name or a misspelling."""
        return any(token in words for words in (self.counts, self._known, ENGLISH, self._ordinary))

    def corrected(self, token: str) -> str:
        """Give the word that a misspelt English word was meant to be, or the word itself.

        One edit (letter missing, added, changed, or two swapped) away from a word of the passages or the
        glossary; two edits for words of nine letters and more. The nearest wins, then the commonest.
        """
        if len(token) < SHORTEST_CORRECTED or not token.isascii() or not token.isalpha():
            return token
        if self.is_word(token):
            return token
        allowed = 2 if len(token) >= TWO_EDITS_FROM else 1
        near = self._near(token, allowed)
        return max(near, key=lambda word: (-near[word], self.counts.get(word, 0), word)) if near else token

    def _near(self, token: str, allowed: int) -> dict[str, float]:
        """Give the existing words at most `allowed` edits away, with their distance."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if self._words is None:
            words = {*self.counts, *self._known}
            self._words = sorted(
                word for word in words if len(word) >= SHORTEST_CORRECTED - 1 and word.isalpha()
            )
        found = process.extract(token, self._words, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        return {word: distance for word, distance, _ in found if word.isascii()}
