"""How far a passage's phrasings ask the same as a question, and which passages of a folder have such phrasings.

Phrasings are a channel of their own. Put among a passage's words they made passages with many phrasings swallow
questions that are not theirs; on their own they count only when one of them asks nearly the same.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from twin.evidence.query import Concept, Query, subject_tokens
from twin.index.held_passage import HeldPassage

ALIKE = 0.3  # below, a phrasing shares words by chance


def asked_alike(query: Query, questions: Sequence[str]) -> float:
    """Give how far the likest of some phrasings asks the same, in [0, 1].

    It must hold most of the question's concepts, by rarity, and be about little else: the harmonic mean of both shares.
    """
    return max((_alike(query, _tokens(asked)) for asked in questions), default=0.0)


class AskedIndex:
    """The phrasings of one folder, found by their tokens."""

    def __init__(self, passages: Iterable[HeldPassage]) -> None:
        """Sort the phrasings by token."""
        self._asked: list[tuple[str, frozenset[str]]] = []
        self._with: dict[str, list[int]] = {}
        for held in passages:
            for asked in held.questions:
                tokens = _tokens(asked)
                for token in tokens:
                    self._with.setdefault(token, []).append(len(self._asked))
                self._asked.append((held.passage.id, tokens))

    def alike(self, query: Query) -> dict[str, float]:
        """Give the passages with a phrasing that asks nearly the same, and how far, in (ALIKE, 1]."""
        near = {
            number
            for concept in query.concepts
            for form in concept.forms
            for number in self._with.get(min(form, key=lambda token: len(self._with.get(token, ()))), ())
        }
        found: dict[str, float] = {}
        for number in near:
            passage, tokens = self._asked[number]
            alike = _alike(query, tokens)
            if alike > max(ALIKE, found.get(passage, 0.0)):
                found[passage] = alike
        return found


def _alike(query: Query, tokens: frozenset[str]) -> float:
    total = sum(one.weight for one in query.concepts)
    if not total or not tokens:
        return 0.0
    said, used = 0.0, set[str]()
    for concept in query.concepts:
        form = _form_in(concept, tokens)
        if form is not None:
            said += concept.weight
            used.update(form)
    there, back = said / total, len(used) / len(tokens)
    return 2 * there * back / (there + back) if there and back else 0.0


def _form_in(concept: Concept, tokens: frozenset[str]) -> tuple[str, ...] | None:
    return next((form for form in concept.forms if tokens.issuperset(form)), None)


@lru_cache(maxsize=32_768)
def _tokens(asked: str) -> frozenset[str]:
    """Kept, because the same phrasings come up again and again."""
    return frozenset(subject_tokens(asked))
