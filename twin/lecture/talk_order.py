"""What production is told to make, and what it says about what it made. Values only."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

STEPS: Mapping[str, float] = {
    # Shares of the time of a three-minute talk with the embedded voice, as measured; they only move the progress bar.
    "script-check": 1,
    "slides": 8,
    "voice": 20,
    "loudness": 3,
    "captions": 1,
    "segments": 60,
    "join": 4,
    "label": 1,
    "verify": 2,
}


@dataclass(frozen=True, slots=True)
class TalkOrder:
    """One talk to be made. `out` is the folder it is published to; `draft` is watermarked and never published elsewhere.

    `presenter` shows the drawn physician where the likeness is lent; `burned` puts the captions into the picture as well.
    """

    project: str
    version: int
    out: str
    draft: bool = False
    presenter: bool = True
    burned: bool = False

    def as_order(self) -> dict[str, Any]:
        """Give it as JSON holds it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class TalkFacts:
    """What a label and a manifest say of a talk."""

    project: str
    version: int
    persona: str
    title: str
    speaker: str
    language: str
    made_on: str
    script_sha256: str
    slides_hash: str
    voice_id: str
    seconds: float
    draft: bool
    fictional: bool
    approver: str = ""
    approval: str = ""
    approved_at: str = ""
    sources: tuple[str, ...] = ()
    consent: Mapping[str, Any] = field(default_factory=dict)  # file, signed, expires, uses


class Labelling(Protocol):
    """Says in every file that it is AI-generated and whose it is. Equal facts and files give equal labels."""

    def tags(self, facts: TalkFacts) -> Mapping[str, str]:
        """Give the tags of the video and the sound, the `AIGC` field among them."""
        ...

    def label(self, folder: Path, facts: TalkFacts) -> None:
        """Label every file of a folder that is not labelled yet, and write the manifest beside them."""
        ...
