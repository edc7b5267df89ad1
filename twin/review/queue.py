"""What waits at the physician's desk: kinds, risks, due times, and the order in which it is shown."""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from twin.settings import ReviewSettings


class Kind(StrEnum):
    """Why something waits."""

    EMERGENCY_SHOWN = "emergency_shown"
    ESCALATED = "escalated"
    DRAFT = "draft"
    UNHAPPY = "unhappy"
    WITHHELD = "withheld"
    NOT_COVERED = "not_covered"
    SAMPLE = "sample"
    CONFLICT = "conflict"  # an own passage and a newer guideline cannot both be followed
    DISAGREED = "disagreed"  # a resident with a line of a teaching debrief


# An emergency stands before anything that a hundred people ask; within the rest risk is multiplied by how often.
RISK: Mapping[Kind, int] = MappingProxyType(
    {
        Kind.EMERGENCY_SHOWN: 1000,
        Kind.ESCALATED: 50,
        Kind.DRAFT: 40,
        Kind.UNHAPPY: 20,
        Kind.WITHHELD: 12,
        Kind.NOT_COVERED: 10,
        Kind.DISAGREED: 15,
        Kind.CONFLICT: 18,
        Kind.SAMPLE: 1,
    }
)
# Those behind which a patient waits; a random sample and a withheld sentence nobody waits for.
SOMEBODY_WAITS = frozenset({Kind.ESCALATED, Kind.DRAFT, Kind.UNHAPPY, Kind.NOT_COVERED, Kind.EMERGENCY_SHOWN})
_FIRST_SETTINGS = ReviewSettings()


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that happened in a turn and wants a physician's eyes. The same kind of one turn counts once.

    `words` is what the patient added; `draft` the sentences the twin would have said.
    """

    kind: Kind
    turn: str
    words: str = ""
    draft: tuple[str, ...] = ()

    def key(self, conversation: str) -> str:
        """Give what makes it unique: the turn; the emergency card counts once in a conversation, a conflict once for ever."""
        if self.kind is Kind.CONFLICT:
            return f"{self.kind.value}:{hashlib.sha256(chr(10).join(self.draft).encode()).hexdigest()[:48]}"
        return f"{self.kind.value}:{conversation if self.kind is Kind.EMERGENCY_SHOWN else self.turn}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the queue. `question` and `language` are the turn's; `decision` is "" while it waits.

    `reminded_at` and `passed_on_at` are None until the physician was reminded, and the backup physician asked.
    """

    id: str
    kind: Kind
    persona: str
    conversation: str
    turn: str
    question: str
    language: str
    words: str
    draft: tuple[str, ...]
    created_at: datetime
    due_at: datetime
    reminded_at: datetime | None
    passed_on_at: datetime | None
    decision: str = ""

    @property
    def risk(self) -> int:
        """Give the risk of its kind."""
        return RISK[self.kind]

    def is_overdue(self, now: datetime) -> bool:
        """Say whether it should have been decided."""
        return not self.decision and now >= self.due_at


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that ask the same, of one persona, the most pressing first. At least one."""

    entries: tuple[Entry, ...]

    @property
    def first(self) -> Entry:
        """Give the entry that stands for the group."""
        return self.entries[0]

    @property
    def times_asked(self) -> int:
        """Give by how many conversations it was asked; one patient who repeats counts once."""
        return len({entry.conversation for entry in self.entries})

    @property
    def weight(self) -> int:
        """Give risk times how often asked."""
        return max(entry.risk for entry in self.entries) * self.times_asked

    def asked_in(self, language: str) -> int:
        """Give by how many conversations it was asked in a language."""
        return len({entry.conversation for entry in self.entries if entry.language == language})


def ordered(groups: Sequence[Group]) -> list[Group]:
    """Order groups: by risk times how often asked, the oldest first within the same weight."""
    return sorted(
        groups, key=lambda group: (-group.weight, min(e.created_at for e in group.entries), group.first.id)
    )


def grouped_entries(entries: Sequence[Entry]) -> Group:
    """Make a group: the entry of the highest risk stands first, then the oldest."""
    return Group(tuple(sorted(entries, key=lambda entry: (-entry.risk, entry.created_at, entry.id))))


def due_at(kind: Kind, created_at: datetime, settings: ReviewSettings) -> datetime:
    """Give by when an entry is to be decided."""
    hours = settings.due_hours.get(kind.value, _FIRST_SETTINGS.due_hours[kind.value])
    return created_at + timedelta(hours=hours)


def remind_at(entry: Entry, settings: ReviewSettings) -> datetime:
    """Give from when on the physician is reminded of an entry."""
    return entry.created_at + (entry.due_at - entry.created_at) * settings.remind_share


def is_sampled(turn_id: str, settings: ReviewSettings) -> bool:
    """Say whether an answered turn belongs to the random share; the same seed always says the same."""
    digest = hashlib.sha256(f"{settings.sample_seed}:{turn_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / math.pow(2, 64) < settings.sample_share
