"""A clinical case as the persona's folder states it (docs/teaching-cases.md): phases, patient, key points, rubric."""

import datetime
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from twin.persona.persona import Bilingual, BilingualList

Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]
HINTS = 3  # a nudge, a stronger one, and one that all but says it
DIFFERENTIAL_PREFIX = "differential:"  # how a rubric names an entry of the differential, counted from 1


class Phase(StrEnum):
    """The five phases of a case, in this order."""

    HISTORY = "history"
    EXAMINATION = "examination"
    TESTS = "tests"
    DIFFERENTIAL = "differential"
    PLAN = "plan"


PHASES: tuple[Phase, ...] = tuple(Phase)


class Dimension(StrEnum):
    """What the rubric scores, in this order."""

    DATA_GATHERING = "data_gathering"
    REASONING = "reasoning"
    DIFFERENTIAL = "differential"
    PLAN = "plan"
    SAFETY = "safety"


DIMENSIONS: tuple[Dimension, ...] = tuple(Dimension)


class _Written(BaseModel, frozen=True, extra="forbid"):
    """A part of a case file; unknown keys are an error."""


class Wordings(BilingualList, frozen=True, extra="forbid"):
    """Ways of saying something, at least one in each language."""

    en: tuple[str, ...] = Field(min_length=1)
    zh: tuple[str, ...] = Field(min_length=1)

    def all(self) -> tuple[str, ...]:
        """Give those of both languages: residents mix them."""
        return (*self.en, *self.zh)


class CaseSource(_Written):
    """A sentence of the persona's own documents. `document` is the path below the persona's folder."""

    document: str = Field(pattern=r"^(lectures|papers|answers)/[^/].*$")
    quote: str = Field(min_length=8)


class Review(_Written):
    """Who looked at the case, and when."""

    by: str = Field(min_length=1)
    on: datetime.date


class PatientLine(_Written):
    """What the simulated patient says to one question."""

    id: Slug
    asked_by: Wordings
    reply: Bilingual
    important: bool = False


class SimulatedPatient(_Written):
    """The patient of the case: made up."""

    name: Bilingual
    age: Bilingual
    sex: Literal["female", "male"]
    lines: tuple[PatientLine, ...] = Field(min_length=6)
    unknown: Bilingual


class CaseFinding(_Written):
    """A finding that is told when it is asked for."""

    id: Slug
    asked_by: Wordings
    result: Bilingual
    important: bool = False


class CasePoint(_Written):
    """One thing a good answer of the phase holds. Leaving out a point of `safety` endangers the patient."""

    id: Slug
    point: Bilingual
    said_as: Wordings
    source: CaseSource
    safety: bool = False


class WrongTurn(_Written):
    """A common mistake, and what the physician says to it."""

    id: Slug
    said_as: Wordings
    reply: Bilingual
    source: CaseSource


class CaseHint(Bilingual, frozen=True, extra="forbid"):
    """One step of the hint ladder. Without a source of its own it rests on the key points of its phase."""

    source: CaseSource | None = None


class CasePhase(_Written):
    """One phase: what the learner must commit to, what is found, what a good answer holds."""

    phase: Phase
    task: Bilingual
    findings: tuple[CaseFinding, ...] = ()
    key_points: tuple[CasePoint, ...] = Field(min_length=1)
    hints: tuple[CaseHint, ...] = Field(min_length=HINTS, max_length=HINTS)
    wrong_turns: tuple[WrongTurn, ...] = ()


class Diagnosis(_Written):
    """The diagnosis, the ways of naming it, and every word that would give it away."""

    name: Bilingual
    said_as: Wordings
    gives_away: Wordings


class Considered(_Written):
    """One entry of the case's differential."""

    name: Bilingual
    said_as: Wordings
    must_consider: bool = False
    why: Bilingual


class OwnPractice(_Written):
    """What the physician does here."""

    text: Bilingual
    source: CaseSource


class Needs(_Written):
    """How many of which things a level needs; ids of lines, findings and key points, or `differential:<n>`."""

    of: tuple[str, ...] = Field(min_length=1)
    at_least: int = Field(ge=1)


class RubricLevel(_Written):
    """One level of one dimension; level 0 needs nothing."""

    level: int = Field(ge=0, le=3)
    description: Bilingual
    needs: Needs | None = None


class RubricDimension(_Written):
    """The four levels of one dimension, 0 to 3."""

    dimension: Dimension
    levels: tuple[RubricLevel, ...] = Field(min_length=4, max_length=4)


class ClinicalCase(_Written):
    """One teaching case. `id` is the file name without `.yaml`."""

    id: Slug
    version: int = Field(ge=1)
    fictional: Literal[True]
    reviewed: Review
    title: Bilingual
    topics: tuple[Slug, ...] = Field(min_length=1)
    level: Literal["junior", "senior"]
    opening: Bilingual
    patient: SimulatedPatient
    phases: tuple[CasePhase, ...] = Field(min_length=5, max_length=5)
    diagnosis: Diagnosis
    differential: tuple[Considered, ...] = Field(min_length=3, max_length=6)
    what_i_do: tuple[OwnPractice, ...] = Field(min_length=1)
    rubric: tuple[RubricDimension, ...] = Field(min_length=5, max_length=5)

    def phase(self, phase: Phase) -> CasePhase:
        """Give one phase."""
        return self.phases[PHASES.index(phase)]

    def points(self) -> Iterator[tuple[Phase, CasePoint]]:
        """Give every key point with its phase, in order."""
        for one in self.phases:
            for point in one.key_points:
                yield one.phase, point

    def sources(self) -> Iterator[tuple[tuple[str | int, ...], CaseSource]]:
        """Give every source with its place in the file."""
        for number, one in enumerate(self.phases):
            for at, point in enumerate(one.key_points):
                yield ("phases", number, "key_points", at, "source"), point.source
            for at, hint in enumerate(one.hints):
                if hint.source is not None:
                    yield ("phases", number, "hints", at, "source"), hint.source
            for at, turn in enumerate(one.wrong_turns):
                yield ("phases", number, "wrong_turns", at, "source"), turn.source
        for number, practice in enumerate(self.what_i_do):
            yield ("what_i_do", number, "source"), practice.source

    def named_ids(self) -> Sequence[str]:
        """Give every id of the file, in order; twice what stands twice."""
        ids = [line.id for line in self.patient.lines]
        for one in self.phases:
            ids += [finding.id for finding in one.findings]
            ids += [point.id for point in one.key_points]
            ids += [turn.id for turn in one.wrong_turns]
        return ids

    def diagnosis_number(self) -> int | None:
        """Give which entry of the differential is the diagnosis, counted from 1; None when none is."""
        names = {word.casefold() for word in (*self.diagnosis.said_as.all(), *_both(self.diagnosis.name))}
        for number, one in enumerate(self.differential, start=1):
            if names & {word.casefold() for word in (*_both(one.name), *one.said_as.all())}:
                return number
        return None

    def words_that_give_away(self) -> tuple[str, ...]:
        """Give every word that must not leave before the commitment, each once."""
        words = (*_both(self.diagnosis.name), *self.diagnosis.said_as.all(), *self.diagnosis.gives_away.all())
        return tuple(dict.fromkeys(words))


def _both(text: Bilingual) -> tuple[str, str]:
    return text.en, text.zh
