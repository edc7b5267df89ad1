"""Documents and passages with their texts, read from the database when asked for, the last ones kept in memory."""

from collections import OrderedDict
from collections.abc import Sequence

from sqlalchemy import exists, select

from twin.errors import PassageNotFound
from twin.index.document_rows import document_from_row, passage_from_row
from twin.index.held_passage import HeldPassage
from twin.index.snapshot import DocumentCard, Snapshot
from twin.passages.document import Document
from twin.storage.database import Database
from twin.storage.tables import DocumentRow, GenerationDocumentRow, GenerationRow, PassageRow

DOCUMENTS_KEPT = 256  # a lecture with its anchors takes some 100 KB
PASSAGES_KEPT = 20_000  # about 1 KB each
_IDS_AT_ONCE = 500


class DocumentShelf:
    """Both kinds are immutable, so what is kept never goes stale; only `superseded` depends on the generation."""

    def __init__(self, database: Database) -> None:
        """Start with an empty memory."""
        self._database = database
        self._documents: OrderedDict[tuple[str, str], Document] = OrderedDict()
        self._passages: OrderedDict[tuple[str, int, str], HeldPassage] = OrderedDict()

    async def passages(self, persona: str, snapshot: Snapshot, ids: Sequence[str]) -> list[HeldPassage]:
        """Give passages of a snapshot, in the order of `ids`."""
        held: dict[str, HeldPassage] = {}
        for id_ in ids:
            known = self._passages.get((persona, snapshot.generation, id_))
            if known is not None:
                held[id_] = known
        missing = [id_ for id_ in dict.fromkeys(ids) if id_ not in held]
        for start in range(0, len(missing), _IDS_AT_ONCE):
            rows = await self._passage_rows(persona, missing[start : start + _IDS_AT_ONCE])
            documents = await self.documents(persona, list(dict.fromkeys(row.document_id for row in rows)))
            texts = {document.content_hash: document.text for document in documents}
            for row in rows:
                # A garbage collection may have taken the document since the search.
                if row.document_id in texts and row.document_id in snapshot.documents:
                    held[row.id] = _held(row, snapshot.documents[row.document_id], texts[row.document_id])
                    self._keep_passage(persona, snapshot.generation, held[row.id])
        return [held[id_] for id_ in ids if id_ in held]

    async def documents(self, persona: str, ids: Sequence[str]) -> list[Document]:
        """Give document versions, in the order of `ids`; one that is not held is left out."""
        found = {id_: self._documents[persona, id_] for id_ in ids if (persona, id_) in self._documents}
        missing = [id_ for id_ in ids if id_ not in found]
        for start in range(0, len(missing), _IDS_AT_ONCE):
            query = select(DocumentRow).where(
                DocumentRow.persona == persona, DocumentRow.id.in_(missing[start : start + _IDS_AT_ONCE])
            )
            async with self._database.reading() as session:
                for row in (await session.execute(query)).scalars():
                    found[row.id] = document_from_row(row)
        for id_, document in found.items():
            self._documents[persona, id_] = document
            self._documents.move_to_end((persona, id_))
        while len(self._documents) > DOCUMENTS_KEPT:
            self._documents.popitem(last=False)
        return [found[id_] for id_ in ids if id_ in found]

    async def document_of(
        self, persona: str, snapshot: Snapshot | None, passage_id: str
    ) -> tuple[Document, HeldPassage]:
        """Give a passage and its document, of this generation or of an earlier published one.

        Raises:
            PassageNotFound: If it is not held, was never published, or is held back for personal data.
        """
        rows = await self._passage_rows(persona, [passage_id], published_only=True)
        if not rows or rows[0].personal_data:
            raise PassageNotFound(passage_id)
        found = await self.documents(persona, [rows[0].document_id])
        if not found:
            raise PassageNotFound(passage_id)
        document = found[0]
        card = (snapshot.documents if snapshot else {}).get(document.content_hash)
        if card is None:
            newer = snapshot.documents.values() if snapshot else ()
            replaced = any(c.name == document.name or document.name in c.metadata.supersedes for c in newer)
            card = DocumentCard(
                document.content_hash, document.name, document.slot, document.metadata, replaced
            )
        return document, _held(rows[0], card, document.text)

    async def _passage_rows(
        self, persona: str, ids: Sequence[str], *, published_only: bool = False
    ) -> list[PassageRow]:
        """Read rows of passages; `published_only` leaves out what no generation has ever shown."""
        query = select(PassageRow).where(PassageRow.persona == persona, PassageRow.id.in_(ids))
        if published_only:
            query = query.where(
                exists()
                .where(GenerationDocumentRow.document_id == PassageRow.document_id)
                .where(GenerationRow.id == GenerationDocumentRow.generation_id)
                .where(GenerationRow.persona == persona)
                .where(GenerationRow.status.in_(("published", "retired")))
            )
        async with self._database.reading() as session:
            return list((await session.execute(query)).scalars())

    def _keep_passage(self, persona: str, generation: int, held: HeldPassage) -> None:
        self._passages[persona, generation, held.passage.id] = held
        if len(self._passages) > PASSAGES_KEPT:
            self._passages.popitem(last=False)


def _held(row: PassageRow, card: DocumentCard, text: str) -> HeldPassage:
    passage = passage_from_row(row, name=card.name, text=text)
    return HeldPassage(passage, card.id, card.slot, card.metadata, card.superseded)
