"""How well each sentence of the evidence answers the question: words, kind of answer, place, authority, likeness."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from twin.chat.model import Quotable
from twin.chat.question_words import Wanted, share_answered, terms_of
from twin.chat.quotable_sentences import CLINIC, Sayable

# Fitted on the tuned part of the four personas' questions (conditional logit over the sentences of each evidence), then
# divided by the weight of words and rounded.
WORDS, CONTEXT, PASSAGE, KIND, LIKENESS = 1.0, 0.85, 1.6, 0.45, 1.45
PHRASING, PHRASING_WORDS = (
    0.65,
    0.5,
)  # how far a title, or a question the piece was written for, asks the same
ASKED, ASKED_LIKENESS = 1.5, 1.0  # how far a phrasing of the sentence asks the same, in words and in meaning
AUTHORITY = {1: 0.35, 2: 0.4, 3: 0.5, 4: 0.5, 5: 0.0}
CLINIC_PLACE = 0.6  # a question for a place or a room is the clinic page's own
QUESTION_BACK = 0.85  # a question answers nothing
DANGLING = 0.45  # "This means …" without what it means
GLOSSARY = 0.9  # a term found by its glossary form counts nearly as much as the word itself
SYNONYMS = 0.3  # what glossary forms may add to the question's own words
FOREIGN = 0.2  # of the question's terms standing in the evidence: below it the languages differ
LIKENED = 32  # sentences worth embedding: the best by words


class SentenceSimilarity(Protocol):
    """Says how alike a question and sentences are, e.g. by the embedder.

    Returns one number a sentence in [-1, 1], in order. Sentences in a language it cannot read get 0.
    """

    async def __call__(self, question: str, sentences: Sequence[str]) -> list[float]:
        """Compare."""
        ...


class WordsAcross(Protocol):
    """Reads a text by the glossary: for each term found in it, the ways to write it in one language."""

    def __call__(self, text: str, into: str, /) -> Sequence[Sequence[str]]:
        """Give the forms of each term `into` en or zh; empty when no term is known."""
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
    readings: Mapping[str, Asked],
    evidence: Sequence[Quotable],
    sayable: Sequence[Sequence[Sayable]],
    wanted: frozenset[Wanted],
) -> dict[Sayable, float]:
    """Score every sentence by words, kind, place and authority; larger is better, mostly in [0, 5].

    Args:
        readings: The question as it reads in each language of the evidence.
        evidence: The pieces that may be quoted.
        sayable: Their sentences, one list a piece.
        wanted: The kinds of answer the question waits for.
    """
    standing = passage_standing(evidence)
    scores: dict[Sayable, float] = {}
    for piece, stands, sentences in zip(evidence, standing, sayable, strict=True):
        asked = readings[piece.language]
        about = terms_of(" ".join((piece.title, *piece.headings, *piece.questions)))
        shares = [asked.share_in(terms_of(sentence.text)) for sentence in sentences]
        of_piece = PASSAGE * stands + AUTHORITY.get(piece.authority, 0.0)
        of_piece += PHRASING_WORDS * max(asked.likeness_to(words) for words in phrasings_of(piece))
        of_piece += CLINIC_PLACE if piece.authority == CLINIC and Wanted.PLACE in wanted else 0.0
        for number, sentence in enumerate(sentences):
            around = max((shares[i] for i in (number - 1, number + 1) if 0 <= i < len(shares)), default=0.0)
            # What the heading, or the neighbour, says need not be said again: it counts, but less.
            # A sentence without a word of the question needs more than a good neighbourhood.
            context = min(1.0, 0.35 + 2 * shares[number]) * max(
                asked.share_in(terms_of(sentence.text) | about) - shares[number], 0.5 * around
            )
            score = of_piece + WORDS * shares[number] + CONTEXT * context
            score += KIND * share_answered(sentence.text, wanted)
            asks = asks_for(sentence.text, piece)
            score += ASKED * max((asked.likeness_to(words) for words in asks), default=0.0)
            score -= QUESTION_BACK if sentence.asks else 0.0
            score -= DANGLING if sentence.leans_back else 0.0
            scores[sentence] = score
    return scores


def asks_for(sentence: str, piece: Quotable) -> tuple[str, ...]:
    """Give the ways patients ask for what this sentence says."""
    if not piece.asked_for:
        return ()
    letters = _letters(sentence)
    return tuple(ask for part, asks in piece.asked_for if _letters(part) in letters for ask in asks)


@lru_cache(maxsize=8192)
def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum()).lower()


def phrasings_of(piece: Quotable) -> tuple[str, ...]:
    """Give the questions a piece was written for, and its title."""
    return (*piece.questions, piece.title)
