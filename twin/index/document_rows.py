"""Documents and passages as rows, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from twin.passages.document import Anchor, Document
from twin.passages.passage import Passage
from twin.persona.slots import Audience, DocumentMetadata, Phrasing, Reference, Slot
from twin.storage.tables import DocumentRow, PassageRow

_ANCHOR_FIELDS = ("start", "end", "page", "slide", "start_seconds", "end_seconds", "headings", "is_table")


def document_values(persona: str, document: Document) -> dict[str, Any]:
    """Give the columns of a document's row; it is not complete yet."""
    return {
        "id": document.content_hash,
        "persona": persona,
        "name": document.name,
        "slot": int(document.slot),
        "path": document.path,
        "media_type": document.media_type,
        "document_metadata": metadata_to_json(document.metadata),
        "text": document.text,
        # Lists, not objects: a transcript has thousands of anchors.
        "anchors": [[getattr(anchor, name) for name in _ANCHOR_FIELDS] for anchor in document.anchors],
        "complete": False,
        "created_at": datetime.now(UTC),
    }


def document_from_row(row: DocumentRow) -> Document:
    """Give the document back as it was read."""
    return Document(
        name=row.name,
        slot=Slot(row.slot),
        path=row.path,
        media_type=row.media_type,
        metadata=metadata_from_json(row.document_metadata),
        content_hash=row.id,
        text=row.text,
        anchors=tuple(_anchor(values) for values in row.anchors),
    )


def passage_values(persona: str, document_id: str, passages: Sequence[Passage]) -> list[dict[str, Any]]:
    """Give the columns of the rows of one document's passages, in order."""
    return [
        {
            "id": passage.id,
            "persona": persona,
            "document_id": document_id,
            "number": number,
            "start": passage.start,
            "end": passage.end,
            "page": passage.page,
            "slide": passage.slide,
            "start_seconds": passage.start_seconds,
            "end_seconds": passage.end_seconds,
            "headings": list(passage.headings),
            "is_table": passage.is_table,
            "personal_data": list(passage.personal_data),
            "duplicate_of": passage.duplicate_of,
        }
        for number, passage in enumerate(passages)
    ]


def passage_from_row(row: PassageRow, *, name: str, text: str) -> Passage:
    """Give the passage back. `name` is its document's name, `text` the document's whole text."""
    return Passage(
        id=row.id,
        document=name,
        start=row.start,
        end=row.end,
        text=text[row.start : row.end],
        page=row.page,
        slide=row.slide,
        start_seconds=row.start_seconds,
        end_seconds=row.end_seconds,
        headings=tuple(row.headings),
        is_table=row.is_table,
        personal_data=tuple(row.personal_data),
        duplicate_of=row.duplicate_of,
    )


def metadata_to_json(metadata: DocumentMetadata) -> dict[str, Any]:
    """Write metadata as JSON values."""
    values = asdict(metadata)
    values["date"] = metadata.date.isoformat() if metadata.date else None
    values["audience"] = metadata.audience.value
    return values


def metadata_from_json(values: Mapping[str, Any]) -> DocumentMetadata:
    """Read metadata from what `metadata_to_json` wrote."""
    return DocumentMetadata(
        title=values["title"],
        language=values["language"],
        kind=values["kind"],
        date=date.fromisoformat(values["date"]) if values["date"] else None,
        audience=Audience(values["audience"]),
        references=tuple(Reference(**reference) for reference in values["references"]),
        supersedes=tuple(values["supersedes"]),
        questions=tuple(values["questions"]),
        is_view=values["is_view"],
        approved_by=values["approved_by"],
        specialties=tuple(values["specialties"]),
        phrasings=tuple(Phrasing(one["quote"], tuple(one["asks"])) for one in values.get("phrasings", ())),
    )


def _anchor(values: Sequence[Any]) -> Anchor:
    given = dict(zip(_ANCHOR_FIELDS, values, strict=True))
    return Anchor(**{**given, "headings": tuple(given["headings"])})
