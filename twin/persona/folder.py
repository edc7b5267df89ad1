"""Load one physician's folder: the persona, its clinic, its documents."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from twin.errors import PersonaInvalid, PersonaNotFound
from twin.persona.clinic import ClinicPlan
from twin.persona.document_metadata import findings_of, read_metadata, read_references
from twin.persona.findings import Finding
from twin.persona.persona import Persona
from twin.persona.phrasings import PHRASINGS_FILE, read_phrasings, with_phrasings
from twin.persona.slots import Audience, DocumentFile, DocumentMetadata, Phrasing, Reference, Slot
from twin.persona.yaml_lines import LinedYaml, YamlUnreadable, parse_yaml

PERSONA_FILE = "persona.yaml"
CLINIC_FILE = "clinic.yaml"
STYLE_FILE = "style_guide.md"
REFERENCES_FILE = "references.yaml"
SLOT_FOLDERS = {"answers": Slot.ANSWERS, "lectures": Slot.LECTURES, "papers": Slot.PAPERS}
DOCUMENT_SUFFIXES = frozenset({".pdf", ".pptx", ".docx", ".md", ".vtt", ".srt"})


@dataclass(frozen=True, slots=True)
class FolderContent:
    """The documents of a folder that can be used, and what is wrong with the others."""

    files: tuple[DocumentFile, ...]
    findings: tuple[Finding, ...]


def persona_ids(personas: Path) -> list[str]:
    """Give the ids of all folders that hold a persona.yaml, sorted."""
    if not personas.is_dir():
        return []
    return sorted(path.parent.name for path in personas.glob(f"*/{PERSONA_FILE}"))


def persona_folder(personas: Path, persona_id: str) -> Path:
    """Give the folder of that persona.

    Raises:
        PersonaNotFound: If there is none.
    """
    known = persona_ids(personas)
    if persona_id not in known:
        raise PersonaNotFound(persona_id, known)
    return personas / persona_id


def load_persona(personas: Path, persona_id: str) -> Persona:
    """Load persona.yaml.

    Raises:
        PersonaNotFound: If there is no such folder.
        PersonaInvalid: With every finding of the file.
    """
    persona, findings, _ = read_persona_file(persona_folder(personas, persona_id))
    if persona is None:
        raise PersonaInvalid("\n".join(finding.to_text() for finding in findings))
    return persona


def load_style_guide(personas: Path, persona_id: str) -> str:
    """Load the style guide as text; empty where there is none."""
    path = persona_folder(personas, persona_id) / STYLE_FILE
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def load_clinic(personas: Path, persona_id: str) -> ClinicPlan:
    """Load clinic.yaml.

    Raises:
        PersonaInvalid: With every finding of the file.
    """
    plan, findings = read_clinic_file(persona_folder(personas, persona_id))
    if plan is None:
        raise PersonaInvalid("\n".join(finding.to_text() for finding in findings))
    return plan


def read_persona_file(folder: Path) -> tuple[Persona | None, list[Finding], LinedYaml]:
    """Read persona.yaml: the persona or None, what is wrong, and the lines of its keys."""
    file = f"{folder.name}/{PERSONA_FILE}"
    lined = LinedYaml(None, {})
    try:
        lined = parse_yaml((folder / PERSONA_FILE).read_text(encoding="utf-8"))
        persona = Persona.model_validate(lined.value or {})
    except (YamlUnreadable, UnicodeDecodeError) as error:
        line = getattr(error, "line", 1)
        return None, [Finding(file=file, line=line, problem=str(error), write="Valid YAML in UTF-8.")], lined
    except ValidationError as error:
        return None, findings_of(error, lined, file), lined
    if persona.id != folder.name:
        problem = f"id is {persona.id!r} in the folder {folder.name!r}"
        line = lined.line_of(("id",))
        return None, [Finding(file=file, line=line, problem=problem, write=f"id: {folder.name}")], lined
    return persona, [], lined


def read_clinic_file(folder: Path) -> tuple[ClinicPlan | None, list[Finding]]:
    """Read clinic.yaml: the plan or None, and what is wrong."""
    file = f"{folder.name}/{CLINIC_FILE}"
    path = folder / CLINIC_FILE
    if not path.is_file():
        advice = "Where and when the physician sees patients; docs/persona-folder.md shows the form."
        return None, [Finding(file=file, line=1, problem="clinic.yaml is missing", write=advice)]
    try:
        lined = parse_yaml(path.read_text(encoding="utf-8"))
        return ClinicPlan.model_validate(lined.value or {}), []
    except YamlUnreadable as error:
        return None, [Finding(file=file, line=error.line, problem=str(error), write="Valid YAML here.")]
    except ValidationError as error:
        return None, findings_of(error, lined, file)


def folder_content(personas: Path, corpora: Path, persona: Persona) -> FolderContent:
    """Find every document of a persona: the clinic, the typed slots, and the guidelines of its specialty.

    Returns:
        Usable files ordered by slot and name, and the findings about all files.
    """
    folder = personas / persona.id
    references, findings = read_references(
        folder / REFERENCES_FILE, shown_path=f"{persona.id}/{REFERENCES_FILE}"
    )
    files = [_clinic_document(folder, persona)] if (folder / CLINIC_FILE).is_file() else []
    for name, slot in SLOT_FOLDERS.items():
        for path in _document_paths(folder / name):
            shown = f"{persona.id}/{path.relative_to(folder).as_posix()}"
            file, found = _document_file(path, shown, slot, references)
            findings += found
            files += [file] if file else []
    for path in _document_paths(corpora / "guidelines"):
        shown = f"corpora/{path.relative_to(corpora).as_posix()}"
        file, found = _document_file(path, shown, Slot.GUIDELINES, {})
        if file is None or persona.id in file.metadata.specialties:
            findings += found
            files += [file] if file else []
    asked: dict[str, tuple[Phrasing, ...]] = {}
    for path, shown in (
        (folder / PHRASINGS_FILE, f"{persona.id}/{PHRASINGS_FILE}"),
        (corpora / "guidelines" / PHRASINGS_FILE, f"corpora/guidelines/{PHRASINGS_FILE}"),
    ):
        phrasings, found = read_phrasings(path, shown_path=shown)
        findings += found + (_unknown(phrasings, files, shown) if path.parent == folder else [])
        asked |= phrasings
    return FolderContent(tuple(with_phrasings(files, asked)), tuple(findings + _same_names(files)))


def _unknown(names: Iterable[str], files: Sequence[DocumentFile], shown_path: str) -> list[Finding]:
    """Find phrasings of documents that are not in the folder."""
    known = {file.name for file in files}
    return [
        Finding(
            file=shown_path,
            line=1,
            problem=f"phrasings of {name!r}, which is not in the folder",
            write="The name of a document (file name without extension), or remove the entry.",
        )
        for name in names
        if name not in known
    ]


def _document_paths(folder: Path) -> list[Path]:
    """List the documents below `folder`; side-cars and hidden files are none."""
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix.lower() != ".yaml" and not path.name.startswith((".", "~$"))
    )


def _document_file(
    path: Path, shown: str, slot: Slot, references: dict[str, Reference]
) -> tuple[DocumentFile | None, list[Finding]]:
    """Describe one document, or say why it cannot be used."""
    if path.suffix.lower() not in DOCUMENT_SUFFIXES:
        problem = f"files of type {path.suffix or '(none)'} are not read"
        advice = f"One of {', '.join(sorted(DOCUMENT_SUFFIXES))}; or move it out of the slot."
        return None, [Finding(file=shown, line=1, problem=problem, write=advice)]
    metadata, body_start, findings = read_metadata(path, shown_path=shown, references=references)
    if metadata is None:
        return None, findings
    return DocumentFile(path.stem, slot, path, shown, metadata, body_start), findings


def _clinic_document(folder: Path, persona: Persona) -> DocumentFile:
    """Describe clinic.yaml as a document; its text is written in both languages by the reader."""
    plan, _ = read_clinic_file(folder)
    metadata = DocumentMetadata(
        title=f"{persona.name.en}: clinics / {persona.name.zh}：门诊",
        language=persona.languages[0],
        kind="clinic",
        date=plan.valid_from if plan else None,
        audience=Audience.PATIENT,
    )
    return DocumentFile("clinic", Slot.CLINIC, folder / CLINIC_FILE, f"{persona.id}/{CLINIC_FILE}", metadata)


def _same_names(files: list[DocumentFile]) -> list[Finding]:
    """Find names that stand twice, and `supersedes` that lead nowhere."""
    first: dict[str, DocumentFile] = {}
    findings = []
    for file in files:
        if file.name in first:
            problem = f"the name {file.name!r} is also that of {first[file.name].shown_path}"
            findings.append(
                Finding(file=file.shown_path, line=1, problem=problem, write="Another file name.")
            )
        first.setdefault(file.name, file)
    for file in files:
        for old in file.metadata.supersedes:
            if old not in first:
                findings.append(
                    Finding(
                        file=file.shown_path,
                        line=1,
                        problem=f"supersedes {old!r}, which is not in the folder",
                        write="The name of a document (file name without extension), or remove the line.",
                        is_warning=True,
                    )
                )
    return findings
