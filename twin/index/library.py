"""The library: the read side of the index. It shows what the published generation holds, and nothing else."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Container, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update

from twin.errors import EmbedderMismatch, IndexMissing
from twin.index.chroma_index import ChromaIndex
from twin.index.document_shelf import DocumentShelf
from twin.index.generation import PublishedIndex
from twin.index.held_passage import HeldPassage, Hit
from twin.index.snapshot import Snapshot, VectorTable, load_snapshot, load_vectors
from twin.index.word_index import Terms, WordIndex
from twin.passages.document import Document
from twin.storage.database import Database
from twin.storage.tables import GenerationDocumentRow, GenerationRow, PublishedRow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SNAPSHOTS_KEPT = 16  # personas; the largest exact one is 50,000 x 384 x 4 bytes = 77 MB
_SPARE = 20  # asked beyond the limit, for passages that are indexed but not published
HeldBack = Callable[[str], Awaitable[frozenset[str]]]  # persona -> passages that its physician called wrong
_THREAD_ABOVE = 20_000  # rows; a product above this takes long enough (some ms) to leave the event loop for


class Library:
    """Reads personas' indexes. Every call looks at the pointer first, so a new generation shows at once."""

    def __init__(
        self,
        database: Database,
        chroma: ChromaIndex,
        *,
        embedder_name: str,
        exact_below: int,
        pinned: dict[str, int] | None = None,
    ) -> None:
        """Prepare to read.

        Args:
            database: Where documents, vectors and words are.
            chroma: Asked for personas of `exact_below` passages and more.
            embedder_name: The configured embedder's name; an index of another one is not searched.
            exact_below: Below this many passages a question's vector is compared with every passage's.
            pinned: Persona to generation: read that one, published or not.
        """
        self._database = database
        self._chroma = chroma
        self._words = WordIndex(is_sqlite=database.is_sqlite)
        self._shelf = DocumentShelf(database)
        self._embedder_name = embedder_name
        self._exact_below = exact_below
        self._pinned = pinned or {}
        self._snapshots: OrderedDict[str, Snapshot] = OrderedDict()
        self._vectors: dict[str, tuple[Snapshot, VectorTable]] = {}
        self._loading: dict[str, asyncio.Lock] = {}
        self._held_back: HeldBack | None = None

    def hold_back(self, held_back: HeldBack) -> None:
        """Leave out what physicians call wrong, from the next call on; old citations of it go on opening."""
        self._held_back = held_back

    def of_generation(self, persona: str, generation: int) -> "Library":
        """Give a library that shows one generation of one persona as if it were published: a candidate."""
        return Library(
            self._database,
            self._chroma,
            embedder_name=self._embedder_name,
            exact_below=self._exact_below,
            pinned={persona: generation},
        )

    async def published(self, persona: str) -> PublishedIndex | None:
        """Say which generation serves, with its floor and report as they are now; None when there is none."""
        generation = await self._pointer(persona)
        if generation is None:
            return None
        query = select(func.count()).where(GenerationDocumentRow.generation_id == generation)
        async with self._database.reading() as session:
            row = (
                await session.execute(select(GenerationRow).where(GenerationRow.id == generation))
            ).scalar_one()
            documents = (await session.execute(query)).scalar_one()
        return PublishedIndex(
            persona, row.id, row.embedder, documents, row.floor, row.report, row.published_at
        )

    async def dense(self, persona: str, vector: "NDArray[np.float32]", limit: int) -> list[Hit]:
        """Find the passages whose vectors are nearest to `vector` (dimensions,), best first; score: cosine.

        Raises:
            IndexMissing: If the persona has no published index.
            EmbedderMismatch: If its index was built with another embedder than the configured one.
            ChromaUnavailable, IndexBusy: If Chroma is needed (a large persona) and cannot be had.
        """
        snapshot = await self._searchable(persona)
        if len(snapshot.retrievable) < self._exact_below:
            table = await self._vector_table(persona, snapshot)
            if len(table.ids) > _THREAD_ABOVE:
                found = await asyncio.to_thread(table.nearest, vector, limit)
            else:
                found = table.nearest(vector, limit)
            return [Hit(passage_id=passage, score=cosine) for passage, cosine in found]

        async def search(asked: int) -> list[Hit]:
            return await self._chroma.search(persona, snapshot.embedder, vector, asked)

        return await _visible(search, snapshot.retrievable, limit)

    async def words(self, persona: str, terms: Terms, limit: int) -> list[Hit]:
        """Find the passages that hold any of the terms (`tokens()` of the question), best first; score: BM25.

        A mapping gives each term its weight.

        Raises:
            IndexMissing: If the persona has no published index.
        """
        snapshot = await self._snapshot(persona)

        async def search(asked: int) -> list[Hit]:
            async with self._database.reading() as session:
                return await self._words.search(session, persona, terms, asked)

        return await _visible(search, snapshot.retrievable, limit)

    async def passages(self, persona: str, ids: Sequence[str]) -> list[HeldPassage]:
        """Give the retrievable passages of these ids, in their order; others are left out, and what is called wrong.

        Raises:
            IndexMissing: If the persona has no published index.
        """
        snapshot, wrong = await self._snapshot(persona), await self._wrong(persona)
        found = await self._shelf.passages(
            persona, snapshot, [id_ for id_ in ids if id_ in snapshot.retrievable and id_ not in wrong]
        )
        return [one for one in found if one.passage.duplicate_of not in wrong]

    async def document_of(self, persona: str, passage_id: str) -> tuple[Document, HeldPassage]:
        """Give a passage and its whole document, for a reader who opens a citation.

        Also of an earlier generation, as long as it is held: old citations go on opening. `superseded` is then
        true when the document is held in a newer version.

        Raises:
            PassageNotFound: If it is not held, was never published, or is held back for personal data.
        """
        try:
            snapshot = await self._snapshot(persona)
        except IndexMissing:
            snapshot = None
        return await self._shelf.document_of(persona, snapshot, passage_id)

    async def documents(self, persona: str) -> tuple[Document, ...]:
        """Give all documents of the published generation, by slot and name.

        Raises:
            IndexMissing: If the persona has no published index.
        """
        snapshot = await self._snapshot(persona)
        cards = sorted(snapshot.documents.values(), key=lambda card: (card.slot, card.name))
        return tuple(await self._shelf.documents(persona, [card.id for card in cards]))

    async def retrievable(self, persona: str) -> tuple[str, ...]:
        """Give the ids of all retrievable passages of the published generation, sorted, without what is called wrong.

        Raises:
            IndexMissing: If the persona has no published index.
        """
        wrong = await self._wrong(persona)
        return tuple(id_ for id_ in (await self._snapshot(persona)).retrievable if id_ not in wrong)

    async def vectors(self, persona: str, ids: Sequence[str]) -> "NDArray[np.float32]":
        """Give the vectors of passages, float32 (ids, dimensions), in order; zeros for an unknown id.

        Raises:
            IndexMissing, EmbedderMismatch: As `dense`.
        """
        import numpy as np

        snapshot = await self._searchable(persona)
        if len(snapshot.retrievable) < self._exact_below:
            table = await self._vector_table(persona, snapshot)
        else:
            table = await load_vectors(
                self._database, snapshot.embedder, [id_ for id_ in ids if id_ in snapshot.retrievable]
            )
        vectors = np.zeros((len(ids), table.matrix.shape[1]), dtype=np.float32)
        for row, passage in enumerate(ids):
            if passage in table.row_of:
                vectors[row] = table.matrix[table.row_of[passage]]  # its own, not a sentence's
        return vectors

    async def set_floor(self, generation: int, floor: dict[str, Any]) -> None:
        """Store the coverage floor measured on a generation."""
        async with self._database.transaction() as session:
            await session.execute(
                update(GenerationRow).where(GenerationRow.id == generation).values(floor=floor)
            )

    async def _wrong(self, persona: str) -> frozenset[str]:
        return frozenset() if self._held_back is None else await self._held_back(persona)

    async def _searchable(self, persona: str) -> Snapshot:
        """Give the snapshot when its vectors and the configured embedder's can be compared."""
        snapshot = await self._snapshot(persona)
        if snapshot.embedder != self._embedder_name:
            raise EmbedderMismatch(
                f"The index of {persona!r} was built with the embedder {snapshot.embedder!r}, configured is "
                f"{self._embedder_name!r}. Run `twin index build {persona}` to embed it anew, or set "
                "TWIN_EMBEDDING__BASE_URL and TWIN_EMBEDDING__MODEL back."
            )
        return snapshot

    async def _snapshot(self, persona: str) -> Snapshot:
        """Give the generation the pointer names, from memory when it is there."""
        generation = await self._pointer(persona)
        if generation is None:
            raise IndexMissing(persona)
        known = self._snapshots.get(persona)
        if known is not None and known.generation == generation:
            self._snapshots.move_to_end(persona)
            return known
        async with self._loading.setdefault(persona, asyncio.Lock()):
            known = self._snapshots.get(persona)
            if known is None or known.generation != generation:
                known = await load_snapshot(self._database, persona, generation)
                if known is None:  # replaced twice, and collected, since the pointer was read
                    raise IndexMissing(persona)
                self._snapshots[persona] = known
                while len(self._snapshots) > SNAPSHOTS_KEPT:
                    dropped, _ = self._snapshots.popitem(last=False)
                    self._vectors.pop(dropped, None)
            return known

    async def _vector_table(self, persona: str, snapshot: Snapshot) -> VectorTable:
        """Give a snapshot's vectors, read once per generation; only new passages' are read again."""
        async with self._loading.setdefault(persona, asyncio.Lock()):
            of, table = self._vectors.get(persona, (None, None))
            if of is None or table is None or of.generation != snapshot.generation:
                same = table if of is not None and of.embedder == snapshot.embedder else None
                table = await load_vectors(
                    self._database, snapshot.embedder, snapshot.retrievable, known=same
                )
                self._vectors[persona] = (snapshot, table)
            return table

    async def _pointer(self, persona: str) -> int | None:
        """Read which generation serves."""
        if persona in self._pinned:
            return self._pinned[persona]
        query = select(PublishedRow.generation_id).where(PublishedRow.persona == persona)
        async with self._database.reading() as session:
            return (await session.execute(query)).scalar_one_or_none()


async def _visible(
    search: Callable[[int], Awaitable[list[Hit]]], retrievable: Container[str], limit: int
) -> list[Hit]:
    """Search until `limit` hits are retrievable, or there are no more."""
    asked = limit + _SPARE
    while True:
        hits = await search(asked)
        kept = [hit for hit in hits if hit.passage_id in retrievable]
        if len(kept) >= limit or len(hits) < asked:
            return kept[:limit]
        asked *= 4
