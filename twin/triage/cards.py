"""What a person is told to do: the card of a rule."""

from collections.abc import Mapping
from dataclasses import dataclass

KINDS = ("emergency", "crisis", "poison", "urgent", "routine", "self_care")


@dataclass(frozen=True, slots=True)
class Card:
    """What to do, by language ("en", "zh"). Lines may hold `{emergency_number}`; the shower fills it in."""

    id: str
    kind: str
    do_now: Mapping[str, tuple[str, ...]]
    until_help: Mapping[str, tuple[str, ...]]
    by_when: Mapping[str, str]
    come_back_if: Mapping[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"`kind: {self.kind}`: write one of {', '.join(KINDS)}.")
