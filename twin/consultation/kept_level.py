"""The level of a conversation as it is kept: what must be known to show its card again, without the patient's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self

from twin.triage.disposition import NAMES, Disposition
from twin.triage.result import Result
from twin.triage.triage import Triage

Layer = Literal["rules", "nearness", "opinion", "default", "physician"]


@dataclass(frozen=True, slots=True)
class KeptLevel:
    """A level with what is behind it. `reasons` are by language; `departments` those of the rules, the first decides."""

    disposition: Disposition
    card: str
    rules: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    layer: Layer = "rules"
    reasons: tuple[Mapping[str, str], ...] = ()

    @classmethod
    def of(cls, result: Result) -> Self:
        """Keep an outcome."""
        return cls(
            result.disposition,
            result.card.id,
            tuple(one.rule for one in result.fired),
            tuple(dict.fromkeys(one.department for one in result.fired if one.department)),
            result.layer,
            tuple(dict(reason) for reason in result.reasons),
        )

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """Read what `to_json` gave."""
        return cls(
            Disposition(kept["disposition"]),
            kept["card"],
            tuple(kept["rules"]),
            tuple(kept["departments"]),
            kept["layer"],
            tuple(kept["reasons"]),
        )

    def to_json(self) -> dict[str, Any]:
        """Give it for the database."""
        return {
            "disposition": self.disposition.value,
            "card": self.card,
            "rules": list(self.rules),
            "departments": list(self.departments),
            "layer": self.layer,
            "reasons": [dict(reason) for reason in self.reasons],
        }

    def card_in(self, engine: Triage) -> str:
        """Give the id of the card; that of the level where the rules no longer have it."""
        return self.card if self.card in engine.cards else self.disposition.value


def higher(before: KeptLevel | None, now: KeptLevel) -> KeptLevel:
    """Give the higher of two levels; of equal ones the newer, unless it knows less. This is the ratchet's only rule."""
    if before is None or now.disposition > before.disposition:
        return now
    if before.disposition > now.disposition or (before.rules and not now.rules):
        return before
    if before.layer == "physician":
        return before
    return now


def plain_level(disposition: Disposition, *, layer: Layer, reason: Mapping[str, str]) -> KeptLevel:
    """Give a level that no rule is behind."""
    return KeptLevel(disposition, disposition.value, layer=layer, reasons=(reason,))


def level_name(disposition: Disposition, language: str) -> str:
    """Name a level for people."""
    return NAMES[disposition]["zh" if language == "zh" else "en"]
