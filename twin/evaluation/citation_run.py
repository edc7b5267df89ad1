"""Run the citation figures of one persona through real consultations."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from twin.assembly import House
from twin.consultation.events import CitationShown, ConsultationEvent
from twin.evaluation.citation_metrics import CitationScore, score_citations, to_text
from twin.evaluation.dataset import CoveredQuestion, UncoveredQuestion, load_dataset

OWNER = "evaluation"


@dataclass(frozen=True, slots=True)
class CitationFigures:
    """The figures on the tuned part and on the part kept aside."""

    tuned: CitationScore
    kept_aside: CitationScore

    def to_text(self) -> str:
        """Give both parts as Markdown."""
        return f"Tuned part\n\n{to_text(self.tuned)}\n\nPart kept aside\n\n{to_text(self.kept_aside)}"

    def to_json(self) -> dict[str, Any]:
        """Give the values for programs."""
        return {"tuned": _json(self.tuned), "kept_aside": _json(self.kept_aside)}


async def citation_figures(house: House, persona_id: str) -> CitationFigures:
    """Ask every question of a persona as a patient would, and judge what came.

    Raises:
        IndexMissing: If the persona has not been indexed.
    """
    dataset = load_dataset(house.settings.paths.personas, persona_id)

    async def ask(question: CoveredQuestion | UncoveredQuestion) -> Sequence[ConsultationEvent]:
        consultations = house.consultations
        conversation = await consultations.open(
            persona_id, owner=OWNER, language=question.language, earlier_questions=question.turns
        )
        turn = await consultations.ask(conversation.id, question.text, owner=OWNER)
        events = [event async for event in consultations.events(turn.id, owner=OWNER)]
        await consultations.delete(conversation.id, owner=OWNER)
        return events

    async def span_text(citation: CitationShown) -> str:
        document, _ = await house.library.document_of(persona_id, citation.passage)
        return document.text[citation.start : citation.end]

    return CitationFigures(
        await score_citations(ask, span_text, dataset.part(kept_aside=False)),
        await score_citations(ask, span_text, dataset.part(kept_aside=True)),
    )


def _json(score: CitationScore) -> dict[str, Any]:
    """Give one score as JSON holds it."""
    return {
        "resolve": score.resolve.to_json(),
        "right_passage": score.right_passage.to_json(),
        "right_sentence": score.right_sentence.to_json(),
        "declined": {kind: share.to_json() for kind, share in score.declined.items()},
        "carded": list(score.carded),
        "not_answered": list(score.not_answered),
        "wrong_passage": list(score.wrong_passage),
        "wrong_sentence": list(score.wrong_sentence),
        "not_declined": list(score.not_declined),
    }
