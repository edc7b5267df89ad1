"""The gate before a talk's sentences: the same rules as for answers, with the audience of the brief."""

from collections.abc import Sequence

from twin.evidence.evidence import Evidence, EvidenceItem
from twin.evidence.source_line import source_line
from twin.gate.draft_sentence import DraftSentence
from twin.gate.gate import Gate
from twin.gate.uncited_talk import needs_no_source
from twin.gate.verdict import Origin, Reason
from twin.index.held_passage import HeldPassage
from twin.lecture.script import Brief, SentenceKind


def evidence_of(passages: Sequence[HeldPassage], brief: Brief) -> Evidence:
    """Give passages as the evidence E1 to En of a talk's topic."""
    items = tuple(
        EvidenceItem(f"E{number}", held, source_line(held, language=brief.language), 1.0)
        for number, held in enumerate(passages, start=1)
    )
    return Evidence(brief.topic, brief.language, bool(items), 1.0, items)


class Judging:
    """Says of each sentence of one talk why it may not be said. Holds no state."""

    def __init__(self, gate: Gate, brief: Brief, framing: frozenset[str] = frozenset()) -> None:
        """Take the gate and the talk's own phrases, which claim nothing."""
        self._gate = gate
        self._brief = brief
        self._framing = framing

    def reason(self, text: str, kind: SentenceKind, passages: Sequence[HeldPassage]) -> str:
        """Give the gate's reason against a sentence that rests on these passages; empty when it may be said.

        Manner is one of the talk's own phrases, or talk that states nothing; all else is a statement and needs its source.
        What the gate lets physicians read as general knowledge is not said in a talk.
        """
        if kind is SentenceKind.NOTICE:
            return "" if text in self._framing else Reason.MISSING_CITATION.value
        if kind is SentenceKind.MANNER:
            if text in self._framing or (needs_no_source(text) and not any(one.isdigit() for one in text)):
                return ""
            return Reason.MISSING_CITATION.value
        if not passages:
            return Reason.MISSING_CITATION.value
        evidence = evidence_of(passages, self._brief)
        verdict = self._gate.judge(
            DraftSentence(text, tuple(item.key for item in evidence.items)),
            evidence,
            audience=self._brief.audience,
        )
        if verdict.reason is not None:
            return verdict.reason.value
        return Reason.NOT_SUPPORTED.value if verdict.origin in (Origin.GENERAL, Origin.MANNER) else ""
