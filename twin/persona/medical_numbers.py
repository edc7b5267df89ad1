"""Numbers in medical sentences that carry no reference mark: each dose, threshold or share names its source."""

import re
from collections.abc import Iterator

from twin.sentences import sentence_spans

_MARK = re.compile(r"[\[［]\s*\d{1,3}(?:\s*[,，、;–-]\s*\d{1,3})*\s*[\]］]")
_UNIT = (
    r"mg|µg|μg|mcg|g(?![a-z])|kg|m[lL]|[mµμ]mol|mm ?Hg|%|％|ng|pg|IU|U/|bpm|beats|times? the upper|cm|mm(?!ol)|°C|℃|"
    r"毫克|微克|克|毫升|毫摩尔|微摩尔|毫米|厘米|次/分|个?国际单位|倍|片|粒|度(?!数)"
)
_NUMBER_WITH_UNIT = re.compile(rf"\d\s?(?:{_UNIT})")
_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|「[^」\n]*」")
# What needs no source: the physician's own wish, said to be one; a question; the same amount in another unit.
_OWN_VIEW = re.compile(
    r"\b(?:my own|my first|in my opinion|an opinion of)\b|我个人|我自己|我的\d", re.IGNORECASE
)
_CONVERSION = re.compile(r"等于|约合|\bequals?\b|=")
_EXAMPLE = re.compile(r"\bexample\b|举例|例子", re.IGNORECASE)
_HEADING = re.compile(r"^\s*#{1,6}\s")


def unmarked_numbers(text: str) -> Iterator[tuple[int, str]]:
    """Give the sentences with a medical number and no reference mark, each with its offset in `text`.

    A table's row counts as a sentence; rows under a heading that says "example" (举例) are made up and need no source.
    """
    is_example = False
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        if _HEADING.match(sentence):
            is_example = bool(_EXAMPLE.search(sentence))
            continue
        if is_example and "|" in sentence:
            continue
        if _states_a_number(sentence) and not _MARK.search(sentence):
            yield start, sentence.strip()


def _states_a_number(sentence: str) -> bool:
    said = _QUOTED.sub("", _MARK.sub("", sentence))
    if not _NUMBER_WITH_UNIT.search(said) or sentence.rstrip().endswith(("?", "？")):
        return False
    return not _OWN_VIEW.search(said) and not _CONVERSION.search(said)
