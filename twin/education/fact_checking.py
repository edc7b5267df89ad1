"""Whether plain words say what their source says: the gate, and the same numbers on both sides."""

from collections.abc import Iterable
from dataclasses import dataclass

from twin.evidence.evidence import Evidence, EvidenceItem
from twin.evidence.source_line import source_line
from twin.gate.citation_marks import without_reference_marks
from twin.gate.draft_sentence import DraftSentence
from twin.gate.gate import Gate
from twin.gate.quantities import claimed_quantities
from twin.gate.quantity import EVERY
from twin.gate.quotation import is_quotation
from twin.gate.verdict import Origin, Reason, Verdict
from twin.index.held_passage import HeldPassage
from twin.persona.slots import Audience
from twin.sentences import sentences_of

KEY = "E1"
_REASONS = {
    Reason.NUMBER_NOT_IN_EVIDENCE: "a number that the source does not give so",
    Reason.MEDICINE_NOT_IN_EVIDENCE: "a medicine that the source does not name",
    Reason.NOT_SUPPORTED: "more, less or other than the source says",
    Reason.OTHER_LANGUAGE: "another language than the source's",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """What the gate says of one text against its source: fit to be read, where it comes from, or what is wrong with it."""

    may_be_said: bool
    origin: Origin = Origin.GENERAL
    fault: str = ""


def numbers_of(text: str) -> frozenset[tuple[object, ...]]:
    """Give the numbers of a text with their units, comparable across wordings: half a litre is 500 ml, 1 in 10 is 10 %.

    How often something is done ("every day") is no number of its own; the gate compares it.
    """
    return frozenset(
        (one.dimension, one.value, one.second, one.upper, one.second_upper)
        for one in claimed_quantities(without_reference_marks(text))
        if one.dimension != EVERY
    )


def same_numbers(first: str, second: str) -> bool:
    """Say whether two wordings of one fact name the same numbers: none added, none lost, none rounded."""
    return numbers_of(first) == numbers_of(second)


def evidence_of(held: HeldPassage, language: str) -> Evidence:
    """Give one passage as evidence under the key E1."""
    item = EvidenceItem(KEY, held, source_line(held, language=language), 1.0)
    return Evidence(held.metadata.title, language, True, 1.0, (item,))


def judged(text: str, held: HeldPassage, *, quote: str, language: str, gate: Gate) -> Judged:
    """Judge a wording of one fact: every sentence passes the gate for patients, and its numbers are those of the quote.

    `quote` is the physician's own wording in `held`; an empty text is refused.
    """
    evidence = evidence_of(held, language)
    sentences = sentences_of(text, language)
    if not sentences:
        return Judged(False, fault="it says nothing")
    origin = Origin.OWN_WORDS
    for number, sentence in enumerate(sentences):
        verdict = gate.judge(
            DraftSentence(sentence, (KEY,)), evidence, audience=Audience.PATIENT, before=sentences[:number]
        )
        if not verdict.may_be_said:
            return Judged(False, fault=_fault(sentence, verdict))
        origin = verdict.origin if verdict.origin is not Origin.OWN_WORDS else origin
    if not same_numbers(text, quote):
        return Judged(
            False, fault=f"its numbers are not those of the quote: {_written(text)} against {_written(quote)}"
        )
    return Judged(True, origin)


def quote_stands_in(quote: str, text: str) -> bool:
    """Say whether a quotation stands in a text to the letter, reference marks aside."""
    bare = without_reference_marks(quote)
    return bare in without_reference_marks(text) or is_quotation(bare, text)


def _fault(sentence: str, verdict: Verdict) -> str:
    reason = verdict.reason
    words = _REASONS.get(reason, reason.value.replace("_", " ")) if reason else "refused"
    return f"{sentence!r} says {words}"


def _written(text: str) -> str:
    return ", ".join(_each(text)) or "none"


def _each(text: str) -> Iterable[str]:
    return (
        one.written.strip()
        for one in claimed_quantities(without_reference_marks(text))
        if one.dimension != EVERY
    )
