"""Check a persona folder: file, line, what is wrong, what to write."""

import re
from datetime import date
from pathlib import Path

from twin.persona.document_metadata import split_front_matter
from twin.persona.findings import Finding, FolderReport
from twin.persona.folder import (
    PERSONA_FILE,
    STYLE_FILE,
    folder_content,
    persona_folder,
    read_clinic_file,
    read_persona_file,
)
from twin.persona.medical_numbers import unmarked_numbers
from twin.persona.persona import Persona
from twin.persona.yaml_lines import LinedYaml

SOURCES_FOLDER = "sources"
TRANSCRIPTS = (".srt", ".vtt")
SHOWN = 90  # characters of a sentence
MARK = re.compile(r"\[(\d{1,3}(?:\s*[,，]\s*\d{1,3})*)\]")


def check_folder(
    personas: Path, corpora: Path, persona_id: str, *, today: date | None = None
) -> FolderReport:
    """Check everything about one persona that can be seen without opening binary documents.

    Args:
        personas: The folder of persona folders.
        corpora: The shared corpora.
        persona_id: The folder's name.
        today: The day against which consent is checked; now by default.

    Returns:
        The report; `ok` is true when the folder can be indexed.

    Raises:
        PersonaNotFound: If there is no such folder.
    """
    folder = persona_folder(personas, persona_id)
    persona, findings, lined = read_persona_file(folder)
    _, clinic_findings = read_clinic_file(folder)
    findings += clinic_findings
    documents = 0
    if persona is not None:
        findings += _check_persona(persona, folder, lined, today or date.today())
        content = folder_content(personas, corpora, persona)
        documents = len(content.files)
        findings += content.findings
        for file in content.files:
            if file.path.suffix == ".md":
                findings += _check_marks(
                    file.path, file.shown_path, len(file.metadata.references), file.body_start
                )
                findings += _check_numbers(file.path, file.shown_path, file.body_start)
        for path in sorted((folder / SOURCES_FOLDER).rglob("*.md")):
            shown = f"{persona_id}/{path.relative_to(folder).as_posix()}"
            _, body_start = split_front_matter(path.read_text(encoding="utf-8"))
            findings += _check_numbers(path, shown, body_start)
    if not (folder / STYLE_FILE).is_file():
        problem, advice = "style_guide.md is missing", "How this physician explains, with examples."
        findings.append(Finding(file=f"{persona_id}/{STYLE_FILE}", line=1, problem=problem, write=advice))
    ordered = sorted(findings, key=lambda finding: (finding.file, finding.line))
    return FolderReport(persona=persona_id, documents=documents, findings=tuple(ordered))


def _check_persona(persona: Persona, folder: Path, lined: LinedYaml, today: date) -> list[Finding]:
    """Check consent and the framing words."""
    file = f"{folder.name}/{PERSONA_FILE}"
    findings: list[Finding] = []

    def found(path: tuple[str | int, ...], problem: str, write: str, *, is_warning: bool = False) -> None:
        findings.append(
            Finding(file=file, line=lined.line_of(path), problem=problem, write=write, is_warning=is_warning)
        )

    consent = persona.consent
    if not (folder / consent.signature_file).is_file():
        found(
            ("consent", "signature_file"), f"no file {consent.signature_file!r}", "The signed consent's path."
        )
    if consent.expires <= consent.signed:
        found(("consent", "expires"), "consent expires before it was signed", "A later date.")
    elif consent.expires <= today:
        found(
            ("consent", "expires"),
            f"consent expired on {consent.expires}",
            "A renewed consent.",
            is_warning=True,
        )
    for language in persona.languages:
        framing = (("openings", persona.manner.openings), ("closings", persona.manner.closings))
        for kind, words in framing:
            for number, line in enumerate(words.in_language(language)):
                if re.search(r"\d|\[E", line):
                    problem = f"a framing sentence holds a number: {line!r}"
                    found(("manner", kind, language, number), problem, "Words that state nothing medical.")
        if not persona.starter_questions.in_language(language):
            problem = f"no starter questions in {language}"
            found(("starter_questions",), problem, "Some that the folder answers.", is_warning=True)
    return findings


def _check_numbers(path: Path, shown: str, body_start: int) -> list[Finding]:
    """Find medical numbers without a reference mark."""
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    body = text[body_start:]
    if path.stem.endswith(TRANSCRIPTS):  # a cue a line; a sentence runs over several
        body = body.replace("\n", " ")
    advice = "Its reference mark before the full stop, such as [1]; or leave the number out."
    return [
        Finding(
            file=shown,
            line=text.count("\n", 0, body_start + start) + 1,
            problem=f"a medical number without a reference mark: {sentence[:SHOWN]!r}",
            write=advice,
        )
        for start, sentence in unmarked_numbers(body)
    ]


def _check_marks(path: Path, shown: str, references: int, body_start: int) -> list[Finding]:
    """Find reference marks that lead to no reference."""
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    findings = []
    for match in MARK.finditer(text, body_start):
        numbers = [int(number) for number in re.split(r"\s*[,，]\s*", match.group(1))]
        if any(not 1 <= number <= references for number in numbers):
            line = text.count("\n", 0, match.start()) + 1
            problem = f"the mark {match.group(0)} leads to none of {references} references"
            advice = "A mark between [1] and the number of references, or another entry under `references`."
            findings.append(Finding(file=shown, line=line, problem=problem, write=advice))
    return findings
