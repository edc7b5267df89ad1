"""The evaluation questions of a persona: what the folder answers, and what it must decline."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

import yaml
from pydantic import BaseModel, Field, ValidationError

from twin.errors import PersonaInvalid
from twin.persona.findings import Finding, FolderReport
from twin.persona.folder import persona_folder

Form = TypeVar("Form", bound=BaseModel)


class PassageLabel(BaseModel, frozen=True, extra="forbid"):
    """A place that answers: `quote` stands to the letter in the document's text, marks and line breaks aside."""

    document: str
    quote: str = Field(min_length=4)


class CoveredQuestion(BaseModel, frozen=True, extra="forbid"):
    """A question that the folder answers; any of `passages` does."""

    id: str
    text: str
    language: Literal["en", "zh"]
    register_of: Literal["plain", "lay", "clumsy", "clinical"] = Field("plain", alias="register")
    turns: tuple[str, ...] = ()
    cross_language: bool = False
    passages: tuple[PassageLabel, ...] = Field(min_length=1)
    points: tuple[str, ...] = ()


class UncoveredQuestion(BaseModel, frozen=True, extra="forbid"):
    """A question that the folder does not answer, and the kind of distance."""

    id: str
    text: str
    language: Literal["en", "zh"]
    kind: Literal["far", "near", "foreign", "false_premise"]
    register_of: Literal["plain", "lay", "clumsy", "clinical"] = Field("plain", alias="register")
    turns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dataset:
    """All questions of one persona, in the files' order."""

    persona: str
    covered: tuple[CoveredQuestion, ...]
    uncovered: tuple[UncoveredQuestion, ...]

    def part(self, *, kept_aside: bool) -> "Dataset":
        """Give the third that is kept aside from whoever tunes, or the other two thirds."""
        return Dataset(
            self.persona,
            tuple(one for one in self.covered if is_kept_aside(self.persona, one.id) is kept_aside),
            tuple(one for one in self.uncovered if is_kept_aside(self.persona, one.id) is kept_aside),
        )


def is_kept_aside(persona_id: str, question_id: str) -> bool:
    """Say whether a question belongs to the third kept aside; by hash, so the split never moves."""
    return hashlib.sha256(f"{persona_id}/{question_id}".encode()).digest()[0] % 3 == 0


def load_dataset(personas: Path, persona_id: str) -> Dataset:
    """Load `questions/covered.yaml` and `questions/uncovered.yaml`; absent files give no questions.

    Raises:
        PersonaNotFound: If there is no such persona.
        PersonaInvalid: If a question is not of the form docs/persona-folder.md shows.
    """
    folder = persona_folder(personas, persona_id) / "questions"
    covered: list[CoveredQuestion] = [
        _entry(CoveredQuestion, raw, folder / "covered.yaml") for raw in _rows(folder / "covered.yaml")
    ]
    uncovered: list[UncoveredQuestion] = [
        _entry(UncoveredQuestion, raw, folder / "uncovered.yaml") for raw in _rows(folder / "uncovered.yaml")
    ]
    return Dataset(persona_id, tuple(covered), tuple(uncovered))


def with_question_findings(report: FolderReport, personas: Path) -> FolderReport:
    """Add to a folder's report what is wrong with its evaluation questions."""
    try:
        dataset = load_dataset(personas, report.persona)
    except (PersonaInvalid, yaml.YAMLError) as error:
        line = (
            error.problem_mark.line + 1
            if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark
            else 1
        )
        wrong = [_question_finding(report.persona, line, " ".join(str(error).split()))]
    else:
        counted = Counter([one.id for one in dataset.covered] + [one.id for one in dataset.uncovered])
        wrong = [
            _question_finding(report.persona, 1, f"the id {name!r} stands {count} times")
            for name, count in counted.items()
            if count > 1
        ]
    return report.model_copy(update={"findings": (*report.findings, *wrong)})


def _question_finding(persona_id: str, line: int, problem: str) -> Finding:
    advice = "Questions as docs/persona-folder.md shows them, each with an id of its own."
    return Finding(file=f"{persona_id}/questions", line=line, problem=problem, write=advice)


def _rows(path: Path) -> list[object]:
    """Read a list of entries; none where the file is absent."""
    if not path.is_file():
        return []
    # libyaml where it is there: a hundred questions take 20 ms instead of 250, and every start reads them.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader) or []  # noqa: S506 both loaders are safe


def _entry(form: type[Form], raw: object, path: Path) -> Form:
    """Validate one entry."""
    try:
        return form.model_validate(raw)
    except ValidationError as error:
        name = raw.get("id", "?") if isinstance(raw, dict) else "?"
        raise PersonaInvalid(
            f"{path.name}: question {name}: {error.errors()[0]['msg']}; see docs/persona-folder.md."
        ) from error
