"""What was found in the messages of one conversation: signs, values, and who it is about."""

import operator
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from twin.triage.context import Status
from twin.triage.person import Person

_OPERATORS = {">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt, "=": operator.eq}
_COMPARISON = re.compile(
    r"^(?P<name>[a-z_0-9]+)\s*(?P<operator>>=|<=|=|>|<)\s*(?P<bound>-?\d+(?:\.\d+)?)\s*(?P<unit>.*)$"
)
_HOURS = {
    "": 1.0,
    "s": 1 / 3600,
    "sec": 1 / 3600,
    "seconds": 1 / 3600,
    "min": 1 / 60,
    "minute": 1 / 60,
    "minutes": 1 / 60,
    "h": 1.0,
    "hour": 1.0,
    "hours": 1.0,
    "day": 24.0,
    "days": 24.0,
    "week": 168.0,
    "weeks": 168.0,
    "month": 730.0,
    "months": 730.0,
    "year": 8766.0,
    "years": 8766.0,
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A bound on a measured value, in our unit."""

    name: str
    relation: str
    bound: float

    def holds(self, value: float) -> bool:
        """Say whether `value` keeps the bound."""
        return bool(_OPERATORS[self.relation](value, self.bound))


def comparison(written: str) -> Comparison | None:
    """Read "temperature >= 38"; None when it is no comparison.

    Raises:
        ValueError: If `lasting` has a unit that is no unit of time.
    """
    match = _COMPARISON.match(written.strip())
    if match is None:
        return None
    bound = float(match["bound"])
    if match["name"] == "lasting":
        unit = match["unit"].strip()
        if unit not in _HOURS:
            raise ValueError(
                f"{written!r}: {unit!r} is no unit of time (min, hours, days, weeks, months, years)."
            )
        bound *= _HOURS[unit]
    return Comparison(match["name"], match["operator"], bound)


class Mention(NamedTuple):  # a message makes hundreds of them: made in a quarter of a frozen dataclass's time
    """One place where a sign is said. `start:end` are offsets in message number `message`."""

    sign: str
    status: Status
    message: int
    sentence: int
    start: int
    end: int


class Value(NamedTuple):
    """One measured value in our unit, and where it stands."""

    name: str
    value: float
    message: int
    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found so far. `present` maps a sign that counts to the mentions that say it.

    `there` names every sign that counts and every value that was measured. `features` are the hashed words of all messages, for the layer of nearness.
    """

    mentions: tuple[Mention, ...] = ()
    values: tuple[Value, ...] = ()
    person: Person = field(default_factory=Person)
    present: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    denied: frozenset[str] = frozenset()
    messages: tuple[str, ...] = ()
    features: frozenset[int] = frozenset()
    there: frozenset[str] = frozenset()

    def has(self, sign: str) -> bool:
        """Say whether a sign is there."""
        return sign in self.present

    def keeps(self, bound: Comparison) -> bool:
        """Say whether some measured value keeps a bound."""
        return any(one.name == bound.name and bound.holds(one.value) for one in self.values)

    def words(self, sign: str) -> tuple[str, ...]:
        """Give the patient's own words that say a sign."""
        return tuple(self.messages[one.message][one.start : one.end] for one in self.present.get(sign, ()))
