"""What a person was to say, and what they said of it."""

from dataclasses import dataclass
from enum import StrEnum


class Said(StrEnum):
    """What a reply holds of one key point."""

    SAID = "said"
    MISSING = "missing"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One thing to be understood, in one language.

    `said_as` are other ways of saying it; `wrong_as` are wrong beliefs about it, each as somebody would say it.
    `must_hold` are numbers with their units (as in the text) without which it is not said.
    """

    id: str
    text: str
    language: str
    said_as: tuple[str, ...] = ()
    wrong_as: tuple[str, ...] = ()
    must_hold: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PointJudgement:
    """What a reply holds of one point.

    `words` is the run of the reply that decided it, empty when missing. `likeness` in [0, 1] says how likely it is that this
    run says the point; it compares points that were judged together.
    """

    point_id: str
    said: Said
    words: str = ""
    likeness: float = 0.0
