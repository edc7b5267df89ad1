"""The terms of corpora/hospital/conditions.yaml: what patients write, and the department that stands for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from twin.errors import DirectoryInvalid
from twin.triage.data_files import loaded
from twin.wayfinding.complaint_features import plain_form, stems

FILE = "conditions.yaml"
_HAS_CHINESE = re.compile(r"[\u3400-\u9fff]")
_CHINESE_RUN = re.compile(r"[\u3400-\u9fff]+")
_GAP_BESIDE_CHINESE = re.compile(r"\s+(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])\s+")
SHORTEST_CHINESE = 2  # a single character stands in too many words


@dataclass(frozen=True, slots=True)
class Term:
    """One term as the file has it; `neighbours` are departments that would be right, too."""

    text: str
    department: str
    neighbours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedComplaint:
    """A term found in a complaint. `weight` grows with its length: half a character's or a whole word's worth."""

    term: Term
    weight: float


class ComplaintTerms:
    """Finds the terms in a complaint, the longest first; a found term hides those inside it."""

    def __init__(self, terms: Sequence[Term]) -> None:
        """Sort the terms into Chinese ones, by their characters, and English ones, by their stems."""
        self.terms = tuple(terms)
        self._chinese: dict[str, Term] = {}
        self._english: dict[tuple[str, ...], Term] = {}
        for term in terms:
            plain = plain_form(term.text)
            if _HAS_CHINESE.search(plain):
                if len(plain) >= SHORTEST_CHINESE:
                    self._chinese.setdefault(_without_gaps(plain), term)
            elif words := tuple(stems(plain)):
                self._english.setdefault(words, term)
        self._longest_chinese = max(map(len, self._chinese), default=0)
        self._longest_english = max(map(len, self._english), default=0)

    def named_in(self, text: str) -> list[NamedComplaint]:
        """Give the terms of a complaint in their order, Chinese ones first."""
        plain = plain_form(text)
        return [*self._chinese_in(_without_gaps(plain)), *self._english_in(stems(plain))]

    def knows(self, text: str) -> bool:
        """Say whether a word of a text, or two Chinese characters on end, stands in any term."""
        plain = plain_form(text)
        alone = (run for run in _CHINESE_RUN.findall(plain) if len(run) == 1)
        return any(one in self._known for one in (*_pieces(plain), *alone))

    @cached_property
    def _known(self) -> frozenset[str]:
        """Give every word, pair of characters and character of the terms."""
        plain = [plain_form(term.text) for term in self.terms]
        characters = (one for text in plain for run in _CHINESE_RUN.findall(text) for one in run)
        return frozenset((*(piece for text in plain for piece in _pieces(text)), *characters))

    def _chinese_in(self, text: str) -> list[NamedComplaint]:
        found, place = [], 0
        while place < len(text):
            for length in range(min(self._longest_chinese, len(text) - place), SHORTEST_CHINESE - 1, -1):
                term = self._chinese.get(text[place : place + length])
                if term is not None:
                    found.append(NamedComplaint(term, length / 2))
                    place += length
                    break
            else:
                place += 1
        return found

    def _english_in(self, words: Sequence[str]) -> list[NamedComplaint]:
        found, place = [], 0
        while place < len(words):
            for length in range(min(self._longest_english, len(words) - place), 0, -1):
                term = self._english.get(tuple(words[place : place + length]))
                if term is not None:
                    found.append(NamedComplaint(term, float(length)))
                    place += length
                    break
            else:
                place += 1
        return found


@lru_cache(maxsize=4)
def load_terms(folder: Path) -> ComplaintTerms:
    """Read the file of the hospital's folder.

    Raises:
        DirectoryInvalid: If the file is missing or an entry has no department.
    """
    path = folder / FILE
    if not path.is_file():
        raise DirectoryInvalid([f"{path.name} is missing; it says which department a complaint belongs to."])
    terms = []
    for number, entry in enumerate(loaded(path)["conditions"], start=1):
        if not isinstance(entry, dict) or "department" not in entry:
            raise DirectoryInvalid([f"{path.name}: entry {number} names no department."])
        neighbours = tuple(entry.get("neighbours") or ())
        for text in (*entry.get("zh", ()), *entry.get("en", ())):
            terms.append(Term(str(text), entry["department"], neighbours))
    return ComplaintTerms(terms)


def _pieces(plain: str) -> Iterator[str]:
    """Give the stems and the pairs of Chinese characters of a text in plain form."""
    yield from stems(plain)
    for run in _CHINESE_RUN.findall(plain):
        yield from (run[start : start + 2] for start in range(len(run) - 1))


def _without_gaps(text: str) -> str:
    return _GAP_BESIDE_CHINESE.sub("", text)
