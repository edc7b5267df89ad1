"""A quantity where it stands: with the words around it."""

from dataclasses import dataclass

from twin.gate.quantity import Quantity


@dataclass(frozen=True, slots=True)
class PlacedQuantity:
    """A quantity with the words around it: each word's weight, larger where it stands nearer.

    `clause` holds the words of its own clause; `place` tells one sentence of the evidence from another. `is_told` is
    false for what is only read into the evidence: a side of a range, the one in "a dose".
    """

    quantity: Quantity
    words: dict[str, float]
    clause: frozenset[str]
    place: tuple[str, int]
    is_told: bool
