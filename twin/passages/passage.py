"""A passage: the smallest thing that is found, cited and opened."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of characters of one document.

    `start` and `end` are character offsets into `Document.text`, half-open:
    `document.text[start:end] == text`. `page` and `slide` count from 1; None where a format has none.
    `id` comes from the document's content hash and the span, so it is the same on every machine.
    `personal_data` names the kind of personal data that seems to stand here (`id_card`, `phone`, …);
    such a passage is held back from every index. `duplicate_of` is the id of an earlier passage that
    says nearly the same.
    """

    id: str
    document: str
    start: int
    end: int
    text: str
    page: int | None = None
    slide: int | None = None
    start_seconds: float | None = None
    end_seconds: float | None = None
    headings: tuple[str, ...] = ()
    is_table: bool = False
    personal_data: tuple[str, ...] = ()
    duplicate_of: str | None = None
