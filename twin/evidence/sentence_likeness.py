"""How alike a question and sentences are in meaning, for the quoting model to choose by."""

from collections.abc import Sequence

from twin.evidence.language import language_of
from twin.index.embedder import Embedder


class SentenceLikeness:
    """Compares by the embedder's cosines; a sentence in a language it cannot read gets 0."""

    def __init__(self, embedder: Embedder) -> None:
        """Keep the embedder; nothing is loaded yet."""
        self._embedder = embedder

    async def __call__(self, question: str, sentences: Sequence[str]) -> list[float]:
        """Give one number a sentence in [-1, 1], in order."""
        languages = self._embedder.languages
        readable = [number for number, text in enumerate(sentences) if language_of(text) in languages]
        alike = [0.0] * len(sentences)
        if not readable or language_of(question) not in languages:
            return alike
        asked = await self._embedder.embed_query(question)
        vectors = await self._embedder.embed_passages([sentences[number] for number in readable])
        for number, cosine in zip(readable, (vectors @ asked).tolist(), strict=True):
            alike[number] = float(cosine)
        return alike
