"""Clearing away what no kept generation names: document versions, passages, vectors, words, generations.

The caches go first, the rows that tell what was in them last, so a kill in between leaves nothing that is
not found again.
"""

import logging

from sqlalchemy import delete, select, text

from twin.errors import TwinError
from twin.index.chroma_index import ChromaIndex
from twin.index.document_store import in_parts
from twin.index.generation_store import GenerationStore
from twin.index.word_index import WordIndex
from twin.storage.database import Database
from twin.storage.tables import DocumentRow, GenerationDocumentRow, GenerationRow, PassageRow, VectorRow

log = logging.getLogger(__name__)

# A shared guideline's passage may belong to other personas too: its vector stays.
_ORPHAN_VECTORS = text(
    "DELETE FROM vector WHERE NOT EXISTS (SELECT 1 FROM passage WHERE passage.id = vector.passage_id)"
)


async def collect_garbage(database: Database, chroma: ChromaIndex, persona: str) -> int:
    """Delete what neither the serving generation nor the one before it names. The caller holds the writer lock.

    Returns:
        How many document versions went.
    """
    kept = await GenerationStore(database, persona).kept()
    kept_ids = [row.id for row in kept]
    async with database.reading() as session:
        documents = set(
            (
                await session.execute(
                    select(GenerationDocumentRow.document_id).where(
                        GenerationDocumentRow.generation_id.in_(kept_ids)
                    )
                )
            ).scalars()
        )
        held = select(DocumentRow.id).where(DocumentRow.persona == persona)
        stale = sorted(set((await session.execute(held)).scalars()) - documents)
        of_persona = select(GenerationRow).where(GenerationRow.persona == persona)
        gone = [row for row in (await session.execute(of_persona)).scalars() if row.id not in kept_ids]
        rows = await session.execute(
            select(PassageRow.id, PassageRow.document_id).where(PassageRow.persona == persona)
        )
        passages = {row.id for row in rows if row.document_id in documents}
    await _clear_chroma(chroma, persona, passages, kept, gone)
    await _clear_words(database, persona, passages)
    await _clear_rows(database, persona, stale, [row.id for row in gone])
    await _clear_vectors(database, persona, {row.embedder for row in gone} - {row.embedder for row in kept})
    return len(stale)


async def _clear_chroma(
    chroma: ChromaIndex,
    persona: str,
    passages: set[str],
    kept: list[GenerationRow],
    gone: list[GenerationRow],
) -> None:
    """Forget vectors of passages that are not kept, and collections of embedders that are not used."""
    used = {row.embedder for row in kept}
    try:
        for embedder in used:
            await chroma.remove(persona, embedder, sorted(await chroma.held(persona, embedder) - passages))
        for embedder in {row.embedder for row in gone} - used:
            await chroma.drop(persona, embedder)
    except TwinError:
        # What is left there is not shown to anybody; the next collection finds it.
        log.warning("chroma was not cleared", extra={"persona": persona}, exc_info=True)


async def _clear_words(database: Database, persona: str, passages: set[str]) -> None:
    words = WordIndex(is_sqlite=database.is_sqlite)
    async with database.reading() as session:
        stale = sorted(await words.held(session, persona) - passages)
    for ids in in_parts(stale):
        async with database.transaction() as session:
            await words.remove(session, persona, ids)


async def _clear_rows(database: Database, persona: str, documents: list[str], generations: list[int]) -> None:
    for ids in in_parts(documents):
        async with database.transaction() as session:
            await session.execute(
                delete(PassageRow).where(PassageRow.persona == persona, PassageRow.document_id.in_(ids))
            )
            await session.execute(
                delete(DocumentRow).where(DocumentRow.persona == persona, DocumentRow.id.in_(ids))
            )
    if not generations and not documents:
        return
    async with database.transaction() as session:
        await session.execute(delete(GenerationRow).where(GenerationRow.id.in_(generations)))
        await session.execute(_ORPHAN_VECTORS)


async def _clear_vectors(database: Database, persona: str, embedders: set[str]) -> None:
    """Forget a persona's vectors of embedders that no generation of anybody uses any more."""
    if not embedders:
        return
    mine = select(PassageRow.id).where(PassageRow.persona == persona)
    async with database.transaction() as session:
        await session.execute(
            delete(VectorRow).where(
                VectorRow.passage_id.in_(mine),
                VectorRow.embedder.in_(embedders),
                VectorRow.embedder.not_in(select(GenerationRow.embedder)),
            )
        )
