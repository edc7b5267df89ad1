"""Read PDF: wrapped lines become paragraphs again, tables stay whole, running heads and page numbers go."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from twin.errors import DocumentUnreadable
from twin.passages.anchored_text import glue
from twin.passages.document import ReadText
from twin.passages.readers.pdf_page import Fragment, PageContent, pages_of
from twin.passages.readers.pdf_paragraphs import Line, TableBlock, written

_MARGIN = 0.1  # share of the page height where running heads and page numbers stand
_MOST_UNREADABLE = 0.3
_END_MARK_WITHIN = 4096  # bytes at the end of the file in which %%EOF must stand
_PAGE_NUMBER = re.compile(
    r"\W*(?:第\s*#+\s*页)?[\W_]*(?:共\s*#+\s*页)?\W*|\W*(?:page|p\.)?\s*#+\s*(?:(?:/|of|-)\s*#+)?\W*|[ivxlc]{1,6}",
    re.IGNORECASE,
)


def read(path: Path) -> ReadText:
    """Read a PDF with a text layer; each anchor knows its page.

    Raises:
        DocumentEncrypted: If it needs a password.
        DocumentTooLarge: If it has too many pages or characters.
        DocumentUnreadable: If it is truncated, damaged, scanned without text, or its fonts cannot be read.
    """
    _check_end(path)
    pages = list(pages_of(path))
    if not any(page.fragments for page in pages):
        raise DocumentUnreadable(
            "no text layer: the pages are scanned pictures or empty. Run OCR first (e.g. `ocrmypdf -l eng+chi_sim`)"
        )
    if max(page.unreadable_share for page in pages) > _MOST_UNREADABLE:
        raise DocumentUnreadable(
            "its fonts do not say which characters they draw, so the text comes out garbled. "
            "Export the PDF again from the original, or run OCR on it"
        )
    flows = [list(_flow(page)) for page in pages]
    running = _running_heads(pages, flows)
    return written([[item for item in flow if item not in running] for flow in flows])


def _check_end(path: Path) -> None:
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(file.tell() - _END_MARK_WITHIN, 0))
        if b"%%EOF" not in file.read():
            raise DocumentUnreadable("the PDF is truncated: its end is missing. Copy or download it again")


def _flow(page: PageContent) -> Iterator[Line | TableBlock]:
    """Give lines and tables of a page in reading order."""
    from twin.passages.readers.pdf_tables import tables_in

    tables = {min(table.taken): table for table in tables_in(page.fragments, page.rules)}
    taken = {index for table in tables.values() for index in table.taken}
    gathered: list[Fragment] = []
    for index, fragment in enumerate(page.fragments):
        if index in taken or (gathered and not _goes_on(gathered[-1], fragment)):
            if gathered:
                yield _line(page.number, gathered)
            gathered = []
        if index in tables:
            yield TableBlock(page.number, tables[index].text)
        elif index not in taken:
            gathered.append(fragment)
    if gathered:
        yield _line(page.number, gathered)


def _goes_on(last: Fragment, fragment: Fragment) -> bool:
    return not last.hyphenated and last.beside(fragment) and fragment.left > last.right - last.size / 2


def _line(page: int, gathered: list[Fragment]) -> Line:
    words = ""
    for before, fragment in zip([None, *gathered], gathered, strict=False):
        apart = before is not None and fragment.left - before.right > 0.12 * fragment.size
        words += (glue(words, fragment.text) if apart else "") + fragment.text
    main = max(gathered, key=lambda f: len(f.text))
    return Line(
        page=page,
        text=words,
        left=gathered[0].left,
        right=gathered[-1].right,
        bottom=main.bottom,
        top=main.top,
        size=main.size,
        bold=all(f.bold for f in gathered),
        hyphenated=gathered[-1].hyphenated,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Words with digits as #, and a height: the same on several pages means a running head."""

    words: str
    height: int


def _running_heads(pages: list[PageContent], flows: list[list[Line | TableBlock]]) -> set[Line | TableBlock]:
    """Find lines in the margins that come back on other pages, and page numbers."""
    lines: dict[_Place, list[Line]] = {}
    running: set[Line | TableBlock] = set()
    for page, flow in zip(pages, flows, strict=True):
        for item in flow:
            if not isinstance(item, Line) or _MARGIN * page.height < item.top < (1 - _MARGIN) * page.height:
                continue
            words = re.sub(r"\d+", "#", item.text).strip()
            if _PAGE_NUMBER.fullmatch(words):
                running.add(item)
            lines.setdefault(_Place(words, round(item.top / 4)), []).append(item)
    often = Counter({place: len({line.page for line in found}) for place, found in lines.items()})
    enough = max(2, len(pages) // 3)
    running.update(line for place, found in lines.items() if often[place] >= enough for line in found)
    return running
