"""Which sentences are quoted, and in what order: the approved answer first, then what adds to it."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from twin.chat.model import Quotable
from twin.chat.question_words import numbers_of, terms_of
from twin.chat.quotable_sentences import Sayable
from twin.chat.sentence_scores import Asked, phrasings_of

APPROVED, GUIDELINE = 2, 5  # authorities
# On the tuned part an approved answer that holds the best sentence and was written for a question this much alike held
# the right one in 9 of 10; below, or without the best sentence, in 1 of 2 and fewer.
SAME_QUESTION = 0.5  # likeness in meaning
SAME_WORDS_ASKED = 0.3  # likeness in words
WHOLE_ANSWER = (
    8  # sentences of an approved answer that is quoted whole: a physician weighed its every sentence
)
CHOSEN_SENTENCES = 7  # in all, when no approved answer was written for the question
ADDED_SENTENCES = 2  # from other passages, behind an approved answer
MOST_PASSAGES = 4  # an answer out of more places is a heap
FAR_BEHIND = 1.3  # behind the best sentence: such a one is about something else
ROW_BEHIND = 0.5  # of a table only the rows that answer are read, and those nearly as near
ADDS_TO_ANSWER = 0.6  # as far behind may a sentence be that is added to an approved answer
GUIDELINE_AHEAD = 0.5  # by which a guideline's best sentence must be better than all the physician's own
SAME_WORDS = 0.7  # share of common terms from which two passages say the same
SAME_WORDS_WITHIN = 0.92  # within a passage two items often differ in one word that matters
SAME_TITLE = 0.8  # from which an older document is taken for an earlier edition of a newer one


@dataclass(frozen=True, slots=True)
class Block:
    """Sentences of one piece of evidence that stand together in the answer, in the piece's order."""

    sentences: tuple[Sayable, ...]


def approved_answer(
    asked: Asked, evidence: Sequence[Quotable], best: Sayable, matches: Sequence[float]
) -> int | None:
    """Give the place of the approved answer that was written for this question, or None.

    It holds the best sentence, and one of its own questions, or its title, asks the same.
    """
    piece = evidence[best.passage]
    if piece.authority != APPROVED:
        return None
    in_words = max(asked.likeness_to(words) for words in phrasings_of(piece))
    is_same = matches[best.passage] >= SAME_QUESTION or in_words >= SAME_WORDS_ASKED
    return best.passage if is_same else None


def earlier_editions(evidence: Sequence[Quotable]) -> frozenset[int]:
    """Give the places of pieces that a newer piece of nearly the same title seems to replace."""
    old = set()
    for place, piece in enumerate(evidence):
        for other in evidence:
            of_one_kind = other.authority == piece.authority and other.language == piece.language
            if of_one_kind and piece.date and other.date and other.date > piece.date:
                mine, theirs = (
                    frozenset(t for t in terms_of(p.title) if not t[0].isdigit()) for p in (piece, other)
                )
                if mine and theirs and len(mine & theirs) / len(mine | theirs) >= SAME_TITLE:
                    old.add(place)
    return frozenset(old)


def choose(
    asked: Asked,
    evidence: Sequence[Quotable],
    sayable: Sequence[Sequence[Sayable]],
    scores: Mapping[Sayable, float],
    matches: Sequence[float],
    *,
    most: int = CHOSEN_SENTENCES,
    may_be_whole: bool = True,
    beside: Sequence[Sayable] = (),
    openings: tuple[str, ...] = (),
) -> list[Block]:
    """Choose the sentences of one answer.

    Args:
        asked: The question.
        evidence: The pieces that may be quoted.
        sayable: Their sentences, one list a piece.
        scores: Of every sentence that may be chosen; larger is better.
        matches: How far each piece was written for this question, in [0, 1].
        most: Sentences, unless an approved answer is quoted whole, which `may_be_whole` allows.
        beside: Sentences of the other language, chosen before.
        openings: Phrases ("Short answer first:") that begin at most one sentence.

    Returns:
        Blocks in the order of speaking: the one that answers first.
    """
    replaced = earlier_editions(evidence)
    candidates = _in_order([s for s in scores if s.passage not in replaced], evidence, scores)
    if not candidates:
        return []
    answer = approved_answer(asked, evidence, candidates[0], matches) if may_be_whole else None
    chosen = [] if answer is None else _whole_answer(sayable, evidence, answer, scores)
    wanted = most if answer is None else len(chosen) + ADDED_SENTENCES
    floor = scores[candidates[0]] - (FAR_BEHIND if answer is None else ADDS_TO_ANSWER)
    first = {s.passage for s in chosen}
    for sentence in candidates:
        if len(chosen) >= wanted or scores[sentence] < floor:
            break
        is_far_row = sentence.is_row and scores[sentence] < scores[candidates[0]] - ROW_BEHIND
        passages = {s.passage for s in chosen} | {sentence.passage}
        if is_far_row or sentence.passage in first or sentence in chosen or len(passages) > MOST_PASSAGES:
            continue
        company = [s for s in _with_company(sentence, sayable) if s not in chosen]
        if _is_heard(sentence, [*beside, *chosen], openings) or (
            chosen and len(chosen) + len(company) > wanted + 1
        ):
            continue
        chosen += company
    return _blocks(chosen, scores, first)


def _in_order(
    sentences: Sequence[Sayable], evidence: Sequence[Quotable], scores: Mapping[Sayable, float]
) -> list[Sayable]:
    """Give the sentences, best first; a guideline's only where the physician's own words are far behind."""
    own = [s for s in sentences if evidence[s.passage].authority < GUIDELINE]
    best_own = max((scores[s] for s in own), default=0.0)
    guideline_leads = max((scores[s] for s in sentences), default=0.0) > best_own + GUIDELINE_AHEAD
    return sorted(sentences if guideline_leads else own, key=lambda s: -scores[s])


def _whole_answer(
    sayable: Sequence[Sequence[Sayable]],
    evidence: Sequence[Quotable],
    answer: int,
    scores: Mapping[Sayable, float],
) -> list[Sayable]:
    """Give the approved answer in its order, with its other pieces; the weakest sentences go when it is long."""
    of_same = [i for i, piece in enumerate(evidence) if i != answer and piece.title == evidence[answer].title]
    begins_later = any(s.in_list and not s.begins_list for s in sayable[answer][:1])
    order = [*of_same, answer] if begins_later else [answer, *of_same]
    whole = [sentence for place in order for sentence in sayable[place] if sentence in scores]
    spare = sorted(whole[1:], key=lambda s: scores[s])[: max(0, len(whole) - WHOLE_ANSWER)]
    return [sentence for sentence in whole if sentence not in spare]


def _with_company(sentence: Sayable, sayable: Sequence[Sequence[Sayable]]) -> list[Sayable]:
    """Give a sentence with those it cannot be understood without: up to two before it, one list item behind it."""
    piece = sayable[sentence.passage]
    first = sentence.place
    while first > 0 and piece[first].leans_back and sentence.place - first < 2:
        first -= 1
    if first > 0 and piece[first - 1].leads_on:
        first -= 1
    last = sentence.place
    while piece[last].leads_on and last + 1 < len(piece) and last - sentence.place < 2:
        last += 1
    return list(piece[first : last + 1])


def _is_heard(sentence: Sayable, chosen: Sequence[Sayable], openings: tuple[str, ...]) -> bool:
    """Say whether a sentence would repeat what is chosen, or open the answer a second time."""
    opens = sentence.text.startswith(openings) and any(s.text.startswith(openings) for s in chosen)
    return opens or _said_already(sentence, chosen)


def _said_already(sentence: Sayable, chosen: Sequence[Sayable]) -> bool:
    """Say whether a chosen sentence says nearly the same, with the same numbers or more of them.

    In the other language only numbers can be compared: two that both stand in one sentence are a repetition.
    """
    terms, numbers = terms_of(sentence.without_number()), numbers_of(sentence.without_number())
    for other in chosen:
        others, its_numbers = terms_of(other.without_number()), numbers_of(other.without_number())
        alike = len(terms & others) / (len(terms | others) or 1)
        if other.language != sentence.language:
            if len(numbers) > 1 and numbers <= its_numbers:
                return True
            continue
        needed = SAME_WORDS_WITHIN if other.passage == sentence.passage else SAME_WORDS
        if alike >= needed and numbers == its_numbers:
            return True
        held = len(terms & others) / (len(terms) or 1)
        if other.passage != sentence.passage and held >= SAME_WORDS and numbers <= its_numbers:
            return True
    return False


def _blocks(chosen: Sequence[Sayable], scores: Mapping[Sayable, float], first: set[int]) -> list[Block]:
    """Put the sentences of a passage into its order, and the passage with the best sentence first."""
    passages = dict.fromkeys(s.passage for s in chosen)
    best = {p: max(scores[s] for s in chosen if s.passage == p) for p in passages}
    leading = [p for p in passages if p in first]
    others = sorted((p for p in passages if p not in first), key=lambda p: -best[p])
    blocks = []
    for passage in [*leading, *others]:
        of_passage = sorted((s for s in chosen if s.passage == passage), key=lambda s: s.place)
        blocks.append(Block(tuple(_sensibly_numbered(of_passage))))
    return blocks


def _sensibly_numbered(sentences: Sequence[Sayable]) -> list[Sayable]:
    """Keep list numbers where the list is quoted from its first item without a gap, else drop them."""
    items = [s for s in sentences if s.in_list]
    whole = (
        len(items) > 1
        and items[0].begins_list
        and all(b.place - a.place == 1 for a, b in itertools.pairwise(items))
    )
    if whole:
        return list(sentences)
    return [replace(s, text=s.without_number(), in_list=False) if s.in_list else s for s in sentences]
