"""From a case's sentence to the passage it stands in: document, passage id, page, slide or second."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from twin.evidence.source_line import KIND_WORDS
from twin.passages.document import Document
from twin.passages.passage import Passage
from twin.passages.splitting import anchor_at, passages_of
from twin.persona.phrasings import squeezed
from twin.settings import PassageSettings
from twin.teaching.clinical_case import CaseSource


@dataclass(frozen=True, slots=True)
class SourceLink:
    """Where a sentence of the physician stands. What the format does not have is None.

    `quote` is as the case file gives it, in the document's own `language`. `page` and `slide` count from 1.
    """

    passage_id: str
    document: str
    title: str
    kind: str
    language: str
    quote: str
    said_on: date | None = None
    page: int | None = None
    slide: int | None = None
    start_seconds: float | None = None

    def place(self, language: str) -> str:
        """Give the place alone: `p. 2`, `slide 4` or `3:05`; empty where the format has none."""
        english = language != "zh"
        if self.page is not None:
            return f"p. {self.page}" if english else f"第{self.page}页"
        if self.slide is not None:
            return f"slide {self.slide}" if english else f"第{self.slide}张幻灯片"
        if self.start_seconds is not None:
            minutes, seconds = divmod(int(self.start_seconds), 60)
            return f"{minutes}:{seconds:02d}"
        return ""

    def line(self, language: str, *, with_title: bool = True) -> str:
        """Give the line a reader sees: title, kind, date, place. Without the title where that says too much."""
        kind = KIND_WORDS.get(self.kind, (self.kind, self.kind))[0 if language != "zh" else 1]
        day = self.said_on.isoformat() if self.said_on else ""
        return " · ".join(part for part in (self.title * with_title, kind, day, self.place(language)) if part)


class DocumentQuotes:
    """One document, ready to be asked where a sentence stands. Blanks, line breaks and reference marks do not count."""

    def __init__(self, document: Document, settings: PassageSettings) -> None:
        """Cut the document once; asking is then a search in plain text."""
        self.document = document
        self._passages = [(passage, squeezed(passage.text)) for passage in passages_of(document, settings)]

    def link(self, source: CaseSource) -> SourceLink | None:
        """Give where the quote stands; None when it stands in no passage that may be shown."""
        wanted = squeezed(source.quote)
        for passage, text in self._passages:
            if wanted in text and not passage.personal_data:
                return self._link(source, passage)
        return None

    def nearest(self, source: CaseSource) -> str:
        """Give the sentence of the document that is most like a quote that does not stand there; empty for none."""
        from rapidfuzz import fuzz, process

        from twin.sentences import sentences_of

        sentences = [one for passage, _ in self._passages for one in sentences_of(passage.text)]
        best = process.extractOne(source.quote, sentences, scorer=fuzz.ratio, score_cutoff=50)
        return best[0] if best else ""

    def _link(self, source: CaseSource, passage: Passage) -> SourceLink:
        metadata = self.document.metadata
        at = passage.start + _offset_of(source.quote, passage.text)
        anchor = anchor_at(self.document, at)
        return SourceLink(
            passage_id=passage.id,
            document=self.document.name,
            title=metadata.title,
            kind=metadata.kind,
            language=metadata.language,
            quote=source.quote,
            said_on=metadata.date,
            page=anchor.page if anchor else passage.page,
            slide=anchor.slide if anchor else passage.slide,
            start_seconds=anchor.start_seconds if anchor else passage.start_seconds,
        )


def quotes_by_path(
    persona_id: str, documents: Iterable[Document], settings: PassageSettings
) -> Mapping[str, DocumentQuotes]:
    """Give the documents of one persona's folder by the path a case names: `lectures/af.pdf`."""
    found: dict[str, DocumentQuotes] = {}
    for document in documents:
        path = PurePosixPath(document.path)
        if path.parts[:1] == (persona_id,):
            found[PurePosixPath(*path.parts[1:]).as_posix()] = DocumentQuotes(document, settings)
    return found


def _offset_of(quote: str, text: str) -> int:
    """Give about where a quote begins in a passage that holds it; blanks and marks shift it by a few characters."""
    at = text.find(quote[:12])
    if at >= 0:
        return at
    held = squeezed(text)
    share = held.find(squeezed(quote)) / max(1, len(held))
    return min(len(text) - 1, int(share * len(text)))
