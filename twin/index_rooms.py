"""What holds and finds passages, wired: embedder, Chroma, library, the one writer. `twin.assembly` opens it."""

from twin.chosen_models import chosen_embedder
from twin.index.chroma_home import ChromaHome
from twin.index.chroma_index import ChromaIndex
from twin.index.indexing import Indexing
from twin.index.library import Library
from twin.settings import Settings
from twin.storage.database import Database


class IndexRooms:
    """The rooms of the index."""

    def __init__(self, settings: Settings, database: Database) -> None:
        """Wire them; nothing connects, loads or starts yet."""
        self.embedder = chosen_embedder(settings.embedding)
        self.chroma_home = ChromaHome(settings.paths.data, settings.chroma)
        chroma = ChromaIndex(self.chroma_home, settings.chroma)
        self.library = Library(
            database,
            chroma,
            embedder_name=self.embedder.name,
            exact_below=settings.retrieval.exact_below,
        )
        self.indexing = Indexing(
            database,
            self.embedder,
            chroma,
            self.library,
            data=settings.paths.data,
            sentences_below=settings.retrieval.sentences_below,
        )
