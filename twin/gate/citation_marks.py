"""Marks in generated text: `[E1]` cites evidence, `[1]` is a reference mark of the quoted document."""

import re
from dataclasses import dataclass

# Models write full-width brackets, merged marks and Chinese commas; all mean the same.
_KEY = r"[EeＥｅ]\s?[0-9０-９]{1,3}"
_SEPARATOR = r"\s*(?:[,，、;；]|and|和|及)\s*"
_MARK = re.compile(rf"\s?[\[【［〔]\s*({_KEY}(?:{_SEPARATOR}{_KEY})*)\s*[\]】］〕]")
_ONE_KEY = re.compile(r"[EeＥｅ]\s?([0-9０-９]{1,3})")
# `[1]`, `[2, 3]`, `[4-6]`: reference marks, written into the documents by their authors.
_REFERENCE_MARK = re.compile(r"\s?[\[［]\s*\d{1,3}(?:\s*[,，、–-]\s*\d{1,3})*\s*[\]］]")
# What may be the beginning of a mark at the end of what has arrived so far.
_OPEN_MARK = re.compile(r"\s?[\[【［〔][EeＥｅ\d０-９\s,，、;；–-]{0,40}$")


@dataclass(frozen=True, slots=True)
class PlacedCitation:
    """Keys cited at one place; `offset` is a character offset into the text without citation marks."""

    offset: int
    keys: tuple[str, ...]


def take_out_citations(text: str) -> tuple[str, list[PlacedCitation]]:
    """Take the citation marks out of a text; give the clean text and where each stood."""
    clean: list[str] = []
    placed: list[PlacedCitation] = []
    length = 0
    last = 0
    for match in _MARK.finditer(text):
        kept = text[last : match.start()]
        clean.append(kept)
        length += len(kept)
        keys = tuple(f"E{int(number)}" for number in _ONE_KEY.findall(match.group(1)))
        placed.append(PlacedCitation(length, keys))
        last = match.end()
    clean.append(text[last:])
    return "".join(clean), placed


def open_mark_start(text: str) -> int:
    """Give the offset where a mark that is still arriving may begin, or the text's length."""
    match = _OPEN_MARK.search(text)
    return match.start() if match else len(text)


def without_reference_marks(text: str) -> str:
    """Remove the documents' reference marks `[1]`, which mean nothing in an answer."""
    return _REFERENCE_MARK.sub("", text)
