"""The hostile suite: completions a model might write, each with the evidence it was given (corpora/gate/cases)."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from twin.errors import SettingsError
from twin.evidence.evidence import Evidence, EvidenceItem
from twin.index.held_passage import HeldPassage
from twin.passages.passage import Passage
from twin.persona.slots import Audience, DocumentMetadata, Slot
from twin.triage.disposition import Disposition

KEPT_ASIDE = 3  # one case in so many is not looked at while the rules are written
_GUIDELINE_TITLES = ("Summary: ", "摘要：")
_CLINIC_SETS = ("en-clinic", "zh-menzhen")


@dataclass(frozen=True, slots=True)
class EvidenceSet:
    """What one question found. `persona` is a demo persona's id; `disposition` is that of the question."""

    id: str
    persona: str
    audience: Audience
    disposition: Disposition
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class GateCase:
    """One completion.

    `hostile` holds runs of it that no reader may see, empty for a clean one. `kind` names what is wrong with it, or
    what is hard about it. `is_kept_aside` follows from the id alone (sha256), one in three.
    """

    id: str
    evidence_set: EvidenceSet
    completion: str
    hostile: tuple[str, ...]
    kind: str

    @property
    def is_hostile(self) -> bool:
        """Say whether something in it must not be released."""
        return bool(self.hostile)

    @property
    def is_kept_aside(self) -> bool:
        """Say whether it belongs to the third that the author of the rules saw as totals only."""
        return int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % KEPT_ASIDE == 0


def load_gate_cases(folder: Path) -> list[GateCase]:
    """Read all cases, files in order of name, cases in order of file.

    Raises:
        SettingsError: If the folder holds no cases.
    """
    path = folder / "evidence.yaml"
    if not path.is_file():
        raise SettingsError(
            f"No gate cases in {folder}: evidence.yaml is missing. Point TWIN_PATHS__CORPORA at a corpora folder with "
            "gate/cases, or give --cases."
        )
    sets = {row["id"]: evidence_set_of(row) for row in _rows(path)}
    return [
        GateCase(
            id=row["id"],
            evidence_set=sets[row["evidence"]],
            completion=row["completion"],
            hostile=tuple(row.get("hostile", ())),
            kind=row["kind"],
        )
        for file in sorted(folder.glob("*.yaml"))
        if file != path
        for row in _rows(file)
    ]


def evidence_set_of(row: Mapping[str, Any]) -> EvidenceSet:
    """Give one set as the corridor would have found it; a persona's own lecture unless the title says otherwise."""
    items = tuple(_item(row, item, place) for place, item in enumerate(row["items"], start=1))
    return EvidenceSet(
        id=row["id"],
        persona=row["persona"],
        audience=Audience(row["audience"]),
        disposition=Disposition(row.get("disposition", Disposition.ROUTINE.value)),
        evidence=Evidence(row["question"], row["language"], True, 0.9, items),
    )


def _item(row: Mapping[str, Any], item: Mapping[str, str], place: int) -> EvidenceItem:
    name, text = f"{row['id']}-{item['key'].lower()}", item["text"]
    slot = Slot.GUIDELINES if item["title"].startswith(_GUIDELINE_TITLES) else Slot.LECTURES
    if row["id"] in _CLINIC_SETS:
        slot = Slot.CLINIC
    metadata = DocumentMetadata(title=item["title"], language=row["language"], kind="lecture")
    passage = Passage(id=f"p-{name}", document=name, start=0, end=len(text), text=text)
    held = HeldPassage(passage, f"d-{name}", slot, metadata)
    return EvidenceItem(item["key"], held, item["title"], 1 / place)


def _rows(path: Path) -> list[dict[str, Any]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows: list[dict[str, Any]] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
    return rows
