"""Read DOCX: headings become the path, lists stay lines, tables stay whole. The door of python-docx."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from twin.passages.anchored_text import AnchoredText, HeadingPath, table_text
from twin.passages.document import ReadText

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_SHOWN = {_W + "del", _W + "moveFrom", _W + "pPr", _W + "rPr", _FALLBACK}
_NO_LEVEL = 9  # Word's outline level of body text


def read(path: Path) -> ReadText:
    """Read a Word document; text under deleted revisions is left out, inserted text is read."""
    from docx import Document

    document = Document(str(path))
    page = _Page(document)
    for element in _blocks(document.element.body):
        page.add(element)
    return page.text.built()


def _blocks(parent: Any) -> Iterator[Any]:
    """Yield paragraphs and tables in order, also from inside content controls."""
    for child in parent:
        if child.tag in (_W + "p", _W + "tbl"):
            yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "moveTo", _W + "customXml"):
            yield from _blocks(child)


class _Page:
    """Adds block by block, and knows whether the one before was a list item."""

    def __init__(self, document: Any) -> None:
        self.text = AnchoredText()
        self._headings = HeadingPath()
        self._styles = {style.style_id: style for style in document.styles}
        self._numbered = _numbered_lists(document)
        self._item = self._number = 0

    def add(self, element: Any) -> None:
        """Add one paragraph or table."""
        if element.tag == _W + "tbl":
            self._item = self._number = 0
            self.text.add(table_text(_rows(element)), headings=self._headings.path, is_table=True)
            return
        words = _words(element)
        if not words.strip():
            return
        style = self._style(element)
        level = self._level(element, style)
        if level is not None:
            self._item = self._number = 0
            path = self._headings.enter(level, words)
            self.text.add(" ".join(words.split()), headings=path)
            return
        listed, counted = self._list_kind(element, style)
        joint = "\n" if listed and self._item else "\n\n"
        self._item = self._item + 1 if listed else 0
        self._number = self._number + 1 if counted else 0
        marker = f"{self._number}. " if counted else ""
        self.text.add(marker + words, joint=joint, headings=self._headings.path)

    def _style(self, element: Any) -> Any:
        found = element.find(f"{_W}pPr/{_W}pStyle")
        return self._styles.get(found.get(_W + "val")) if found is not None else None

    def _level(self, element: Any, style: Any) -> int | None:
        """Give the heading level from 0 (title), or None for body text."""
        name = (style.name or "").lower() if style is not None else ""
        if name in ("title", "标题"):
            return 0
        for prefix in ("heading ", "标题 "):
            if name.startswith(prefix) and name.removeprefix(prefix).strip().isdigit():
                return int(name.removeprefix(prefix))
        holders = [element] + ([style.element] if style is not None else [])
        for holder in holders:
            outline = holder.find(f"{_W}pPr/{_W}outlineLvl")
            if outline is not None and int(outline.get(_W + "val", _NO_LEVEL)) < _NO_LEVEL:
                return int(outline.get(_W + "val")) + 1
        return None

    def _list_kind(self, element: Any, style: Any) -> tuple[bool, bool]:
        """Say whether the paragraph is a list item, and whether its list is numbered."""
        name = (style.name or "").lower() if style is not None else ""
        for holder in [element] + ([style.element] if style is not None else []):
            number = holder.find(f"{_W}pPr/{_W}numPr/{_W}numId")
            if number is not None and number.get(_W + "val") != "0":
                return True, number.get(_W + "val") in self._numbered
        return name.startswith("list"), name.startswith("list number")


def _numbered_lists(document: Any) -> set[str]:
    """Give the ids of the lists whose first level counts (decimal, Chinese numerals), not bullets."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return set()
    counting = {
        kind.get(_W + "abstractNumId")
        for kind in root.findall(_W + "abstractNum")
        if (mark := kind.find(f"{_W}lvl/{_W}numFmt")) is not None
        and mark.get(_W + "val") not in ("bullet", "none")
    }
    return {
        str(number.get(_W + "numId"))
        for number in root.findall(_W + "num")
        if (kind := number.find(_W + "abstractNumId")) is not None and kind.get(_W + "val") in counting
    }


def _words(element: Any) -> str:
    """Give the visible words of a paragraph; a tab is a space, a break a line."""
    pieces = []
    for node in element:
        if node.tag in _NOT_SHOWN:
            continue
        if node.tag == _W + "t":
            pieces.append(node.text or "")
        elif node.tag == _W + "tab":
            pieces.append(" ")
        elif node.tag in (_W + "br", _W + "cr"):
            pieces.append("\n")
        elif node.tag == _W + "noBreakHyphen":
            pieces.append("-")
        else:
            pieces.append(_words(node))
    return "".join(pieces)


def _rows(table: Any) -> list[list[str]]:
    """Give the cells row by row; a cell merged downwards is written once, above."""
    rows = []
    for row in table.iter(_W + "tr"):
        cells = []
        for cell in row.iter(_W + "tc"):
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            goes_on = merge is not None and merge.get(_W + "val") != "restart"
            paragraphs = [_words(paragraph).strip() for paragraph in cell.iter(_W + "p")]
            cells.append("" if goes_on else " ".join(p for p in paragraphs if p))
        rows.append(cells)
    return rows
