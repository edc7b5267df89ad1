"""Whether two sentences of a talk say nearly the same, and whether a sentence says what the brief forbids."""

import re
from collections.abc import Iterable

from twin.evidence.glossary import Glossary
from twin.sentences import is_cjk

ALIKE = 0.62  # of the shorter one's words stand in the other; at 0.5 two steps of one list were taken for one
_WORD = re.compile(r"[a-z][a-z'-]+|\d+(?:\.\d+)?")
_EMPTY = frozenset(
    "the a an of in on at to for and or is are be with by from as it that this if you your we our i not no than more should may can will".split()  # noqa: SIM905
)


def marks_of(text: str) -> frozenset[str]:
    """Give what a sentence is compared by: its English words and figures, its pairs of Chinese characters."""
    lowered = text.lower()
    words = {one for one in _WORD.findall(lowered) if one not in _EMPTY}
    han = "".join(one if is_cjk(one) else " " for one in lowered)
    pairs = {run[place : place + 2] for run in han.split() for place in range(len(run) - 1)}
    return frozenset(words | pairs)


def says_the_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two sentences, by their marks, say nearly the same."""
    shorter = min(len(one), len(other))
    return shorter >= 3 and len(one & other) / shorter >= ALIKE


class Forbidden:
    """What a brief's must-not-say keeps out: its words, and every other form of a medical term that it is."""

    def __init__(self, phrases: Iterable[str], glossary: Glossary) -> None:
        """Read the phrases; none forbids nothing."""
        forms: set[str] = set()
        for phrase in phrases:
            forms.add(phrase.strip().lower())
            found = glossary.find(phrase)
            if len(found) == 1 and found[0].end - found[0].start == len(phrase.strip()):
                forms.update(form.lower() for form in (*found[0].term.en, *found[0].term.zh))
        self._patterns = [self._pattern(form) for form in sorted(forms) if form]

    def found_in(self, text: str) -> str:
        """Give the forbidden words as they stand in the text; empty when there are none."""
        for pattern in self._patterns:
            found = pattern.search(text)
            if found:
                return found.group()
        return ""

    @staticmethod
    def _pattern(form: str) -> re.Pattern[str]:
        escaped = re.escape(form).replace(r"\ ", r"\s+")
        is_chinese = any(is_cjk(one) for one in form)
        return re.compile(escaped if is_chinese else rf"(?<!\w){escaped}(?:s|es)?(?!\w)", re.IGNORECASE)
