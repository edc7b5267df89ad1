"""LangChain's face of the retriever: drops into any chain of LangChain.

Assembly and other people's code import this file; nothing else in the twin does.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from twin.evidence.evidence import EvidenceItem
from twin.evidence.retriever import Retriever


class LangChainRetriever(BaseRetriever):
    """Gives one persona's evidence as LangChain documents, best first; nothing when the folder does not cover the question.

    Metadata: key, document, title, source, page, slide, start_seconds, start, end and score. The plain method works with
    and without a running event loop, as long as the retriever's database belongs to no other loop.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Retriever
    persona_id: str
    only_covered: bool = True

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun
    ) -> list[Document]:
        """Search for one question."""
        return await self._documents(query)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        """Search for one question, and wait for it."""
        # A thread of its own: the caller's thread may already run an event loop.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(lambda: asyncio.run(self._documents(query))).result()

    async def _documents(self, query: str) -> list[Document]:
        evidence = await self.retriever.retrieve(self.persona_id, query)
        if self.only_covered and not evidence.covered:
            return []
        return [_document(item) for item in evidence.items]


def _document(item: EvidenceItem) -> Document:
    """Give one piece of evidence as LangChain holds it."""
    passage = item.held.passage
    metadata: dict[str, Any] = {
        "key": item.key,
        "document": passage.document,
        "title": item.held.metadata.title,
        "source": item.source,
        "page": passage.page,
        "slide": passage.slide,
        "start_seconds": passage.start_seconds,
        "start": passage.start,
        "end": passage.end,
        "score": item.score,
    }
    return Document(page_content=passage.text, metadata=metadata, id=passage.id)
