"""Labelled teach-back replies: the part that may be tuned on, and the part kept aside by the hash of its group."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from twin.errors import SettingsError
from twin.key_points.judgement import KeyPoint, Said

ASIDE_TENTHS = 3  # of ten


@dataclass(frozen=True, slots=True)
class TeachBackCase:
    """One reply with the label of each point. `group` is the chunk of the lesson it belongs to."""

    id: str
    group: str
    language: str
    reply: str
    points: tuple[KeyPoint, ...]
    labels: tuple[Said, ...]


def is_kept_aside(key: str) -> bool:
    """Say whether a line belongs to the part that the author of a scorer never sees (corpora/teaching/README.md)."""
    return int(hashlib.sha256(key.encode("utf-8")).hexdigest()[:8], 16) % 10 < ASIDE_TENTHS


def load_teach_back(corpora: Path, *, kept_aside: bool) -> tuple[TeachBackCase, ...]:
    """Load one part of the labelled replies, in the order of the files.

    Raises:
        SettingsError: If a line cannot be read; it is named by file and number.
    """
    cases = []
    for path in sorted((corpora / "teaching" / "teach_back").glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                entry = json.loads(line)
                if is_kept_aside(entry["group"]) is kept_aside:
                    cases.append(_case(entry))
            except (KeyError, ValueError, TypeError) as fault:
                message = f"{path.name}:{number} is no labelled reply ({type(fault).__name__}); see corpora/teaching/README.md."
                raise SettingsError(message) from fault
    return tuple(cases)


def _case(entry: dict[str, object]) -> TeachBackCase:
    language, labels = str(entry["language"]), entry["labels"]
    points, found = [], []
    if not isinstance(labels, dict) or not isinstance(entry["points"], list):
        raise TypeError("labels")
    for point in entry["points"]:
        ways = (tuple(map(str, point[key])) for key in ("said_as", "wrong_as", "must_hold"))
        points.append(KeyPoint(str(point["id"]), str(point["text"]), language, *ways))
        found.append(Said(labels[point["id"]]))
    return TeachBackCase(
        str(entry["id"]), str(entry["group"]), language, str(entry["reply"]), tuple(points), tuple(found)
    )
