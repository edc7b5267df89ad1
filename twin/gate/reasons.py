"""Rule: a reason stands in the source: what a sentence gives as the cause is said there, of the same thing."""

import re
from collections.abc import Sequence

from twin.evidence.evidence import EvidenceItem
from twin.gate.quantities import without_quantities
from twin.gate.words_of import content_words, is_chinese
from twin.sentences import is_cjk, sentences_of

# The run that is given as a cause; a bare "as" and "since" are mostly no reasons.
_REASONS = re.compile(r"\b(?:because(?! of)|the reason is that)\s([^,;.]{6,160})")
_REASONS_CHINESE = re.compile(
    r"(?:因为|由于)([^，。；]{4,40})|[，。；]([^，。；]{3,24})[，,](?:所以|因此|因而)"
)
MIN_REASON_SHARE = 0.5  # of its content words, in one sentence of the source
MIN_REASON_SHARE_CHINESE = 0.7  # of its characters that carry content
SHORT_REASON = 2  # content words; so short a reason stands there whole


def gives_another_reason(sentence: str, cited: Sequence[EvidenceItem]) -> bool:
    """Say whether a cause that a sentence gives is said by none of its sources in its own language."""
    chinese = is_chinese(sentence)
    texts = [item.held.passage.text for item in cited if is_chinese(item.held.passage.text) == chinese]
    reasons = _reasons_of(sentence.lower()) if texts else []
    if not reasons:
        return False
    parts = [part for text in texts for part in sentences_of(text)]
    given = _is_given_in_chinese if chinese else _is_given
    return any(not given(reason, parts) for reason in reasons)


def _reasons_of(text: str) -> list[str]:
    found = [match.group(1) for match in _REASONS.finditer(text)]
    return found + [m.group(1) or m.group(2) for m in _REASONS_CHINESE.finditer(text)]


def _is_given(reason: str, parts: Sequence[str]) -> bool:
    wanted = content_words(without_quantities(reason))
    least = 1.0 if len(wanted) <= SHORT_REASON else MIN_REASON_SHARE
    return not wanted or any(len(wanted & content_words(part)) >= least * len(wanted) for part in parts)


def _is_given_in_chinese(reason: str, parts: Sequence[str]) -> bool:
    wanted = [one for one in reason if is_cjk(one) and content_words(one)]
    return any(sum(one in part for one in wanted) >= MIN_REASON_SHARE_CHINESE * len(wanted) for part in parts)
