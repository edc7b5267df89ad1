"""Order what the searches found: each language fused by reciprocal rank, then weighed by how much of the question it holds.

Two branches, because a search for Chinese words and one for English words cannot be compared by rank: a passage that holds
half the question in one language would stand beside one that holds all of it in the other.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from twin.evidence.asked_alike import ALIKE
from twin.evidence.clinic_asked import is_about_coming
from twin.evidence.fusion import RRF_K, FusedHit, reciprocal_rank_fusion
from twin.evidence.language import passage_language
from twin.evidence.query import Concept, Query
from twin.index.held_passage import HeldPassage, Hit
from twin.index.tokens import tokens
from twin.persona.slots import Audience, Slot
from twin.sentences import sentences_of

# Weights of the two searches of a branch, and of the share of the question that one place of a passage holds, measured on
# the tuned part of the demo's questions (docs/decisions/0004-retrieval.md).
WORDS, MEANING = 1.0, 3.0
SHARE_WEIGHT = 0.75
EVERYDAY_WEIGHT = 0.4  # of a phrasebook word within that share: it does not say what the question is about
ASKED_WEIGHT = 2.0  # of how far a passage's phrasing asks the same, above chance; 1 and 4 did as well
LEAD_WEIGHT = 1.0  # of how far a passage's cosine stands above the usual one's
USUAL_PLACE = 8  # whose cosine is the usual one
WINDOW = 2  # neighbouring sentences that count as one place
# Authority, audience and date only break near-ties.
AUTHORITY_BONUS = {
    Slot.CLINIC: 0.0,
    Slot.ANSWERS: 0.06,
    Slot.LECTURES: 0.02,
    Slot.PAPERS: 0.0,
    Slot.GUIDELINES: 0.0,
}
PATIENT_BONUS = 0.02
SUPERSEDED_FACTOR = 0.3


COMING_BONUS = 1.0  # somebody who asks for day, room or papers is answered by the clinic's own page


def ranked(
    query: Query,
    held: Mapping[str, HeldPassage],
    *,
    own_words: Sequence[Hit],
    across: Sequence[Hit],
    meaning: Sequence[Hit],
    asked: Mapping[str, float],
    audience: Audience,
) -> list[FusedHit]:
    """Fuse the searches of one question, best first.

    Args:
        query: The prepared question.
        held: Every passage that any search found, by id.
        own_words: Hits of the question's own words.
        across: Hits of the glossary's forms in the other language.
        meaning: Hits by vector.
        asked: How far a phrasing of a passage asks the same (`AskedIndex.alike`).
        audience: Who asks; for patients, patients' texts win near-ties.

    Returns:
        Each passage once; a superseded passage stands behind every passage of its successors.
    """
    other = "en" if query.language == "zh" else "zh"
    own = _branch(query.language, held, [(own_words, WORDS), (meaning, MEANING)])
    beside = _branch(other, held, [(across, WORDS), (meaning, MEANING)])
    scored, is_coming = [], is_about_coming(query.question)
    for hit in (*own, *beside):
        one = held[hit.passage_id]
        score = hit.score + SHARE_WEIGHT * share_in_one_place(query, one) + _bonus(one, audience)
        score += COMING_BONUS * (is_coming and one.slot is Slot.CLINIC)
        scored.append(FusedHit(hit.passage_id, score * (SUPERSEDED_FACTOR if one.superseded else 1.0)))
    scored = _with_asked(query, _nearest_first(scored, len(own), meaning), held, asked)
    ordered = sorted(scored, key=lambda hit: (-hit.score, hit.passage_id))
    return _successors_first(ordered, held)


def _with_asked(
    query: Query, scored: Sequence[FusedHit], held: Mapping[str, HeldPassage], asked: Mapping[str, float]
) -> list[FusedHit]:
    """Raise passages whose phrasings ask nearly the same; one that no search found starts behind all that one did."""
    scores = {hit.passage_id: hit.score for hit in scored}
    last = min(scores.values(), default=0.0)
    for id_, alike in asked.items():
        start = last + SHARE_WEIGHT * share_in_one_place(query, held[id_])
        scores[id_] = scores.get(id_, start) + ASKED_WEIGHT * (alike - ALIKE)
    return [FusedHit(id_, score) for id_, score in scores.items()]


def _branch(
    language: str, held: Mapping[str, HeldPassage], searches: Sequence[tuple[Sequence[Hit], float]]
) -> list[FusedHit]:
    """Fuse the hits of one language; scores in [0, 1], 1 for a passage that every search puts first."""
    rankings, weights = [], []
    for hits, weight in searches:
        ids = [hit.passage_id for hit in hits if _speaks(held.get(hit.passage_id), language)]
        if ids:
            rankings.append(ids)
            weights.append(weight)
    fused = reciprocal_rank_fusion(rankings, weights=weights)
    best = sum(weights) / (RRF_K + 1)
    return [FusedHit(hit.passage_id, hit.score / best) for hit in fused]


def _nearest_first(scored: Sequence[FusedHit], own: int, meaning: Sequence[Hit]) -> list[FusedHit]:
    """Let a passage whose meaning stands out pass others of its language; the first `own` hits are that language's.

    Ranks hide by how much the nearest passage is nearer. Places are exchanged within the language only, since the other
    language has no cosines to compare.
    """
    if not meaning:
        return list(scored)
    usual = meaning[min(USUAL_PLACE, len(meaning)) - 1].score
    lead = {hit.passage_id: max(0.0, hit.score - usual) for hit in meaning}
    mine = scored[:own]
    wanted = sorted(
        mine, key=lambda hit: (-hit.score - LEAD_WEIGHT * lead.get(hit.passage_id, 0.0), hit.passage_id)
    )
    places = sorted((hit.score for hit in mine), reverse=True)
    exchanged = [FusedHit(hit.passage_id, score) for hit, score in zip(wanted, places, strict=True)]
    return [*exchanged, *scored[own:]]


def _speaks(held: HeldPassage | None, language: str) -> bool:
    return held is not None and passage_language(held) == language


def share_in_one_place(query: Query, held: HeldPassage) -> float:
    """Give the share of the question's concepts, by rarity, that one place of a passage holds with its headings.

    A place is two neighbouring sentences, or one of the questions an answer was written for. In the other language only concepts that the
    glossary carries can stand there; the share is of those, times the part of the question that they make up: in
    all, what is said over what was asked.
    """
    weights = [concept_weight(one) for one in query.concepts]
    total = sum(weights)
    if not total:
        return 0.0
    around = frozenset(tokens("\n".join((held.metadata.title, *held.passage.headings))))
    best = 0.0
    for place in _places(held):
        present = around | place
        said = sum(
            weight
            for one, weight in zip(query.concepts, weights, strict=True)
            if any(present.issuperset(form) for form in one.forms)
        )
        best = max(best, said)
    return best / total


def concept_weight(concept: Concept) -> float:
    """Give the weight of a concept within a share."""
    return concept.weight * (EVERYDAY_WEIGHT if concept.kind == "everyday" else 1.0)


@lru_cache(maxsize=8192)
def _places_of(text: str, questions: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """Cut a passage into places; kept, because the same passages come up again and again."""
    sentences = [frozenset(tokens(sentence)) for sentence in sentences_of(text)]
    pairs = [
        frozenset().union(*sentences[start : start + WINDOW])
        for start in range(max(1, len(sentences) - WINDOW + 1))
    ]
    return (*pairs, *(frozenset(tokens(question)) for question in questions))


def _places(held: HeldPassage) -> tuple[frozenset[str], ...]:
    return _places_of(held.passage.text, held.questions)


def _bonus(held: HeldPassage, audience: Audience) -> float:
    """Give what authority and audience add."""
    for_patients = held.metadata.audience in {Audience.PATIENT, Audience.PUBLIC}
    return AUTHORITY_BONUS[held.slot] + (
        PATIENT_BONUS if audience is Audience.PATIENT and for_patients else 0.0
    )


def _successors_first(ordered: Sequence[FusedHit], held: Mapping[str, HeldPassage]) -> list[FusedHit]:
    """Move every superseded passage behind all passages of the documents that replace its document."""
    replaced_by: dict[str, set[str]] = {}
    for one in held.values():
        for old in one.metadata.supersedes:
            replaced_by.setdefault(old, set()).add(one.passage.document)
    result = [hit for hit in ordered if held[hit.passage_id].passage.document not in replaced_by]
    for hit in ordered:
        successors = replaced_by.get(held[hit.passage_id].passage.document)
        if successors is None:
            continue
        documents = [held[one.passage_id].passage.document for one in result]
        behind = max((place for place, name in enumerate(documents) if name in successors), default=-1) + 1
        by_score = next((place for place, one in enumerate(result) if one.score < hit.score), len(result))
        place = max(behind, by_score)
        score = min(hit.score, result[place - 1].score) if place else hit.score
        result.insert(place, FusedHit(hit.passage_id, score))
    return result
