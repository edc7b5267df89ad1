"""Generations in the database: a candidate is written, then published in one transaction or refused."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select, text, update

from twin.index.document_store import DocumentStore
from twin.index.generation import HeldDocument
from twin.storage.database import Database
from twin.storage.tables import GenerationDocumentRow, GenerationRow, PublishedRow

KEPT_GENERATIONS = 2  # the serving one, and the one before it for citations of answers already given
# The same words on both databases.
_SET_POINTER = text(
    "INSERT INTO published (persona, generation_id) VALUES (:persona, :generation) "
    "ON CONFLICT (persona) DO UPDATE SET generation_id = excluded.generation_id"
)


class GenerationStore:
    """Writes and reads the generations of one persona. Its caller holds the persona's writer lock."""

    def __init__(self, database: Database, persona: str) -> None:
        """Name the persona."""
        self._database = database
        self._persona = persona

    async def serving(self) -> tuple[GenerationRow, list[HeldDocument]] | None:
        """Give the published generation and its documents; None when there is none."""
        query = (
            select(GenerationRow)
            .join(PublishedRow, PublishedRow.generation_id == GenerationRow.id)
            .where(PublishedRow.persona == self._persona)
        )
        async with self._database.reading() as session:
            row = (await session.execute(query)).scalar_one_or_none()
            if row is None:
                return None
            ids = select(GenerationDocumentRow.document_id).where(
                GenerationDocumentRow.generation_id == row.id
            )
            documents = list((await session.execute(ids)).scalars())
        lengths = await DocumentStore(self._database, self._persona).lengths(documents)
        return row, [HeldDocument(*values) for values in lengths]

    async def begin(self, embedder: str, document_ids: Sequence[str], report: Mapping[str, Any]) -> int:
        """Write a candidate and give its number; nobody is shown it."""
        async with self._database.transaction() as session:
            row = GenerationRow(
                persona=self._persona,
                embedder=embedder,
                status="building",
                floor={},
                report=dict(report),
                created_at=datetime.now(UTC),
            )
            session.add(row)
            await session.flush()
            if document_ids:
                await session.execute(
                    insert(GenerationDocumentRow),
                    [{"generation_id": row.id, "document_id": document_id} for document_id in document_ids],
                )
            return row.id

    async def publish(self, generation: int) -> None:
        """Let a candidate serve: in one transaction its predecessor retires and the pointer moves."""
        async with self._database.transaction() as session:
            await session.execute(
                update(GenerationRow)
                .where(GenerationRow.persona == self._persona, GenerationRow.status == "published")
                .values(status="retired")
            )
            await session.execute(
                update(GenerationRow)
                .where(GenerationRow.id == generation)
                .values(status="published", published_at=datetime.now(UTC))
            )
            await session.execute(_SET_POINTER, {"persona": self._persona, "generation": generation})

    async def refuse(self, generation: int) -> None:
        """Mark a candidate as refused; the next successful indexing clears it away."""
        async with self._database.transaction() as session:
            await session.execute(
                update(GenerationRow).where(GenerationRow.id == generation).values(status="refused")
            )

    async def set_report(self, generation: int, report: Mapping[str, Any]) -> None:
        """Replace the report of a generation."""
        async with self._database.transaction() as session:
            await session.execute(
                update(GenerationRow).where(GenerationRow.id == generation).values(report=dict(report))
            )

    async def kept(self) -> list[GenerationRow]:
        """Give the generations whose documents stay: the serving one and the last before it, newest first."""
        query = (
            select(GenerationRow)
            .where(GenerationRow.persona == self._persona, GenerationRow.status.in_(("published", "retired")))
            .order_by(GenerationRow.id.desc())
            .limit(KEPT_GENERATIONS)
        )
        async with self._database.reading() as session:
            return list((await session.execute(query)).scalars())
