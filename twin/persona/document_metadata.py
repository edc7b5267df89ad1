"""Front matter and side-car files: what is written about a document."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, Field, ValidationError

from twin.persona.findings import Finding
from twin.persona.slots import Audience, DocumentMetadata, Reference
from twin.persona.yaml_lines import LinedYaml, YamlUnreadable, parse_yaml

FENCE = "---"
KINDS = {"answers": "answer", "lectures": "lecture", "papers": "paper", "guidelines": "guideline"}


class ReferenceEntry(BaseModel, frozen=True, extra="forbid"):
    """One public source as references.yaml states it."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    title: str
    authors: str | None = None
    year: int = Field(ge=1900, le=2100)
    source: str
    doi: str | None = Field(None, pattern=r"^10\.\d{4,}/\S+$")
    url: str | None = Field(None, pattern=r"^https?://")
    section: str | None = None

    def to_reference(self) -> Reference:
        """Give the printable line and the address."""
        parts = [part for part in (self.authors, self.title, self.source) if part]
        line = ". ".join(part.rstrip(".") for part in parts)
        line = line if str(self.year) in line else f"{line}, {self.year}"
        return Reference(self.id, line, f"https://doi.org/{self.doi}" if self.doi else self.url)


class MetadataEntry(BaseModel, frozen=True, extra="forbid"):
    """What front matter or a side-car may state."""

    title: str = Field(min_length=1)
    day: date | None = Field(None, alias="date")
    language: Literal["en", "zh"]
    audience: Audience
    kind: Literal["answer", "lecture", "paper", "guideline"]
    references: tuple[str | ReferenceEntry, ...] = ()
    supersedes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    view: bool = False
    approved_by: str | None = None
    specialties: tuple[str, ...] = ()


def split_front_matter(text: str) -> tuple[str | None, int]:
    """Give the YAML between the first two `---` lines and the offset behind them; (None, 0) without any."""
    if not text.startswith(FENCE + "\n"):
        return None, 0
    end = text.find("\n" + FENCE + "\n", len(FENCE))
    if end < 0:
        return None, 0
    return text[len(FENCE) + 1 : end + 1], end + len(FENCE) + 2


def side_car_of(path: Path) -> Path:
    """Give the side-car's path: `af.pdf` -> `af.pdf.yaml`."""
    return path.with_name(path.name + ".yaml")


def read_metadata(
    path: Path, *, shown_path: str, references: dict[str, Reference]
) -> tuple[DocumentMetadata | None, int, list[Finding]]:
    """Read what is written about the document at `path`.

    Args:
        path: The document.
        shown_path: Its path as findings name it.
        references: The persona's references by key.

    Returns:
        The metadata (None when it cannot be used), the offset of the body of a Markdown file, and the findings.
    """
    written = _written_about(path, shown_path)
    if isinstance(written, Finding):
        return None, 0, [written]
    try:
        lined = parse_yaml(written.text, first_line=written.first_line)
        entry = MetadataEntry.model_validate(lined.value or {})
    except YamlUnreadable as error:
        finding = Finding(file=written.file, line=error.line, problem=str(error), write="Valid YAML here.")
        return None, 0, [finding]
    except ValidationError as error:
        return None, 0, findings_of(error, lined, written.file)
    metadata, findings = _metadata_of(entry, lined, written.file, references)
    return metadata, written.body_start, findings


@dataclass(frozen=True, slots=True)
class _Written:
    """The YAML about a document: the file it stands in, its first line there, and where a Markdown body begins."""

    text: str
    file: str
    first_line: int
    body_start: int


def _written_about(path: Path, shown_path: str) -> _Written | Finding:
    """Find the YAML about a document, or say what is missing."""
    is_markdown = path.suffix == ".md"
    source = path if is_markdown else side_car_of(path)
    try:
        text: str | None = (
            source.read_text(encoding="utf-8").replace("\r\n", "\n") if source.is_file() else None
        )
    except UnicodeDecodeError:
        return Finding(file=shown_path, line=1, problem="not UTF-8", write="Save the file as UTF-8.")
    body_start = 0
    if is_markdown and text is not None:
        text, body_start = split_front_matter(text)
    if text is None:
        where = "front matter between two `---` lines" if is_markdown else f"a file {source.name}"
        advice = f"{where}: title, date, language (en or zh), audience, kind."
        return Finding(
            file=shown_path, line=1, problem="nothing is written about this document", write=advice
        )
    return _Written(
        text, shown_path if is_markdown else f"{shown_path}.yaml", 2 if is_markdown else 1, body_start
    )


def findings_of(error: ValidationError, lined: LinedYaml, file: str) -> list[Finding]:
    """Turn a validation error into findings with their lines."""
    found = []
    for one in error.errors():
        path = tuple(part for part in one["loc"] if isinstance(part, (str, int)))
        name = ".".join(map(str, path)) or "the file"
        missing = one["type"] == "missing"
        problem = f"{name} is missing" if missing else f"{name}: {one['msg']} (found {one['input']!r:.80})"
        found.append(
            Finding(file=file, line=lined.line_of(path), problem=problem, write=_advice(one["type"], name))
        )
    return found


def _advice(error_type: str, name: str) -> str:
    """Say what to write for a kind of validation error."""
    if error_type == "missing":
        return f"Add `{name}:` here; docs/persona-folder.md shows its form."
    if error_type == "extra_forbidden":
        return f"Remove `{name}` or correct its spelling; docs/persona-folder.md lists the keys."
    return f"A value for `{name}` as docs/persona-folder.md shows it."


def _metadata_of(
    entry: MetadataEntry, lined: LinedYaml, file: str, references: dict[str, Reference]
) -> tuple[DocumentMetadata, list[Finding]]:
    """Resolve the reference keys and give the metadata."""
    resolved: list[Reference] = []
    findings: list[Finding] = []
    for number, given in enumerate(entry.references):
        if isinstance(given, ReferenceEntry):
            resolved.append(given.to_reference())
        elif given in references:
            resolved.append(references[given])
        else:
            resolved.append(Reference(given, given))
            line = lined.line_of(("references", number))
            advice = f"An entry with `id: {given}` in references.yaml, or the right key."
            findings.append(
                Finding(file=file, line=line, problem=f"reference {given!r} is unknown", write=advice)
            )
    if entry.day is None:
        advice = "`date: YYYY-MM-DD`, when the physician said or approved it."
        findings.append(Finding(file=file, line=1, problem="no date", write=advice, is_warning=True))
    metadata = DocumentMetadata(
        title=entry.title,
        language=entry.language,
        kind=entry.kind,
        date=entry.day,
        audience=entry.audience,
        references=tuple(resolved),
        supersedes=entry.supersedes,
        questions=entry.questions,
        is_view=entry.view,
        approved_by=entry.approved_by,
        specialties=entry.specialties,
    )
    return metadata, findings


def read_references(path: Path, *, shown_path: str) -> tuple[dict[str, Reference], list[Finding]]:
    """Read references.yaml: the references by key, and what is wrong with the file."""
    if not path.is_file():
        return {}, []
    try:
        lined = parse_yaml(path.read_text(encoding="utf-8"))
    except YamlUnreadable as error:
        return {}, [Finding(file=shown_path, line=error.line, problem=str(error), write="Valid YAML here.")]
    found: dict[str, Reference] = {}
    findings: list[Finding] = []
    entries: list[Any] = lined.value if isinstance(lined.value, list) else []
    for number, raw in enumerate(entries):
        try:
            entry = ReferenceEntry.model_validate(raw)
        except ValidationError as error:
            below = LinedYaml(raw, {k[1:]: v for k, v in lined.lines.items() if k[:1] == (number,)})
            findings += findings_of(error, below, shown_path)
            continue
        if entry.id in found:
            line = lined.line_of((number,))
            findings.append(
                Finding(file=shown_path, line=line, problem=f"{entry.id!r} twice", write="One entry.")
            )
        found[entry.id] = entry.to_reference()
    return found, findings
