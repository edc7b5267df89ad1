"""Which words of a passage a spoken sentence rests on, so that the viewer marks those and not the whole passage."""

import re
from collections import Counter
from itertools import pairwise

from twin.sentences import is_cjk, sentence_spans

# Below this share of its own words found in the best sentence, a spoken sentence rests on the passage as a whole.
MIN_SHARE = 0.5
_REFERENCE_MARK = re.compile(r"\[\d{1,2}(?:\s*[,，–-]\s*\d{1,2})*\]")
_WORD = re.compile(r"[A-Za-z]+|\d+(?:\.\d+)?|[\u4e00-\u9fff]")


def cited_words(spoken: str, passage: str) -> tuple[int, int]:
    """Find the span of a passage that a spoken sentence quotes, or else the sentence of it that says it most nearly.

    Args:
        spoken: One sentence of an answer.
        passage: The passage it cites.

    Returns:
        Half-open offsets into `passage`; the whole passage where no single sentence comes near.
    """
    return _quoted(spoken, passage) or _nearest(spoken, passage) or (0, len(passage))


def _quoted(spoken: str, passage: str) -> tuple[int, int] | None:
    """Find a verbatim quotation; blanks, punctuation, case and reference marks do not count."""
    wanted = "".join(character for character, _ in _letters(spoken))
    held = _letters(passage)
    at = "".join(character for character, _ in held).find(wanted) if wanted else -1
    if at < 0:
        return None
    start, end = held[at][1], held[at + len(wanted) - 1][1] + 1
    behind = re.compile(rf"(?:\s*{_REFERENCE_MARK.pattern})?[.!?。！？；;]?").match(passage, end)
    return start, behind.end() if behind else end


def _letters(text: str) -> list[tuple[str, int]]:
    """Give letters and digits in small case with their places; what stands in a reference mark is left out."""
    marked = {i for mark in _REFERENCE_MARK.finditer(text) for i in range(mark.start(), mark.end())}
    return [(c.casefold()[:1], i) for i, c in enumerate(text) if c.isalnum() and i not in marked]


def _nearest(spoken: str, passage: str) -> tuple[int, int] | None:
    """Find the sentence that shares the largest part of the spoken words."""
    wanted = _words(spoken)
    best, best_share = None, MIN_SHARE
    for start, end in sentence_spans(passage):
        held = _words(_REFERENCE_MARK.sub("", passage[start:end]))
        share = (wanted & held).total() / max(wanted.total(), 1)
        if share > best_share:
            best, best_share = (start, end), share
    return best


def _words(text: str) -> Counter[str]:
    """Count words, numbers and pairs of ideographs."""
    found = [word.casefold() for word in _WORD.findall(text)]
    pairs = [a + b for a, b in pairwise(found) if is_cjk(a[0]) and is_cjk(b[0])]
    return Counter([word for word in found if not is_cjk(word[0])] + pairs)
