"""What was found of the physician's own, beside the guidelines found with it: where a newer one contradicts it."""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from twin.conflicts.detecting import ConflictDetector
from twin.consultation.events import ConflictShown
from twin.evidence.evidence import Evidence, EvidenceItem
from twin.index.held_passage import HeldPassage
from twin.persona.slots import Slot

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NOT_OWN_VIEWS = frozenset({Slot.GUIDELINES, Slot.CLINIC})


class AgainstGuideline:
    """Compares the few passages of one search; the detector is loaded at the first search that holds both kinds."""

    def __init__(self, detector: Callable[[], ConflictDetector]) -> None:
        """Take what gives the detector."""
        self._detector = detector

    async def among(self, evidence: Evidence) -> tuple[ConflictShown, ...]:
        """Give the conflicts between own passages and newer guidelines; nothing is computed where dates rule them out."""
        pairs = [
            (own, guideline)
            for own in evidence.items
            if own.held.slot not in _NOT_OWN_VIEWS
            for guideline in evidence.items
            if guideline.held.slot is Slot.GUIDELINES and published(guideline.held) > own_date(own.held) > ""
        ]
        return await asyncio.to_thread(self._compared, pairs) if pairs else ()

    def _compared(self, pairs: Sequence[tuple[EvidenceItem, EvidenceItem]]) -> tuple[ConflictShown, ...]:
        detector, found = self._detector(), []
        for own, guideline in pairs:
            dates = own_date(own.held), published(guideline.held)
            conflict = detector.conflict_between(
                own.held.passage.text,
                guideline.held.passage.text,
                passage_date=dates[0],
                guideline_date=dates[1],
                guideline_title=guideline.held.metadata.title,
            )
            if conflict is not None:
                found.append(
                    ConflictShown(
                        how=conflict.kind.value,
                        own_key=own.key,
                        own_sentence=conflict.passage_sentence,
                        own_date=dates[0],
                        guideline_key=guideline.key,
                        guideline_sentence=conflict.guideline_sentence,
                        guideline_date=dates[1],
                    )
                )
        return tuple(found)


def without_contradicted(evidence: Evidence, conflicts: Sequence[ConflictShown]) -> Evidence:
    """Leave out own passages that a newer guideline contradicts: the guideline, found beside them, is said instead."""
    left_out = {one.own_key for one in conflicts}
    return replace(evidence, items=tuple(item for item in evidence.items if item.key not in left_out))


def own_date(held: HeldPassage) -> str:
    """Give when the physician's document was made, ISO; "" where nobody wrote it down."""
    return held.metadata.date.isoformat() if held.metadata.date else ""


def published(held: HeldPassage) -> str:
    """Give the year in which a guideline was published, as its title names it; else its references', else the file's date.

    A summary in corpora/guidelines is dated when it was written, which says nothing of the guideline's age.
    """
    named = _YEAR.findall(held.metadata.title)
    years = named or [year for one in held.metadata.references for year in _YEAR.findall(one.text)[:1]]
    return max(years) if years else own_date(held)
