"""Cut a document into passages: whole sentences, whole tables, one heading, one slide, best one page."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest

from twin.passages.document import Anchor, Document
from twin.passages.passage import Passage
from twin.passages.personal_data import personal_data_in
from twin.persona.slots import Slot
from twin.sentences import CJK, sentence_spans
from twin.settings import PassageSettings

HAN_WEIGHT = 3  # a Chinese character says about as much as three Latin letters
ANSWER_CHARACTERS = 1_300  # an approved answer up to this length stays one passage
LONGEST_TABLE = 8_000  # weighted characters; a longer table is cut between rows
LONGEST_SENTENCE = 4  # times the target; a longer run without an end mark is cut at a clause
_REFERENCE_HEADINGS = re.compile(
    r"(?:\W|\d)*(?:references?|bibliography|literature|works cited|sources|参考文献|参考资料|文献|引用文献)\W*",
    re.IGNORECASE,
)
MOST_SENTENCES = 40  # in one passage; bounds the work on endless lists of tiny lines
FEWEST_LETTERS = 20  # weighted; a shorter line without an end mark is a date or a byline
# What a cut costs, in shares of a full passage: least between paragraphs, most in the middle of one.
_CUT_AT_PARAGRAPH, _CUT_AT_LINE, _CUT_INSIDE = 0.0, 0.08, 0.2
_PAGE_CROSSED = 0.35
_LETTER = re.compile(r"[^\W\d_]")
_END_MARK = re.compile(r"[.!?。！？|](?!\d)")
_HAN = re.compile(f"[{CJK}]")
_PUBLIC_IN_CLINICS = frozenset({"phone", "email", "address"})  # a clinic publishes its own


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence of a section; `cut` is what a cut before it costs."""

    start: int
    end: int
    weight: int
    page: int | None
    cut: float


def passages_of(document: Document, settings: PassageSettings) -> tuple[Passage, ...]:
    """Cut a document into passages, in order and without overlap.

    Headings are not part of a passage's text, but stand in its `headings`; a heading with nothing under it is a
    passage of its own. The list of references at the end is left out: it is nothing the physician said. A passage ends
    at the end of a sentence, a list item or a table row.
    """
    spans = _answer_span(document) or list(_spans(document, settings.max_characters))
    return tuple(
        _passage(document, start, end) for start, end in spans if _says_something(document.text[start:end])
    )


def _says_something(text: str) -> bool:
    """Tell a passage from a date or a byline that stands alone."""
    return weight_of("".join(_LETTER.findall(text))) >= FEWEST_LETTERS or bool(_END_MARK.search(text))


def weight_of(text: str) -> int:
    """Count characters, a Chinese one as three."""
    return len(text) + (HAN_WEIGHT - 1) * len(_HAN.findall(text))


def is_heading(document: Document, anchor: Anchor) -> bool:
    """Say whether an anchor is the heading itself, not text under it."""
    return bool(anchor.headings) and document.text[anchor.start : anchor.end].strip() == anchor.headings[-1]


def anchor_at(document: Document, position: int) -> Anchor | None:
    """Give the anchor that holds a character."""
    low, high = 0, len(document.anchors)
    while low < high:
        middle = (low + high) // 2
        if document.anchors[middle].end <= position:
            low = middle + 1
        else:
            high = middle
    return document.anchors[low] if low < len(document.anchors) else None


def _answer_span(document: Document) -> list[tuple[int, int]]:
    """Give the one span of an approved answer that is short enough to stay whole."""
    if document.slot is not Slot.ANSWERS:
        return []
    body = [a for a in document.anchors if not is_heading(document, a) and not _is_reference_list(a)]
    if not body:
        return []
    span = _trimmed(document.text, body[0].start, body[-1].end)
    return [span] if span[1] - span[0] <= ANSWER_CHARACTERS else []


def _is_reference_list(anchor: Anchor) -> bool:
    return bool(anchor.headings) and bool(_REFERENCE_HEADINGS.fullmatch(anchor.headings[-1]))


def _spans(document: Document, most: int) -> Iterator[tuple[int, int]]:
    anchors = [a for a in document.anchors if not _is_reference_list(a)]
    groups = [list(group) for _, group in groupby(anchors, key=lambda a: _section_key(document, a))]
    for group, behind in zip_longest(groups, groups[1:]):
        first = group[0]
        if is_heading(document, first):
            below = behind is not None and behind[0].headings[: len(first.headings)] == first.headings
            if not below or behind[0].slide != first.slide:
                yield _trimmed(document.text, first.start, group[-1].end)
        elif first.is_table:
            for anchor in group:
                yield from _table_spans(document.text, anchor)
        else:
            yield from _section_spans(document, group, most)


def _section_key(document: Document, anchor: Anchor) -> tuple[object, ...]:
    return (anchor.headings, anchor.slide, anchor.is_table, is_heading(document, anchor))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _table_spans(text: str, anchor: Anchor) -> Iterator[tuple[int, int]]:
    start, end = _trimmed(text, anchor.start, anchor.end)
    while weight_of(text[start:end]) > LONGEST_TABLE:
        cut = text.rfind("\n", start, start + LONGEST_TABLE // HAN_WEIGHT)
        if cut <= start:
            break
        yield start, cut
        start = cut + 1
    yield start, end


def _section_spans(document: Document, run: list[Anchor], most: int) -> Iterator[tuple[int, int]]:
    """Cut the text under one heading at the cheapest sentence ends."""
    sentences = _sentences(document, run, most)
    best: list[tuple[float, int]] = [
        (0.0, 0)
    ]  # cost of the first n sentences, and where their last passage begins
    for end in range(1, len(sentences) + 1):
        options = []
        weight, crossed = 0, 0
        for start in range(end - 1, -1, -1):
            weight += sentences[start].weight
            crossed += start + 1 < end and sentences[start].page != sentences[start + 1].page
            if (weight > most and start < end - 1) or end - start > MOST_SENTENCES:
                break
            cut = sentences[start].cut if start else 0.0
            empty = max(0.0, 1 - weight / most) ** 2
            options.append((best[start][0] + empty + cut + _PAGE_CROSSED * crossed, start))
        best.append(min(options))
    cuts: list[tuple[int, int]] = []
    end = len(sentences)
    while end:
        start = best[end][1]
        cuts.append((sentences[start].start, sentences[end - 1].end))
        end = start
    yield from reversed(cuts)


def _sentences(document: Document, run: list[Anchor], most: int) -> list[_Sentence]:
    text, first, last = document.text, run[0].start, run[-1].end
    sentences: list[_Sentence] = []
    position = 0
    for found_start, found_end in sentence_spans(text[first:last]):
        for start, end in _bearable(text, first + found_start, first + found_end, most):
            while run[position].end <= start:
                position += 1
            before = text[sentences[-1].end : start] if sentences else "\n\n"
            breaks = before.count("\n")
            cut = _CUT_AT_PARAGRAPH if breaks > 1 else _CUT_AT_LINE if breaks else _CUT_INSIDE
            weight = weight_of(text[start:end]) + len(before)
            sentences.append(_Sentence(start, end, weight, run[position].page, cut))
    return sentences


def _bearable(text: str, start: int, end: int, most: int) -> Iterator[tuple[int, int]]:
    """Give the sentence itself, or its clauses if it is absurdly long."""
    while weight_of(text[start:end]) > LONGEST_SENTENCE * most:
        window = text[start : start + most // HAN_WEIGHT]
        marks = [found.end() for found in re.finditer(r"[;；,，、:：]\s*|\s+", window)]
        cut = start + (marks[-1] if marks else len(window))
        yield _trimmed(text, start, cut)
        start = cut
    yield start, end


def _passage(document: Document, start: int, end: int) -> Passage:
    first, last = anchor_at(document, start), anchor_at(document, end - 1)
    text = document.text[start:end]
    kinds = personal_data_in(text)
    if document.slot is Slot.CLINIC:
        kinds = tuple(kind for kind in kinds if kind not in _PUBLIC_IN_CLINICS)
    identity = hashlib.sha256(f"{document.content_hash}:{start}:{end}".encode()).hexdigest()
    return Passage(
        id=identity[:32],
        document=document.name,
        start=start,
        end=end,
        text=text,
        page=first.page if first else None,
        slide=first.slide if first else None,
        start_seconds=first.start_seconds if first else None,
        end_seconds=last.end_seconds if last else None,
        headings=first.headings if first else (),
        is_table=first.is_table if first else False,
        personal_data=kinds,
    )
