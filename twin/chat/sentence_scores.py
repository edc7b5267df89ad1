"""How well each sentence of the evidence answers the question: words, kind of answer, place, authority, likeness."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

from twin.chat.model import Quotable
from twin.chat.question_words import Wanted, share_answered, terms_of
from twin.chat.quotable_sentences import Sayable

# Weights set by hand on the cardiology folder's approved answers and lectures; words come first, the rest decides ties.
WORDS, CONTEXT, PASSAGE, KIND, LIKENESS = 1.0, 0.45, 0.5, 0.3, 1.2
AUTHORITY = {1: 0.2, 2: 0.2, 3: 0.1, 4: 0.05, 5: 0.0}
CONCLUSION = 0.1  # a passage's first sentence is often its point
QUESTION_BACK = 0.4  # a rhetorical question answers nothing
DANGLING = 0.3  # "This means …" without what it means
GLOSSARY = 0.9  # a term found by its glossary form counts nearly as much as the word itself
SYNONYMS = 0.3  # what glossary forms may add to the question's own words
FOREIGN = 0.2  # of the question's terms standing in the evidence: below it the languages differ
LIKENED = 24  # sentences worth embedding: the best by words


class SentenceSimilarity(Protocol):
    """Says how alike a question and sentences are, e.g. by the embedder.

    Returns one number a sentence in [-1, 1], in order. Sentences in a language it cannot read get 0.
    """

    async def __call__(self, question: str, sentences: Sequence[str]) -> list[float]:
        """Compare."""
        ...


class Asked:
    """The question as its terms, weighed by how rare each is within the evidence."""

    def __init__(
        self, question: str, evidence: Sequence[Quotable], words_across: Sequence[Sequence[str]] = ()
    ) -> None:
        """Take the question; `words_across` are its terms in the evidence's language, each with its forms."""
        self.question = question
        self.across = [[terms for form in forms if (terms := terms_of(form))] for forms in words_across]
        documents = [terms_of(piece.text) | terms_of(piece.title) for piece in evidence]
        counts: Counter[str] = Counter(term for terms in documents for term in terms)
        total = len(documents)
        self._terms = terms_of(question)
        self._weights: Mapping[str, float] = {
            term: _fullness(term) * math.log(1 + (total + 1) / (counts[term] + 0.5)) for term in self._terms
        }
        # A term that stands nowhere cannot tell sentences apart; it only dims all of them alike.
        known = sum(weight for term, weight in self._weights.items() if counts[term])
        self._is_foreign = known < FOREIGN * sum(self._weights.values())
        self._whole_sum = sum(self._weights.values()) or 1.0
        self._sum = sum(w if counts[t] else 0.3 * w for t, w in self._weights.items()) or 1.0

    def share_in(self, terms: frozenset[str]) -> float:
        """Give the weighed share of the question's terms that stand among `terms`, in [0, 1].

        Terms that stand nowhere in the evidence count little: they dim all sentences alike.
        """
        return self._with_glossary(min(1.0, self._weight_in(terms) / self._sum), terms)

    def strict_share_in(self, terms: frozenset[str]) -> float:
        """Give the share among all terms, also those that stand nowhere in the evidence: what is asked may be missing."""
        return self._with_glossary(self._weight_in(terms) / self._whole_sum, terms)

    def _weight_in(self, terms: frozenset[str]) -> float:
        return sum(self._weights[term] for term in self._terms & terms)

    def _with_glossary(self, own: float, terms: frozenset[str]) -> float:
        """Let the glossary's forms speak: for all where the question is in another language, for a part where not."""
        if not self.across:
            return own
        found = sum(any(form <= terms for form in forms) for forms in self.across) / len(self.across)
        return GLOSSARY * found if self._is_foreign else max(own, (1 - SYNONYMS) * own + SYNONYMS * found)

    def likeness_to(self, phrasing: str) -> float:
        """Say how far a phrasing asks the same, in [0, 1]: both must hold most of each other's terms."""
        terms = terms_of(phrasing)
        if not terms or not self._terms:
            return 0.0
        there, back = self.strict_share_in(terms), len(terms & self._terms) / len(terms)
        return 2 * there * back / (there + back) if there + back else 0.0


def _fullness(term: str) -> float:
    """A single Chinese character says half as much as a pair."""
    return 0.5 if len(term) == 1 and not term.isascii() else 1.0


def passage_standing(evidence: Sequence[Quotable]) -> list[float]:
    """Give each piece's standing in (0, 1]: half its relevance beside the best, half its rank."""
    best = max((piece.relevance for piece in evidence), default=0.0) or 1.0
    order = sorted(range(len(evidence)), key=lambda i: -evidence[i].relevance)
    return [
        0.5 * max(0.0, evidence[i].relevance / best) + 0.5 / (1 + 0.4 * order.index(i))
        for i in range(len(evidence))
    ]


def word_scores(
    asked: Asked,
    evidence: Sequence[Quotable],
    sayable: Sequence[Sequence[Sayable]],
    wanted: frozenset[Wanted],
) -> dict[Sayable, float]:
    """Score every sentence by words, kind, place and authority; larger is better, mostly in [0, 2.5]."""
    standing = passage_standing(evidence)
    scores: dict[Sayable, float] = {}
    for piece, stands, sentences in zip(evidence, standing, sayable, strict=True):
        about = terms_of(" ".join((piece.title, *piece.headings, *piece.questions)))
        shares = [asked.share_in(terms_of(sentence.text)) for sentence in sentences]
        for number, sentence in enumerate(sentences):
            around = max((shares[i] for i in (number - 1, number + 1) if 0 <= i < len(shares)), default=0.0)
            # What the heading, or the neighbour, says need not be said again: it counts, but less.
            # A sentence without a word of the question needs more than a good neighbourhood.
            context = min(1.0, 0.35 + 2 * shares[number]) * max(
                asked.share_in(terms_of(sentence.text) | about) - shares[number], 0.5 * around
            )
            score = WORDS * shares[number] + CONTEXT * context + PASSAGE * stands
            score += AUTHORITY.get(piece.authority, 0.0) + KIND * share_answered(sentence.text, wanted)
            score += CONCLUSION if number == 0 else 0.0
            score -= QUESTION_BACK if sentence.text.rstrip("\"'”’」』").endswith(("?", "？")) else 0.0
            score -= DANGLING if sentence.leans_back and number == 0 else 0.0
            scores[sentence] = score
    return scores


async def with_likeness(
    scores: dict[Sayable, float], question: str, similarity: SentenceSimilarity | None
) -> dict[Sayable, float]:
    """Add what the injected comparison says about the best sentences; the others keep their score."""
    if similarity is None or not scores:
        return scores
    best = sorted(scores, key=lambda sentence: -scores[sentence])[:LIKENED]
    alike = await similarity(question, [sentence.text for sentence in best])
    return {**scores, **{s: scores[s] + LIKENESS * max(0.0, a) for s, a in zip(best, alike, strict=True)}}
