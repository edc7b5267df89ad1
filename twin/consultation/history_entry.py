"""The history of one conversation: which facts were asked, what was answered, in whose words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

MOST_AT_ONCE = 2  # a person answers two questions; a list is left unread
MOST_IN_ALL = 4
LONGEST_ANSWER = 200  # characters of the patient's words that are kept


@dataclass(frozen=True, slots=True)
class AskedFact:
    """A fact that was asked at the end of turn `turn`."""

    fact: str
    turn: int

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """Read what `to_json` gave."""
        return cls(kept["fact"], kept["turn"])

    def to_json(self) -> dict[str, Any]:
        """Give it for the database."""
        return {"fact": self.fact, "turn": self.turn}


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One answered fact.

    `answer` is the patient's words of turn `turn`. `value`: age in days, since_when in hours, severity 0 to 10, sex
    "female" or "male", everything else True or False.
    """

    fact: str
    answer: str
    value: float | bool | str
    turn: int

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """Read what `to_json` gave."""
        return cls(kept["fact"], kept["answer"], kept["value"], kept["turn"])

    def to_json(self) -> dict[str, Any]:
        """Give it for the database and for programs."""
        return {"fact": self.fact, "answer": self.answer, "value": self.value, "turn": self.turn}
