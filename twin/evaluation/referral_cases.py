"""The labelled consultations of corpora/hospital/consultations: which department each complaint belongs to."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from twin.errors import DirectoryInvalid

FOLDER = "consultations"


@dataclass(frozen=True, slots=True)
class LabelledComplaint:
    """One complaint with its department and those that would be right, too."""

    id: str
    language: str
    text: str
    department: str
    acceptable: tuple[str, ...]

    @property
    def is_kept_aside(self) -> bool:
        """Say whether it belongs to the third that nothing is fitted to; by hash, so it never moves."""
        return hashlib.sha256(self.id.encode()).digest()[0] % 3 == 0

    @property
    def right(self) -> frozenset[str]:
        """Give the departments that count as right."""
        return frozenset({self.department, *self.acceptable})


def load_complaints(hospital: Path) -> tuple[LabelledComplaint, ...]:
    """Read every labelled consultation below the hospital's folder, in the order of files and lines.

    Raises:
        DirectoryInvalid: Naming the file and line that is wrong.
    """
    return tuple(one for path in sorted((hospital / FOLDER).glob("*.jsonl")) for one in _complaints(path))


def _complaints(path: Path) -> Iterator[LabelledComplaint]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            yield LabelledComplaint(
                id=entry["id"],
                language=entry["language"],
                text=entry["text"],
                department=entry["department"],
                acceptable=tuple(entry.get("acceptable", ())),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise DirectoryInvalid([f"{FOLDER}/{path.name}, line {number}: {error!r}."]) from error
