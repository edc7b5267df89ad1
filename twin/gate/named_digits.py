"""Rule: names with a number in them (type 2, SGLT2, 3rd floor, EAST-AFNET 4) stand in the evidence as they are."""

import re
from collections.abc import Sequence
from functools import lru_cache

from twin.evidence.evidence import EvidenceItem
from twin.gate.number_text import normal_form

_NAME = re.compile(
    r"(?<![a-z0-9.])(?:[a-z]+-?\d+(?:[a-z]+\d*)*(?:-[a-z]+)?|types?\s\d+|stage\s\d+|grades?\s\d+|\d+(?:st|nd|rd|th))(?![a-z0-9])|\d+型|第\d+"
)
_TRIAL = re.compile(r"\b[A-Z][A-Z]+(?:-[A-Z]+)*[ -]\d{1,2}(?![\d.,:/%]|\s?[-–a-zA-Z°µ%])")
_KEPT = re.compile(r"[\s-]+")
# Words before a number that are no names: "to20" is a slip of the keyboard, "and3" a reference mark.
_NO_NAME = re.compile(r"^(?:to|and|or|of|at|x|e|in|by|h)\d")


def names_missing_from(sentence: str, cited: Sequence[EvidenceItem]) -> list[str]:
    """Find the names with digits that none of the cited passages, their titles and references hold, in order."""
    names = names_in(sentence)
    if not names:
        return []
    held = "".join(_held_text(item) for item in cited)
    return [name for name in names if _bare(name) not in held]


@lru_cache(maxsize=1024)
def names_in(text: str) -> tuple[str, ...]:
    """Give the names with digits of a text."""
    found = [match.group(0).lower() for match in _TRIAL.finditer(text)]
    found += [m.group(0) for m in _NAME.finditer(normal_form(text)) if not _NO_NAME.match(m.group(0))]
    return tuple(dict.fromkeys(found))


def _held_text(item: EvidenceItem) -> str:
    passage, metadata = item.held.passage, item.held.metadata
    return _bare_text(
        "\n".join((*passage.headings, passage.text, metadata.title, *(r.text for r in metadata.references)))
    )


@lru_cache(maxsize=512)
def _bare_text(text: str) -> str:
    return _bare(normal_form(text))


def _bare(text: str) -> str:
    return _KEPT.sub("", text)
