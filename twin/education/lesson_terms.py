"""Terms of a lesson that the glossary explains: found in the text, explained at first use."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import yaml

from twin.education.readability import TermSpans
from twin.evidence.glossary import Glossary, Term
from twin.persona.yaml_lines import LOADER

FAMILIAR_FILES = (
    "everyday.yaml",
    "body.yaml",
)  # of corpora/glossary; the other files hold medicine's own words


@dataclass(frozen=True, slots=True)
class ExplainedTerm:
    """A term as it stands in a text (`start`, `end` half-open) with its plain explanation. `id` is the same for one term.

    `head` is its first English form; `is_head` when it stands there as the glossary calls it, not by a like word.
    """

    id: str
    start: int
    end: int
    written: str
    plain: str
    head: str = ""
    is_head: bool = False


class TermExplainer:
    """Finds terms by the glossary. An everyday word, a familiar one, and a term without an explanation are none."""

    def __init__(self, glossary: Glossary, *, familiar: frozenset[str] = frozenset()) -> None:
        """Take the glossary, and number its terms. `familiar` are English heads that nobody needs explained."""
        self._glossary = glossary
        self._familiar = familiar

    @cached_property
    def _ids(self) -> dict[int, str]:
        return {id(term): f"term-{number}" for number, term in enumerate(self._glossary.terms)}

    def terms_in(self, text: str, language: str) -> tuple[ExplainedTerm, ...]:
        """Give the terms of a text in order; each is explained where it first stands, so each comes once."""
        seen: set[str] = set()
        found = []
        for one in self._glossary.find(text):
            plain = _plain(one.term, language)
            name = self._ids.get(id(one.term), "")
            is_plain = one.term.is_everyday or one.term.en[0] in self._familiar
            if plain and name and name not in seen and not is_plain:
                seen.add(name)
                written = text[one.start : one.end]
                is_head = written.lower() in (one.term.en[0].lower(), one.term.zh[0].lower())
                found.append(ExplainedTerm(name, one.start, one.end, written, plain, one.term.en[0], is_head))
        return tuple(found)

    def spans(self) -> TermSpans:
        """Give what tells a reading meter which words are explained to the reader."""

        def read(text: str) -> tuple[tuple[int, int], ...]:
            return tuple((one.start, one.end) for one in self._glossary.find(text) if one.term.plain_zh)

        return read


def familiar_words(corpora: Path) -> frozenset[str]:
    """Give the English heads of the glossary's everyday words and of plain parts of the body: eyes, salt, hot weather."""
    return frozenset(_heads(corpora / "glossary"))


def complaint_words(corpora: Path) -> frozenset[str]:
    """Give the English heads of what patients complain of: they know what a cough is."""
    return frozenset(_heads(corpora / "glossary", ("symptoms.yaml",)))


def _heads(folder: Path, names: Sequence[str] = FAMILIAR_FILES) -> Iterator[str]:
    for name in names:
        path = folder / name
        if path.is_file():
            yield from _heads_of(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=32)
def _heads_of(path: Path, changed: int) -> tuple[str, ...]:
    """Read the heads of one file; once, until it is `changed` (ns)."""
    entries = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - the safe loader in C
    return tuple(entry["en"] for entry in entries or [])


def _plain(term: Term, language: str) -> str:
    return term.plain_zh if language == "zh" else term.plain_en
