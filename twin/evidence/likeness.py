"""How near the found passages come to the question: the signs by which coverage is judged."""

import math
from collections.abc import Sequence

from twin.evidence.asked_alike import asked_alike
from twin.evidence.attribution import ascribes, named_things
from twin.evidence.clinic_asked import is_about_coming
from twin.evidence.coverage import Signs
from twin.evidence.query import Query, subject_tokens
from twin.evidence.ranking import concept_weight, share_in_one_place
from twin.evidence.vocabulary import Vocabulary
from twin.index.held_passage import HeldPassage, Hit
from twin.persona.slots import Slot

PASSAGES_LOOKED_AT = 5
NEARLY_ALL = 0.85  # of what a question is about: a short, plain question that the folder answers
MOST_WORDS_SHARE = 2.0  # BM25 may exceed the sum of rarities for a word that is repeated


def signs_of(
    query: Query,
    passages: Sequence[HeldPassage],
    vocabulary: Vocabulary,
    *,
    words: Sequence[Hit],
    meaning: Sequence[Hit],
    translated: bool,
) -> Signs:
    """Give the signs of one search.

    Args:
        query: The prepared question.
        passages: What was found, best first.
        vocabulary: Of this persona.
        words: Hits of the word search, best first.
        meaning: Hits of the vector search, best first; scores are cosines.
        translated: Whether the embedder was given the glossary's translation.
    """
    named = max((share_in_one_place(query, held) for held in passages[:PASSAGES_LOOKED_AT]), default=0.0)
    rarest = vocabulary.rarity("")
    total = sum(concept_weight(one) for one in query.concepts)
    whole = sum(one.weight for one in query.concepts)
    best_words = words[0].score if words else 0.0
    cosine = max(0.0, meaning[0].score) if meaning else 0.0
    ascribed = ascribes(query.question)
    return Signs(
        named=named,
        whole=float(named >= NEARLY_ALL),
        much=math.log1p(named * total / rarest),
        absent=_rarest_absent(query, vocabulary) / rarest,
        no_term=float(not any(one.kind == "term" for one in query.concepts)),
        words=min(MOST_WORDS_SHARE, best_words / whole) if whole else 0.0,
        meant=0.0 if translated else cosine,
        meant_across=cosine if translated else 0.0,
        translated=float(translated),
        lead=_lead(words),
        ascribed=float(ascribed),
        ascribed_unheld=(1 - named) * ascribed,
        asked=max(
            (asked_alike(query, held.questions) for held in passages[:PASSAGES_LOOKED_AT]), default=0.0
        ),
        coming=float(
            is_about_coming(query.question)
            and any(held.slot is Slot.CLINIC for held in passages[:PASSAGES_LOOKED_AT])
        ),
        name_absent=float(any(_is_absent(name, vocabulary) for name in named_things(query.question))),
    )


def _rarest_absent(query: Query, vocabulary: Vocabulary) -> float:
    """Give the weight of the rarest term of the question that stands nowhere in the folder."""
    absent = (
        one.weight
        for one in query.concepts
        if one.kind == "term" and not any(all(map(vocabulary.holds, form)) for form in one.forms)
    )
    return max(absent, default=0.0)


def _lead(words: Sequence[Hit]) -> float:
    """Give how far the first hit is ahead of the fifth, as a share of its score."""
    if len(words) < PASSAGES_LOOKED_AT or words[0].score <= 0:
        return 0.0
    return (words[0].score - words[PASSAGES_LOOKED_AT - 1].score) / words[0].score


def _is_absent(name: str, vocabulary: Vocabulary) -> bool:
    """Say whether most of a name's tokens stand nowhere in the folder."""
    parts = subject_tokens(name)
    missing = sum(not vocabulary.holds(part) for part in parts)
    return bool(parts) and missing * 2 >= len(parts)
