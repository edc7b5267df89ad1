"""A reply cut where one statement may end and the next begin, and put into plain form for comparing."""

import re
import unicodedata
from dataclasses import dataclass

from twin.evidence.language import CHINESE

_SENTENCE_END = re.compile(r"[。！？!?;；\n]|\.(?=\s|$)|(?<=\w)\.(?=[A-Z])|:\s|：|\s[-–—]\s|—")
_PART_END = re.compile(
    r"[,，、=]|\b(?:and|but|so|then|or|because|though|although|unless|until|while)\b|但是?|可是|不过|而且|然后|因为|所以|要是|如果|不然"
)
_SHORT_FORMS = (
    (re.compile(r"\bb4\b"), "before"),
    (re.compile(r"\bcan't\b|\bcannot\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'(?:ll|d|ve|re|m|s)\b"), " "),
    (re.compile(r"\bw/o\b"), "without"),
    (re.compile(r"\bme (?=heart|leg|knee|eye|head|mum|dad|milk|toast|tablet|pill)"), "my "),
)
MOST_PARTS = 40  # a reply of a teach-back is a few sentences; what comes after is judged no more


@dataclass(frozen=True, slots=True)
class Part:
    """A run of the reply; `start` and `end` are half-open offsets in the reply, `plain` is what is compared.

    `parts` are the numbers of the small parts it holds; `sentence` numbers the sentence it begins in.
    """

    start: int
    end: int
    plain: str
    parts: tuple[int, ...]
    sentence: int


def plain_form(text: str) -> str:
    """Give the text in lower case with short forms written out; lengths may change."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("’", "'")
    for pattern, full in _SHORT_FORMS:
        plain = pattern.sub(full, plain)
    return plain


def parts_of(reply: str) -> list[Part]:
    """Give every unit that may say something: small parts, neighbouring pairs, and whole sentences, in order."""
    small: list[Part] = []
    sentences: list[list[int]] = []
    for start, end in _spans(reply, 0, len(reply), _SENTENCE_END):
        numbers: list[int] = []
        for a, b in _spans(reply, start, end, _PART_END):
            if len(small) == MOST_PARTS:
                break
            numbers.append(len(small))
            small.append(Part(a, b, plain_form(reply[a:b]), (len(small),), len(sentences)))
        if numbers:
            sentences.append(numbers)
    units = list(small)
    seen = {one.parts for one in units}
    runs = [(n, n + 1) for n in range(len(small) - 1)]
    for first, last in (*runs, *((one[0], one[-1]) for one in sentences)):
        numbers_of_run = tuple(range(first, last + 1))
        if numbers_of_run not in seen:
            seen.add(numbers_of_run)
            a, b = small[first].start, small[last].end
            units.append(Part(a, b, plain_form(reply[a:b]), numbers_of_run, small[first].sentence))
    return units


def _spans(text: str, start: int, end: int, ends: re.Pattern[str]) -> list[tuple[int, int]]:
    """Cut a stretch at what ends a unit; units without a letter or number are left out."""
    cuts = [start]
    for match in ends.finditer(text, start, end):
        cuts += [match.start(), match.end() if not match.group()[0].isalnum() else match.start()]
    cuts.append(end)
    spans = []
    for a, b in zip(cuts[::2], cuts[1::2], strict=True):
        stripped = text[a:b].strip()
        if any(c.isalnum() for c in stripped):
            begin = text.index(stripped, a)
            spans.append((begin, begin + len(stripped)))
    return spans


def is_chinese_text(text: str) -> bool:
    """Say whether any Chinese stands in a text."""
    return bool(CHINESE.search(text))
