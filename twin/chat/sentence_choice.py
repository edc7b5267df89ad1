"""Which sentences are quoted, and in what order: the approved answer first, then what adds to it."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from twin.chat.model import Quotable
from twin.chat.question_words import numbers_of, terms_of
from twin.chat.quotable_sentences import Sayable
from twin.chat.sentence_scores import Asked, passage_standing

APPROVED = 2  # the authority of an approved answer
APPROVED_SENTENCES = (
    8  # an approved answer is quoted whole up to here: a physician weighed its every sentence
)
APPROVED_IN_PART = (
    6  # of an approved answer that speaks of the same things, but was written for another question
)
NEARLY_LEADS = 0.8  # of the best score: an approved answer without a sentence like that does not answer
CHOSEN_SENTENCES = 6  # from other passages, when no approved answer matches
ADDED_SENTENCES = 2  # from other passages, behind an approved answer
FOUND_FIRST = 2  # passages, best-placed by retrieval, that speak in any case
SENTENCES_OF_FOUND = 2  # each
GOING_ON = 4  # sentences that go on behind the best one
MOST_SENTENCES = 11  # with everything a chosen sentence takes along
MATCHES = 0.5  # likeness from which a phrasing asks the same
SAME_QUESTION = 0.75  # likeness from which a phrasing is the same question in nearly the same words
MATCHES_AT_THE_TOP = 0.35  # enough when retrieval put the answer first
WHOLE_TEXT = 0.8  # an answer whose text holds all of the question's terms is that much alike
NEAR_BEST = 0.65  # of the best score: below it a sentence is about something else
ADDS_TO_ANSWER = 0.75  # of the best score, for sentences behind an approved answer
SAME_WORDS = 0.75  # share of common terms from which two passages say the same
SAME_WORDS_WITHIN = 0.92  # within a passage two items often differ in one word that matters
SAME_TITLE = 0.8  # from which an older document is taken for an earlier edition of a newer one


@dataclass(frozen=True, slots=True)
class Block:
    """Sentences of one piece of evidence that stand together in the answer, in the piece's order."""

    sentences: tuple[Sayable, ...]


def approved_answer(
    asked: Asked, evidence: Sequence[Quotable], scores: dict[Sayable, float]
) -> tuple[int, int] | None:
    """Give the place of the approved answer that was written for this question and how much of it to quote.

    It must hold one of the best sentences, unless it was written for this very question. One whose own questions ask the same is quoted whole; one that only
    speaks of the same things gives its best sentences.
    """
    standing = passage_standing(evidence)
    leads = dict.fromkeys(range(len(evidence)), 0.0)
    for sentence, score in scores.items():
        leads[sentence.passage] = max(leads[sentence.passage], score)
    near = NEARLY_LEADS * max(scores.values(), default=0.0)
    best, best_score, best_alike = None, 0.0, 0.0
    for place, piece in enumerate(evidence):
        if piece.authority != APPROVED:
            continue
        alike = max((asked.likeness_to(words) for words in (*piece.questions, piece.title)), default=0.0)
        if leads[place] < near and alike < SAME_QUESTION:
            continue
        held = asked.strict_share_in(terms_of(" ".join((piece.text, piece.title, *piece.questions))))
        needed = MATCHES_AT_THE_TOP if standing[place] == max(standing) else MATCHES
        fitness = alike + held + leads[place] + 0.4 * standing[place]
        if max(alike, WHOLE_TEXT * held) >= needed and fitness > best_score:
            best, best_score, best_alike = place, fitness, alike
    if best is None:
        return None
    return best, APPROVED_SENTENCES if best_alike >= MATCHES else APPROVED_IN_PART


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
    scores: dict[Sayable, float],
    *,
    openings: Sequence[str] = (),
) -> list[Block]:
    """Choose the sentences of one answer.

    Args:
        asked: The question.
        evidence: The pieces that may be quoted.
        sayable: Their sentences, one list a piece.
        scores: Every sentence's score, larger is better.
        openings: The persona's opening phrases; one of them begins at most one quoted sentence, the first.

    Returns:
        Blocks in the order of speaking: the one that answers first.
    """
    replaced = earlier_editions(evidence)
    candidates = sorted(
        (s for sentences in sayable for s in sentences if s.passage not in replaced), key=lambda s: -scores[s]
    )
    if not candidates:
        return []
    answer = approved_answer(asked, evidence, scores)
    chosen: list[Sayable] = []
    if answer is not None and answer[0] not in replaced:
        chosen = _whole_answer(sayable, evidence, answer, scores)
    first = {s.passage for s in chosen}
    if chosen:
        chosen += _from_passages_found_first(evidence, sayable, scores, chosen, replaced)
    wanted = len(chosen) + (ADDED_SENTENCES if first else CHOSEN_SENTENCES)
    floor = scores[candidates[0]] * (ADDS_TO_ANSWER if first else NEAR_BEST)
    opens = tuple(opening.rstrip(":：") for opening in openings if opening.rstrip(":："))
    for sentence in candidates:
        if len(chosen) >= wanted or scores[sentence] < floor:
            break
        if sentence.passage in first or sentence in chosen or _said_already(sentence, chosen):
            continue
        if chosen and opens and sentence.text.startswith(opens):
            continue
        company = _with_company(sentence, sayable)
        company += _going_on(sentence, sayable) if not chosen else []
        chosen += [s for s in company if s not in chosen]
    if not first:
        chosen += _from_passages_found_first(evidence, sayable, scores, chosen, replaced)
    return _blocks(chosen[:MOST_SENTENCES], scores, first)


def _from_passages_found_first(
    evidence: Sequence[Quotable],
    sayable: Sequence[Sequence[Sayable]],
    scores: dict[Sayable, float],
    chosen: Sequence[Sayable],
    replaced: frozenset[int],
) -> list[Sayable]:
    """Give the best sentences of the best-placed passages that are still silent.

    Retrieval reads meaning where we compare words: what it found first answers more often than not, also when it
    shares no word with the question.
    """
    standing = passage_standing(evidence)
    heard = {sentence.passage for sentence in chosen}
    found: list[Sayable] = []
    for place in sorted(range(len(evidence)), key=lambda place: -standing[place])[:FOUND_FIRST]:
        if place in heard or place in replaced:
            continue
        # An approved answer begins with its conclusion, whatever words it has in common with the question.
        concludes = evidence[place].authority == APPROVED
        best = sorted(sayable[place], key=lambda s: (not (concludes and s.place == 0), -scores[s]))
        best = best[:SENTENCES_OF_FOUND]
        found += [s for s in best if not _said_already(s, [*chosen, *found])]
    return found


def _whole_answer(
    sayable: Sequence[Sequence[Sayable]],
    evidence: Sequence[Quotable],
    place_and_most: tuple[int, int],
    scores: dict[Sayable, float],
) -> list[Sayable]:
    """Give the approved answer in its order, with its other pieces; the weakest sentences go when it is long."""
    answer, most = place_and_most
    of_same = [i for i, piece in enumerate(evidence) if i != answer and piece.title == evidence[answer].title]
    begins_later = any(s.in_list and not s.begins_list for s in sayable[answer][:1])
    order = [*of_same, answer] if begins_later else [answer, *of_same]
    whole = [sentence for place in order for sentence in sayable[place]]
    spare = sorted(whole[1:], key=lambda s: scores[s])[: max(0, len(whole) - most)]
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


def _going_on(sentence: Sayable, sayable: Sequence[Sequence[Sayable]]) -> list[Sayable]:
    """Give what the speaker said right behind the best sentence: the advice often follows the words of the question."""
    behind = sayable[sentence.passage][sentence.place + 1 : sentence.place + 1 + GOING_ON]
    return [s for s in behind if not s.is_row] if not sentence.is_row else []


def _said_already(sentence: Sayable, chosen: Sequence[Sayable]) -> bool:
    """Say whether a chosen sentence says nearly the same, with the same numbers."""
    terms, numbers = terms_of(sentence.without_number()), numbers_of(sentence.without_number())
    for other in chosen:
        others = terms_of(other.without_number())
        alike = len(terms & others) / (len(terms | others) or 1)
        needed = SAME_WORDS_WITHIN if other.passage == sentence.passage else SAME_WORDS
        if alike >= needed and numbers == numbers_of(other.without_number()):
            return True
    return False


def _blocks(chosen: Sequence[Sayable], scores: dict[Sayable, float], first: set[int]) -> list[Block]:
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
