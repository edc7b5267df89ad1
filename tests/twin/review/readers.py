"""A reader of questions for tests: a small glossary, two medicines, and an embedder that compares by letters."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twin.evidence.glossary import Glossary, Term
from twin.gate.quantities import claimed_quantities, held_quantities
from twin.review.question_reading import QuestionReader

TERMS = (
    Term(("coffee",), ("咖啡",)),
    Term(("atrial fibrillation", "AF"), ("心房颤动", "房颤")),
    Term(("sauna", "hot spring"), ("桑拿", "温泉")),
    Term(("kidney stone",), ("肾结石",)),
    Term(("beer",), ("啤酒",)),
)
MEDICINES = (
    Term(("ibuprofen", "Brufen"), ("布洛芬",)),
    Term(("paracetamol", "Tylenol"), ("对乙酰氨基酚", "扑热息痛")),
    Term(("warfarin",), ("华法林",)),
)


class LetterEmbedder:
    """Vectors of letter trigrams: alike words are near, and the same text is the same everywhere."""

    name = "letters"
    dimensions = 64
    languages = frozenset({"en"})

    async def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one unit vector a text."""
        return np.array([self._vector(text) for text in texts], dtype=np.float32)

    async def embed_query(self, text: str) -> NDArray[np.float32]:
        """Give the vector of a question."""
        return self._vector(text)

    def _vector(self, text: str) -> NDArray[np.float32]:
        vector = np.zeros(self.dimensions, dtype=np.float32)
        padded = f"  {text.lower()}  "
        for start in range(len(padded) - 2):
            vector[
                sum(ord(c) * (7**i) for i, c in enumerate(padded[start : start + 3])) % self.dimensions
            ] += 1
        return vector / (np.linalg.norm(vector) or 1.0)


def question_reader() -> QuestionReader:
    """Give a reader that needs no model and no corpora."""
    return QuestionReader(
        Glossary([*TERMS, *MEDICINES]),
        Glossary(MEDICINES),
        embedder=LetterEmbedder(),
        claimed_figures=claimed_quantities,
        held_figures=held_quantities,
    )
