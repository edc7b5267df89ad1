"""The only writer of the index. A kill at any point leaves the serving generation as it was."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from twin.errors import IndexMissing, PublishRefused
from twin.index.candidate import Candidate, candidate_of
from twin.index.chroma_index import ChromaIndex
from twin.index.document_store import DocumentStore, in_parts
from twin.index.embedder import Embedder
from twin.index.garbage import collect_garbage
from twin.index.generation import GenerationReport, Refusal
from twin.index.generation_store import GenerationStore
from twin.index.library import Library
from twin.index.lost_documents import refusal_for_losses
from twin.index.snapshot import load_vectors
from twin.index.word_index import WordIndex
from twin.index.writer_lock import only_writer
from twin.passages.document import Document
from twin.passages.passage import Passage
from twin.passages.script import han_ratio
from twin.storage.database import Database

log = logging.getLogger(__name__)

HALF = 0.5
EMBEDDED_AT_ONCE = 64  # passages between two commits: a kill costs at most two seconds of embedding
WRITER_WAIT_SECONDS = 600.0  # for another indexing of the same persona; a large folder takes minutes

DocumentWithPassages = tuple[Document, Sequence[Passage]]
PublishGate = Callable[[Library, int], Awaitable[Refusal | None]]


class Indexing:
    """Opens the writer of a persona's index."""

    def __init__(
        self,
        database: Database,
        embedder: Embedder,
        chroma: ChromaIndex,
        library: Library,
        *,
        data: Path,
        sentences_below: int,
    ) -> None:
        """Prepare to write.

        Args:
            database: Where documents, vectors and words go.
            embedder: Makes the vectors.
            chroma: Holds one vector a passage.
            library: Shows candidates to the gate.
            data: Holds the writers' lock files.
            sentences_below: Below this many passages every sentence gets a vector too.
        """
        self._database = database
        self._embedder = embedder
        self._chroma = chroma
        self._library = library
        self._data = data
        self._sentences_below = sentences_below

    @asynccontextmanager
    async def writer(
        self, persona: str, *, wait_seconds: float = WRITER_WAIT_SECONDS
    ) -> AsyncIterator["PersonaWriter"]:
        """Hold the right to write a persona's index.

        Read the folder inside: what was read before another writer published would bring back an older state.

        Raises:
            IndexBusy: If another writer does not end in time.
        """
        async with only_writer(self._database, self._data, persona, wait_seconds=wait_seconds):
            yield PersonaWriter(
                self._database,
                self._embedder,
                self._chroma,
                self._library,
                persona,
                sentences_below=self._sentences_below,
            )

    async def index_persona(
        self,
        persona: str,
        documents: Sequence[DocumentWithPassages],
        *,
        existing_files: Collection[str] = (),
        report: Mapping[str, Any] | None = None,
        gate: PublishGate | None = None,
        force: bool = False,
    ) -> GenerationReport:
        """Index what was read and publish it, as `PersonaWriter.publish`."""
        async with self.writer(persona) as writer:
            return await writer.publish(
                documents, existing_files=existing_files, report=report, gate=gate, force=force
            )


class PersonaWriter:
    """Writes one persona's index; made by `Indexing.writer`, which holds the lock meanwhile."""

    def __init__(
        self,
        database: Database,
        embedder: Embedder,
        chroma: ChromaIndex,
        library: Library,
        persona: str,
        *,
        sentences_below: int,
    ) -> None:
        """Name the persona."""
        self._database = database
        self._embedder = embedder
        self._chroma = chroma
        self._library = library
        self._persona = persona
        self._sentences_below = sentences_below
        self._documents = DocumentStore(database, persona)
        self._generations = GenerationStore(database, persona)
        self._words = WordIndex(is_sqlite=database.is_sqlite)

    async def held(self, content_hashes: Collection[str]) -> dict[str, DocumentWithPassages]:
        """Give documents of these content hashes that need not be read again."""
        return dict(await self._documents.held(content_hashes))

    async def publish(
        self,
        documents: Sequence[DocumentWithPassages],
        *,
        existing_files: Collection[str] = (),
        report: Mapping[str, Any] | None = None,
        gate: PublishGate | None = None,
        force: bool = False,
    ) -> GenerationReport:
        """Index all documents of the persona and let them serve, or leave everything as it is.

        Args:
            documents: The whole folder, as read now. Unchanged ones (same content hash) cost nothing.
            existing_files: Names of all documents whose files lie in the folder, also of unreadable ones.
            report: What the reading reported; kept with the generation under `intake`.
            gate: Asked with a library that shows the candidate, and its generation number, before it serves.
            force: Publish although documents are missing or shrank; the gate is asked all the same.

        Raises:
            PublishRefused: If documents were lost by accident, or the gate refuses. The serving one goes on.
            EmbedderUnavailable, ChromaUnavailable, IndexBusy: The serving one goes on.
            ValueError: If two different documents have one name.
        """
        started = time.monotonic()
        candidate = await asyncio.to_thread(candidate_of, documents)
        serving = await self._generations.serving()
        before = serving[1] if serving else []
        if not force:
            self._refuse(refusal_for_losses(before, candidate.held_documents, existing_files=existing_files))
        embedded = await self._write(candidate)
        figures = replace(
            candidate.compared_with(before),
            persona=self._persona,
            embedder=self._embedder.name,
            embedded=embedded,
            seconds=round(time.monotonic() - started, 3),
        )
        same = serving is not None and not figures.added and not figures.changed and not figures.removed
        if serving is not None and same and serving[0].embedder == self._embedder.name:
            return await self._keep(serving[0].id, figures, report, gate)
        return await self._replace(candidate, figures, report, gate)

    async def rebuild(self) -> int:
        """Restore Chroma and the word index of the serving generation from the database; give its passages' number.

        Searches go on meanwhile; above the exact search's limit they find less until it is done.

        Raises:
            IndexMissing: If the persona has no published index.
        """
        serving = await self._generations.serving()
        if serving is None:
            raise IndexMissing(self._persona)
        held = await self._documents.held([document.id for document in serving[1]])
        candidate = candidate_of(list(held.values()))
        await self._chroma.drop(self._persona, self._embedder.name)
        await self._embed(candidate)
        await self._fill_chroma(sorted(candidate.texts))
        await self._fill_words(candidate.texts)
        return len(candidate.texts)

    async def _write(self, candidate: Candidate) -> int:
        """Write what the candidate needs and is not there; give the number of vectors computed."""
        complete = await self._documents.complete(candidate.documents)
        fresh = [document for id_, document in candidate.documents.items() if id_ not in complete]
        for document in fresh:
            await self._documents.write(document, candidate.passages[document.content_hash])
        embedded = await self._embed(candidate)
        in_chroma = await self._chroma.held(self._persona, self._embedder.name)
        await self._fill_chroma(sorted(candidate.texts.keys() - in_chroma))
        async with self._database.reading() as session:
            in_words = await self._words.held(session, self._persona)
        await self._fill_words({id_: text for id_, text in candidate.texts.items() if id_ not in in_words})
        await self._documents.mark_complete(document.content_hash for document in fresh)
        return embedded

    def _readable(self, sentences: Sequence[str]) -> list[str]:
        """Keep the sentences in a language whose meaning the embedder carries."""
        languages = self._embedder.languages
        return [text for text in sentences if ("zh" if han_ratio(text) >= HALF else "en") in languages]

    async def _embed(self, candidate: Candidate) -> int:
        """Compute and store the vectors that are missing."""
        missing = await self._documents.without_vector(candidate.texts, self._embedder.name)
        with_sentences = (
            len(candidate.texts) < self._sentences_below
        )  # Chroma holds one vector a passage, and an exact search compares them all
        for start in range(0, len(missing), EMBEDDED_AT_ONCE):
            ids = missing[start : start + EMBEDDED_AT_ONCE]
            texts = [
                [candidate.texts[id_], *(self._readable(candidate.sentences[id_]) if with_sentences else ())]
                for id_ in ids
            ]
            vectors = await self._embedder.embed_passages([text for part in texts for text in part])
            ends = list(accumulate(len(part) for part in texts))
            parts = [vectors[end - len(part) : end] for end, part in zip(ends, texts, strict=True)]
            await self._documents.write_vectors(ids, self._embedder.name, parts)
        return len(missing)

    async def _fill_chroma(self, ids: Sequence[str]) -> None:
        for part in in_parts(ids):
            table = await load_vectors(self._database, self._embedder.name, part)
            await self._chroma.add(self._persona, self._embedder.name, table.ids, table.own)

    async def _fill_words(self, texts: Mapping[str, str]) -> None:
        ids = sorted(texts)
        for start in range(0, len(ids), EMBEDDED_AT_ONCE):
            part = {id_: texts[id_] for id_ in ids[start : start + EMBEDDED_AT_ONCE]}
            async with self._database.transaction() as session:
                await self._words.add(session, self._persona, part)

    async def _replace(
        self,
        candidate: Candidate,
        figures: GenerationReport,
        report: Mapping[str, Any] | None,
        gate: PublishGate | None,
    ) -> GenerationReport:
        """Show the candidate to the gate, publish it, and clear away what it replaces."""
        async with self._database.transaction() as session:
            await self._documents.bring_up_to_date(
                session, list(candidate.documents.values()), candidate.duplicates
            )
        generation = await self._generations.begin(
            self._embedder.name, list(candidate.documents), figures.as_report(report)
        )
        figures = replace(figures, generation=generation)
        try:
            await self._ask(gate, generation)
        except BaseException:
            await self._generations.refuse(generation)
            raise
        await self._embed(candidate)  # another persona's clearing may have taken a shared vector
        await self._generations.publish(generation)
        await collect_garbage(self._database, self._chroma, self._persona)
        log.info(
            "published",
            extra={"persona": self._persona, "generation": generation, "documents": figures.documents},
        )
        return figures

    async def _keep(
        self,
        generation: int,
        figures: GenerationReport,
        report: Mapping[str, Any] | None,
        gate: PublishGate | None,
    ) -> GenerationReport:
        """Leave the serving generation; its report and, through the gate, its floor are brought up to date."""
        figures = replace(figures, generation=generation, unchanged=True)
        await self._ask(gate, generation)
        await self._generations.set_report(generation, figures.as_report(report))
        return figures

    async def _ask(self, gate: PublishGate | None, generation: int) -> None:
        if gate is not None:
            self._refuse(await gate(self._library.of_generation(self._persona, generation), generation))

    def _refuse(self, refusal: Refusal | None) -> None:
        if refusal is not None:
            raise PublishRefused(
                f"The new index of {self._persona!r} does not replace the serving one: {refusal.reason}. "
                f"{refusal.way_out}"
            )
