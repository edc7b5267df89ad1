"""The sentences of the cited passages that a generated sentence retells: with them its single words are compared."""

from collections.abc import Sequence
from functools import lru_cache

from twin.evidence.evidence import EvidenceItem
from twin.gate.quantities import claimed_quantities
from twin.gate.words_of import content_words, is_chinese
from twin.sentences import sentences_of

MIN_NEAR_SHARE = 0.5  # of the sentence's content words; under it nothing is retold, and `support` decides
MIN_NEAR_SHARE_CHINESE = 0.35
ALMOST_AS_NEAR = 0.1  # one word of ten: then both may be meant


def nearest_sentences(sentence: str, cited: Sequence[EvidenceItem]) -> list[str]:
    """Give the sentences of the cited passages that hold most of a sentence's words, the fullest first.

    Where the sentence tells numbers, those that hold one of its numbers go before those that hold none. Passages in
    the other language are left out; so the list may be empty.
    """
    wanted = content_words(sentence)
    if not wanted:
        return []
    chinese = is_chinese(sentence)
    numbers = _values_in(sentence)
    found = [
        (bool(numbers & _values_in(one)), len(wanted & content_words(one)) / len(wanted), one)
        for item in cited
        for one in sentences_of(item.held.passage.text)
        if is_chinese(one) == chinese
    ]
    least = MIN_NEAR_SHARE_CHINESE if chinese else MIN_NEAR_SHARE
    near = [one for one in found if one[1] >= least]
    if any(has_number for has_number, _, _ in near):
        near = [one for one in near if one[0]]
    best = max((share for _, share, _ in near), default=0.0)
    near.sort(key=lambda one: -one[1])
    return [one for _, share, one in near if share >= best - ALMOST_AS_NEAR]


@lru_cache(maxsize=2048)
def _values_in(text: str) -> frozenset[str]:
    return frozenset(f"{one.value} {one.upper} {one.dimension}" for one in claimed_quantities(text))
