"""Near-duplicates among the passages of one persona, found exactly and without chance.

Two passages are near-duplicates when their shingles (runs of three words; of three characters in Chinese) overlap by
Jaccard's measure of at least 0.8, and they agree in every number and every negation: the same advice with another
dose, or with a "not" more, is other advice.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from twin.passages.passage import Passage
from twin.sentences import CJK, without_marks

ALIKE = 0.8  # Jaccard overlap; copies with another greeting or ending lie above, other passages on one topic below 0.4
SHINGLE = 3
_TOKEN = re.compile(rf"[{CJK}]|[a-z]+|\d+(?:[./]\d+)*")
_NUMBER = re.compile(r"\d+(?:[./]\d+)*")
_NEGATION = re.compile(
    r"\b(?:not|no|never|without|stop|avoid|cannot|don't|n't|less|more)\b|[不勿别禁未无没停忌非]"
)


def mark_duplicates(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Set `duplicate_of` where an earlier passage says nearly the same.

    Args:
        passages: All passages of one persona; give those of more authority and of newer date first, they stay.

    Returns:
        The same passages in the same order. A duplicate names the first passage of its kind, which is itself none.
    """
    shingles = [_shingles(passage.text) for passage in passages]
    frequency = Counter(shingle for found in shingles for shingle in found)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    marked: list[Passage] = []
    for number, passage in enumerate(passages):
        rarest_first = sorted(shingles[number], key=lambda s: (frequency[s], s))
        # Passages that overlap by ALIKE share one of their rarest shingles: the prefix filter of set joins.
        prefix = rarest_first[: len(rarest_first) - ceil(ALIKE * len(rarest_first)) + 1]
        candidates = sorted({other for shingle in prefix for other in holders[shingle]})
        first = next(
            (o for o in candidates if _same(passages[o], passage, shingles[o], shingles[number])), None
        )
        if first is None:
            for shingle in prefix:
                holders[shingle].append(number)
        marked.append(replace(passage, duplicate_of=None if first is None else passages[first].id))
    return tuple(marked)


def _shingles(text: str) -> frozenset[str]:
    tokens = _TOKEN.findall(without_marks(text).lower())
    if len(tokens) < SHINGLE:
        return frozenset({" ".join(tokens)} if tokens else ())
    return frozenset(" ".join(tokens[i : i + SHINGLE]) for i in range(len(tokens) - SHINGLE + 1))


def _same(one: Passage, other: Passage, shingles: frozenset[str], others: frozenset[str]) -> bool:
    shared = len(shingles & others)
    alike = shared >= ALIKE * (len(shingles) + len(others) - shared)
    return alike and _facts(one.text) == _facts(other.text)


def _facts(text: str) -> tuple[Counter[str], Counter[str]]:
    plain = without_marks(text).lower()
    return Counter(_NUMBER.findall(plain)), Counter(_NEGATION.findall(plain))
