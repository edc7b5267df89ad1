"""One generation in memory: which passages can be found, of which documents, and their vectors as one matrix."""

import asyncio
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from twin.index.document_rows import metadata_from_json
from twin.persona.slots import DocumentMetadata, Slot
from twin.storage.database import Database
from twin.storage.tables import DocumentRow, GenerationDocumentRow, GenerationRow, PassageRow, VectorRow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROWS_AT_ONCE = 1_000  # read between two breaths of the event loop: about 5 ms
VECTORS_AT_ONCE = 500  # the same, and below SQLite's limit of bound values


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """What is known of a document without its text. `superseded`: another one of the generation replaces it."""

    id: str
    name: str
    slot: Slot
    metadata: DocumentMetadata
    superseded: bool


@dataclass(frozen=True, slots=True)
class VectorTable:
    """Vectors of unit length by passage id, ids sorted.

    A passage's rows of `matrix`, float32, stand together and begin at `row_of[id]`: first its own, then one a sentence.
    """

    ids: tuple[str, ...]
    row_of: Mapping[str, int]
    matrix: "NDArray[np.float32]"

    @property
    def own(self) -> "NDArray[np.float32]":
        """Give the passages' own vectors, float32 (ids, dimensions), in the order of the ids."""
        return self.matrix[[self.row_of[id_] for id_ in self.ids]]

    def rows(self, passage_id: str) -> "NDArray[np.float32] | None":
        """Give all vectors of one passage, float32 (vectors, dimensions), or None."""
        first = self.row_of.get(passage_id)
        if first is None:
            return None
        place = bisect_left(self.ids, passage_id) + 1
        end = self.row_of[self.ids[place]] if place < len(self.ids) else len(self.matrix)
        return self.matrix[first:end]

    def nearest(self, vector: "NDArray[np.float32]", limit: int) -> list[tuple[str, float]]:
        """Give the ids nearest to `vector` with their cosines, best first, by comparing with every row.

        A passage is as near as the nearest of its own vector and its sentences'. Equal cosines are ordered by id, so two runs agree.
        """
        import numpy as np

        if not self.ids:
            return []
        cosines = np.maximum.reduceat(self.matrix @ vector, [self.row_of[id_] for id_ in self.ids])
        if limit < len(cosines):
            # All that reach the limit-th best cosine: among equals the id decides, not the partition.
            worst = np.partition(cosines, len(cosines) - limit)[len(cosines) - limit]
            rows = np.nonzero(cosines >= worst)[0]
        else:
            rows = np.arange(len(cosines))
        order = rows[np.lexsort((rows, -cosines[rows]))][:limit]
        return [(self.ids[row], float(cosines[row])) for row in order]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A generation's retrievable passages (id to document id) and its documents (id to card)."""

    generation: int
    embedder: str
    documents: Mapping[str, DocumentCard]
    retrievable: Mapping[str, str]


def retrievable_ids(marks: Mapping[str, tuple[bool, str | None]]) -> set[str]:
    """Say which of a generation's passages may be found.

    Args:
        marks: For every passage of the generation: whether personal data holds it back, and the id of the earlier
            passage it duplicates.

    Returns:
        Those that are neither held back nor stand behind another passage of the same generation. When the
        earlier passage is not in the generation, or is held back itself, the duplicate takes its place.
    """
    return {
        passage
        for passage, (is_held_back, duplicate_of) in marks.items()
        if not is_held_back and (duplicate_of is None or marks.get(duplicate_of, (True, None))[0])
    }


async def load_snapshot(database: Database, persona: str, generation: int) -> Snapshot | None:
    """Read a generation of a persona from the database; None when it is no longer held."""
    marks: dict[str, tuple[bool, str | None]] = {}
    document_of: dict[str, str] = {}
    query = (
        select(PassageRow.id, PassageRow.document_id, PassageRow.personal_data, PassageRow.duplicate_of)
        .join(GenerationDocumentRow, GenerationDocumentRow.document_id == PassageRow.document_id)
        .where(GenerationDocumentRow.generation_id == generation, PassageRow.persona == persona)
        .execution_options(yield_per=ROWS_AT_ONCE)
    )
    async with database.reading() as session:
        of = await session.get(GenerationRow, generation)
        if of is None:
            return None
        documents = await _documents(session, persona, generation)
        async for passage, document, personal_data, duplicate_of in await session.stream(query):
            marks[passage] = (bool(personal_data), duplicate_of)
            document_of[passage] = document
    found = await asyncio.to_thread(lambda: {id_: document_of[id_] for id_ in sorted(retrievable_ids(marks))})
    return Snapshot(generation, of.embedder, documents, found)


async def load_vectors(
    database: Database, embedder: str, passage_ids: Iterable[str], *, known: VectorTable | None = None
) -> VectorTable:
    """Read the vectors of passages; those in `known` (of the same embedder) are taken from there.

    A passage without a vector is left out.
    """
    ids = sorted(passage_ids)
    missing = [id_ for id_ in ids if known is None or id_ not in known.row_of]
    fresh: dict[str, NDArray[np.float32]] = {}
    for start in range(0, len(missing), VECTORS_AT_ONCE):
        fresh.update(await _vectors(database, embedder, missing[start : start + VECTORS_AT_ONCE]))
    return await asyncio.to_thread(_table, ids, fresh, known)


def _table(
    ids: list[str], fresh: "Mapping[str, NDArray[np.float32]]", known: VectorTable | None
) -> VectorTable:
    """Put vectors into one matrix, in the order of `ids`."""
    import numpy as np

    parts: list[NDArray[np.float32]] = []
    row_of: dict[str, int] = {}
    row = 0
    for id_ in ids:
        part = fresh[id_] if id_ in fresh else (known.rows(id_) if known is not None else None)
        if part is None:
            continue
        row_of[id_] = row
        row += len(part)
        parts.append(part)
    matrix = np.concatenate(parts) if parts else np.zeros((0, 0), dtype=np.float32)
    return VectorTable(tuple(row_of), row_of, matrix)


async def _vectors(database: Database, embedder: str, ids: list[str]) -> "dict[str, NDArray[np.float32]]":
    """Read vectors by passage id, each float32 (vectors, dimensions)."""
    import numpy as np

    query = select(VectorRow.passage_id, VectorRow.vectors, VectorRow.vector).where(
        VectorRow.embedder == embedder, VectorRow.passage_id.in_(ids)
    )
    async with database.reading() as session:
        return {
            row.passage_id: np.frombuffer(row.vector, dtype="<f4").reshape(row.vectors, -1)
            for row in await session.execute(query)
        }


async def _documents(session: AsyncSession, persona: str, generation: int) -> dict[str, DocumentCard]:
    """Read the cards of a generation's documents."""
    query = (
        select(DocumentRow.id, DocumentRow.name, DocumentRow.slot, DocumentRow.document_metadata)
        .join(GenerationDocumentRow, GenerationDocumentRow.document_id == DocumentRow.id)
        .where(GenerationDocumentRow.generation_id == generation, DocumentRow.persona == persona)
    )
    rows = [
        (id_, name, slot, metadata_from_json(values))
        for id_, name, slot, values in await session.execute(query)
    ]
    replaced = {name for _, _, _, metadata in rows for name in metadata.supersedes}
    return {
        id_: DocumentCard(id_, name, Slot(slot), metadata, name in replaced)
        for id_, name, slot, metadata in rows
    }
