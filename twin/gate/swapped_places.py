"""Rule: a number keeps its neighbours. "5 minutes without coffee, 30 minutes of rest" holds both right numbers in each other's places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from twin.gate.agreement import agrees
from twin.gate.placed_quantity import PlacedQuantity
from twin.gate.quantities import quantities_in
from twin.gate.quantity import Quantity
from twin.gate.units import UNITS
from twin.gate.words_of import CLAUSE_END, content_words
from twin.sentences import sentences_of

_UNIT_WORDS = content_words(" ".join(UNITS))
_VALUE = "value|"  # how a number beside a number is written among the words
_VALUE_WEIGHT = (
    2.0  # another kind of number beside it, an age or a frequency, tells a place better than a word
)
SWAP_MARGIN = 1.5  # by how much two numbers must fit better in each other's place: one number, or two words
MISPLACED_MARGIN = 4.0  # by how much one number's neighbours must fit another's place in the same sentence
PARALLEL_SHARE = (
    0.5  # of the shorter of two statements' words; then the words they do not share tell them apart
)


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A quantity with the words before and behind it, up to the next of its kind on either side."""

    quantity: Quantity
    before: frozenset[str]
    behind: frozenset[str]


def out_of_place(sentence: str, held: Sequence[PlacedQuantity]) -> list[str]:
    """Find the numbers of a sentence whose neighbours stand, in the evidence, around another number of their kind.

    Returns:
        Those numbers as written, in order.
    """
    claims = neighbourhoods(sentence)
    found = []
    for in_clause in (False, True):
        known = [
            one for text in _sentences_with_numbers(held) for one in neighbourhoods(text, in_clause=in_clause)
        ]
        said = neighbourhoods(sentence, in_clause=in_clause)
        found += [a.quantity.written for a, b in _pairs(said) if _are_swapped(a, b, known)]
    return found or [one.quantity.written for one in claims if _stands_in_anothers_place(one, claims, held)]


def _pairs(claims: Sequence[Neighbourhood]) -> Iterator[tuple[Neighbourhood, Neighbourhood]]:
    for place, one in enumerate(claims):
        for other in claims[place + 1 :]:
            alike = one.quantity.dimension == other.quantity.dimension
            if alike and not agrees(one.quantity, other.quantity):
                yield one, other


def _are_swapped(a: Neighbourhood, b: Neighbourhood, known: Sequence[Neighbourhood]) -> bool:
    """Say whether two numbers fit better in each other's place than in their own."""
    of_a = [one for one in known if agrees(a.quantity, one.quantity)]
    of_b = [one for one in known if agrees(b.quantity, one.quantity)]
    if not of_a or not of_b:
        return False
    straight = _best_fit(a, of_a) + _best_fit(b, of_b)
    if _best_fit(a, of_b) + _best_fit(b, of_a) < straight + SWAP_MARGIN:
        return False
    # "with weak kidneys 30 mg" for "30 mg with weak kidneys": the side alone makes no exchange.
    return _best_around(a, of_b) + _best_around(b, of_a) > _best_around(a, of_a) + _best_around(b, of_b)


def _stands_in_anothers_place(
    claim: Neighbourhood, claims: Sequence[Neighbourhood], held: Sequence[PlacedQuantity]
) -> bool:
    """Say whether in every passage sentence that holds a number, its neighbours are another's that the sentence leaves out."""
    beaten = []
    if _is_labelled_alike(claim, held):
        return False
    for text in _sentences_with_numbers(held):
        known = neighbourhoods(text)
        own = [one for one in known if agrees(claim.quantity, one.quantity)]
        if not own:
            continue
        rivals = [one for one in known if _is_left_out(one, claim, claims)]
        best = max((_fit(claim, one) for one in rivals), default=0.0)
        lost = _best_fit(claim, own) == 0 and best >= MISPLACED_MARGIN
        beaten.append(lost or _tells_apart(claim, text, held) or _has_anothers_label(claim, own, held))
    return bool(beaten) and all(beaten)


def _is_labelled_alike(claim: Neighbourhood, held: Sequence[PlacedQuantity]) -> bool:
    """Say whether the numbers beside a number all stand in its own clause of the evidence: "6 to 12 years: 0.3 mg"."""
    labels = _labels(claim)
    return bool(labels) and any(
        agrees(claim.quantity, one.quantity) and labels <= _labels(one)
        for text in _sentences_with_numbers(held)
        for one in neighbourhoods(text, in_clause=True)
    )


def _tells_apart(claim: Neighbourhood, own: str, held: Sequence[PlacedQuantity]) -> bool:
    """Say whether of two parallel statements with different numbers the claim has the words of the other one only."""
    said, ours = claim.before | claim.behind, content_words(own)
    for text in _sentences_with_numbers(held):
        rivals = [one for one in neighbourhoods(text) if one.quantity.dimension == claim.quantity.dimension]
        if not rivals or any(agrees(claim.quantity, one.quantity) for one in rivals):
            continue
        theirs = content_words(text)
        shared = theirs & ours
        is_parallel = len(shared) >= PARALLEL_SHARE * max(1, min(len(theirs), len(ours)))
        if is_parallel and said & (theirs - ours) and not said & (ours - theirs) and len(said & shared) > 1:
            return True
    return False


def _has_anothers_label(
    claim: Neighbourhood, own: Sequence[Neighbourhood], held: Sequence[PlacedQuantity]
) -> bool:
    """Say whether the number beside a number, an age, stands in the evidence beside another of its kind, and here another age."""
    labels = _labels(claim)
    ours = frozenset().union(*map(_labels, own))
    kinds = {label.split("|")[1] for label in ours}
    foreign = {label for label in labels - ours if label.split("|")[1] in kinds and _is_bounded(label)}
    if not foreign or labels & ours:
        return False
    return any(
        foreign & _labels(rival)
        for text in _sentences_with_numbers(held)
        for rival in neighbourhoods(text)
        if rival.quantity.dimension == claim.quantity.dimension and not agrees(claim.quantity, rival.quantity)
    )


def _is_bounded(label: str) -> bool:
    """Say whether a label is a range or has a comparator: "the first 12 months" and "from 0 to 12 months" are one place."""
    _, _, comparator, upper, *_ = label.split("|")
    return bool(comparator) or upper != "None"


def _labels(one: Neighbourhood) -> frozenset[str]:
    return frozenset(word for word in one.before | one.behind if word.startswith(_VALUE))


def _is_left_out(one: Neighbourhood, claim: Neighbourhood, claims: Sequence[Neighbourhood]) -> bool:
    alike = one.quantity.dimension == claim.quantity.dimension
    return alike and not any(agrees(other.quantity, one.quantity) for other in claims)


def _best_fit(claim: Neighbourhood, known: Sequence[Neighbourhood]) -> float:
    return max(_fit(claim, one) for one in known)


def _best_around(claim: Neighbourhood, known: Sequence[Neighbourhood]) -> float:
    return max(_weight((claim.before | claim.behind) & (one.before | one.behind)) for one in known)


def _fit(claim: Neighbourhood, held: Neighbourhood) -> float:
    return _weight(claim.before & held.before) + _weight(claim.behind & held.behind)


def _weight(words: frozenset[str]) -> float:
    return sum(_VALUE_WEIGHT if word.startswith(_VALUE) else 1.0 for word in words)


def _sentences_with_numbers(held: Sequence[PlacedQuantity]) -> list[str]:
    """Give the passage sentences that tell numbers, each once."""
    places = dict.fromkeys(one.place for one in held if one.is_told)
    parts = {text: sentences_of(text) for text in dict.fromkeys(text for text, _ in places)}
    return [parts[text][number] for text, number in places if number < len(parts[text])]


@lru_cache(maxsize=2048)
def neighbourhoods(sentence: str, *, in_clause: bool = False) -> tuple[Neighbourhood, ...]:
    """Give the told quantities of a sentence, each with the words between it and the next of its kind on either side.

    With `in_clause` no further than its own clause: a frame that all numbers share then weighs for none of them.
    """
    reading = quantities_in(sentence)
    ends = [match.span() for match in CLAUSE_END.finditer(reading.text)] if in_clause else []
    told = sorted((q for q, demanded in reading.quantities if demanded), key=lambda q: q.start)
    found = []
    for one in told:
        alike = [q for q in told if q.dimension == one.dimension]
        start = max((q.end for q in alike if q.end <= one.start), default=0)
        end = min((q.start for q in alike if q.start >= one.end), default=len(reading.text))
        start = max([start, *(stop for _, stop in ends if stop <= one.start)])
        end = min([end, *(begin for begin, _ in ends if begin >= one.end)])
        others = [q for q in told if q.dimension != one.dimension]
        before = _features(reading.text, start, one.start, others)
        found.append(Neighbourhood(one, before, _features(reading.text, one.end, end, others)))
    return tuple(found)


def _features(text: str, start: int, end: int, others: Sequence[Quantity]) -> frozenset[str]:
    values = {
        f"{_VALUE}{q.dimension}|{q.comparator}|{q.upper}|{q.value}|{q.per}"
        for q in others
        if start <= q.start and q.end <= end
    }
    return frozenset(content_words(text[start:end]) - _UNIT_WORDS | values)
