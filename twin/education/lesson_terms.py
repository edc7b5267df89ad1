"""Terms of a lesson that the glossary explains: found in the text, explained at first use."""

from dataclasses import dataclass

from twin.education.readability import TermSpans
from twin.evidence.glossary import Glossary, Term


@dataclass(frozen=True, slots=True)
class ExplainedTerm:
    """A term as it stands in a text (`start`, `end` half-open) with its plain explanation. `id` is the same for one term."""

    id: str
    start: int
    end: int
    written: str
    plain: str


class TermExplainer:
    """Finds terms by the glossary. An everyday word and a term without an explanation are none."""

    def __init__(self, glossary: Glossary) -> None:
        """Take the glossary, and number its terms."""
        self._glossary = glossary
        self._ids = {id(term): f"term-{number}" for number, term in enumerate(glossary.terms)}

    def terms_in(self, text: str, language: str) -> tuple[ExplainedTerm, ...]:
        """Give the terms of a text in order; each is explained where it first stands, so each comes once."""
        seen: set[str] = set()
        found = []
        for one in self._glossary.find(text):
            plain = _plain(one.term, language)
            name = self._ids.get(id(one.term), "")
            if plain and name and name not in seen and not one.term.is_everyday:
                seen.add(name)
                found.append(ExplainedTerm(name, one.start, one.end, text[one.start : one.end], plain))
        return tuple(found)

    def spans(self) -> TermSpans:
        """Give what tells a reading meter which words are explained to the reader."""

        def read(text: str) -> tuple[tuple[int, int], ...]:
            return tuple((one.start, one.end) for one in self._glossary.find(text) if one.term.plain_zh)

        return read


def _plain(term: Term, language: str) -> str:
    return term.plain_zh if language == "zh" else term.plain_en
