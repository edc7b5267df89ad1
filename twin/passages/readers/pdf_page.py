"""What stands on one PDF page: runs of characters with their place, size and weight, and ruled lines.

The door of pypdfium2. It was preferred to pypdf for its speed, its character boxes (tables, headings) and
because its hyphens and Chinese come out cleaner; measured on the documents of tests/twin/passages.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twin.errors import DocumentEncrypted, DocumentTooLarge, DocumentUnreadable
from twin.passages.anchored_text import MAX_CHARACTERS, glue

MAX_PAGES = 3_000
MAX_PATHS = 3_000  # ruled lines looked at per page; drawings have more, tables do not
_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
_SECURITY_ERROR = 5  # FPDF_ERR_SECURITY: a security handler that is not supported
_THIN = 3.0  # points; a drawn shape thinner than this is a rule
_HYPHENS = (0xFFFE, 0x02)  # how PDFium writes the hyphen at which a word was broken
_RAISED = "\x0e"  # stands before each raised digit while a run grows
_RAISABLE = frozenset("0123456789,-–")
_RAISED_NUMBER = re.compile(f"{_RAISED}[0-9,–-](?:[,–-]?{_RAISED}[0-9,–-])*")
_POWER_BEFORE = re.compile(
    r"(?:\b(?:[cdmk]?m|s|min)|10)$"
)  # m², 10⁹: a power; behind anything else a reference mark
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BOLD = 600
_WIDE_WITHOUT_BLANK, _WIDE_WITH_BLANK = 0.6, 1.5  # em; a wider gap separates table cells


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of characters on one baseline, in points from the page's lower left corner.

    `hyphenated` means that its last word goes on in the next fragment.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    hyphenated: bool = False

    def beside(self, other: "Fragment") -> bool:
        """Say whether both stand on one line: they overlap by half of the lower one's height."""
        overlap = min(self.top, other.top) - max(self.bottom, other.bottom)
        return overlap > 0.5 * min(self.top - self.bottom, other.top - other.bottom)


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn straight line: horizontal when `bottom` == `top`, else vertical."""

    left: float
    right: float
    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page; fragments in the order of the file, which is the reading order of well-made PDFs."""

    number: int
    height: float
    fragments: tuple[Fragment, ...]
    rules: tuple[Rule, ...]
    unreadable_share: float


def pages_of(path: Path) -> Iterator[PageContent]:
    """Open a PDF and yield its pages, from 1.

    Raises:
        DocumentEncrypted: If it needs a password.
        DocumentTooLarge: If it has too many pages or characters.
        DocumentUnreadable: If PDFium cannot open it.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (_PASSWORD_ERROR, _SECURITY_ERROR):
            raise DocumentEncrypted(
                "the PDF needs a password. Save a copy without password protection"
            ) from error
        raise DocumentUnreadable(f"no PDF that can be opened ({error}). Export it again") from error
    if len(document) > MAX_PAGES:
        raise DocumentTooLarge(f"{len(document)} pages; at most {MAX_PAGES} are read. Divide the document")
    characters = 0
    for index in range(len(document)):
        try:
            page = document[index]
            text = page.get_textpage()
        except pypdfium2.PdfiumError as error:
            raise DocumentUnreadable(f"page {index + 1} is damaged ({error}). Export it again") from error
        characters += text.count_chars()
        if characters > 2 * MAX_CHARACTERS:
            raise DocumentTooLarge(f"more than {MAX_CHARACTERS:,} characters. Divide the document")
        fragments, unreadable = _fragments(text)
        yield PageContent(index + 1, page.get_height(), tuple(fragments), tuple(_rules(page)), unreadable)
        text.close()
        page.close()


class _Run:
    """A fragment while it grows."""

    def __init__(self, text: Any, index: int, box: Any) -> None:
        self.words = ""
        self.left, self.right, self.bottom, self.top = box.left, box.right, box.bottom, box.top
        self.size, self.bold, self.slanted = _style(text, index, box)
        self.hyphenated = False
        self._floor, self._height = box.bottom, box.top - box.bottom

    def add(self, character: str, box: Any, *, raised: bool = False) -> None:
        small = box.top - box.bottom < 0.85 * self._height and box.bottom > self._floor + 0.15 * self._height
        if raised or (small and character in _RAISABLE):
            self.words += _RAISED
        self.words += character
        self.left, self.right = min(self.left, box.left), max(self.right, box.right)
        self.bottom, self.top = min(self.bottom, box.bottom), max(self.top, box.top)

    def continued_by(self, box: Any, *, blank: bool) -> bool:
        overlap = min(self.top, box.top) - max(self.bottom, box.bottom)
        gap = box.left - self.right
        widest = (_WIDE_WITH_BLANK if blank else _WIDE_WITHOUT_BLANK) * self.size
        level = overlap > 0.4 * min(self.top - self.bottom, box.top - box.bottom)
        # A ligature is several characters in one box, hence the wide step back.
        return bool(level and -1.6 * self.size < gap < widest)

    def _raised(self, found: re.Match[str]) -> str:
        """Write a raised number so that it never runs into the number before it: `80` and a raised 1 are no 801."""
        number = found.group().replace(_RAISED, "")
        if number.isdigit() and _POWER_BEFORE.search(self.words[: found.start()]):
            return number.translate(_SUPERSCRIPTS)
        return f" [{number}]" if number[0].isdigit() and number[-1].isdigit() else number

    def finished(self) -> Fragment:
        place = (self.left, self.right, self.bottom, self.top)
        return Fragment(
            _RAISED_NUMBER.sub(self._raised, self.words), *place, self.size, self.bold, self.hyphenated
        )


def _fragments(text: Any) -> tuple[list[Fragment], float]:
    """Give the fragments of a page, and the share of characters that no font table explains."""
    import pypdfium2.raw as pdfium

    runs: list[_Run] = []
    run: _Run | None = None
    blank = made_up = False
    seen = unreadable = 0
    box = pdfium.FS_RECTF()
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in _HYPHENS and run is not None:
            run.hyphenated, run, blank = True, None, False
            continue
        character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if character.isspace():
            run = None if character in "\r\n" else run
            blank, made_up = True, bool(pdfium.FPDFText_IsGenerated(text, index) == 1)
            continue
        seen += 1
        unreadable += code == 0xFFFD or 0xE000 <= code < 0xF900 or code < 32
        if not pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            continue
        if run is None or not run.continued_by(box, blank=blank and not made_up):
            run = _Run(text, index, box)
            runs.append(run)
        elif blank:
            # A blank that PDFium inferred from a gap counts between Latin words, not beside Chinese.
            run.add(glue(run.words, character) if made_up else " ", box)
        run.add(character, box, raised=character.isdigit() and _is_raised_glyph(text, index, run.size))
        blank = False
    level = [r for r in runs if not r.slanted]
    kept = level if len(level) > 0.5 * len(runs) else runs
    return [r.finished() for r in kept], unreadable / max(seen, 1)


def _is_raised_glyph(text: Any, index: int, size: float) -> bool:
    """Say whether a digit's ink floats above its baseline: a superscript drawn by the font itself."""
    import pypdfium2.raw as pdfium

    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    boxed = pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return bool(
        boxed and pdfium.FPDFText_GetCharOrigin(text, index, x, y) and bottom.value - y.value > 0.2 * size
    )


def _style(text: Any, index: int, box: Any) -> tuple[float, bool, bool]:
    """Give size in points, weight, and whether it is slanted across the page like a watermark."""
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    size = pdfium.FPDFText_GetFontSize(text, index)
    slanted = False
    if pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)):
        size *= (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
        slanted = abs(matrix.b) > 0.1 * abs(matrix.a)
    if not 1 < size < 400:
        size = max(box.top - box.bottom, 1.0)
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text, index, name, 128, ctypes.byref(ctypes.c_int()))
    heavy = any(word in name.value.lower() for word in (b"bold", b"black", b"heavy", b"simhei"))
    return size, heavy or pdfium.FPDFText_GetFontWeight(text, index) >= _BOLD, slanted


def _rules(page: Any) -> Iterator[Rule]:
    """Yield ruled lines, and the edges of drawn rectangles."""
    import pypdfium2.raw as pdfium

    for count, shape in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])):
        if count >= MAX_PATHS:
            return
        left, bottom, right, top = shape.get_bounds()
        width, height = right - left, top - bottom
        middle_x, middle_y = (left + right) / 2, (bottom + top) / 2
        if height <= _THIN < width:
            yield Rule(left, right, middle_y, middle_y)
        elif width <= _THIN < height:
            yield Rule(middle_x, middle_x, bottom, top)
        elif width > _THIN and height > _THIN:
            yield Rule(left, right, bottom, bottom)
            yield Rule(left, right, top, top)
            yield Rule(left, left, bottom, top)
            yield Rule(right, right, bottom, top)
