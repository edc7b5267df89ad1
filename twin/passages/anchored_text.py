"""Text that grows block by block, each block anchored to where it stands in the file."""

import re
import unicodedata

from twin.errors import DocumentTooLarge
from twin.passages.document import Anchor, ReadText
from twin.sentences import CJK

MAX_CHARACTERS = 2_000_000  # about 700 printed pages; bounds what travels back to the parent
MAX_ANCHORS = 20_000
MAX_HEADING = 200  # characters; a longer "heading" is a styled paragraph

_NO_SPACE_SIDE = re.compile(f"[{CJK}\u3000-\u303f\uff00-\uff60“”‘’—…]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ud800-\udfff\ufeff\ufff9-\uffff]"
)
# CJK radicals and compatibility ideographs that PDF fonts put in place of the ordinary ones, and ligatures.
_LOOK_ALIKES = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")


def clean(text: str) -> str:
    """Drop what cannot be seen, make every blank an ordinary one, and undo font look-alikes."""
    text = _LOOK_ALIKES.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    text = _INVISIBLE.sub("", text)
    return re.sub(r"[ \t\xa0\u2000-\u200a\u202f\u205f]+", " ", text).strip()


def glue(left: str, right: str) -> str:
    """Give what joins two wrapped lines: nothing next to Chinese, a space between Latin words and before a mark `[1]`."""
    if not left or not right or left[-1].isspace() or right[0].isspace():
        return ""
    if right[0] == "[":
        return " "
    return "" if _NO_SPACE_SIDE.match(left[-1]) or _NO_SPACE_SIDE.match(right[0]) else " "


def joined(lines: list[str]) -> str:
    """Join wrapped lines into one paragraph."""
    text = ""
    for line in lines:
        text += glue(text, line) + line
    return text


def table_text(rows: list[list[str]]) -> str:
    """Write a table so that a person can read it: one row a line, cells as `a | b | c`; empty rows left out."""
    lines = [" | ".join(" ".join(clean(cell).split("\n")) for cell in row) for row in rows]
    return "\n".join(line for line in lines if line.strip(" |"))


class AnchoredText:
    """Collects blocks. What separates two blocks belongs to the first, so anchors cover the text without a gap."""

    def __init__(self) -> None:
        """Start empty."""
        self._parts: list[str] = []
        self._anchors: list[Anchor] = []
        self._length = 0

    def add(
        self,
        text: str,
        *,
        joint: str = "\n\n",
        page: int | None = None,
        slide: int | None = None,
        start_seconds: float | None = None,
        end_seconds: float | None = None,
        headings: tuple[str, ...] = (),
        is_table: bool = False,
    ) -> None:
        """Append a block behind `joint`. A blank block is ignored.

        Raises:
            DocumentTooLarge: If the text or the number of blocks passes its limit.
        """
        text = clean(text)
        if not text:
            return
        if self._anchors:
            self._grow_last(joint)
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        place = (page, slide, start_seconds, end_seconds, tuple(h[:MAX_HEADING] for h in headings), is_table)
        self._anchors.append(Anchor(start, self._length, *place))
        if self._length > MAX_CHARACTERS or len(self._anchors) > MAX_ANCHORS:
            raise DocumentTooLarge(
                f"more than {MAX_CHARACTERS:,} characters or {MAX_ANCHORS:,} blocks of text. "
                "Divide it into several documents"
            )

    def built(self) -> ReadText:
        """Give the text and its anchors."""
        return ReadText(text="".join(self._parts), anchors=tuple(self._anchors))

    def _grow_last(self, joint: str) -> None:
        last = self._anchors[-1]
        self._parts.append(joint)
        self._length += len(joint)
        place = (last.page, last.slide, last.start_seconds, last.end_seconds, last.headings, last.is_table)
        self._anchors[-1] = Anchor(last.start, self._length, *place)


class HeadingPath:
    """The headings above the current place, outermost first."""

    def __init__(self) -> None:
        """Start without headings."""
        self._path: list[tuple[float, str]] = []

    def enter(self, level: float, text: str) -> tuple[str, ...]:
        """Go under a heading; a lower level is further out. Gives the path, which ends with it."""
        self._path = [(above, name) for above, name in self._path if above < level]
        self._path.append((level, clean(text)[:MAX_HEADING]))
        return self.path

    @property
    def path(self) -> tuple[str, ...]:
        """The path at the current place."""
        return tuple(name for _, name in self._path)
