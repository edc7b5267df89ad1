"""The gate: one door for every generated sentence."""

import re
from collections.abc import Sequence
from functools import lru_cache

from twin.evidence.evidence import Evidence, EvidenceItem
from twin.gate.citation_marks import without_reference_marks
from twin.gate.draft_sentence import DraftSentence
from twin.gate.existing_citations import unknown_citations
from twin.gate.numbers import numbers_missing_from
from twin.gate.plain_prose import plain_prose
from twin.gate.support import WordsAcross, is_supported
from twin.gate.verdict import Origin, Reason, Verdict, withheld
from twin.list_numbers import without_list_number
from twin.persona.slots import Audience, Slot
from twin.sentences import sentences_of
from twin.table_rows import readable_rows

_LEFT_OUT = re.compile(r"(?:\s+|[。．！？!?；;：:]|\.(?!\d))")  # spaces and end marks; a decimal point stays


class Gate:
    """Judges sentences. Holds no state: the same sentence and evidence get the same verdict."""

    def __init__(self, *, words_across: WordsAcross | None = None) -> None:
        """Take the glossary's reading; without it a sentence in another language than its source is withheld."""
        self._words_across = words_across

    def judge(
        self,
        sentence: DraftSentence,
        evidence: Evidence,
        *,
        audience: Audience,
        framing: frozenset[str] = frozenset(),
        quotations_only: bool = False,
    ) -> Verdict:
        """Say whether a sentence may be said, and what of it is shown.

        Args:
            sentence: As the chat model wrote it, citations taken out.
            evidence: What it was given.
            audience: Who asks. Patients and the public read no sentence without support.
            framing: The persona's own phrases (openings, closings, no-answer words); equal to the letter, they
                need no citation.
            quotations_only: Whether a cited sentence must stand in the evidence to the letter.
        """
        shown, reason = _prose_of(sentence)
        if reason is not None:
            return withheld(reason)
        if shown in framing:
            return Verdict(True, shown, Origin.MANNER)
        if unknown_citations(sentence.citations, evidence):
            return withheld(Reason.UNKNOWN_CITATION)
        cited = [item for key in sentence.citations if (item := evidence.item(key)) is not None]
        reason = self._reason_against(shown, cited, audience=audience, quotations_only=quotations_only)
        if reason is not None:
            return withheld(reason)
        return Verdict(True, shown, _origin_of(shown, cited), sentence.citations)

    def _reason_against(
        self, shown: str, cited: Sequence[EvidenceItem], *, audience: Audience, quotations_only: bool
    ) -> Reason | None:
        """Run the rules, the cheapest and the most telling first."""
        is_lay = audience in (Audience.PATIENT, Audience.PUBLIC)
        if not cited and (is_lay or quotations_only):
            return Reason.MISSING_CITATION
        if any(_quotes(shown, item) for item in cited):
            return None
        if quotations_only:
            return Reason.NOT_A_QUOTATION
        if numbers_missing_from(shown, cited):
            return Reason.NUMBER_NOT_IN_EVIDENCE
        if is_lay and not is_supported(shown, cited, words_across=self._words_across):
            return Reason.NOT_SUPPORTED
        return None


def _prose_of(sentence: DraftSentence) -> tuple[str, Reason | None]:
    """Give the sentence as shown, or why it cannot be shown."""
    if sentence.too_long:
        return "", Reason.TOO_LONG
    shown = plain_prose(without_reference_marks(sentence.text))
    if shown is None:
        return "", Reason.MARKUP
    return shown, None if any(character.isalnum() for character in shown) else Reason.EMPTY


def _quotes(shown: str, item: EvidenceItem) -> bool:
    """Say whether the sentence is one of the passage's, or several in a row, but for spaces, marks, end marks and capitals.

    An item of a list may stand without its number, and a table's row may be read aloud as `readable_rows` gives it.
    Whole sentences only: "自己停药" stands to the letter in "不要自己停药" and says the opposite.
    """
    return _bare(shown) in _runs_of(item.held.passage.text)


@lru_cache(maxsize=512)
def _runs_of(passage: str) -> frozenset[str]:
    """Give the passage's sentences and runs of up to three, its list items without number, and its rows, all bare."""
    prose = [plain_prose(without_reference_marks(part)) or "" for part in sentences_of(passage)]
    parts = [_bare(part) for part in prose if part]
    alone = {_bare(without_list_number(part)) for part in prose}
    rows = {_bare(row) for row in readable_rows(passage)}
    return frozenset(alone | rows).union(
        "".join(parts[start : start + length])
        for length in (1, 2, 3)
        for start in range(len(parts) - length + 1)
    ) - {""}


def _bare(text: str) -> str:
    return _LEFT_OUT.sub("", text).lower()


def _origin_of(shown: str, cited: Sequence[EvidenceItem]) -> Origin:
    if any(item.held.metadata.is_view for item in cited):
        return Origin.OWN_VIEW
    if any(item.held.slot is Slot.CLINIC for item in cited):
        return Origin.HOSPITAL
    if cited and all(item.held.slot is Slot.GUIDELINES for item in cited):
        return Origin.GUIDELINE
    quoted = [item for item in cited if _quotes(shown, item)]
    if quoted and quoted[0].held.slot is Slot.GUIDELINES:
        return Origin.GUIDELINE
    return Origin.OWN_WORDS if quoted else Origin.GENERAL
