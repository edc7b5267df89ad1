"""When a quantity of a sentence is one of the evidence's: the same, or lying within it."""

from collections.abc import Sequence
from fractions import Fraction

from twin.gate.comparators import comparator_allowed
from twin.gate.quantity import ABOVE, AT_LEAST, AT_MOST, BELOW, NAMED_DIMENSIONS, Quantity

EVEN_POUNDS = Fraction(1, 100)  # by which pounds may be rounded


def agrees(claim: Quantity, held: Quantity) -> bool:
    """Say whether two quantities are the same, the claim saying no more than is held."""
    return (
        (claim.value == held.value or _is_told_in_pounds(claim, held))
        and claim.second == held.second
        and claim.upper == held.upper
        and claim.second_upper == held.second_upper
        and claim.dimension == held.dimension
        and comparator_allowed(claim.comparator, held.comparator)
        and (not claim.per or not held.per or claim.per == held.per)
    )


def _is_told_in_pounds(claim: Quantity, held: Quantity) -> bool:
    """Say whether a mass is the held one in pounds, which come out even in no kilogram: 2 kg are about 4.4 pounds."""
    if claim.dimension != "mass" or not claim.written.rstrip("s").endswith(("lb", "pound", "磅")):
        return False
    return abs(claim.value - held.value) <= EVEN_POUNDS * held.value


def contains(held: Quantity, claim: Quantity, others: Sequence[Quantity], *, gives_example: bool) -> bool:
    """Say whether a claim lies within what is held.

    A value lies within a stated range or beyond a stated threshold where the sentence says so: it names the range or
    threshold too (`others` are all its quantities), or gives an example of it. A range lies within another only when
    neither end is the other's: one end kept and one moved reads as the stated range. A claim with a
    comparator sets a line of its own, which the evidence does not hold.
    """
    same_kind = claim.dimension == held.dimension and claim.dimension not in NAMED_DIMENSIONS
    if not same_kind or claim.comparator or (claim.per and held.per and claim.per != held.per):
        return False
    told = any(
        (other.value, other.upper, other.dimension) == (held.value, held.upper, held.dimension)
        for other in others
    )
    if held.upper is not None:
        return (told or gives_example or claim.upper is not None) and _within_range(held, claim)
    if claim.second is not None or held.second is not None or claim.upper is not None:
        return False
    beyond = {
        AT_MOST: claim.value <= held.value,
        BELOW: claim.value < held.value,
        AT_LEAST: claim.value >= held.value,
        ABOVE: claim.value > held.value,
    }
    return told and gives_example and beyond.get(held.comparator, False)


def _within_range(held: Quantity, claim: Quantity) -> bool:
    if held.upper is None or not held.value <= claim.value <= held.upper:
        return False
    if claim.upper is not None and not held.value < claim.value < claim.upper < held.upper:
        return False
    if held.second is None or held.second_upper is None:
        return claim.second is None
    return claim.second is not None and held.second <= claim.second <= held.second_upper


def is_held_apart(claim: Quantity, held: Sequence[tuple[Quantity, tuple[str, int]]]) -> bool:
    """Say whether the two sides of a pair or range stand in one sentence of the evidence, each for itself.

    "140 systolic or more, or 90 diastolic or more" holds 140/90. `held` gives each quantity with its sentence's number.
    Sides of other ranges do not count: 3–5 and 7–10 do not make 3–10.
    """
    other = claim.upper if claim.upper is not None else claim.second
    if other is None or claim.dimension in NAMED_DIMENSIONS:
        return False
    inside_ranges = {
        (q.dimension, side, place) for q, place in held if q.upper is not None for side in (q.value, q.upper)
    }
    places = [
        {
            place
            for q, place in held
            if q.value == side
            and q.upper is None
            and q.second is None
            and q.dimension == claim.dimension
            and comparator_allowed(claim.comparator, q.comparator)
            and (q.dimension, side, place) not in inside_ranges
        }
        for side in (claim.value, other)
    ]
    return bool(places[0] & places[1])
