"""Rule: every number of a sentence, with its unit, stands in the evidence the sentence cites, and says there the same thing.

A right number in the wrong place is a wrong number: "until 12 hours" is true of one medicine and false of another. So
each number is weighed with the words around it: where the evidence gives another number of the same kind in a place
that fits the sentence better, the sentence's number is not borne out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from twin.evidence.evidence import EvidenceItem
from twin.gate.agreement import agrees, contains, is_held_apart
from twin.gate.citation_marks import without_reference_marks
from twin.gate.counted_once import said_once_too_often
from twin.gate.named_digits import names_missing_from
from twin.gate.placed_quantity import PlacedQuantity
from twin.gate.quantities import held_quantities, quantities_in
from twin.gate.quantity import EVERY, NAMED_DIMENSIONS, Quantity
from twin.gate.swapped_places import out_of_place
from twin.gate.units import UNITS
from twin.gate.words_of import content_words
from twin.sentences import sentences_of

# A word of the number's own clause says more than one of the rest of the sentence; a title says least.
_OWN_CLAUSE, _SAME_SENTENCE, _TITLE = 2.0, 1.0, 0.5
_OTHER_NUMBER = 1.6  # another number found again beside it: "once a day … 12 hours"
# By how much a place in another sentence must fit better before it is believed: about one word.
RIVAL_MARGIN = 2.5
# By how much more of its own clause a place must find again in the sentence: less than one word of eight.
COVERED_MARGIN = 0.1
FEWEST_WORDS_OF_A_COPY = 5  # content words; fewer stand in many sentences
_YEAR = re.compile(r"(?:19|20)\d\d")
# Where the part of a sentence ends that a number belongs to; a colon and a table's bar lead from the name to its number.
_PART_END = re.compile(
    r"[,，;；。！？!?\n]|\.(?=\s|$)|\b(?:but|because|although|unless|however)\b|但是|不过|因为|除非|而是"
)
_UNIT_WORDS = content_words(
    " ".join(UNITS)
)  # two numbers of one kind share their unit; it tells no place from another
_EXAMPLE = re.compile(
    r"\b(?:for example|for instance|such as|e\.g|counts? as|lies?|falls?|belongs?|within|between)\b|例如|比如|譬如|属于|在.{0,24}之内|达到",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|roughly|around|nearly|almost|approximately)\b|约|大概|差不多|左右", re.IGNORECASE
)
ROUNDED_BY = Fraction(1, 20)
_SHORT_NAME = re.compile(r"(?<![a-z0-9])[a-z](?![a-z0-9])|(?<![a-z])[ivx]{1,4}(?![a-z])")


def numbers_missing_from(sentence: str, cited: Sequence[EvidenceItem]) -> list[str]:
    """Find the quantities of a sentence that none of the cited passages states, or states of something else.

    A quantity is held when value and unit agree after conversion (0.5 g is 500 mg), the comparator does not say
    more than the evidence says, and the frequency is not another one; a value within a stated range is held by it.
    A year may also come from the document's title or references, because "the 2024 guideline" names a source.

    Returns:
        The missing ones as written, in order; empty when all stand in the evidence.
    """
    claims = _claims(sentence)
    if not claims:
        return names_missing_from(sentence, cited)
    held = [one for item in cited for one in held_in(item)]
    others = [one.quantity for one in claims]
    missing = [claim.quantity.written for claim in claims if not _is_borne_out(claim, held, others, sentence)]
    return (
        missing
        or said_once_too_often(others, held)
        or out_of_place(sentence, held)
        or names_missing_from(sentence, cited)
    )


def held_in(item: EvidenceItem) -> tuple[PlacedQuantity, ...]:
    """Give every quantity a passage may be taken to state, with the words around it; a source's year among them."""
    passage, metadata = item.held.passage, item.held.metadata
    named = tuple(reference.text for reference in metadata.references)
    text = without_reference_marks("\n".join((*passage.headings, passage.text)))
    return _held_in_text(text, metadata.title, named)


@lru_cache(maxsize=512)
def _held_in_text(text: str, title: str, named: tuple[str, ...]) -> tuple[PlacedQuantity, ...]:
    titled = dict.fromkeys(content_words(title), _TITLE)
    sources = [year for source in (title, *named) for year in _YEAR.findall(source)]
    return tuple(
        replace(one, words={**titled, **one.words}, place=(text, place), is_told=one.quantity in told)
        for place, sentence in enumerate((*sentences_of(text), *sources))
        for told in [_demanded(sentence)]
        for one in _placed(sentence, told, [q for q in held_quantities(sentence) if q not in told])
    )


def _claims(sentence: str) -> list[PlacedQuantity]:
    return list(_placed(sentence, _demanded(sentence)))


def _demanded(sentence: str) -> list[Quantity]:
    return [quantity for quantity, is_demanded in quantities_in(sentence).quantities if is_demanded]


def _placed(
    sentence: str, told: Sequence[Quantity], read: Sequence[Quantity] = ()
) -> Iterator[PlacedQuantity]:
    """Weigh the words of a sentence around each of its quantities: those it tells, and those only read into it."""
    quantities = (*told, *read)
    if not quantities:
        return
    text = quantities_in(sentence).text
    whole = dict.fromkeys(_features(text, ()), _SAME_SENTENCE)
    whole |= dict.fromkeys(map(_value_of, told), _OTHER_NUMBER)
    cuts = [0, *(match.end() for match in _PART_END.finditer(text)), len(text) + 1]
    for quantity in quantities:
        start = max(cut for cut in cuts if cut <= quantity.start)
        end = min(cut for cut in cuts if cut > quantity.start)
        inside = tuple(q for q in told if start <= q.start < end)
        own = dict.fromkeys(_features(text[start:end], inside), _OWN_CLAUSE)
        yield PlacedQuantity(
            quantity, {**whole, **own}, frozenset(own) - {_value_of(quantity)}, ("", 0), True
        )


def _features(text: str, quantities: Iterable[Quantity]) -> Iterator[str]:
    """Give what tells one place from another: words, one-letter names, and the values that stand beside."""
    yield from content_words(text) - _UNIT_WORDS
    yield from (f"name {name}" for name in _SHORT_NAME.findall(text))
    yield from (_value_of(quantity) for quantity in quantities)


_VALUE_SPACES = 3  # a content word has none, a short name one


def _value_of(quantity: Quantity) -> str:
    return f"{quantity.dimension} {quantity.value} {quantity.second} {quantity.upper}"


def _is_borne_out(
    claim: PlacedQuantity, held: Sequence[PlacedQuantity], others: Sequence[Quantity], sentence: str
) -> bool:
    wanted = claim.quantity
    if wanted.dimension == EVERY:
        return any(_states_frequency(one.quantity, wanted.per) for one in held)
    agreeing = [one for one in held if agrees(wanted, one.quantity)]
    if not agreeing:
        gives_example = bool(_EXAMPLE.search(sentence))
        agreeing = [
            one for one in held if contains(one.quantity, wanted, others, gives_example=gives_example)
        ]
    if not agreeing and _is_a_rounding(wanted, others, held, sentence):
        return True
    if not agreeing:
        return is_held_apart(wanted, [(one.quantity, one.place) for one in held if one.is_told])
    rivals = [one for one in held if one.is_told and _is_rival(wanted, one.quantity)]
    return any(
        not any(_is_beaten(claim, one, rival, others) for rival in rivals if not _is_part_of(rival, one))
        for one in agreeing
    )


def _is_a_rounding(
    wanted: Quantity, others: Sequence[Quantity], held: Sequence[PlacedQuantity], sentence: str
) -> bool:
    """Say whether a number is told as about an exact one that stands beside it: "roughly one in eight (12.1 %)"."""
    if not _ABOUT.search(sentence):
        return False
    return any(
        exact.dimension == wanted.dimension == "ratio"
        and abs(exact.value - wanted.value) <= ROUNDED_BY * exact.value
        and any(agrees(exact, one.quantity) for one in held)
        for exact in others
        if exact != wanted
    )


def _is_part_of(rival: PlacedQuantity, held: PlacedQuantity) -> bool:
    """Say whether two readings are of one run of the evidence: a range and its sides."""
    a, b = rival.quantity, held.quantity
    return rival.place == held.place and a.start < b.end and b.start < a.end


def _is_beaten(
    claim: PlacedQuantity, held: PlacedQuantity, rival: PlacedQuantity, others: Sequence[Quantity]
) -> bool:
    """Say whether a rival stands where the sentence speaks of, and what agrees does not.

    Within one sentence of the evidence the shared frame stands once ("never take it within 24 hours of this, or 48
    of that"), so there the clause decides of which more is found again.
    """
    if rival.place == held.place and claim.clause - {_value_of(held.quantity)} == held.clause:
        return False  # word for word the clause in which the number stands
    if _is_word_for_word(claim, rival, others) and not _is_word_for_word(claim, held, others):
        return True
    if _is_no_rival(claim, held, rival, others):
        return False
    covered = _covered(rival, claim) - _covered(held, claim)
    if rival.place == held.place:
        own = rival.clause - held.clause - {_value_of(claim.quantity)}
        return covered > COVERED_MARGIN and any(word in claim.words for word in own)
    return covered > -COVERED_MARGIN and _fit(claim, rival) - _fit(claim, held) >= RIVAL_MARGIN


def _is_no_rival(
    claim: PlacedQuantity, held: PlacedQuantity, rival: PlacedQuantity, others: Sequence[Quantity]
) -> bool:
    """Say whether a rival is told too, or the sentence's other numbers stand beside what agrees and not beside the rival.

    Whether two numbers that are both told stand in each other's places is judged apart (`swapped_places`).
    """
    if _neighbours(claim, held) > _neighbours(claim, rival):
        return True
    if any(agrees(other, rival.quantity) for other in others):
        return True
    return rival.place == held.place and claim.quantity.dimension in NAMED_DIMENSIONS


def _neighbours(claim: PlacedQuantity, held: PlacedQuantity) -> int:
    """Count the other numbers of a sentence that stand beside a held one: twice in its clause, once in its sentence."""
    own = {_value_of(claim.quantity), _value_of(held.quantity)}
    others = [word for word in claim.words if word.count(" ") == _VALUE_SPACES and word not in own]
    return sum((word in held.words) + (word in held.clause) for word in others)


def _is_word_for_word(claim: PlacedQuantity, held: PlacedQuantity, others: Sequence[Quantity]) -> bool:
    """Say whether every word of a sentence stands in the one of the evidence that holds a number, but for the numbers."""
    values = {_value_of(one) for one in others} | {_value_of(held.quantity)}
    words = claim.words.keys() - values
    return len(words) >= FEWEST_WORDS_OF_A_COPY and words <= held.words.keys()


def _covered(held: PlacedQuantity, claim: PlacedQuantity) -> float:
    """Give the share of a held quantity's clause that is found again in the sentence."""
    clause = held.clause - {_value_of(claim.quantity)}
    return sum(word in claim.words for word in clause) / len(clause) if clause else 0.0


def _is_rival(wanted: Quantity, other: Quantity) -> bool:
    """Say whether a held quantity measures the same thing and comes out otherwise."""
    if other.dimension != wanted.dimension or agrees(wanted, other):
        return False
    if wanted.dimension in NAMED_DIMENSIONS:
        return True
    return (other.second is None) == (wanted.second is None)


def _fit(claim: PlacedQuantity, held: PlacedQuantity) -> float:
    """Weigh how well the words around a held quantity fit those around the claim; its own value does not count."""
    own = {_value_of(claim.quantity), _value_of(held.quantity)}
    return sum(
        weight * min(held.words[word], weight)
        for word, weight in claim.words.items()
        if word in held.words and word not in own
    )


def _states_frequency(held: Quantity, per: str) -> bool:
    return held.per == per
