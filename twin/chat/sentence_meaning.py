"""How near sentences and titles come to a question in meaning, through the one comparison that is injected.

The embedder that comes with the package reads English only. What is Chinese is put into English term by term, by the
glossary, and compared as that: "他汀 肌酸激酶" as "statin creatine kinase". The words themselves are never shown.
"""

import re
from collections.abc import Mapping, Sequence

from twin.chat.model import Quotable
from twin.chat.quotable_sentences import Sayable
from twin.chat.sentence_scores import (
    ASKED_LIKENESS,
    LIKENED,
    LIKENESS,
    PHRASING,
    SentenceSimilarity,
    WordsAcross,
    asks_for,
    phrasings_of,
)

_CHINESE = re.compile(r"[\u3400-\u9fff]")


class Meaning:
    """Compares texts with one question."""

    def __init__(
        self, question: str, *, similarity: SentenceSimilarity | None, words_across: WordsAcross | None
    ) -> None:
        """Keep the question; nothing is compared yet."""
        self._question = question
        self._similarity = similarity
        self._words_across = words_across

    async def likeness(self, texts: Sequence[str]) -> list[float]:
        """Give one number a text in [0, 1], in order; all 0 without a comparison."""
        if self._similarity is None or not texts:
            return [0.0] * len(texts)
        alike = await self._similarity(self._question, texts)
        if _CHINESE.search(self._question) or any(_CHINESE.search(text) for text in texts):
            glossed = [self._in_english(text) for text in (self._question, *texts)]
            if glossed[0]:
                by_glossary = await self._similarity(glossed[0], glossed[1:])
                alike = [max(pair) for pair in zip(alike, by_glossary, strict=True)]
        return [min(1.0, max(0.0, one)) for one in alike]

    async def matches(self, evidence: Sequence[Quotable]) -> list[float]:
        """Say how far each piece was written for this question: by its questions and its title."""
        phrasings = [(place, words) for place, piece in enumerate(evidence) for words in phrasings_of(piece)]
        alike = await self.likeness([words for _, words in phrasings])
        best = [0.0] * len(evidence)
        for (place, _), one in zip(phrasings, alike, strict=True):
            best[place] = max(best[place], one)
        return best

    def _in_english(self, text: str) -> str:
        if not _CHINESE.search(text):
            return text
        terms = self._words_across(text, "en") if self._words_across else ()
        return " ".join(forms[0] for forms in terms if forms)


async def with_meaning(
    scores: Mapping[Sayable, float],
    evidence: Sequence[Quotable],
    matches: Sequence[float],
    meaning: Meaning,
) -> dict[Sayable, float]:
    """Add what meaning says: of the piece to all its sentences, of the best sentences themselves and their phrasings."""
    together = {sentence: score + PHRASING * matches[sentence.passage] for sentence, score in scores.items()}
    best = sorted(together, key=lambda sentence: -together[sentence])[:LIKENED]
    alike = await meaning.likeness([sentence.text for sentence in best])
    asks = [
        (sentence, ask) for sentence in best for ask in asks_for(sentence.text, evidence[sentence.passage])
    ]
    asked_alike = dict.fromkeys(best, 0.0)
    for (sentence, _), one in zip(asks, await meaning.likeness([ask for _, ask in asks]), strict=True):
        asked_alike[sentence] = max(asked_alike[sentence], one)
    raised = {s: LIKENESS * a + ASKED_LIKENESS * asked_alike[s] for s, a in zip(best, alike, strict=True)}
    return {**together, **{s: together[s] + more for s, more in raised.items()}}
