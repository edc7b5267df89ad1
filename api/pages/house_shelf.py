"""The real house as the pages see it: a thin view over its rooms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from twin.assembly import House
from twin.consultation.consultations import Consultations
from twin.consultation.conversation import Transcript
from twin.consultation.replies import Reply
from twin.consultation.urgency_words import UrgencyWords
from twin.education.opening import EducationRooms
from twin.errors import PersonaInvalid
from twin.index.held_passage import HeldPassage
from twin.passages.document import Document
from twin.persona.clinic import ClinicPlan
from twin.persona.persona import Persona
from twin.persona.slots import Slot
from twin.wayfinding.wayfinder import Wayfinder


@dataclass(frozen=True, slots=True)
class HouseShelf:
    """Implements `PageHouse` over the house that `twin.assembly` has wired."""

    house: House

    @property
    def consultations(self) -> Consultations:
        """Give the conversations."""
        return self.house.consultations

    @property
    def emergency_number(self) -> str:
        """Give the local emergency number."""
        return self.house.serve.emergency_number

    @property
    def keep_days(self) -> int:
        """Give the days after which a conversation is deleted."""
        return self.house.settings.consultation.keep_days

    @property
    def question_characters(self) -> int:
        """Give the longest question, in characters."""
        return self.house.settings.consultation.question_characters

    @property
    def urgency(self) -> UrgencyWords:
        """Give the red flags in words."""
        return self.house.urgency

    @property
    def lessons(self) -> EducationRooms:
        """Give patients' lessons, with what explains their terms."""
        return self.house.lessons

    @property
    def wayfinder(self) -> Wayfinder:
        """Give the guide to the hospital's rooms."""
        return self.house.wayfinder

    @property
    def public_url(self) -> str:
        """Give the address of the service as patients see it, for links on paper."""
        return self.house.serve.public_url

    @property
    def pictures(self) -> Path:
        """Give the folder where pictures of original pages are kept."""
        return self.house.settings.paths.data / "page-pictures"

    def personas(self) -> tuple[Persona, ...]:
        """Give every persona whose folder is in order; a broken one is not shown to patients."""
        found: list[Persona] = []
        for persona_id in self.house.shelf.ids():
            try:
                found += self.house.shown.listed([persona_id])
            except PersonaInvalid:
                continue
        return tuple(found)

    def persona(self, persona_id: str) -> Persona:
        """Give one persona. Raises `PersonaNotFound`."""
        return self.house.persona(persona_id)

    async def replies_to(self, transcript: Transcript) -> Mapping[str, Sequence[Reply]]:
        """Give what the physician's desk says about the turns of a conversation, by turn id."""
        return await self.house.replies.of(transcript)

    async def did_not_help(self, conversation_id: str, turn_id: str, *, owner: str, words: str) -> None:
        """Note that an answer did not help. Raises `TurnNotFound`."""
        await self.house.voice.did_not_help(conversation_id, turn_id, owner=owner, words=words)

    async def ask_physician(self, conversation_id: str, turn_id: str, *, owner: str, words: str) -> None:
        """Note that the physician should answer. Raises `TurnNotFound`."""
        await self.house.voice.ask_physician(conversation_id, turn_id, owner=owner, words=words)

    async def silence(self, persona_id: str) -> str:
        """Say why a twin does not speak: "paused", "withdrawn", or "" when it does."""
        if self.house.shown.is_withdrawn(persona_id):
            return "withdrawn"
        return "paused" if await self.house.pauses.of(persona_id) else ""

    def clinic_plan(self, persona_id: str) -> ClinicPlan | None:
        """Give where and when the physician sees patients; None where it is not known."""
        return self.house.clinic_plan(persona_id)

    async def document_of(self, persona_id: str, passage_id: str) -> tuple[Document, HeldPassage]:
        """Give a passage that may be shown, and its document. Raises `PassageNotFound`."""
        return await self.house.document_of(persona_id, passage_id)

    def original(self, document: Document) -> Path | None:
        """Give the original file of a document; None when it is no longer there, or not inside its folder."""
        paths = self.house.settings.paths
        root = paths.corpora if document.slot is Slot.GUIDELINES else paths.personas
        path = (root / document.path).resolve()
        return path if path.is_file() and path.is_relative_to(root.resolve()) else None
