"""How near the found passages come to the question: the signs by which coverage is judged."""

from collections.abc import Sequence

from twin.evidence.coverage import Signs
from twin.evidence.query import Concept, Query, subject_tokens
from twin.evidence.vocabulary import Vocabulary
from twin.index.held_passage import HeldPassage, Hit
from twin.index.searchable_text import searchable_text
from twin.index.tokens import tokens

PASSAGES_LOOKED_AT = 5
AGREED_WITHIN = 10  # first places of both searches that are compared


def signs_of(
    query: Query,
    passages: Sequence[HeldPassage],
    vocabulary: Vocabulary,
    *,
    words: Sequence[Hit],
    meaning: Sequence[Hit],
) -> Signs:
    """Give the signs of one search.

    Args:
        query: The prepared question.
        passages: What was found, best first.
        vocabulary: Of this persona.
        words: Hits of the word search, best first.
        meaning: Hits of the vector search, best first; scores are cosines.
    """
    total = sum(concept.weight for concept in query.concepts)
    named, asked = 0.0, 0.0
    for held in passages[:PASSAGES_LOOKED_AT]:
        present = frozenset(tokens(words_of(held)))
        named = max(named, _share(query.concepts, present, total))
        asked = max(asked, *(_alike(query, question) for question in held.metadata.questions), 0.0)
    anywhere = sum(
        concept.weight
        for concept in query.concepts
        if any(all(vocabulary.holds(token) for token in form) for form in concept.forms)
    )
    first_words = {hit.passage_id for hit in words[:AGREED_WITHIN]}
    first_meaning = {hit.passage_id for hit in meaning[:AGREED_WITHIN]}
    return Signs(
        named=named,
        named_anywhere=anywhere / total if total else 0.0,
        asked=asked,
        meant=max(0.0, meaning[0].score) if meaning else 0.0,
        both=len(first_words & first_meaning) / AGREED_WITHIN,
    )


def words_of(held: HeldPassage) -> str:
    """Give the words a passage is found by."""
    return searchable_text(
        held.passage.text,
        title=held.metadata.title,
        headings=held.passage.headings,
        questions=held.metadata.questions,
    )


def _share(concepts: Sequence[Concept], present: frozenset[str], total: float) -> float:
    """Give the share of the question's concepts, by rarity, that stand among the tokens."""
    if not total:
        return 0.0
    said = sum(one.weight for one in concepts if any(present.issuperset(form) for form in one.forms))
    return said / total


def _alike(query: Query, question: str) -> float:
    """Give how alike a prepared question and a written one are: shared weight over all weight (Jaccard)."""
    written = frozenset(subject_tokens(question))
    if not written:
        return 0.0
    present = frozenset(tokens(question))
    shared = sum(one.weight for one in query.concepts if any(present.issuperset(form) for form in one.forms))
    named = {token for one in query.concepts for form in one.forms for token in form}
    alone = sum(1 for token in written if token not in named)
    total = sum(one.weight for one in query.concepts)
    mean = total / len(query.concepts) if query.concepts else 1.0
    return shared / (total + alone * mean) if total else 0.0
