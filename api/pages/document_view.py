"""A document's text as the passage viewer shows it: sections, blocks, and runs that are marked.

The text is shown to the letter. Offsets are half-open and count in `Document.text` throughout.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from api.pages.source_links import NO_PLACE, clock, place_anchor
from twin.passages.document import Anchor, Document
from twin.passages.passage import Passage

SHOWN_WHOLE = 40_000  # characters; a longer document would be slow to lay out on an old phone
AROUND = 12_000  # characters shown on either side of the passage of a longer document
_BLANK_LINE = re.compile(r"\n[ \t]*\n+")
_REFERENCE_MARK = re.compile(r"\[(\d{1,2}(?:\s*[,，–-]\s*\d{1,2})*)\]")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look. `cited`: within the cited span. `reference`: the number a mark `[1]` leads to, or 0.

    `anchor` is the id at which the page opens; only the first cited run has one.
    """

    text: str
    cited: bool = False
    reference: int = 0
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, or a table when `rows` is not empty (cells are runs; the first row is the head)."""

    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    in_passage: bool = False
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A page, a slide, a moment or a chapter. `anchor` is its id, "" where the cited run has taken it."""

    anchor: str
    page: int | None
    slide: int | None
    time: str | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """What the viewer shows of a document. `is_excerpt` when only the parts around the passage are shown."""

    sections: tuple[Section, ...]
    anchor: str
    is_excerpt: bool


def document_view(
    document: Document, passage: Passage, *, start: int, end: int, references: int
) -> DocumentView:
    """Lay out a document around a cited passage.

    Args:
        document: The document the passage stands in.
        passage: The passage; its offsets count in `document.text`.
        start: First character of the cited span.
        end: Character behind the cited span. A span that does not overlap the passage is replaced by the passage.
        references: How many references the document has; marks up to this number become links.
    """
    if not (passage.start <= start < end <= passage.end):
        start, end = passage.start, passage.end
    anchor = place_anchor(page=passage.page, slide=passage.slide, start_seconds=passage.start_seconds)
    marker = _Marker(document.text, passage, start=start, end=end, anchor=anchor, references=references)
    low, high = 0, len(document.text)
    if high > SHOWN_WHOLE:
        low, high = max(0, passage.start - AROUND), min(high, passage.end + AROUND)
    sections = tuple(_sections(document, marker, low, high))
    return DocumentView(sections, anchor, is_excerpt=(low, high) != (0, len(document.text)))


def _sections(document: Document, marker: "_Marker", low: int, high: int) -> Iterator[Section]:
    """Group the anchors that share a place, and lay out each group."""
    anchors = document.anchors or (Anchor(0, len(document.text)),)
    for number, (_, group) in enumerate(groupby(anchors, key=_place), start=1):
        members = [anchor for anchor in group if anchor.end > low and anchor.start < high]
        if not members:
            continue
        first = members[0]
        name = place_anchor(page=first.page, slide=first.slide, start_seconds=first.start_seconds)
        name = f"h{number}" if name == NO_PLACE else name
        yield Section(
            anchor="" if name == marker.anchor else name,
            page=first.page,
            slide=first.slide,
            time=clock(first.start_seconds) if first.start_seconds is not None else None,
            blocks=tuple(block for member in members for block in _blocks(member, marker)),
        )


def _place(anchor: Anchor) -> tuple[object, ...]:
    """Give what makes two anchors one section: the page, slide or second, else the chapter."""
    if anchor.page is None and anchor.slide is None and anchor.start_seconds is None:
        return ("chapter", anchor.headings)
    return (anchor.page, anchor.slide, anchor.start_seconds)


def _blocks(anchor: Anchor, marker: "_Marker") -> Iterator[Block]:
    """Cut one anchor's run into paragraphs and tables."""
    text = marker.text
    edges = [anchor.start]
    for gap in _BLANK_LINE.finditer(text, anchor.start, anchor.end):
        edges += [gap.start(), gap.end()]
    edges.append(anchor.end)
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if not text[start:end].strip():
            continue
        inside = marker.touches_passage(start, end)
        if anchor.is_table:
            yield Block(rows=tuple(_rows(start, end, marker)), in_passage=inside)
        else:
            is_heading = bool(anchor.headings) and text[start:end].strip() == anchor.headings[-1]
            yield Block(runs=marker.runs(start, end), in_passage=inside, is_heading=is_heading)


def _rows(start: int, end: int, marker: "_Marker") -> Iterator[tuple[tuple[Run, ...], ...]]:
    """Cut a table's run into rows at line ends and into cells at `|` or tabs; a ruler line is left out."""
    for line in re.finditer(r"[^\n]+", marker.text[start:end]):
        written = line.group()
        if not written.strip(" |:-\t"):
            continue
        left = len(written) - len(written.lstrip(" |"))
        right = len(written.rstrip(" |"))
        edges = [left, *(i for i in range(left, right) if written[i] in "|\t"), right]
        base = start + line.start()
        yield tuple(
            marker.runs(base + a + (written[a] in "|\t"), base + b)
            for a, b in pairwise(edges)
            if b > a or len(edges) == 2
        )


class _Marker:
    """Knows which characters are cited, which open the page, and which lead to a reference."""

    def __init__(
        self, text: str, passage: Passage, *, start: int, end: int, anchor: str, references: int
    ) -> None:
        self.text = text
        self.anchor = anchor
        self._passage, self._start, self._end, self._references = passage, start, end, references
        self._opened = False

    def touches_passage(self, start: int, end: int) -> bool:
        """Say whether a run overlaps the passage."""
        return start < self._passage.end and end > self._passage.start

    def runs(self, start: int, end: int) -> tuple[Run, ...]:
        """Cut `[start, end)` where the look changes."""
        cuts = {start, end}
        cuts |= {cut for cut in (self._start, self._end) if start < cut < end}
        marks = {}
        for mark in _REFERENCE_MARK.finditer(self.text, start, end):
            number = int(re.split(r"\D", mark.group(1))[0])
            if 1 <= number <= self._references:
                cuts |= {mark.start(), mark.end()}
                marks[mark.start()] = number
        return tuple(self._run(a, b, marks.get(a, 0)) for a, b in pairwise(sorted(cuts)))

    def _run(self, start: int, end: int, reference: int) -> Run:
        """Make one run; the first cited one becomes the place where the page opens."""
        cited = start < self._end and end > self._start
        opens = cited and not self._opened
        self._opened = self._opened or cited
        return Run(self.text[start:end], cited, reference, self.anchor if opens else "")
