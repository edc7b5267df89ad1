"""From lines on pages to headings and paragraphs with whole sentences."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from twin.passages.anchored_text import AnchoredText, HeadingPath, glue
from twin.passages.document import ReadText
from twin.sentences import CJK

_HEADING_GROWTH = 1.12  # a heading's letters are at least this much larger than the body's
_LONGEST_HEADING = 120  # characters
_PARAGRAPH_PITCH = 1.3  # times the ordinary distance between lines
_USUAL = (
    0.15  # share of the line distances that makes one ordinary; the smallest such is that within paragraphs
)
_SHORT = 3.0  # em by which the last line of a paragraph stays behind the others
_BULLET = re.compile(r"[•·▪◦‣●○■□◆\uf0b7\uf0a7]\s*|[–—-]\s+")
_NUMBERED = re.compile(rf"(?:\d{{1,2}}[.)](?=\s|[{CJK}])|\d{{1,2}}、|[（(]\d{{1,2}}[)）]|[①-⑳])")
_ENDED = re.compile(r"[。！？.!?：:；;…][\"'”’」』）)\]］】]*(?:\s*\[[\d, ]+\])?$")
# First halves that keep their hyphen when the line breaks behind it.
_KEEPS_HYPHEN = re.compile(
    r"(?:long|short|low|high|non|self|follow|well|beta|alpha|anti|blood|evidence|first|second|third|left|right|"
    r"half|full|part|two|three|four|five|six|once|twice|mid|post|pre|over|under|up|end|high|drug|sex|age|risk|"
    r"life|heart|co|risk|dose|fixed|rate|rhythm|[A-Za-z]|[A-Z0-9]+)$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; places in points from the lower left corner."""

    page: int
    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    hyphenated: bool


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table, already readable."""

    page: int
    text: str


@dataclass(frozen=True, slots=True)
class _Body:
    """How the document's running text is set: size, weight, ordinary line distance, right edge per page."""

    size: float
    bold: bool
    pitch: float
    right: dict[int, float]
    words: frozenset[str]


def written(flows: Sequence[Sequence[Line | TableBlock]]) -> ReadText:
    """Write the document: headings, paragraphs, list items and tables, each anchored to its page."""
    items = list(chain.from_iterable(flows))
    body = _body([item for item in items if isinstance(item, Line)])
    text, headings = AnchoredText(), HeadingPath()
    for block in _blocks(items, body):
        if isinstance(block, TableBlock):
            text.add(block.text, page=block.page, headings=headings.path, is_table=True)
            continue
        first = block[0]
        if _is_heading(first, body):
            words = _paragraph(block, body)[0][1]
            path = headings.enter(-round(first.size * 2) / 2 - (0.1 if first.bold else 0), words)
            text.add(words, page=first.page, headings=path)
            continue
        joint = "\n\n"
        for page, words in _paragraph(block, body):
            text.add(words, joint=joint, page=page, headings=headings.path)
            joint = glue(words, _next_words(block, page))
    return text.built()


def _body(lines: list[Line]) -> _Body:
    sizes: Counter[tuple[float, bool]] = Counter()
    right: dict[int, float] = {}
    for line in lines:
        sizes[round(line.size * 2) / 2, line.bold] += len(line.text)
        right[line.page] = max(right.get(line.page, 0.0), line.right)
    size, bold = max(sizes, key=lambda key: sizes[key]) if sizes else (10.0, False)
    same = [
        (a, b)
        for a, b in pairwise(lines)
        if a.page == b.page and abs(a.size - b.size) < 0.6 and a.top > b.top
    ]
    pitches = Counter(round((a.top - b.top) * 2) / 2 for a, b in same if abs(a.size - size) < 0.6)
    usual = [pitch for pitch, count in pitches.items() if count >= _USUAL * pitches.total()]
    pitch = min(usual, default=1.4 * size)
    words = frozenset(word for line in lines for word in re.findall(r"[A-Za-z][A-Za-z-]+", line.text.lower()))
    return _Body(size, bold, pitch, right, words)


def _is_heading(line: Line, body: _Body) -> bool:
    """Say whether a line is set as a heading: larger, or bolder than the body, short, and no sentence."""
    larger = line.size >= _HEADING_GROWTH * body.size
    bolder = line.bold and not body.bold and line.size >= body.size - 0.6
    few = len(line.text) <= _LONGEST_HEADING and not re.search(r"[。.;；，,：:]$", line.text.strip())
    return few and (larger or bolder) and not _BULLET.match(line.text)


def _blocks(items: Sequence[Line | TableBlock], body: _Body) -> list[list[Line] | TableBlock]:
    blocks: list[list[Line] | TableBlock] = []
    for item in items:
        last = blocks[-1] if blocks else None
        if isinstance(item, TableBlock):
            blocks.append(item)
        elif isinstance(last, list) and _goes_on(last, item, body):
            last.append(item)
        else:
            blocks.append([item])
    return blocks


def _goes_on(block: list[Line], line: Line, body: _Body) -> bool:
    """Say whether a line belongs to the paragraph before it."""
    last = block[-1]
    if last.hyphenated:
        return True
    if _BULLET.match(line.text) or abs(last.size - line.size) > 0.08 * last.size:
        return False
    if _is_heading(last, body) or _is_heading(line, body):
        close = last.page == line.page and 0 < last.top - line.top < 1.7 * line.size
        return _is_heading(last, body) and _is_heading(line, body) and close and last.bold == line.bold
    if last.page != line.page or last.top <= line.top:
        return not _ENDED.search(last.text.strip())
    return _same_paragraph(block, line, body)


def _same_paragraph(block: list[Line], line: Line, body: _Body) -> bool:
    """Decide for a line that stands below the last one on the same page, in the same letters."""
    last = block[-1]
    ended = bool(_ENDED.search(last.text.strip()))
    if _NUMBERED.match(line.text) and (ended or _NUMBERED.match(block[0].text)):
        return False
    if last.top - line.top > _PARAGRAPH_PITCH * body.pitch:
        return not ended and line.text[:1].islower()
    short = last.right < body.right[last.page] - _SHORT * last.size
    indented = line.left > last.left + 0.8 * line.size and not _BULLET.match(last.text)
    listed = _NUMBERED.match(last.text) is not None
    return not (ended and (short or (indented and not listed)))


def _paragraph(block: list[Line], body: _Body) -> list[tuple[int, str]]:
    """Join the lines of a block; one text per page that it stands on."""
    pieces: list[tuple[int, str]] = []
    for number, line in enumerate(block):
        words = _BULLET.sub("", line.text, count=1) if number == 0 and _BULLET.match(line.text) else line.text
        if number == 0:
            # Typesetters leave a gap behind the number of an item, not a blank.
            pieces.append((line.page, re.sub(r"^(\d{1,2}\.)(?=[^\s\d])", r"\1 ", words)))
            continue
        page, before = pieces[-1]
        before, joint = _seam(before, words, body, hyphenated=block[number - 1].hyphenated)
        if page == line.page:
            pieces[-1] = (page, before + joint + words)
        else:
            pieces[-1] = (page, before)
            pieces.append((line.page, words))
    return pieces


def _next_words(block: list[Line], page: int) -> str:
    """Give the first line of the block behind a page, or nothing: a word broken at the page's end has no blank."""
    behind = next((number for number, line in enumerate(block) if line.page > page), None)
    return "" if behind is None or block[behind - 1].hyphenated else block[behind].text


def _seam(before: str, after: str, body: _Body, *, hyphenated: bool) -> tuple[str, str]:
    """Decide what stands between two wrapped lines; gives the first one's end and the joint."""
    printed = before.endswith(("-", "\u2010", "\xad"))
    if not hyphenated and not (printed and after[:1].islower()):
        return before, "" if printed and after[:1].isalnum() else glue(before, after)
    stem = before[:-1] if printed else before
    first = re.findall(r"[A-Za-z0-9]+$", stem)
    second = re.findall(r"^[A-Za-z]+", after)
    if first and second:
        whole = (first[0] + second[0]).lower()
        with_hyphen = f"{first[0]}-{second[0]}".lower()
        if whole not in body.words and (with_hyphen in body.words or _KEEPS_HYPHEN.match(first[0])):
            return stem + "-", ""
    return stem, ""
