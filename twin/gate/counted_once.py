"""Rule: a sentence does not say twice what the evidence says once, where the evidence has another number for the second."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from twin.gate.agreement import agrees
from twin.gate.placed_quantity import PlacedQuantity
from twin.gate.quantity import Quantity


def said_once_too_often(claims: Sequence[Quantity], held: Sequence[PlacedQuantity]) -> list[str]:
    """Find numbers that stand in more places than in the evidence: "3 for men and 3 for women" of "2 for men, 3 for women".

    Only where one sentence of the evidence states a number of that kind that the sentence leaves out.

    Returns:
        Those numbers as written.
    """
    repeated = Counter(
        (claim.dimension, claim.value) for claim in claims if claim.upper is None and claim.second is None
    )
    places: defaultdict[tuple[str, int], list[Quantity]] = defaultdict(list)
    for one in held:
        if one.is_told:
            places[one.place].append(one.quantity)
    found = []
    for (dimension, value), count in repeated.items():
        same = [claim for claim in claims if (claim.dimension, claim.value) == (dimension, value)]
        if len({claim.written.split()[-1].rstrip("s") for claim in same}) > 1:
            continue  # "1 g, that is 1000 mg" says one thing in two ways
        if count > 1 and not _stands_often_enough(same, claims, list(places.values())):
            found.append(same[0].written)
    return found


def _stands_often_enough(
    same: Sequence[Quantity], claims: Sequence[Quantity], places: Sequence[Sequence[Quantity]]
) -> bool:
    """Say whether some sentence holds it as often, or leaves no other number of its kind over."""
    for place in places:
        agreeing = [q for q in place if any(agrees(claim, q) for claim in same)]
        left = [
            q
            for q in place
            if q.dimension == same[0].dimension and not any(agrees(claim, q) for claim in claims)
        ]
        if agreeing and (len(agreeing) >= len(same) or not left):
            return True
    return not any(agrees(claim, q) for claim in same for place in places for q in place)
