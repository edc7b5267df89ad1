"""What must not be published whatever anybody forces: planted advice, wrong doses, another's text, orders to a machine."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from twin.evaluation.contradictions import contradictions_in
from twin.evaluation.foreign_text import Runs, copies_of
from twin.passages.document import Document
from twin.passages.hidden_instructions import LONGEST_SHOWN, hidden_instructions_in
from twin.persona.persona import Bilingual

CHECK_VERSION = 1  # raise it when a check changes: folders are checked anew
SHOWN = 5  # findings in a refusal; the rest is counted
TEXT_SUFFIXES = frozenset({".md", ".srt", ".vtt"})  # read as they lie, for what the readers take out


@dataclass(frozen=True, slots=True)
class Poison:
    """One finding: the document, the sentence, and what is wrong with it."""

    document: str
    sentence: str
    wrong: str

    def to_text(self) -> str:
        """Give the finding for a person."""
        return f"{self.document}: “{self.sentence[:LONGEST_SHOWN]}” {self.wrong}"


def poison_in(
    documents: Sequence[Document],
    *,
    others: Mapping[str, Runs],
    physicians: Mapping[str, Bilingual],
    persona: str,
    files: Mapping[str, Path],
) -> list[Poison]:
    """Check a folder's content; four checks, each of its own.

    Args:
        documents: All documents of the candidate.
        others: By other persona, the runs of its published documents.
        physicians: By persona, the physician's name.
        persona: Whose folder it is.
        files: By document name, the file, where it is text.

    Returns:
        Findings in the order of the checks; empty for a clean folder.
    """
    return [
        *_orders(documents, files),
        *_signed_by_another(documents, physicians, persona),
        *_copied(documents, others),
        *_contradicting(documents),
    ]


def _orders(documents: Sequence[Document], files: Mapping[str, Path]) -> Iterator[Poison]:
    """Find what is addressed to a model, in the text read and, for invisible characters, in text files as they lie."""
    for document in documents:
        found = list(hidden_instructions_in(document.text))
        path = files.get(document.name)
        if path is not None and path.suffix.lower() in TEXT_SUFFIXES and path.is_file():
            found += hidden_instructions_in(path.read_text(encoding="utf-8", errors="replace"))
        for what, sentence in dict.fromkeys(found):
            yield Poison(document.name, sentence, f"is {what}")


def _signed_by_another(
    documents: Sequence[Document], physicians: Mapping[str, Bilingual], persona: str
) -> Iterator[Poison]:
    """Find answers that another physician of this house approved."""
    for document in documents:
        signed = _bare(document.metadata.approved_by or "")
        for other, name in physicians.items():
            if other != persona and signed and any(_bare(one) in signed for one in (name.en, name.zh)):
                yield Poison(
                    document.name,
                    document.metadata.approved_by or "",
                    f"approved it, who is the physician of {other!r}",
                )


def _copied(documents: Sequence[Document], others: Mapping[str, Runs]) -> Iterator[Poison]:
    """Find another physician's text."""
    for document, sentence, other, theirs in copies_of(documents, others):
        yield Poison(
            document,
            sentence,
            f"stands in {theirs} of {other!r} too; one of the two folders holds another's text",
        )


def _contradicting(documents: Sequence[Document]) -> Iterator[Poison]:
    """Find planted contradictions and wrong numbers."""
    for one in contradictions_in(documents):
        what = "states another number than" if one.is_number else "advises the opposite of"
        approved = one.approved.sentence[:LONGEST_SHOWN]
        yield Poison(
            one.suspect.document, one.suspect.sentence, f"{what} {one.approved.document}: “{approved}”"
        )


def refusal_text(found: Sequence[Poison]) -> str:
    """Give the reason of a refusal, which names documents and sentences."""
    lines = [one.to_text() for one in found[:SHOWN]]
    more = [f"and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
    return "its content contradicts itself or is not the physician's own: " + "; ".join([*lines, *more])


def _bare(name: str) -> str:
    """Give a name without blanks and case."""
    return re.sub(r"\s+", "", name).lower()
