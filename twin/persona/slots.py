"""The typed places of a persona folder, and what is written about each document."""

import datetime
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path


class Slot(IntEnum):
    """The typed places of a persona folder; a lower number has more authority."""

    CLINIC = 1
    ANSWERS = 2
    LECTURES = 3
    PAPERS = 4
    GUIDELINES = 5


class Audience(StrEnum):
    """For whom a document was made, or who is asking."""

    PATIENT = "patient"
    RESIDENT = "resident"
    PHYSICIAN = "physician"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Reference:
    """A public source that a document names.

    `key` is its key in references.yaml; `text` is the printable line (authors, title, source, year).
    """

    key: str
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Phrasing:
    """How patients ask for what a sentence says. `quote` stands in the document, reference marks aside."""

    quote: str
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentMetadata:
    """What front matter or side-car says of a document (docs/persona-folder.md).

    `date` is None where the author gave none; the intake report names such documents. `references` are in the
    order of the marks: `[1]` in the text is the first. `supersedes` holds document names. `questions` are what an
    approved answer as a whole was written for, `phrasings` how single sentences are asked for.
    """

    title: str
    language: str
    kind: str
    date: datetime.date | None = None
    audience: Audience = Audience.PATIENT
    references: tuple[Reference, ...] = ()
    supersedes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    is_view: bool = False
    approved_by: str | None = None
    specialties: tuple[str, ...] = ()
    phrasings: tuple[Phrasing, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A file that belongs to a persona, before anybody has opened its content.

    `name` is the file name without extension. `path` is where it lies; `shown_path` is relative to the
    personas or corpora folder, with forward slashes. `body_start` is the character offset behind a Markdown
    file's front matter (0 for other formats).
    """

    name: str
    slot: Slot
    path: Path
    shown_path: str
    metadata: DocumentMetadata
    body_start: int = 0
