"""What a question says, in a form in which questions of both languages can be compared.

The glossary carries words of either language to one English head; the formulary tells medicines apart where the
glossary only knows their class; figures are read as the gate reads them. What no list knows stays as residue.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from twin.evidence.common_words import ENGLISH, subject_runs
from twin.evidence.glossary import CHINESE, FoundTerm, Glossary
from twin.evidence.language import language_of
from twin.index.embedder import Embedder
from twin.index.tokens import tokens
from twin.review.question_flags import QuestionFlags, flags_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REMEMBERED = 4_096  # readings, and vectors of heads
TERM, EVERYDAY, RESIDUE = (
    1.0,
    0.35,
    0.7,
)  # how much a glossary term, a phrasebook word and an unknown word count
# Heads that say nothing about what is asked: who asks, that something is taken, whether it is good.
SAYS_NOTHING = frozenset(
    ["patient", "take medicine", "safe", "ask", "milligram", "age", "child", "son", "daughter", "infant", "is it serious",
     "dose", "necessary", "unnecessary", "tablet", "degree", "percentage", "month of age", "see", "know", "afterwards", "beforehand",
     "after surgery", "how long", "how much", "what time", "again", "work well", "likely", "as soon as possible", "normal", "severe",
     "lead to", "times", "many years", "useful", "harmful", "dangerous", "myasthenia gravis"]
)  # fmt: skip
_LIGHT = re.compile(
    "[要前后能吃喝用做放装打去有在是对把给让会该就还再又从和跟与或但只很太最行好不没未无拿走到上下来个次岁度天周月年时期间说写叫里面中得过完刚"
    "服可以着被将也都更先连每各位另请让看]|情况|开始|应该|需要|可能|出现|发生|地方|东西|办法|处理|孩子|小孩|宝宝|婴儿|娃|病人|患者|医生"
)
_A_SPAN = re.compile(r"\b(?:an?|one)\s(?=(?:day|week|month|year)s?\b)", re.IGNORECASE)
_LATIN_LIGHT = frozenset(
    [
        "allowed",
        "ok",
        "okay",
        "fine",
        "possible",
        "mean",
        "means",
        "still",
        "while",
        "whole",
        "against",
        "suitable",
        "enough",
        "needed",
        "right",
    ]
)


class Figure(Protocol):
    """A number as a reader of numbers gives it; `twin.gate.quantities.Quantity` is one."""

    @property
    def value(self) -> Fraction:
        """Give the value in the first unit of its dimension."""
        ...

    @property
    def dimension(self) -> str:
        """Give what is measured; "" where no unit stands."""
        ...

    @property
    def written(self) -> str:
        """Give the run of text."""
        ...


FiguresOf = Callable[[str], Sequence[Figure]]


@dataclass(frozen=True, slots=True)
class Said:
    """One thing a question names: its English head (or the word itself), its surface, and how much it counts."""

    head: str
    surface: str
    weight: float
    is_residue: bool = False


@dataclass(frozen=True, slots=True)
class QuestionReading:
    """One question, read. `english` is the text to compare in meaning: as asked, or carried over by the glossary."""

    text: str
    language: str
    said: tuple[Said, ...]
    medicines: frozenset[str]
    claimed: tuple[Figure, ...]
    held: tuple[Figure, ...]
    flags: QuestionFlags
    english: str
    bare: str


class QuestionReader:
    """Reads questions, and gives the vectors by which heads and whole questions are compared."""

    def __init__(
        self,
        glossary: Glossary,
        medicines: Glossary,
        *,
        embedder: Embedder,
        claimed_figures: FiguresOf,
        held_figures: FiguresOf,
    ) -> None:
        """Take the house's glossary, one that holds the formulary only, and the gate's two ways to read numbers."""
        self._glossary = glossary
        self._medicines = medicines
        self._embedder = embedder
        self._claimed = claimed_figures
        self._held = held_figures
        self._readings: OrderedDict[str, QuestionReading] = OrderedDict()
        self._vectors: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    @property
    def glossary(self) -> Glossary:
        """Give the glossary it reads by."""
        return self._glossary

    def read(self, question: str) -> QuestionReading:
        """Read one question; one that was read before is remembered."""
        known = self._readings.get(question)
        if known is None:
            known = self._readings[question] = self._read(question)
        self._readings.move_to_end(question)
        while len(self._readings) > REMEMBERED:
            self._readings.popitem(last=False)
        return known

    def glossary_head(self, text: str) -> str:
        """Give the head of the one term a text is; "" when it is none."""
        found = self._glossary.find(text)
        return (
            found[0].term.en[0]
            if len(found) == 1 and found[0].end - found[0].start >= len(text.strip())
            else ""
        )

    async def vectors(self, texts: Sequence[str]) -> "dict[str, NDArray[np.float32]]":
        """Give the unit vectors of English texts; what was embedded before is remembered."""
        missing = [text for text in dict.fromkeys(texts) if text and text not in self._vectors]
        if missing:
            rows = await self._embedder.embed_passages(missing)
            self._vectors |= dict(zip(missing, rows, strict=True))
        found = {text: self._vectors[text] for text in texts if text}
        for text in found:
            self._vectors.move_to_end(text)
        while len(self._vectors) > REMEMBERED:
            self._vectors.popitem(last=False)
        return found

    def _read(self, question: str) -> QuestionReading:
        language = language_of(question)
        plain = _A_SPAN.sub("1 ", re.sub(r"\b(?:whole|full|entire)\s|整整?(?=[一个])", "", question))
        drugs = self._medicines.find(question)
        found = self._glossary.find(_blanked(question, drugs))
        said = [Said(one.term.en[0], question[one.start : one.end], TERM) for one in drugs]
        for one in found:
            head = one.term.en[0]
            if head not in SAYS_NOTHING:
                weight = EVERYDAY if one.term.is_everyday else TERM
                said.append(Said(head, question[one.start : one.end].lower(), weight))
        said += _residue(_blanked(_blanked(question, drugs), found))
        return QuestionReading(
            text=question,
            language=language,
            said=tuple({one.head: one for one in reversed(said)}.values()),
            medicines=frozenset(one.term.en[0] for one in drugs),
            claimed=tuple(self._claimed(plain)),
            held=tuple(self._held(plain)),
            flags=flags_of(question),
            english=question if language == "en" else _carried(question, (*drugs, *found)),
            bare=" ".join(tokens(question)),
        )


def _blanked(text: str, found: Sequence[FoundTerm]) -> str:
    rest = list(text)
    for one in found:
        rest[one.start : one.end] = " " * (one.end - one.start)
    return "".join(rest)


def _residue(text: str) -> list[Said]:
    """Give the words no list knows: Latin ones that are not common, runs of two and more Chinese characters."""
    said = []
    for word in re.findall(r"[A-Za-z][A-Za-z0-9-]{2,}", text):
        folded = word.lower()
        if folded not in ENGLISH and folded not in _LATIN_LIGHT:
            said.append(Said(folded, folded, RESIDUE))
    for run in subject_runs(text):
        for part in _LIGHT.split(run):
            if len(part) > 1:
                said.append(Said(part, part, RESIDUE, is_residue=True))
    return said


def _carried(text: str, found: Sequence[FoundTerm]) -> str:
    """Give the heads of the found terms in their order, with Latin words and figures as they stand."""
    pieces = [(one.start, one.term.en[0]) for one in found]
    rest = _blanked(text, found)
    pieces += [(match.start(), match.group()) for match in re.finditer(r"[A-Za-z0-9.%+-]+", rest)]
    return " ".join(dict.fromkeys(piece for _, piece in sorted(pieces) if not CHINESE.search(piece)))
