"""The passage that bears a fact out, found in the published index by document and quotation."""

from collections import OrderedDict
from dataclasses import dataclass

from twin.education.fact_checking import quote_stands_in
from twin.evidence.source_line import source_line
from twin.gate.citation_marks import without_reference_marks
from twin.index.held_passage import HeldPassage
from twin.index.library import Library
from twin.persona.slots import Audience

GENERATIONS_KEPT = 8
_FOR_PATIENTS = frozenset({Audience.PATIENT, Audience.PUBLIC})


@dataclass(frozen=True, slots=True)
class PassageShelf:
    """All passages that serve, by document name, in their order; `ids` are those of all of them."""

    ids: tuple[str, ...]
    by_document: dict[str, tuple[HeldPassage, ...]]

    def bearing(self, document: str, quote: str) -> HeldPassage | None:
        """Give the passage of a document that holds a quotation to the letter; None where none does any more."""
        passages = self.by_document.get(document, ())
        return next((one for one in passages if quote_stands_in(quote, one.passage.text)), None)

    def for_patients(self) -> dict[str, tuple[HeldPassage, ...]]:
        """Give the documents that were made for patients or the public."""
        return {
            name: passages
            for name, passages in self.by_document.items()
            if passages and passages[0].metadata.audience in _FOR_PATIENTS
        }


class PublishedPassages:
    """Reads the passages of personas, once as long as the same ones serve."""

    def __init__(self, library: Library) -> None:
        """Take the library."""
        self._library = library
        self._kept: OrderedDict[str, PassageShelf] = OrderedDict()

    async def of(self, persona_id: str) -> PassageShelf:
        """Give what is published of a persona; superseded documents are left out, and what its physician called wrong.

        Raises:
            IndexMissing: If it has not been indexed.
        """
        ids = await self._library.retrievable(persona_id)
        known = self._kept.get(persona_id)
        if known is not None and known.ids == ids:
            return known
        held = await self._library.passages(persona_id, ids)
        by_document: dict[str, list[HeldPassage]] = {}
        for one in sorted(held, key=lambda one: (one.passage.document, one.passage.start)):
            if not one.superseded:
                by_document.setdefault(one.passage.document, []).append(one)
        shelf = PassageShelf(ids, {name: tuple(found) for name, found in by_document.items()})
        self._kept[persona_id] = shelf
        while len(self._kept) > GENERATIONS_KEPT:
            self._kept.popitem(last=False)
        return shelf


def span_of(quote: str, held: HeldPassage) -> tuple[int, int]:
    """Give where a quotation stands in its document, half-open; the whole passage where reference marks part it."""
    place = held.passage.text.find(quote)
    if place < 0:
        return held.passage.start, held.passage.end
    return held.passage.start + place, held.passage.start + place + len(quote)


def shown_quote(quote: str) -> str:
    """Give a quotation as readers see it: without the document's reference marks."""
    return without_reference_marks(quote)


def line_of(held: HeldPassage, language: str) -> str:
    """Give the line that says where a passage comes from."""
    return source_line(held, language=language)
