"""A turn that goes on after an interruption keeps the evidence numbers its readers have already seen."""

from collections.abc import Sequence
from dataclasses import replace

from twin.consultation.events import ConsultationEvent, Found
from twin.errors import EvidenceGone
from twin.evidence.evidence import Evidence


def evidence_as_before(
    evidence: Evidence, released: Sequence[ConsultationEvent]
) -> tuple[Evidence, Found | None]:
    """Give the evidence under the numbers of the earlier `Found`, and that event; None for a fresh turn.

    Passages found only now are left out: no reader could open their numbers.

    Raises:
        EvidenceGone: When the earlier search was covered and none of its passages is found again.
    """
    found = next((event for event in released if isinstance(event, Found)), None)
    if found is None:
        return evidence, None
    key_of = {citation.passage: citation.key for citation in found.citations}
    kept = [
        replace(item, key=key_of[item.held.passage.id])
        for item in evidence.items
        if item.held.passage.id in key_of
    ]
    if found.covered and not kept:
        raise EvidenceGone(
            "The folder was changed while this answer was interrupted. Ask the question again to hear the new text."
        )
    kept.sort(key=lambda item: int(item.key[1:]))
    return replace(evidence, covered=found.covered, items=tuple(kept)), found
