"""Rule: every number of a sentence, with its unit, stands in the evidence the sentence cites."""

import re
from collections.abc import Sequence
from fractions import Fraction

from twin.evidence.evidence import EvidenceItem
from twin.gate.quantities import (
    ABOVE,
    AT_LEAST,
    AT_MOST,
    BELOW,
    Quantity,
    claimed_quantities,
    held_quantities,
)

_DOWN, _UP = frozenset({BELOW, AT_MOST}), frozenset({ABOVE, AT_LEAST})
_YEAR = re.compile(r"(?:19|20)\d\d")


def numbers_missing_from(sentence: str, cited: Sequence[EvidenceItem]) -> list[str]:
    """Find the quantities of a sentence that none of the cited passages states.

    A quantity is held when value and unit agree after conversion (0.5 g is 500 mg), the comparator does not say
    more than the evidence says, and the frequency is not another one. A year may also come from the document's
    title, date or references, because "the 2024 guideline" names a source.

    Returns:
        The missing ones as written, in order; empty when all stand in the evidence.
    """
    claims = claimed_quantities(sentence)
    if not claims:
        return []
    held = [q for item in cited for q in held_quantities(_text_of(item))]
    years = {year for item in cited for year in _years_of(item)}
    return [c.written for c in claims if not _is_held(c, held) and not _is_year(c, years)]


def _text_of(item: EvidenceItem) -> str:
    return "\n".join((*item.held.passage.headings, item.held.passage.text))


def _years_of(item: EvidenceItem) -> set[str]:
    metadata = item.held.metadata
    named = " ".join((metadata.title, str(metadata.date or ""), *(r.text for r in metadata.references)))
    return set(_YEAR.findall(named))


def _is_year(claim: Quantity, years: set[str]) -> bool:
    whole = (
        claim.value
        if claim.dimension == ""
        else claim.value / 12
        if claim.dimension == "months"
        else Fraction(0)
    )
    return claim.second is None and claim.comparator == "" and str(whole) in years


def _is_held(claim: Quantity, held: Sequence[Quantity]) -> bool:
    if any(_agrees(claim, quantity) for quantity in held):
        return True
    if claim.second is None:
        return False
    sides = [Quantity(v, claim.dimension, comparator=claim.comparator) for v in (claim.value, claim.second)]
    return all(any(_agrees(side, quantity) for quantity in held) for side in sides)


def _agrees(claim: Quantity, held: Quantity) -> bool:
    return (
        claim.value == held.value
        and claim.second == held.second
        and claim.dimension == held.dimension
        and _comparator_allowed(claim.comparator, held.comparator)
        and (not claim.per or not held.per or claim.per == held.per)
    )


def _comparator_allowed(claimed: str, held: str) -> bool:
    """A sentence may drop a comparator, or soften < to <=; it may not turn it round or add one."""
    if not claimed or claimed == held:
        return True
    return (claimed in _DOWN and held in _DOWN) or (claimed in _UP and held in _UP)
