"""Planted conflicts flagged, and pairs without one flagged falsely: tuned and kept aside (corpora/teaching/conflicts)."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twin.conflicts.detecting import ConflictDetector
from twin.errors import SettingsError
from twin.evaluation.teach_back_cases import is_kept_aside
from twin.shares import Share


@dataclass(frozen=True, slots=True)
class PlantedPair:
    """A passage and a guideline with their dates. `kind` is number, recommend_avoid or none."""

    id: str
    kind: str
    passage: str
    passage_date: str
    guideline: str
    guideline_date: str
    guideline_title: str = ""


@dataclass(frozen=True, slots=True)
class ConflictFigures:
    """Shares over one part: conflicts `flagged`, flagged with the right kind, and other pairs flagged `falsely`."""

    flagged: Share
    right_kind: Share
    falsely: Share

    def to_json(self) -> dict[str, Any]:
        """Give the figures for programs."""
        return {
            "flagged": self.flagged.to_json(),
            "right_kind": self.right_kind.to_json(),
            "falsely_flagged": self.falsely.to_json(),
        }

    def to_text(self) -> str:
        """Give the figures for people."""
        return (
            f"flagged         {self.flagged.to_text()}\n"
            f"of right kind   {self.right_kind.to_text()}\n"
            f"falsely flagged {self.falsely.to_text()}"
        )


def load_planted(corpora: Path, *, kept_aside: bool) -> tuple[PlantedPair, ...]:
    """Load one part of the planted pairs.

    Raises:
        SettingsError: If a line cannot be read; it is named by file and number.
    """
    pairs = []
    for path, number, line in _lines(corpora / "teaching" / "conflicts"):
        try:
            entry = json.loads(line)
            if is_kept_aside(entry["id"]) is kept_aside:
                mine, its = entry["passage"], entry["guideline"]
                pairs.append(
                    PlantedPair(
                        entry["id"],
                        entry["kind"],
                        mine["text"],
                        mine["date"],
                        its["text"],
                        its["date"],
                        its["title"],
                    )
                )
        except (KeyError, ValueError, TypeError) as fault:
            message = f"{path.name}:{number} is no planted pair ({type(fault).__name__}); see corpora/teaching/conflicts/README.md."
            raise SettingsError(message) from fault
    return tuple(pairs)


def _lines(folder: Path) -> Iterator[tuple[Path, int, str]]:
    """Give every line of every file with the number it has there."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            yield path, number, line


def conflict_figures(detector: ConflictDetector, pairs: Iterable[PlantedPair]) -> ConflictFigures:
    """Compare every pair and count."""
    flagged, right, falsely = [], [], []
    for pair in pairs:
        found = detector.conflict_between(
            pair.passage,
            pair.guideline,
            passage_date=pair.passage_date,
            guideline_date=pair.guideline_date,
            guideline_title=pair.guideline_title,
        )
        if pair.kind == "none":
            falsely.append(found is not None)
            continue
        flagged.append(found is not None)
        if found is not None:
            right.append(found.kind == pair.kind)
    return ConflictFigures(*(Share(sum(one), len(one)) for one in (flagged, right, falsely)))
