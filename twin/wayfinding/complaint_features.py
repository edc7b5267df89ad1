"""A complaint as numbers: runs of Chinese characters, English words and parts of words, and who it is about.

Features are hashed into buckets, so no vocabulary has to be kept and a misspelt word still shares most of its parts
with the right one.
"""

import itertools
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from twin.triage.person import DAY, YEAR, AgeRange, Person, person_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUCKETS = 1 << 15  # at 32,000 features met twice or more, few share a bucket
LONGEST_RUN = 4  # characters; longer Chinese terms are named by the lists (complaint_terms)
PART = 4  # characters of a part of an English word
SHORTEST_IN_PARTS = 5
PERSON_COUNTS = 2  # as often as if it had been said twice
SHORTEST_STEM = 4
NEWBORN = AgeRange(0, 29 * DAY)
CHILD = AgeRange(0, 15 * YEAR)  # a children's department sees them until the end of their 14th year
_CHINESE_RUN = re.compile(r"[\u3400-\u9fff]+")
_LATIN_WORD = re.compile(r"[a-z0-9]+")
_PREGNANT = re.compile(r"\bpregnan|\b\d{1,2} ?weeks? (?:gone|along)|怀孕|孕\d|孕[早中晚]期|备孕|胎儿|妊娠")
_ENDINGS = ("ing", "ed", "es", "s", "e")


def plain_form(text: str) -> str:
    """Fold full-width and capital letters."""
    return unicodedata.normalize("NFKC", text).lower()


def stems(text: str) -> list[str]:
    """Give the English words and numbers of a text in plain form, without their endings."""
    return [_stem(word) for word in _LATIN_WORD.findall(text)]


def groups_of(person: Person, text: str) -> list[str]:
    """Give what is known of the person as features: newborn, child, adult, old, female, male, pregnant."""
    found: list[str] = [person.sex] if person.sex else []
    if person.age is not None:
        if person.age.within(NEWBORN):
            found.append("newborn")
        if person.age.within(CHILD):
            found.append("child")
        elif person.age.youngest >= 60 * YEAR:
            found.append("old")
        elif person.age.youngest >= 15 * YEAR:
            found.append("adult")
    return [*found, "pregnant"] if _PREGNANT.search(text) else found


def person_in(text: str) -> Person:
    """Read who a complaint is about."""
    return person_of(plain_form(text))


def features_of(text: str) -> "tuple[NDArray[np.int32], NDArray[np.float32]]":
    """Give the buckets of a complaint and how often each was met, damped (1 + log).

    Returns:
        Buckets in [0, BUCKETS), each once, int32 (features,), and their weights, float32 (features,).
    """
    import numpy as np

    plain = plain_form(text)
    names = [*_words(plain), *(f"who {one}" for one in groups_of(person_of(plain), plain) * PERSON_COUNTS)]
    counts = Counter(zlib.crc32(name.encode()) % BUCKETS for name in names)
    buckets = np.fromiter(counts, dtype=np.int32, count=len(counts))
    weights = 1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))
    return buckets, weights.astype(np.float32)


def _words(plain: str) -> Iterator[str]:
    for run in _CHINESE_RUN.findall(plain):
        for length in range(1, LONGEST_RUN + 1):
            yield from (run[start : start + length] for start in range(len(run) - length + 1))
    words = stems(plain)
    yield from (f"word {word}" for word in words)
    yield from (f"pair {first} {second}" for first, second in itertools.pairwise(words))
    for word in words:
        if len(word) >= SHORTEST_IN_PARTS and word.isalpha():
            edged = f"<{word}>"
            yield from (f"part {edged[start : start + PART]}" for start in range(len(edged) - PART + 1))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word
