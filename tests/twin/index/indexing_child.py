"""A process that indexes one version of a folder after another until it is killed, and the folder it indexes.

Run as `python -m tests.twin.index.indexing_child DATA FIRST_VERSION`; prints a line when it begins.
"""

import asyncio
import sys
from pathlib import Path

from tests.twin.index.folder import Read, WordEmbedder, read
from twin.index.chroma_home import ChromaHome
from twin.index.chroma_index import ChromaIndex
from twin.index.indexing import Indexing
from twin.index.library import Library
from twin.settings import ChromaSettings
from twin.storage.database import Database, sqlite_url
from twin.storage.migrating import upgrade

PERSONA = "cardiology"
DOCUMENTS = 5


def folder(version: int) -> list[Read]:
    """Give the folder of a version: five documents of different lengths; all say which version they are."""
    return [
        read(
            f"doc{number}",
            *(
                f"Passage {part} of document{number} in version{version} about topic{(part * 7 + version) % 13}."
                for part in range(4 + 3 * number)
            ),
        )
        for number in range(DOCUMENTS)
    ]


async def index_until_killed(data: Path, first: int) -> None:
    """Index version after version."""
    settings, embedder = ChromaSettings(wait_seconds=20), WordEmbedder()
    database = Database(sqlite_url(data))
    await upgrade(database)
    chroma = ChromaIndex(ChromaHome(data, settings), settings)
    library = Library(database, chroma, embedder_name=embedder.name, exact_below=50_000)
    indexing = Indexing(database, embedder, chroma, library, data=data, sentences_below=5_000)
    await chroma.count(PERSONA, embedder.name)
    print("begin", flush=True)  # noqa: T201
    version = first
    while True:
        await indexing.index_persona(PERSONA, folder(version))
        version += 1


if __name__ == "__main__":
    asyncio.run(index_until_killed(Path(sys.argv[1]), int(sys.argv[2])))
