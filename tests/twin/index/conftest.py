"""What the index tests share."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.served.fixtures import scripted_server
from tests.twin.index.folder import WordEmbedder
from tests.twin.storage.either_database import database, database_url, postgres_server, postgres_url
from twin.index.chroma_home import ChromaHome
from twin.index.chroma_index import ChromaIndex
from twin.index.indexing import Indexing
from twin.index.library import Library
from twin.index.tokens import tokens
from twin.settings import ChromaSettings
from twin.storage.database import Database

__all__ = ["database", "database_url", "postgres_server", "postgres_url", "scripted_server"]


@dataclass
class Shelf:
    """An index with all its parts, as assembly wires them."""

    data: Path
    database: Database
    embedder: WordEmbedder
    chroma: ChromaIndex
    library: Library
    indexing: Indexing

    def again(self, *, embedder: WordEmbedder | None = None, exact_below: int = 50_000) -> "Shelf":
        """Wire the same parts anew: another embedder, another limit, an empty memory."""
        chosen = embedder or self.embedder
        library = Library(self.database, self.chroma, embedder_name=chosen.name, exact_below=exact_below)
        indexing = Indexing(
            self.database, chosen, self.chroma, library, data=self.data, sentences_below=5_000
        )
        return Shelf(self.data, self.database, chosen, self.chroma, library, indexing)

    async def found(self, question: str, limit: int = 10) -> list[str]:
        """Give the texts found by meaning."""
        hits = await self.library.dense("cardiology", await self.embedder.embed_query(question), limit)
        held = await self.library.passages("cardiology", [hit.passage_id for hit in hits])
        return [item.passage.text for item in held]

    async def found_by_words(self, question: str, limit: int = 10) -> list[str]:
        """Give the texts found by words."""
        hits = await self.library.words("cardiology", tokens(question), limit)
        held = await self.library.passages("cardiology", [hit.passage_id for hit in hits])
        return [item.passage.text for item in held]


@pytest.fixture
async def shelf(database: Database, tmp_path: Path) -> AsyncIterator[Shelf]:
    """Give an empty index on either kind of database, with Chroma in a directory."""
    settings, embedder = ChromaSettings(wait_seconds=5), WordEmbedder()
    home = ChromaHome(tmp_path, settings)
    chroma = ChromaIndex(home, settings)
    library = Library(database, chroma, embedder_name=embedder.name, exact_below=50_000)
    indexing = Indexing(database, embedder, chroma, library, data=tmp_path, sentences_below=5_000)
    yield Shelf(tmp_path, database, embedder, chroma, library, indexing)
    await chroma.close()
    await home.close()
