"""Run the retrieval figures of one persona: ours, its parts, and LangChain's stock retriever on the same passages."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from twin.assembly import House
from twin.evaluation.dataset import CoveredQuestion, Dataset, load_dataset
from twin.evaluation.retrieval_metrics import RetrievalScore, score_search, table
from twin.index.held_passage import HeldPassage
from twin.index.langchain_embeddings import LangChainEmbeddings
from twin.index.tokens import tokens

DEPTH = 10  # passages asked of every way to search


@dataclass(frozen=True, slots=True)
class RetrievalFigures:
    """The scores of all ways to search, on the tuned part and on the part kept aside."""

    tuned: tuple[RetrievalScore, ...]
    kept_aside: tuple[RetrievalScore, ...]
    note: str

    def to_text(self) -> str:
        """Give both parts as Markdown."""
        missed = ", ".join(self.tuned[0].missed) or "none"
        parts = [
            f"Tuned part\n\n{table(self.tuned)}",
            f"Part kept aside\n\n{table(self.kept_aside)}",
            f"Missed by ours, tuned part: {missed}",
        ]
        return "\n\n".join([*parts, self.note] if self.note else parts)

    def to_json(self) -> dict[str, Any]:
        """Give the values for programs."""
        return {
            "tuned": [_json(one) for one in self.tuned],
            "kept_aside": [_json(one) for one in self.kept_aside],
        }


async def retrieval_figures(house: House, persona_id: str) -> RetrievalFigures:
    """Measure every way to search on a persona's covered questions.

    Raises:
        IndexMissing: If the persona has not been indexed.
    """
    dataset = load_dataset(house.settings.paths.personas, persona_id)
    ways = Ways(house, persona_id)
    searches = [("ours: hybrid", ways.hybrid), ("BM25 alone", ways.words), ("dense alone", ways.dense)]
    note = ""
    try:
        await asyncio.to_thread(ways.open_stock_retriever, await ways.everything())
        searches.append(("LangChain's stock Chroma retriever", ways.stock))
    except ImportError:
        note = "LangChain's stock retriever was not measured: langchain-chroma is not installed (`make setup-dev`)."

    async def scores(part: Dataset) -> tuple[RetrievalScore, ...]:
        return tuple([await score_search(name, search, part) for name, search in searches])

    return RetrievalFigures(
        await scores(dataset.part(kept_aside=False)), await scores(dataset.part(kept_aside=True)), note
    )


class Ways:
    """The ways to search one persona; each gives passages, best first."""

    def __init__(self, house: House, persona_id: str) -> None:
        """Keep the house."""
        self._house = house
        self._persona = persona_id
        self._stock: Any = None

    async def everything(self) -> Sequence[HeldPassage]:
        """Give every retrievable passage."""
        library = self._house.library
        return await library.passages(self._persona, await library.retrievable(self._persona))

    async def hybrid(self, question: CoveredQuestion) -> Sequence[HeldPassage]:
        """Search as the twin does."""
        searched = await self._house.retriever.search(
            self._persona, question.text, language=question.language, earlier=question.turns
        )
        return [searched.held[hit.passage_id] for hit in searched.fused[:DEPTH]]

    async def words(self, question: CoveredQuestion) -> Sequence[HeldPassage]:
        """Search by BM25 over the question's tokens."""
        asked = " ".join([*question.turns, question.text])
        hits = await self._house.library.words(self._persona, tokens(asked), DEPTH)
        return await self._house.library.passages(self._persona, [hit.passage_id for hit in hits])

    async def dense(self, question: CoveredQuestion) -> Sequence[HeldPassage]:
        """Search by the question's vector."""
        vector = await self._house.embedder.embed_query(" ".join([*question.turns, question.text]))
        hits = await self._house.library.dense(self._persona, vector, DEPTH)
        return await self._house.library.passages(self._persona, [hit.passage_id for hit in hits])

    async def stock(self, question: CoveredQuestion) -> Sequence[HeldPassage]:
        """Search by LangChain's `Chroma.as_retriever()`."""
        asked = " ".join([*question.turns, question.text])
        found = await asyncio.to_thread(self._stock.invoke, asked)
        return await self._house.library.passages(self._persona, [one.metadata["id"] for one in found])

    def open_stock_retriever(self, everything: Sequence[HeldPassage]) -> None:
        """Put the same passages into a fresh in-memory `langchain_chroma.Chroma`."""
        from langchain_chroma import Chroma

        store = Chroma(
            collection_name=f"stock-{self._persona}",
            embedding_function=LangChainEmbeddings(self._house.embedder),
        )
        texts = [held.passage.text for held in everything]
        metadatas = [{"id": held.passage.id} for held in everything]
        store.add_texts(texts, metadatas=metadatas)
        self._stock = store.as_retriever(search_kwargs={"k": DEPTH})


def _json(score: RetrievalScore) -> dict[str, Any]:
    """Give one score as JSON holds it."""
    groups = {group: share.to_json() for group, share in score.groups.items()}
    return {
        "name": score.name,
        "recall_at_5": groups,
        "mrr": round(score.mrr, 4),
        "missed": list(score.missed),
    }
