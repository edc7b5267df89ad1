"""What the web service needs of the house. `twin.assembly.House` gives it; tests give fakes."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from twin.consultation.consultations import Consultations
from twin.consultation.listening import Listening
from twin.consultation.patient_voice import PatientVoice
from twin.consultation.physicians_desk import PhysiciansDesk
from twin.consultation.replies import Replies
from twin.consultation.urgency_words import UrgencyWords
from twin.education.opening import EducationRooms
from twin.evidence.evidence import EvidenceItem
from twin.film_rooms import FilmRooms
from twin.index.held_passage import HeldPassage
from twin.persona.persona import Persona
from twin.review.autonomy import AutonomyStore
from twin.review.pausing import PauseStore
from twin.settings import ServeSettings
from twin.staff.staff import Staff
from twin.studio_rooms import StudioRooms
from twin.teaching_rooms import TeachingRooms
from twin.wayfinding.wayfinder import Wayfinder


class ServedHouse(Protocol):
    """The open house, as routes see it."""

    @property
    def serve(self) -> ServeSettings:
        """Give the settings of the web service."""
        ...

    @property
    def cookie_secret(self) -> bytes:
        """Give the secret that signs patients' cookies; the same for every worker and after a restart."""
        ...

    @property
    def consultations(self) -> Consultations:
        """Give the consultations."""
        ...

    @property
    def listening(self) -> Listening:
        """Give who reads answers aloud."""
        ...

    @property
    def staff(self) -> Staff | None:
        """Give the staff's accounts; None where nobody can sign in."""
        ...

    @property
    def autonomy(self) -> AutonomyStore:
        """Give how far each twin goes alone."""
        ...

    @property
    def pauses(self) -> PauseStore:
        """Give the pauses of the twins."""
        ...

    @property
    def desk(self) -> PhysiciansDesk:
        """Give the physician's desk."""
        ...

    @property
    def replies(self) -> Replies:
        """Give what the desk says at patients' links."""
        ...

    @property
    def voice(self) -> PatientVoice:
        """Give the way by which a patient's word reaches the desk."""
        ...

    @property
    def lessons(self) -> EducationRooms:
        """Give patients' lessons, with what explains their terms."""
        ...

    @property
    def teaching(self) -> TeachingRooms:
        """Give what residents learn with: cases, ward rounds, the journal club."""
        ...

    @property
    def films(self) -> FilmRooms:
        """Give the rooms that make films of talks."""
        ...

    @property
    def studio(self) -> StudioRooms:
        """Give the lecture studio: talks from brief to approval."""
        ...

    @property
    def wayfinder(self) -> Wayfinder:
        """Give the guide to the hospital's rooms."""
        ...

    @property
    def urgency(self) -> UrgencyWords:
        """Give the red flags in words; they answer with everything else dead."""
        ...

    def personas(self) -> Sequence[Persona]:
        """Give every persona that is open to patients, in order of id."""
        ...

    def persona(self, persona_id: str) -> Persona:
        """Give one persona. Raises `PersonaNotFound`."""
        ...

    async def held_passage(self, persona_id: str, passage_id: str) -> HeldPassage:
        """Give a passage that may be shown. Raises `PersonaNotFound` or `PassageNotFound`."""
        ...

    async def search(self, persona_id: str, text: str, *, top: int) -> Sequence[EvidenceItem]:
        """Give the `top` best passages, best first. Raises `PersonaNotFound` or `IndexMissing`."""
        ...

    async def readiness(self) -> Mapping[str, str]:
        """Give each part's state: "ok", or what is wrong and the way out, without secrets and addresses."""
        ...

    async def start(self) -> None:
        """Begin serving: take over abandoned turns, sweep."""
        ...

    async def close(self) -> None:
        """Give unfinished turns back and close what is open."""
        ...
