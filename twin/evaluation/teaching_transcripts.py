"""The labelled transcripts of corpora/teaching/transcripts, and how the rubric's levels agree with the labels."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, Field, ValidationError

from twin.errors import TranscriptInvalid
from twin.shares import Share, share_of
from twin.teaching.case_room import CaseRoom
from twin.teaching.clinical_case import DIMENSIONS, Dimension
from twin.teaching.rubric import levels_of, scored, shown_in
from twin.teaching.session import LearnerTurn

FOLDER = Path("teaching") / "transcripts"
PARTS = ("tuned", "kept aside")


class LabelledTranscript(BaseModel, frozen=True, extra="forbid"):
    """What one learner typed in one case, and a teacher's level for each dimension (docs/teaching-cases.md)."""

    id: str
    persona: str
    case: str
    language: str
    turns: tuple[LearnerTurn, ...] = Field(min_length=1)
    labels: dict[Dimension, int]

    @property
    def part(self) -> str:
        """Give the part: a third is kept aside, by hash, so it never moves."""
        return PARTS[hashlib.sha256(self.id.encode()).digest()[0] % 3 == 0]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How one transcript's scores agree: score minus label by dimension."""

    transcript: LabelledTranscript
    difference: Mapping[Dimension, int]


def load_transcripts(corpora: Path) -> tuple[LabelledTranscript, ...]:
    """Read every labelled transcript, in the order of files and lines.

    Raises:
        TranscriptInvalid: Naming the file and line.
    """
    return tuple(one for path in sorted((corpora / FOLDER).glob("*.jsonl")) for one in _transcripts(path))


def agreement_of(transcript: LabelledTranscript, room: CaseRoom) -> Agreement:
    """Score one transcript and compare."""
    levels = levels_of(scored(room.case, shown_in(transcript.turns, room.reader)))
    found = {
        one: levels[one.value] - transcript.labels[one] for one in DIMENSIONS if one in transcript.labels
    }
    return Agreement(transcript, found)


def agreement_shares(agreements: Sequence[Agreement]) -> dict[str, dict[str, Share]]:
    """Count by part: within one level and exactly, over all dimensions and for each."""
    shares: dict[str, dict[str, Share]] = {}
    for part in PARTS:
        mine = [one for one in agreements if one.transcript.part == part]
        every = [(dimension, off) for one in mine for dimension, off in one.difference.items()]
        figures = {
            "within one level": share_of([abs(off) <= 1 for _, off in every]),
            "exact": share_of([off == 0 for _, off in every]),
        }
        for dimension in DIMENSIONS:
            offs = [off for of, off in every if of is dimension]
            figures[f"{dimension.value} within one level"] = share_of([abs(off) <= 1 for off in offs])
        shares[part] = figures
    return shares


def _transcripts(path: Path) -> Iterator[LabelledTranscript]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield LabelledTranscript.model_validate(json.loads(line))
        except (ValueError, ValidationError) as error:
            raise TranscriptInvalid(
                f"{path.name}, line {number}: {' '.join(str(error).split())[:300]}. docs/teaching-cases.md shows the form."
            ) from error
