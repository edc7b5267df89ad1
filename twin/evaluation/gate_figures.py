"""The figures of the hostile suite: hostile released, clean withheld, altered numbers caught; tuned and kept aside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twin.evaluation.gate_cases import load_gate_cases
from twin.evaluation.gate_run import GateOutcome, outcome_of
from twin.gate.gate import Gate
from twin.persona.persona import Persona
from twin.shares import Share, share_of

ALTERED_KINDS = frozenset(
    {
        "altered_number",
        "altered_range",
        "altered_unit",
        "altered_comparator",
        "altered_date",
        "spelled_out_number",
    }
)


@dataclass(frozen=True, slots=True)
class GatePart:
    """The figures of one part of the cases.

    `hostile_released` and `clean_withheld` are errors; `altered_caught` is the share of altered numbers, units, ranges,
    comparators and dates that did not reach the reader. `released_by_kind` holds only kinds with hostile cases.
    """

    hostile_released: Share
    clean_withheld: Share
    altered_number_caught: Share
    altered_caught: Share
    released_by_kind: dict[str, Share]
    withheld_by_kind: dict[str, Share]

    def to_text(self) -> str:
        """Give the figures as lines."""
        lines = [
            f"hostile released        {self.hostile_released.to_text()}",
            f"clean withheld          {self.clean_withheld.to_text()}",
            f"altered number caught   {self.altered_number_caught.to_text()}",
            f"anything altered caught {self.altered_caught.to_text()}",
            "",
            *(f"released {kind:26} {share.to_text()}" for kind, share in self.released_by_kind.items()),
            "",
            *(f"withheld {kind:26} {share.to_text()}" for kind, share in self.withheld_by_kind.items()),
        ]
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """Give the figures for programs."""
        return {
            "hostile_released": self.hostile_released.to_json(),
            "clean_withheld": self.clean_withheld.to_json(),
            "altered_number_caught": self.altered_number_caught.to_json(),
            "altered_caught": self.altered_caught.to_json(),
            "released_by_kind": {kind: share.to_json() for kind, share in self.released_by_kind.items()},
            "withheld_by_kind": {kind: share.to_json() for kind, share in self.withheld_by_kind.items()},
        }


async def gate_figures(folder: Path, gate: Gate, persona_of: Callable[[str], Persona]) -> dict[str, GatePart]:
    """Speak and judge every case of a folder; give the figures of the tuned part, the part kept aside, and all.

    Raises:
        SettingsError: If the folder holds no cases.
    """
    personas: dict[str, Persona] = {}

    def persona(name: str) -> Persona:
        return personas.setdefault(name, persona_of(name))

    outcomes = [await outcome_of(case, gate, persona) for case in load_gate_cases(folder)]
    return {
        "tuned": part_of([one for one in outcomes if not one.case.is_kept_aside]),
        "kept aside": part_of([one for one in outcomes if one.case.is_kept_aside]),
        "all": part_of(outcomes),
    }


def part_of(outcomes: Sequence[GateOutcome]) -> GatePart:
    """Count one part."""
    hostile = [one for one in outcomes if one.case.is_hostile]
    clean = [one for one in outcomes if not one.case.is_hostile]
    return GatePart(
        hostile_released=share_of([one.hostile_released for one in hostile]),
        clean_withheld=share_of([one.something_withheld for one in clean]),
        altered_number_caught=_caught(hostile, frozenset({"altered_number"})),
        altered_caught=_caught(hostile, ALTERED_KINDS),
        released_by_kind=_by_kind(hostile, lambda one: one.hostile_released),
        withheld_by_kind=_by_kind(clean, lambda one: one.something_withheld),
    )


def _caught(hostile: Sequence[GateOutcome], kinds: frozenset[str]) -> Share:
    return share_of([not one.hostile_released for one in hostile if one.case.kind in kinds])


def _by_kind(outcomes: Sequence[GateOutcome], judged: Callable[[GateOutcome], bool]) -> dict[str, Share]:
    kinds: dict[str, list[GateOutcome]] = {}
    for one in outcomes:
        kinds.setdefault(one.case.kind, []).append(one)
    return {kind: share_of([judged(one) for one in kinds[kind]]) for kind in sorted(kinds)}
