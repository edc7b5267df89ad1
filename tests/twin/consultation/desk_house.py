"""Consultations with a physician's desk behind them: fakes for search and model, everything else real."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.twin.consultation.bedside import asked, heard
from tests.twin.consultation.ward import OWNER, Quoter, Shelf, physician
from tests.twin.review.readers import question_reader
from twin.chat.model import ChatModel
from twin.consultation.against_guideline import AgainstGuideline
from twin.consultation.answering import Answering
from twin.consultation.consultations import Consultations
from twin.consultation.conversation import Turn
from twin.consultation.events import ConsultationEvent
from twin.consultation.replies import Reply
from twin.desk_rooms import DeskRooms
from twin.errors import PersonaNotFound
from twin.evidence.evidence import Evidence
from twin.gate.gate import Gate
from twin.persona.persona import Persona
from twin.persona.slots import Audience
from twin.review.autonomy import AutonomyStore
from twin.review.corrected_evidence import CorrectedEvidence
from twin.review.decisions import NewDecision, Verdict
from twin.review.queue import Entry
from twin.settings import ConsultationSettings, ReinsSettings, ReviewSettings, StaffSettings
from twin.staff.member import Role
from twin.staff.staff import Staff
from twin.storage.database import Database


class ShelfWithout(Shelf):
    """A shelf from which passages can be held back."""

    async def retrieve(
        self,
        persona_id: str,
        question: str,
        *,
        language: str | None = None,
        earlier: Sequence[str] = (),
        audience: Audience = Audience.PATIENT,
        without: frozenset[str] = frozenset(),
    ) -> Evidence:
        """Find what is left on the shelf."""
        found = await super().retrieve(
            persona_id, question, language=language or "en", earlier=earlier, audience=audience
        )
        items = tuple(item for item in found.items if item.held.passage.id not in without)
        return Evidence(found.question, found.language, bool(items) and found.covered, 0.9, items)


@dataclass
class DeskHouse:
    """One clinic. `sample_share` of the answered turns is sampled; `conflicts` compares with guidelines."""

    database: Database
    shelf: ShelfWithout = field(default_factory=ShelfWithout)
    served: ChatModel | None = None
    sample_share: float = 0.0
    conflicts: AgainstGuideline | None = None

    def __post_init__(self) -> None:
        review = ReviewSettings(sample_share=self.sample_share, stands_in={"cardiology": "urology"})
        reins = ReinsSettings(sample_share=0.0)
        self.staff = Staff(self.database, StaffSettings())
        self.autonomy = AutonomyStore(self.database, reins)
        reader = question_reader()
        self.rooms = DeskRooms(
            self.database,
            reader,
            reader.glossary,
            staff=self.staff,
            persona_of=self.persona,
            review=review,
            reins=reins,
        )
        self.desk = self.rooms.desk(Gate(), self.autonomy)
        self.consultations = Consultations(
            self.database,
            Answering(
                evidence=CorrectedEvidence(self.shelf, self.rooms.corrections, reader.glossary),
                gate=Gate(),
                quoting=Quoter(),
                served=self.served,
                conflicts=self.conflicts,
            ),
            settings=ConsultationSettings(),
            persona_of=self.persona,
            causes=self.rooms.causes,
        )

    def persona(self, persona_id: str) -> Persona:
        """Give the one persona."""
        if persona_id != "cardiology":
            raise PersonaNotFound(persona_id, ["cardiology"])
        return physician()

    async def ask(self, question: str) -> tuple[Turn, list[ConsultationEvent]]:
        """Ask as a patient, in a new conversation, and hear all."""
        turn = await asked(self.consultations, question)
        return turn, await heard(self.consultations, turn)

    async def waiting(self) -> list[Entry]:
        """Give what waits, one line after the other."""
        return [entry for group in await self.desk.waiting(None) for entry in group.entries]

    async def hire(self, persona: str = "cardiology") -> None:
        """Give a persona's desk a physician who reads it."""
        invited = await self.staff.invite("Dr. Lin", Role.PHYSICIAN, [persona])
        await self.staff.accept(invited.token, login="lin", password="blue notebook on monday")

    async def replies(self, turn: Turn) -> list[Reply]:
        """Give what the desk says about a turn, at its conversation's link."""
        transcript = await self.consultations.transcript(turn.conversation, owner=OWNER)
        return (await self.rooms.replies.of(transcript)).get(turn.id, [])

    def decision(self, verdict: Verdict, question: str, **changed: object) -> NewDecision:
        """Give a decision of Dr. Lin."""
        answer = "Keep your bees." if verdict is Verdict.USE_ANSWER else ""
        fields = {"verdict": verdict, "persona": "cardiology", "author": "Dr. Lin", "reason": "my own words",
                  "review_by": datetime.now(UTC).date() + timedelta(days=9), "question": question, "answer_en": answer}  # fmt: skip
        return NewDecision(**{**fields, **changed})  # type: ignore[arg-type]
