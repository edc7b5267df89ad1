"""A verdict: whether one sentence may be said, and what of it is shown."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a sentence was withheld; shown to physicians and programs, never with the sentence's words."""

    UNKNOWN_CITATION = "unknown_citation"
    MISSING_CITATION = "missing_citation"
    NUMBER_NOT_IN_EVIDENCE = "number_not_in_evidence"
    NOT_SUPPORTED = "not_supported"
    NOT_A_QUOTATION = "not_a_quotation"
    MARKUP = "markup"
    MEDICINE_NOT_IN_EVIDENCE = "medicine_not_in_evidence"
    ADDRESS_NOT_IN_DIRECTORY = "address_not_in_directory"
    UNNAMED_AUTHORITY = "unnamed_authority"
    CLAIMS_TO_BE_HUMAN = "claims_to_be_human"
    CLAIMS_TO_BE_THE_PHYSICIAN = "claims_to_be_the_physician"
    CLAIMS_TO_HAVE_EXAMINED = "claims_to_have_examined"
    DIAGNOSIS = "diagnosis"
    PRESCRIPTION = "prescription"
    FALSE_REASSURANCE = "false_reassurance"
    LEAK = "leak"
    SALES = "sales"
    SCARE = "scare"
    INSULT = "insult"
    PRIVACY = "privacy"
    OTHER_LANGUAGE = "other_language"
    REPETITION = "repetition"
    DISGUISED = "disguised"
    UNTRUSTED_SOURCE = "untrusted_source"
    TOO_LONG = "too_long"
    EMPTY = "empty"


class Origin(StrEnum):
    """Where a released sentence comes from, in words a reader is told.

    Own words are exact; `retold` says in other words what the physician's own material bears out. `general` is borne out by
    nothing: physicians and residents read it marked, patients never.
    """

    MANNER = "manner"
    OWN_WORDS = "own_words"
    RETOLD = "retold"
    OWN_VIEW = "own_view"
    GUIDELINE = "guideline"
    HOSPITAL = "hospital"
    GENERAL = "general"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The gate's decision on one sentence.

    `shown_text` is plain prose without citation marks and reference marks; empty when withheld. `citations`
    are the evidence keys in the order of the sentence, each once. `reason` is None when it may be said.
    """

    may_be_said: bool
    shown_text: str = ""
    origin: Origin = Origin.GENERAL
    citations: tuple[str, ...] = ()
    reason: Reason | None = None


def withheld(reason: Reason) -> Verdict:
    """Give the verdict that withholds a sentence."""
    return Verdict(may_be_said=False, reason=reason)
