"""The dense index in Chroma: one collection per persona and embedder, ids and vectors only.

The only file that imports chromadb. What stands in a collection is a cache of the database's vectors; it may hold
passages that no published generation holds, the library leaves those out.
"""

import asyncio
import contextlib
import hashlib
import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from twin.errors import ChromaUnavailable, TwinError
from twin.index.chroma_home import ChromaHome
from twin.index.chroma_lock import Place
from twin.index.held_passage import Hit
from twin.settings import ChromaSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# 0 of 10,000 vectors, 1,700 of them near-duplicates, missed themselves; the defaults missed 123
# (docs/decisions/0002-dense-search.md).
HNSW = {"space": "cosine", "max_neighbors": 64, "ef_construction": 600, "ef_search": 600}
ADD_AT_ONCE = 100  # in-process, Chroma holds the interpreter lock about 40 ms for as many
_IDS_AT_ONCE = 5_000
# A query within milliseconds of a collection's first add can fail once, and a restarted child needs a moment.
_PAUSES_SECONDS = (0.05, 0.5)
_Result = TypeVar("_Result")


class ChromaIndex:
    """Opens Chroma at the first call; every call runs in a worker thread."""

    def __init__(self, home: ChromaHome, settings: ChromaSettings) -> None:
        """Remember where Chroma is found and how a remote one is reached."""
        self._home = home
        self._settings = settings
        self._client: Any = None
        self._collections: dict[str, Any] = {}
        self._opening = asyncio.Lock()

    async def add(
        self, persona: str, embedder: str, ids: Sequence[str], vectors: "NDArray[np.float32]"
    ) -> None:
        """Store vectors, float32 (ids, dimensions), replacing those of the same ids."""
        for start in range(0, len(ids), ADD_AT_ONCE):
            part = slice(start, start + ADD_AT_ONCE)
            given = {"ids": list(ids[part]), "embeddings": vectors[part]}
            await self._run(persona, embedder, partial(_call, "upsert", given))

    async def remove(self, persona: str, embedder: str, ids: Sequence[str]) -> None:
        """Forget vectors; unknown ids are no error."""
        for start in range(0, len(ids), ADD_AT_ONCE):
            given = {"ids": list(ids[start : start + ADD_AT_ONCE])}
            await self._run(persona, embedder, partial(_call, "delete", given))

    async def count(self, persona: str, embedder: str) -> int:
        """Give the number of vectors held for a persona."""
        number: int = await self._run(persona, embedder, partial(_call, "count", {}))
        return number

    async def held(self, persona: str, embedder: str) -> set[str]:
        """Give the ids of all vectors held for a persona."""
        found: set[str] = set()
        while True:
            given = {"include": [], "limit": _IDS_AT_ONCE, "offset": len(found)}
            page = await self._run(persona, embedder, partial(_call, "get", given))
            found.update(page["ids"])
            if len(page["ids"]) < _IDS_AT_ONCE:
                return found

    async def search(
        self, persona: str, embedder: str, vector: "NDArray[np.float32]", limit: int
    ) -> list[Hit]:
        """Find the nearest vectors, best first; the score is the cosine."""
        given = {"query_embeddings": vector[None, :], "n_results": limit, "include": ["distances"]}
        found = await self._run(persona, embedder, partial(_call, "query", given))
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [Hit(passage_id=passage, score=1.0 - float(distance)) for passage, distance in pairs]

    async def drop(self, persona: str, embedder: str) -> None:
        """Delete a persona's collection; it is made again when something is added."""
        name = collection_name(persona, embedder)

        def delete(_collection: Any) -> None:
            self._collections.pop(name, None)
            self._client.delete_collection(name)

        await self._run(persona, embedder, delete)

    async def close(self) -> None:
        """Close the client; the home is closed by whoever opened it."""
        async with self._opening:
            self._forget_client()

    async def _run(self, persona: str, embedder: str, work: Callable[[Any], _Result]) -> _Result:
        """Do something with a collection in a thread, finding Chroma anew when it fails."""
        name = collection_name(persona, embedder)
        for pause in (*_PAUSES_SECONDS, None):
            try:
                return await asyncio.to_thread(work, await self._collection(name))
            except Exception as error:
                if isinstance(error, TwinError):
                    raise
                async with self._opening:
                    self._forget_client()
                if pause is None:
                    raise self._unavailable(error) from error
                await asyncio.sleep(pause)
        raise AssertionError("unreachable")

    async def _collection(self, name: str) -> Any:
        """Give a collection, made where it does not exist."""
        async with self._opening:
            if name not in self._collections:
                if self._client is None:
                    self._client = await asyncio.to_thread(self._connect, await self._home.place())
                self._collections[name] = await asyncio.to_thread(
                    self._client.get_or_create_collection,
                    name,
                    embedding_function=None,
                    configuration={"hnsw": HNSW},
                )
            return self._collections[name]

    def _connect(self, place: Place) -> Any:
        """Open a client. Blocks."""
        os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
        import chromadb
        from chromadb.config import Settings

        quiet = Settings(anonymized_telemetry=False)
        if place.directory is not None:
            place.directory.mkdir(parents=True, exist_ok=True)
            return chromadb.PersistentClient(str(place.directory), settings=quiet)
        if place.ours:
            _reach_loopback_directly()
        token = self._settings.token
        return chromadb.HttpClient(
            place.host,
            place.port,
            ssl=self._settings.ssl and not place.ours,
            headers={"Authorization": f"Bearer {token.get_secret_value()}"}
            if token and not place.ours
            else None,
            settings=quiet,
        )

    def _forget_client(self) -> None:
        """Close the client, so that the next call looks for Chroma again."""
        client, self._client = self._client, None
        self._collections.clear()
        if client is not None:
            with contextlib.suppress(Exception):
                client.close()

    def _unavailable(self, error: Exception) -> ChromaUnavailable:
        """Say which Chroma, what happened and the way out."""
        where = (
            f"The Chroma server {self._settings.host}:{self._settings.port}"
            if self._settings.host
            else "Chroma in the data directory"
        )
        return ChromaUnavailable(
            f"{where} failed: {type(error).__name__}: {str(error)[:200]}. "
            + (
                "Check that it runs, and TWIN_CHROMA__HOST, __PORT, __SSL and __TOKEN."
                if self._settings.host
                else "If the directory is damaged, delete it and run `twin index rebuild`: "
                "all vectors are kept in the database."
            )
        )


def _call(method: str, given: dict[str, Any], collection: Any) -> Any:
    """Call one method of a collection."""
    return getattr(collection, method)(**given)


def _reach_loopback_directly() -> None:
    """Keep a proxy of the environment away from our own child; Chroma's client asks the environment."""
    for name in ("NO_PROXY", "no_proxy"):
        hosts = os.environ.get(name, "")
        if "127.0.0.1" not in hosts:
            os.environ[name] = f"{hosts},127.0.0.1".lstrip(",")


def collection_name(persona: str, embedder: str) -> str:
    """Name the collection: an index never mixes vectors of two embedders."""
    return f"{persona}-{hashlib.sha256(embedder.encode()).hexdigest()[:12]}"
