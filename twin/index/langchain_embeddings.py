"""LangChain's face of the embedder: drops into any chain or vector store of LangChain.

Assembly and other people's code import this file; nothing else in the twin does.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from langchain_core.embeddings import Embeddings

from twin.index.embedder import Embedder


class LangChainEmbeddings(Embeddings):
    """Wraps an `Embedder`. The plain methods work with and without a running event loop."""

    def __init__(self, embedder: Embedder) -> None:
        """Wrap `embedder`."""
        self._embedder = embedder

    async def aembed_documents(self, texts: list[str]) -> list[list[float]]:
        """Give one vector per text, in order."""
        vectors: list[list[float]] = (await self._embedder.embed_passages(texts)).tolist()
        return vectors

    async def aembed_query(self, text: str) -> list[float]:
        """Give the vector of one question."""
        vector: list[float] = (await self._embedder.embed_query(text)).tolist()
        return vector

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Give one vector per text, in order, and wait for it."""
        # A thread of its own: the caller's thread may already run an event loop.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(lambda: asyncio.run(self.aembed_documents(texts))).result()

    def embed_query(self, text: str) -> list[float]:
        """Give the vector of one question, and wait for it."""
        return self.embed_documents([text])[0]
