"""Rule: an order of steps stands in the source: no "first A, then B", no "A before B", that it does not give, or gives the other way."""

import re
from collections.abc import Sequence

from twin.sentences import is_cjk

_STEPS = re.compile(
    r"\bfirst,? (?:and )?(?:then|only then|afterwards)\b|\bonly then\b|\bbefore (?:the |an? |your |any )?(?:[a-z]+ ){1,3}(?:is|are|has|have|was|were|had)\b|"
    r"先[^，。；]{1,14}[，,]?(?:再|然后|之后)"
)
_STEPS_HELD = re.compile(
    r"\b(?:before|after|until|first|then|later|prior|once|followed|next|earlier|beforehand)\b|先|再|然后|之后|以后|完|等|前|后"
)
# Behind what something comes: 冲完用保鲜膜盖上, 吃完药再量.
_FIRST_THEN = re.compile(r"先([^，。；]{1,12}?)[，,]?(?:再|然后|之后)([^，。；]{1,14})")
_DONE_THEN = re.compile(r"([一-鿿]{1,4}?)(?:完|好了|以后|之后)(?:了|就|再|才)?([一-鿿]{2,10})")
MIN_STEP_SHARE = 0.6  # of the characters of a step that names it again


def turns_the_steps(sentence: str, nearest: Sequence[str]) -> bool:
    """Say whether a sentence gives steps in an order that no source sentence it retells gives, or in the opposite one."""
    lowered = sentence.lower()
    sources = [one.lower() for one in nearest]
    if not sources:
        return False
    if _STEPS.search(lowered) and not any(_STEPS_HELD.search(source) for source in sources):
        return True
    return any(
        _is_named_in(held_then, first)
        and _is_named_in(held_first, then)
        and not _is_named_in(held_first, first)
        for first, then in _FIRST_THEN.findall(lowered)
        for source in sources
        for held_first, held_then in _DONE_THEN.findall(source)
    )


def _is_named_in(step: str, text: str) -> bool:
    characters = [one for one in step if is_cjk(one)]
    return bool(characters) and sum(one in text for one in characters) >= MIN_STEP_SHARE * len(characters)
