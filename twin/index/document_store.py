"""Where an indexing writes documents, passages and vectors. Nothing written here shows before a generation names it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from twin.index.document_rows import document_from_row, document_values, passage_from_row, passage_values
from twin.passages.document import Document
from twin.passages.passage import Passage
from twin.storage.database import Database
from twin.storage.tables import DocumentRow, PassageRow, VectorRow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

IDS_AT_ONCE = 500
# The same words on both databases; another persona's indexing may have written the vector meanwhile.
_ADD_VECTOR = text(
    "INSERT INTO vector (passage_id, embedder, vectors, vector) "
    "VALUES (:passage_id, :embedder, :vectors, :vector) "
    "ON CONFLICT DO NOTHING"
)


class DocumentStore:
    """Writes and reads document versions of one persona."""

    def __init__(self, database: Database, persona: str) -> None:
        """Name the persona."""
        self._database = database
        self._persona = persona

    async def complete(self, document_ids: Collection[str]) -> set[str]:
        """Say which of these versions are written whole."""
        found: set[str] = set()
        for ids in in_parts(document_ids):
            query = select(DocumentRow.id).where(
                DocumentRow.persona == self._persona, DocumentRow.id.in_(ids), DocumentRow.complete
            )
            async with self._database.reading() as session:
                found.update((await session.execute(query)).scalars())
        return found

    async def held(self, document_ids: Collection[str]) -> dict[str, tuple[Document, tuple[Passage, ...]]]:
        """Give versions that are written whole, with their passages, so that nobody reads their files again."""
        found: dict[str, tuple[Document, tuple[Passage, ...]]] = {}
        for ids in in_parts(await self.complete(document_ids)):
            async with self._database.reading() as session:
                of = DocumentRow.persona == self._persona, DocumentRow.id.in_(ids)
                documents = [
                    document_from_row(row)
                    for row in (await session.execute(select(DocumentRow).where(*of))).scalars()
                ]
                query = select(PassageRow).where(
                    PassageRow.persona == self._persona, PassageRow.document_id.in_(ids)
                )
                rows = list((await session.execute(query.order_by(PassageRow.number))).scalars())
            for document in documents:
                mine = [row for row in rows if row.document_id == document.content_hash]
                passages = (passage_from_row(row, name=document.name, text=document.text) for row in mine)
                found[document.content_hash] = document, tuple(passages)
        return found

    async def write(self, document: Document, passages: Sequence[Passage]) -> None:
        """Write one version and its passages, replacing what a killed run may have left of it."""
        document_id = document.content_hash
        async with self._database.transaction() as session:
            await session.execute(
                delete(PassageRow).where(
                    PassageRow.persona == self._persona, PassageRow.document_id == document_id
                )
            )
            await session.execute(
                delete(DocumentRow).where(DocumentRow.persona == self._persona, DocumentRow.id == document_id)
            )
            await session.execute(insert(DocumentRow), [document_values(self._persona, document)])
            if passages:
                await session.execute(
                    insert(PassageRow), passage_values(self._persona, document_id, passages)
                )

    async def mark_complete(self, document_ids: Iterable[str]) -> None:
        """Say that these versions are written whole, in every index."""
        async with self._database.transaction() as session:
            for ids in in_parts(list(document_ids)):
                await session.execute(
                    update(DocumentRow)
                    .where(DocumentRow.persona == self._persona, DocumentRow.id.in_(ids))
                    .values(complete=True)
                )

    async def bring_up_to_date(
        self, session: AsyncSession, documents: Sequence[Document], duplicates: Mapping[str, str | None]
    ) -> None:
        """Write what can change about an unchanged version: where its file lies, and which passage stands for another.

        Args:
            session: The caller's transaction.
            documents: All documents of the candidate.
            duplicates: All its passages with the id of the one they duplicate. A passage whose original is not in
                a generation is retrievable there, so this never hides anything of the serving generation.
        """
        query = select(DocumentRow.id, DocumentRow.name, DocumentRow.path).where(
            DocumentRow.persona == self._persona
        )
        stored = {row.id: (row.name, row.path) for row in await session.execute(query)}
        for document in documents:
            if stored.get(document.content_hash) != (document.name, document.path):
                await session.execute(
                    update(DocumentRow)
                    .where(DocumentRow.persona == self._persona, DocumentRow.id == document.content_hash)
                    .values(name=document.name, path=document.path)
                )
        marks = select(PassageRow.id, PassageRow.duplicate_of).where(PassageRow.persona == self._persona)
        for row in list(await session.execute(marks)):
            if row.id in duplicates and duplicates[row.id] != row.duplicate_of:
                await session.execute(
                    update(PassageRow)
                    .where(PassageRow.persona == self._persona, PassageRow.id == row.id)
                    .values(duplicate_of=duplicates[row.id])
                )

    async def without_vector(self, passage_ids: Iterable[str], embedder: str) -> list[str]:
        """Give those of the passages that have no vector of this embedder, sorted."""
        wanted = set(passage_ids)
        query = (
            select(VectorRow.passage_id)
            .join(PassageRow, PassageRow.id == VectorRow.passage_id)
            .where(VectorRow.embedder == embedder, PassageRow.persona == self._persona)
        )
        async with self._database.reading() as session:
            return sorted(wanted.difference((await session.execute(query)).scalars()))

    async def write_vectors(
        self, passage_ids: Sequence[str], embedder: str, vectors: "Sequence[NDArray[np.float32]]"
    ) -> None:
        """Write each passage's vectors, float32 (vectors, dimensions), in the order of the ids; its own stands first."""
        rows = [
            {
                "passage_id": passage,
                "embedder": embedder,
                "vectors": len(rows),
                "vector": rows.astype("<f4").tobytes(),
            }
            for passage, rows in zip(passage_ids, vectors, strict=True)
        ]
        if rows:
            async with self._database.transaction() as session:
                await session.execute(_ADD_VECTOR, rows)

    async def lengths(self, generation_documents: Collection[str]) -> list[tuple[str, str, str, int]]:
        """Give id, name, path and text length of versions."""
        found: list[tuple[str, str, str, int]] = []
        for ids in in_parts(generation_documents):
            query = select(
                DocumentRow.id, DocumentRow.name, DocumentRow.path, func.length(DocumentRow.text)
            ).where(DocumentRow.persona == self._persona, DocumentRow.id.in_(ids))
            async with self._database.reading() as session:
                found += [(row[0], row[1], row[2], row[3]) for row in await session.execute(query)]
        return found


def in_parts(ids: Collection[str]) -> list[list[str]]:
    """Cut ids into lists that fit one statement."""
    known = list(ids)
    return [known[start : start + IDS_AT_ONCE] for start in range(0, len(known), IDS_AT_ONCE)]
