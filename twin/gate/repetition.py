"""Rule: nothing is said over and over, within a sentence or across an answer."""

import re
from collections import Counter
from collections.abc import Sequence

_PART = re.compile(r"[,，;；、。.!！?？:：\n]")
MOST_IN_A_SENTENCE = 3  # a refrain says a thing three times; a stuck model says it without end
MOST_IN_AN_ANSWER = 2


def is_repeated(text: str, before: Sequence[str]) -> bool:
    """Say whether a sentence repeats a part of itself more than three times, or stood in the answer twice already.

    `before` are the sentences of the same answer as they came, released or not.
    """
    parts = Counter(bare for part in _PART.split(text) if len(bare := _bare(part)) > 1)
    if any(count > MOST_IN_A_SENTENCE for count in parts.values()):
        return True
    own = _bare(text)
    return bool(own) and sum(_bare(one) == own for one in before) >= MOST_IN_AN_ANSWER


def _bare(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())
