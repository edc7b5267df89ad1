"""A document: one file of a persona's folder as text with anchors."""

from dataclasses import dataclass, field

from twin.persona.slots import DocumentMetadata, Slot


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a run of the document's text stands in the file.

    `start` and `end` are half-open offsets into `Document.text`. `page` and `slide` count from 1.
    `start_seconds` and `end_seconds` are positions in a recording. `headings` is the path from the
    outermost heading down. What a format does not have is None, or an empty tuple.
    `is_table` marks a run that must not be cut.
    """

    start: int
    end: int
    page: int | None = None
    slide: int | None = None
    start_seconds: float | None = None
    end_seconds: float | None = None
    headings: tuple[str, ...] = ()
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class ReadText:
    """What a reader returns: the text, and anchors in order of `start` that cover it without overlap."""

    text: str
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One readable file of a persona.

    `name` is the file name without extension, unique within a persona. `path` is relative to the
    personas or corpora folder. `content_hash` is the SHA-256 of the file, its metadata and the reader's version: the
    same hash means that nothing needs to be read, cut or embedded again.
    """

    name: str
    slot: Slot
    path: str
    media_type: str
    metadata: DocumentMetadata
    content_hash: str
    text: str
    anchors: tuple[Anchor, ...] = field(default=(), repr=False)
