"""The rooms of the physician's desk, wired for `twin.assembly`: queue, decisions, corrections, replies, the desk itself."""

from collections.abc import Callable
from pathlib import Path

from twin.consultation.causes import CausesOfReview
from twin.consultation.desk_drafts import DeskDrafts
from twin.consultation.patient_voice import PatientVoice
from twin.consultation.physicians_desk import PhysiciansDesk
from twin.consultation.replies import Replies, author_name
from twin.errors import PersonaError
from twin.evidence.glossary import Glossary, load_medicines
from twin.evidence.retriever import Retriever
from twin.gate.gate import Gate
from twin.gate.quantities import claimed_quantities, held_quantities
from twin.index.embedder import Embedder
from twin.persona.persona import Persona
from twin.review.answerers import Answerers
from twin.review.autonomy import AutonomyStore
from twin.review.corrected_evidence import CorrectedEvidence
from twin.review.corrections import Corrections
from twin.review.decision_store import DecisionStore
from twin.review.decisions import Decision
from twin.review.question_reading import QuestionReader
from twin.review.queue_store import QueueStore
from twin.settings import ReinsSettings, ReviewSettings
from twin.staff.member import Role
from twin.staff.staff import Staff
from twin.storage.database import Database


def reader_of(corpora: Path, glossary: Glossary, embedder: Embedder) -> QuestionReader:
    """Give the reader of questions over a corpora folder."""
    return QuestionReader(
        glossary,
        load_medicines(corpora),
        embedder=embedder,
        claimed_figures=claimed_quantities,
        held_figures=held_quantities,
    )


def is_about_children(persona: Persona) -> bool:
    """Say whether everybody asks this physician about children, by the specialty."""
    return "儿" in persona.specialty.zh or "pediatric" in persona.specialty.en.lower().replace("paed", "ped")


class DeskRooms:
    """All rooms of the desk over one database."""

    def __init__(
        self,
        database: Database,
        reader: QuestionReader,
        glossary: Glossary,
        *,
        staff: Staff,
        persona_of: Callable[[str], Persona],
        review: ReviewSettings,
        reins: ReinsSettings,
    ) -> None:
        """Wire them; nothing is read yet."""
        self._database = database
        self._glossary = glossary
        self._persona_of = persona_of
        self._staff = staff
        self.reader = reader
        self._review_days = review.review_days
        self.queue = QueueStore(database, review)
        self.decisions = DecisionStore(database)
        self.corrections = Corrections(
            self.decisions, reader, about_children=self.about_children, name_of=self._name_of
        )
        self.answerers = Answerers(self._physicians_of, review.stands_in)
        self.drafts = DeskDrafts(self.queue, self.answerers, review)
        self.causes = CausesOfReview(self.queue, review, share_at_sampled=reins.sample_share)
        self.voice = PatientVoice(database, self.queue)
        self.replies = Replies(
            self.queue,
            self.decisions,
            self.corrections,
            self.answerers,
            glossary=glossary,
            persona_of=persona_of,
        )

    def evidence(self, retriever: Retriever) -> CorrectedEvidence:
        """Give the evidence source of the corridor: the search, as physicians have corrected it."""
        return CorrectedEvidence(retriever, self.corrections, self._glossary)

    def desk(self, gate: Gate, autonomy: AutonomyStore) -> PhysiciansDesk:
        """Give the desk itself."""
        return PhysiciansDesk(
            self._database,
            queue=self.queue,
            decisions=self.decisions,
            corrections=self.corrections,
            reader=self.reader,
            glossary=self._glossary,
            answerers=self.answerers,
            autonomy=autonomy,
            gate=gate,
            persona_of=self._persona_of,
            about_children=self.about_children,
            review_days=self._review_days,
        )

    def about_children(self, persona_id: str) -> bool:
        """Say whether everybody asks this persona about children; of a folder that is gone, no."""
        try:
            return is_about_children(self._persona_of(persona_id))
        except PersonaError:
            return False

    def _name_of(self, decision: Decision, language: str) -> str:
        try:
            return author_name(decision, self._persona_of(decision.made.persona), language)
        except PersonaError:
            return "医生" if language == "zh" else "The physician"

    async def _physicians_of(self, persona_id: str) -> int:
        accounts = await self._staff.accounts()
        return sum(
            not one.is_disabled and one.member.role is Role.PHYSICIAN and persona_id in one.member.personas
            for one in accounts
        )
