"""How patients ask for what a sentence says: `phrasings.yaml` of a persona's folder and of the guidelines.

A physician writes in sentences that state; patients ask in words that are not in them. A phrasing ties the two: it
names a sentence of a document, to the letter, and the ways it is asked for. It is never shown and never quoted.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from twin.persona.document_metadata import findings_of
from twin.persona.findings import Finding
from twin.persona.slots import DocumentFile, Phrasing
from twin.persona.yaml_lines import LinedYaml, YamlUnreadable, parse_yaml

PHRASINGS_FILE = "phrasings.yaml"
_MARK = re.compile(r"\s*[\[［]\s*\d{1,3}(?:\s*[,，、;–-]\s*\d{1,3})*\s*[\]］]")


class AnsweringSentence(BaseModel, frozen=True, extra="forbid"):
    """A sentence, or the part of it that answers, and how it is asked for."""

    quote: str = Field(min_length=4)
    asks: tuple[str, ...] = Field(min_length=1)


class DocumentPhrasings(BaseModel, frozen=True, extra="forbid"):
    """The phrasings of one document, by its name."""

    document: str
    answers: tuple[AnsweringSentence, ...] = Field(min_length=1)


def read_phrasings(path: Path, *, shown_path: str) -> tuple[dict[str, tuple[Phrasing, ...]], list[Finding]]:
    """Read a phrasings.yaml: the phrasings by document name, and what is wrong with the file; no file gives none."""
    if not path.is_file():
        return {}, []
    try:
        lined = parse_yaml(path.read_text(encoding="utf-8"))
    except (YamlUnreadable, UnicodeDecodeError) as error:
        line = getattr(error, "line", 1)
        return {}, [Finding(file=shown_path, line=line, problem=str(error), write="Valid YAML in UTF-8.")]
    found: dict[str, tuple[Phrasing, ...]] = {}
    findings: list[Finding] = []
    entries: list[Any] = lined.value if isinstance(lined.value, list) else []
    for number, raw in enumerate(entries):
        try:
            entry = DocumentPhrasings.model_validate(raw)
        except ValidationError as error:
            below = LinedYaml(raw, {k[1:]: v for k, v in lined.lines.items() if k[:1] == (number,)})
            findings += findings_of(error, below, shown_path)
            continue
        mine = tuple(Phrasing(_MARK.sub("", one.quote), one.asks) for one in entry.answers)
        found[entry.document] = (*found.get(entry.document, ()), *mine)
    return found, findings


def with_phrasings(
    files: Sequence[DocumentFile], phrasings: Mapping[str, tuple[Phrasing, ...]]
) -> list[DocumentFile]:
    """Give the files with their phrasings in their metadata."""
    return [
        replace(file, metadata=replace(file.metadata, phrasings=phrasings[file.name]))
        if file.name in phrasings
        else file
        for file in files
    ]


def phrasings_in(text: str, phrasings: Sequence[Phrasing]) -> list[Phrasing]:
    """Give the phrasings of what stands in `text`, in order; line breaks, marks and width aside."""
    held = squeezed(text) if phrasings else ""
    return [one for one in phrasings if squeezed(one.quote) in held]


def squeezed(text: str) -> str:
    """Give the text without blanks, reference marks and differences of width or case."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", _MARK.sub("", text))).lower()
