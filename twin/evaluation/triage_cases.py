"""The labelled messages of corpora/triage/cases: what a physician says each conversation is."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from twin.errors import TriageDataInvalid
from twin.triage.disposition import Disposition

KEPT_ASIDE_PERCENT = 30


@dataclass(frozen=True, slots=True)
class TriageCase:
    """One labelled conversation: the user's messages, the level, the kind of difficulty, the department and why."""

    id: str
    language: str
    turns: tuple[str, ...]
    disposition: Disposition
    kind: str
    department: str
    why: str

    @property
    def is_kept_aside(self) -> bool:
        """Say whether it belongs to the 30 % that the rules' authors do not look at; by hash, so it never moves."""
        return int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % 100 < KEPT_ASIDE_PERCENT


def load_cases(corpora: Path) -> tuple[TriageCase, ...]:
    """Read every labelled conversation, in the order of files and lines.

    Raises:
        TriageDataInvalid: Naming the file and the line that is wrong or repeats an id.
    """
    cases: dict[str, TriageCase] = {}
    for path in sorted((corpora / "triage" / "cases").glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                case = _case(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise TriageDataInvalid(f"cases/{path.name}, line {number}: {error!r}.") from error
            if case.id in cases:
                raise TriageDataInvalid(f"cases/{path.name}, line {number}: id {case.id!r} stands twice.")
            cases[case.id] = case
    return tuple(cases.values())


def load_second_reading(corpora: Path) -> dict[str, Disposition]:
    """Read what a second reader, who did not see the labels, said of the messages kept aside; empty without the file."""
    path = corpora / "triage" / "second_reading.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    entries = [json.loads(line) for line in lines if line.strip()]
    return {entry["id"]: Disposition(entry["disposition"]) for entry in entries}


def _case(entry: dict[str, object]) -> TriageCase:
    """Read one line."""
    turns = entry["turns"]
    if not isinstance(turns, list) or not turns:
        raise ValueError("`turns` is no list of messages")
    return TriageCase(
        id=str(entry["id"]),
        language=str(entry["language"]),
        turns=tuple(str(turn) for turn in turns),
        disposition=Disposition(entry["disposition"]),
        kind=str(entry["kind"]),
        department=str(entry["department"]),
        why=str(entry.get("why", "")),
    )
