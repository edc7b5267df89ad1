"""The gate: one door for every generated sentence. Assume that the model is hostile."""

from collections.abc import Sequence
from dataclasses import replace

from twin.evidence.evidence import Evidence, EvidenceItem
from twin.gate.addresses import HospitalDirectory, unknown_addresses
from twin.gate.authority import unnamed_authorities
from twin.gate.citation_marks import without_reference_marks
from twin.gate.contradiction import is_turned_round
from twin.gate.danger_signs import plays_down_a_danger, sends_to_help
from twin.gate.disguise import is_disguised, undisguised
from twin.gate.dose_of_another import doses_of_another
from twin.gate.draft_sentence import DraftSentence
from twin.gate.existing_citations import unknown_citations
from twin.gate.foreign_language import is_in_another_language
from twin.gate.medicines import Formulary, new_medicines
from twin.gate.never_said import never_said
from twin.gate.new_terms import TermFinder
from twin.gate.numbers import numbers_missing_from
from twin.gate.plain_prose import plain_prose
from twin.gate.quotation import is_quotation
from twin.gate.repetition import is_repeated
from twin.gate.support import WordsAcross, is_supported
from twin.gate.told_otherwise import is_told_otherwise
from twin.gate.uncited_talk import needs_no_source
from twin.gate.untrusted_text import trusted_part
from twin.gate.verdict import Origin, Reason, Verdict, withheld
from twin.gate.words_of import content_words
from twin.persona.slots import Audience, Slot
from twin.triage.disposition import Disposition

_LAY = (Audience.PATIENT, Audience.PUBLIC)


class Gate:
    """Judges sentences. Holds no state: the same sentence, evidence and answer so far get the same verdict."""

    def __init__(
        self,
        *,
        words_across: WordsAcross | None = None,
        terms: TermFinder | None = None,
        formulary: Formulary | None = None,
        directory: HospitalDirectory | None = None,
    ) -> None:
        """Take what the rules read.

        Args:
            words_across: The glossary's reading; without it a sentence in another language than its source is withheld.
            terms: Finds things no source names; without it only words are counted.
            formulary: All names of medicines; without it only the endings of their names are known.
            directory: What the hospital's directory says; without it rooms and numbers stand in cited evidence only.
        """
        self._words_across = words_across
        self._terms = terms
        self._formulary = formulary
        self._directory = directory

    def judge(  # noqa: PLR0911 - one return a rule, in their order
        self,
        sentence: DraftSentence,
        evidence: Evidence,
        *,
        audience: Audience,
        framing: frozenset[str] = frozenset(),
        quotations_only: bool = False,
        disposition: Disposition | None = None,
        before: Sequence[str] = (),
    ) -> Verdict:
        """Say whether a sentence may be said, and what of it is shown.

        Args:
            sentence: As the chat model wrote it, citations taken out.
            evidence: What it was given.
            audience: Who asks. Patients and the public read nothing without support; residents read uncited talk, and
                physicians also what its source does not bear out, marked as `general`.
            framing: The persona's own phrases (openings, closings, no-answer words); equal to the letter, they
                need no citation.
            quotations_only: Whether a cited sentence must stand in the evidence to the letter.
            disposition: What triage found, None where nothing was triaged.
            before: The sentences of this answer as the model wrote them, released or not, in order.
        """
        shown, reason = _prose_of(sentence)
        if reason is not None:
            return withheld(reason)
        if shown in framing:
            return Verdict(True, shown, Origin.MANNER)
        if unknown_citations(sentence.citations, evidence):
            return withheld(Reason.UNKNOWN_CITATION)
        cited = [_trusted(item) for key in sentence.citations if (item := evidence.item(key)) is not None]
        quoted = [item for item in cited if is_quotation(shown, item.held.passage.text)]
        if quoted:
            return Verdict(True, shown, _origin_of(cited, quoted), sentence.citations)
        if quotations_only:
            return withheld(Reason.NOT_A_QUOTATION if cited else Reason.MISSING_CITATION)
        if is_disguised(sentence.text):
            return withheld(Reason.DISGUISED)
        if is_in_another_language(shown, evidence.language):
            return withheld(Reason.OTHER_LANGUAGE)
        if is_repeated(shown, before):
            return withheld(Reason.REPETITION)
        reason = never_said(shown, disposition=disposition, before=before)
        if reason is not None:
            return withheld(reason)
        if cited:
            asked = evidence.question
            return self._judged_by_sources(shown, cited, asked=asked, audience=audience, before=before)
        return self._judged_without(shown, evidence, audience=audience, before=before)

    def _judged_by_sources(
        self,
        shown: str,
        cited: Sequence[EvidenceItem],
        *,
        asked: str,
        audience: Audience,
        before: Sequence[str],
    ) -> Verdict:
        """Compare a sentence with what it cites: first each fact, then the whole."""
        citations = tuple(item.key for item in cited)
        reason = self._new_fact(shown, cited, before)
        if reason is not None:
            return withheld(reason)
        bent = plays_down_a_danger(shown, cited) or is_told_otherwise(shown, cited)
        if self._is_borne_out(shown, cited) and not bent:
            return Verdict(True, shown, _origin_of(cited, ()), citations)
        if not bent and _is_talk(shown, asked, cited):
            return Verdict(True, shown, Origin.MANNER, citations)
        contradicts = any(is_turned_round(shown, item.held.passage.text) for item in cited) or bent
        if audience is Audience.PHYSICIAN and not contradicts:
            return Verdict(True, shown, Origin.GENERAL, citations)
        return withheld(Reason.NOT_SUPPORTED)

    def _judged_without(
        self, shown: str, evidence: Evidence, *, audience: Audience, before: Sequence[str]
    ) -> Verdict:
        """Judge a sentence that cites nothing: talk passes, a statement does not reach a patient, no fact reaches anybody."""
        if shown.endswith((":", "：")) and (lead_in := self._lead_in(shown, evidence, before)) is not None:
            return lead_in
        is_talk = _is_talk(shown, evidence.question, evidence.items)
        if not is_talk and audience in _LAY:
            return withheld(Reason.MISSING_CITATION)
        known = [_trusted(item) for item in evidence.items] if is_talk else []
        reason = self._new_fact(shown, known, before, asked=evidence.question if is_talk else "")
        if reason is not None:
            return withheld(reason)
        return Verdict(True, shown, Origin.MANNER if is_talk else Origin.GENERAL)

    def _lead_in(self, shown: str, evidence: Evidence, before: Sequence[str]) -> Verdict | None:
        """Give what leads to a list ("Go now if there is:") the one source that bears it out; its items carry their own."""
        for item in map(_trusted, evidence.items):
            stands = self._new_fact(shown, [item], before) is None and self._is_borne_out(shown, [item])
            if stands and not is_told_otherwise(shown, [item]):
                return Verdict(True, shown, _origin_of([item], ()), (item.key,))
        return None

    def _new_fact(
        self, shown: str, cited: Sequence[EvidenceItem], before: Sequence[str], *, asked: str = ""
    ) -> Reason | None:
        """Find a number, medicine, address or authority that the sources do not hold."""
        texts = [_whole_text(item) for item in cited]
        if numbers_missing_from(shown, cited):
            return Reason.NUMBER_NOT_IN_EVIDENCE
        if self._formulary is not None and doses_of_another(shown, cited, self._formulary):
            return Reason.NUMBER_NOT_IN_EVIDENCE
        if new_medicines(shown, [*texts, asked], self._formulary, before=before):
            return Reason.MEDICINE_NOT_IN_EVIDENCE
        if unknown_addresses(shown, [*texts, asked], self._directory):
            return Reason.ADDRESS_NOT_IN_DIRECTORY
        if unnamed_authorities(shown, [*texts, asked]):
            return Reason.UNNAMED_AUTHORITY
        return None

    def _is_borne_out(self, shown: str, cited: Sequence[EvidenceItem]) -> bool:
        if self._terms is not None and not sends_to_help(shown) and self._terms.new_terms_in(shown, cited):
            return False
        held = self._terms.words_held(shown) if self._terms is not None else None
        return is_supported(shown, cited, words_across=self._words_across, held=held)


def _prose_of(sentence: DraftSentence) -> tuple[str, Reason | None]:
    """Give the sentence as shown, or why it cannot be shown."""
    if sentence.too_long:
        return "", Reason.TOO_LONG
    shown = plain_prose(undisguised(without_reference_marks(sentence.text)))
    if shown is None:
        return "", Reason.MARKUP
    return shown, None if any(character.isalnum() for character in shown) else Reason.EMPTY


def _trusted(item: EvidenceItem) -> EvidenceItem:
    """Give an item without what in it is addressed to a model."""
    passage = item.held.passage
    text = trusted_part(passage.text)
    if text == passage.text:
        return item
    return replace(item, held=replace(item.held, passage=replace(passage, text=text)))


def _is_talk(shown: str, asked: str, items: Sequence[EvidenceItem]) -> bool:
    known = frozenset(content_words(asked)).union(*(content_words(item.held.passage.text) for item in items))
    return needs_no_source(shown, asked=asked, known=known)


def _whole_text(item: EvidenceItem) -> str:
    return "\n".join((*item.held.passage.headings, item.held.passage.text, item.held.metadata.title))


def _origin_of(cited: Sequence[EvidenceItem], quoted: Sequence[EvidenceItem]) -> Origin:
    """Say where a sentence that its sources bear out comes from."""
    if any(item.held.metadata.is_view for item in cited):
        return Origin.OWN_VIEW
    if any(item.held.slot is Slot.CLINIC for item in cited):
        return Origin.HOSPITAL
    if all(item.held.slot is Slot.GUIDELINES for item in cited):
        return Origin.GUIDELINE
    if quoted and quoted[0].held.slot is Slot.GUIDELINES:
        return Origin.GUIDELINE
    return Origin.OWN_WORDS if quoted else Origin.RETOLD
