"""How hard a text is to read: the school grade of English, clauses and words of Chinese. Own counters, no downloads.

English: the Flesch-Kincaid grade (Kincaid 1975) with the syllables of twin/education/syllables.py. Chinese has no such measure that
is agreed on, so two plain ones are kept: characters a clause, and the share of words outside a list of what lay people use
(corpora/reading/common_zh.txt, made from our own corpora by tools/make_common_words.py).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from twin.education.syllables import spoken_syllables
from twin.sentences import sentences_of, without_marks
from twin.shares import Share

GRADE_TARGET = 6.0  # AMA and NIH advise grade 6 for patients; model answers were published at 11 to 12
# Measured on our own corpora (132 approved answers in Chinese, 17 summaries of guidelines): answers have 7.1 characters a clause in the
# middle and 9.5 at the 95th percentile, guidelines 12.2 and 16.4; uncommon words 1.5 % and 4.6 % in answers, 2.5 % and 7.2 % in
# guidelines. A lesson is no harder than 95 of 100 answers that physicians approved for patients.
CLAUSE_TARGET = 10.0
UNCOMMON_TARGET = 0.05  # a term that is explained to the reader counts as one common word
LONGEST_RUN = 4
NO_WORDS = Share(0, 0)
COMMON_FILE = Path("reading") / "common_zh.txt"
_TOKEN = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d+(?:[.,:/–-]\d+)*")
_HAN = re.compile("[\u3400-\u9fff]+")
_CLAUSE = re.compile("[，。；：！？,;:!?（）()\n“”]+")
_LIST_NUMBER = re.compile(r"^\s*\d{1,2}[.、]\s*")
# Where a term stands that is explained: half-open spans of the text.
TermSpans = Callable[[str], tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was measured of one text.

    `grade` is the Flesch-Kincaid grade of English, `clause` the mean characters a Chinese clause; the other language's value is
    0. `uncommon` are the Chinese words outside the list, of all. `over` is by how much the worst of them misses its target,
    as a share of the target; 0 when all are kept.
    """

    language: str
    grade: float = 0.0
    clause: float = 0.0
    uncommon: Share = NO_WORDS

    @property
    def over(self) -> float:
        """Give by how much the target is missed, as a share of it."""
        if self.language != "zh":
            return max(0.0, round(self.grade, 1) / GRADE_TARGET - 1)
        longer = round(self.clause, 1) / CLAUSE_TARGET - 1
        return max(0.0, longer, round(self.uncommon.value, 3) / UNCOMMON_TARGET - 1)

    @property
    def is_kept(self) -> bool:
        """Say whether every target is kept."""
        return self.over == 0

    def to_text(self) -> str:
        """Give the figures for a person, with by how much they miss."""
        missed = "" if self.is_kept else f", over its target by {self.over:.0%}"
        if self.language != "zh":
            return f"grade {self.grade:.1f} (target {GRADE_TARGET:.0f}){missed}"
        return (
            f"{self.clause:.1f} characters a clause (target {CLAUSE_TARGET:.0f}), "
            f"{self.uncommon.value:.1%} uncommon words (target {UNCOMMON_TARGET:.0%}){missed}"
        )


class ReadingMeter:
    """Measures texts. Holds the list of common Chinese words."""

    def __init__(self, common: frozenset[str] = frozenset(), *, explained: TermSpans = lambda _: ()) -> None:
        """Take the common words, and who knows which terms of a text are explained to its reader."""
        self._common = common
        self._explained = explained

    def measure(self, text: str, language: str) -> Reading:
        """Measure a text of whole sentences; reference marks do not count."""
        plain = "\n".join(_LIST_NUMBER.sub("", without_marks(line)) for line in text.splitlines())
        if language != "zh":
            return Reading("en", grade=grade_of(plain))
        return Reading("zh", clause=clause_length(plain), uncommon=self._uncommon(plain))

    def _uncommon(self, text: str) -> Share:
        """Cut a text into the longest common words; what is left over is uncommon, character by character."""
        masked = list(text)
        explained = self._explained(text)
        for start, end in explained:
            masked[start:end] = "。" * (end - start)
        common, left = len(explained), 0
        for run in _HAN.findall("".join(masked)):
            place = 0
            while place < len(run):
                length = next(
                    (
                        n
                        for n in range(min(LONGEST_RUN, len(run) - place), 0, -1)
                        if run[place : place + n] in self._common
                    ),
                    0,
                )
                common, left = common + (length > 0), left + (length == 0)
                place += max(length, 1)
        return Share(left, common + left)


def grade_of(text: str) -> float:
    """Give the Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word − 15.59; never below 0.

    A number counts as one word of one syllable, as a reader takes it in at a glance; so does a unit such as kg.
    """
    words = _TOKEN.findall(text)
    if not words:
        return 0.0
    sentences = sum(1 for one in sentences_of(text) if _TOKEN.search(one)) or 1
    syllables = sum(1 if word[0].isdigit() or word in _UNITS else _syllables(word) for word in words)
    return max(0.0, 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59)


_UNITS = frozenset(["kg", "g", "mg", "ml", "cm", "mm", "mmol", "l", "mmHg", "L"])


def _syllables(word: str) -> int:
    return sum(spoken_syllables(part) for part in word.split("-") if part)


def clause_length(text: str) -> float:
    """Give the mean characters a clause of Chinese; a Latin word or a number counts as one."""
    lengths = [
        sum(len(run) for run in _HAN.findall(clause)) + len(_TOKEN.findall(clause))
        for clause in _CLAUSE.split(text)
    ]
    counted = [length for length in lengths if length]
    return sum(counted) / len(counted) if counted else 0.0


def length_of(text: str, language: str) -> int:
    """Give the length by which chunks are bounded: words of English, characters of Chinese."""
    if language == "zh":
        return sum(len(run) for run in _HAN.findall(text)) + len(_TOKEN.findall(text))
    return len(_TOKEN.findall(text))


@lru_cache(maxsize=4)
def common_words(corpora: Path) -> frozenset[str]:
    """Read the common Chinese words; a corpora folder without them gives none, and every word is then uncommon."""
    path = corpora / COMMON_FILE
    if not path.is_file():
        return frozenset()
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
