"""What the corridor is given: one question with everything known about who asks and what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from twin.consultation.conversation import EarlierTurn
from twin.consultation.events import ConsultationEvent
from twin.evidence.evidence import Evidence
from twin.persona.persona import Persona
from twin.persona.slots import Audience
from twin.triage.disposition import Disposition


@dataclass(frozen=True, slots=True)
class Asked:
    """One question on its way to an answer.

    `language` is the question's, en or zh. `earlier` are the remembered turns, oldest first. `preference` is what a
    client's system message wishes (length, tone); it is never the persona. `released` are the events of this turn
    that were written before an interruption; they are not said again. `disposition` is what triage found, None
    where nothing was triaged: the gate lets no sentence reassure against it. `number` is the turn's,
    `said_before` everything the patient wrote before it, oldest first. `noted`, where it is not empty, is all there is to
    answer: the question only answered questions of ours.
    """

    persona: Persona
    question: str
    language: str
    audience: Audience = Audience.PATIENT
    earlier: tuple[EarlierTurn, ...] = ()
    preference: str = ""
    released: tuple[ConsultationEvent, ...] = ()
    style_guide: str = ""
    turn: str = ""
    conversation: str = ""
    has_left: bool = False
    disposition: Disposition | None = None
    number: int = 1
    said_before: tuple[str, ...] = ()
    noted: str = ""


class EvidenceSource(Protocol):
    """Finds evidence; `twin.evidence.retriever.Retriever` is the house's own."""

    async def retrieve(
        self,
        persona_id: str,
        question: str,
        *,
        language: str,
        earlier: Sequence[str] = (),
        audience: Audience,
    ) -> Evidence:
        """Give the evidence for a question; `earlier` are questions of the same patient, oldest first."""
        ...
