"""Simpler words without a model: long sentences are cut where two deeds are joined, and terms are explained behind them.

Both are cautious: a sentence with a condition or a negation is never cut, because its second half would lose it, and an
explanation comes from the glossary and holds no number. What comes out is judged like every other wording.
"""

import re
from dataclasses import dataclass

from twin.education.lesson_terms import TermExplainer
from twin.sentences import sentences_of

SHORT_ENOUGH = 8  # English words; a sentence that short is left whole
# Words on which a later half of a sentence leans.
_LEANING = re.compile(
    r"\b(?:if|when|whenever|unless|until|while|before|after|because|since|although|as|that|which|who|where|than|"
    r"not|never|no|nor|without|don't|do|only|either|neither|both|between|or|first|then)\b",
    re.IGNORECASE,
)
# Verbs of what a patient does: "and" before one begins a deed of its own.
_DEEDS = (
    "ask|bring|call|change|check|come|count|drink|eat|give|go|hold|keep|look|measure|press|put|rest|ring|rinse|show|sit|sleep|stay|"
    "stop|take|talk|tell|test|use|wait|walk|wash|watch|wear|weigh|write"
)
_JOINT = re.compile(rf"(?:,\s+|\s+)and\s+(?=(?:{_DEEDS})\b)|;\s+", re.IGNORECASE)
_JOINT_ZH = re.compile(r"；")
_LEANING_ZH = re.compile(
    r"如果|要是|若|除非|直到|因为|虽然|但|却|不|别|勿|没|只|或|的话|时，|后，|前，|先|再"
)
_DEED_FIRST = re.compile(rf"(?:please\s+)?(?:{_DEEDS})\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
LONGEST_NOTE = 60  # characters of an explanation in the text; a longer one stays behind its underline


@dataclass(frozen=True, slots=True)
class PlainerWords:
    """A wording cut into shorter sentences, and the same with its terms explained. Equal to the text where nothing helps."""

    cut: str
    explained: str


class Plainer:
    """Makes simpler words by rule. Holds no state."""

    def __init__(self, explainer: TermExplainer, *, known: frozenset[str] = frozenset()) -> None:
        """Take what explains terms. `known` are English heads that nobody needs told in the text, such as a cough."""
        self._explainer = explainer
        self._known = known

    def simpler(self, text: str, language: str) -> PlainerWords:
        """Give the text in shorter sentences, and these with the terms explained behind them."""
        whole = _cut_zh(text) if language == "zh" else text
        sentences = sentences_of(whole, language)
        cut = sentences if language == "zh" else [part for one in sentences for part in _cut(one)]
        blank = "" if language == "zh" else " "
        explained = [part for one in cut for part in (one, *self._notes(one, language))]
        return PlainerWords(blank.join(cut), blank.join(explained))

    def _notes(self, sentence: str, language: str) -> list[str]:
        """Explain the terms of a sentence, each in a sentence of its own; by their own names only, not by a like word."""
        notes = []
        for term in self._explainer.terms_in(sentence, language):
            note = term.plain.rstrip("。.").strip()
            if (
                not term.is_head
                or term.head in self._known
                or len(note) > LONGEST_NOTE
                or _DIGIT.search(note)
            ):
                continue
            if language == "zh":
                notes.append(f"{term.written}：{note}。")
            else:
                lowered = note if note[:2].isupper() else note[0].lower() + note[1:]
                notes.append(f"{term.written[0].upper()}{term.written[1:]}: {lowered}.")
        return notes


def _cut(sentence: str) -> list[str]:
    """Cut an English sentence of two deeds; anything that leans on a condition stays whole."""
    if len(sentence.split()) <= SHORT_ENOUGH or _LEANING.search(sentence) or not _DEED_FIRST.match(sentence):
        return [sentence]
    parts = [part.strip() for part in _JOINT.split(sentence) if part.strip()]
    return [f"{part[0].upper()}{part[1:]}" + ("" if part[-1] in ".!?" else ".") for part in parts]


def _cut_zh(text: str) -> str:
    return text if _LEANING_ZH.search(text) else _JOINT_ZH.sub("。", text)
