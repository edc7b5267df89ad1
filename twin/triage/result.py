"""What the triage of a conversation gives: level, why, what to do, and the patient's words behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from twin.triage.cards import Card
from twin.triage.disposition import NAMES, Disposition

Language = Literal["en", "zh"]


class Words(NamedTuple):
    """The patient's words behind a sign: `messages[message][start:end] == text`."""

    sign: str
    text: str
    message: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fired:
    """One rule that fired. `name` and `why` are by language ("en", "zh")."""

    rule: str
    version: int
    disposition: Disposition
    department: str
    name: Mapping[str, str]
    why: Mapping[str, str]
    sources: tuple[str, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do, in one language, as lines for people."""

    why: tuple[str, ...]
    do_now: tuple[str, ...]
    until_help: tuple[str, ...]
    by_when: str
    come_back_if: tuple[str, ...]

    def to_text(self) -> str:
        """Give all of it as lines."""
        return "\n".join((*self.why, *self.do_now, *self.until_help, *self.come_back_if))


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome.

    `fired` holds the rules of the reached level first, then lower ones; empty when none fired. `department` is the one
    of the first rule ("" when none fired); an emergency's way always leads to the emergency department. `questions`
    names at most two facts worth asking: age, sex, pregnant, since_when, severity, or a sign id. `layer` says which
    layer decided: rules, nearness, opinion, or default.
    """

    disposition: Disposition
    fired: tuple[Fired, ...]
    card: Card
    department: str
    questions: tuple[str, ...]
    layer: Literal["rules", "nearness", "opinion", "default"]
    reasons: tuple[Mapping[str, str], ...]

    @property
    def is_emergency(self) -> bool:
        """Say whether the emergency card must be shown."""
        return self.disposition is Disposition.EMERGENCY

    def advice(self, language: Language, *, emergency_number: str) -> Advice:
        """Put what to do into words.

        Args:
            language: "en" or "zh".
            emergency_number: From the settings, such as 120 or 112.
        """

        def filled(lines: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(line.replace("{emergency_number}", emergency_number) for line in lines)

        return Advice(
            why=tuple(dict.fromkeys(reason[language] for reason in self.reasons)),
            do_now=filled(self.card.do_now[language]),
            until_help=filled(self.card.until_help[language]),
            by_when=self.card.by_when[language],
            come_back_if=filled(self.card.come_back_if[language]),
        )

    def to_json(self) -> dict[str, Any]:
        """Give the values for programs, without the patient's words."""
        return {
            "disposition": self.disposition.value,
            "level": dict(NAMES[self.disposition]),
            "rules": [one.rule for one in self.fired],
            "card": self.card.id,
            "kind": self.card.kind,
            "department": self.department,
            "questions": list(self.questions),
            "layer": self.layer,
        }
