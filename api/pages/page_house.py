"""What the pages ask of the house: personas, conversations, passages and their documents."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Protocol

from fastapi import Depends
from starlette.requests import Request

from twin.consultation.conversation import Conversation, Transcript, Turn
from twin.consultation.replies import Reply
from twin.consultation.urgency_words import UrgencyWords
from twin.education.opening import EducationRooms
from twin.index.held_passage import HeldPassage
from twin.passages.document import Document
from twin.persona.clinic import ClinicPlan
from twin.persona.persona import Persona
from twin.wayfinding.wayfinder import Wayfinder


class PageConsultations(Protocol):
    """What the pages ask of consultations. `twin.consultation.consultations.Consultations` is the real one.

    `owner` is who is calling, as `api.identity` tells it; what is another's is not found.
    """

    async def open(self, persona_id: str, *, owner: str, language: str = "en") -> Conversation:
        """Begin a conversation. Raises `PersonaNotFound`."""
        ...

    async def ask(self, conversation_id: str, question: str, *, owner: str) -> Turn:
        """Ask a question. Raises `QuestionInvalid`, `TurnInProgress` or `ConversationNotFound`."""
        ...

    async def transcript(self, conversation_id: str, *, owner: str) -> Transcript:
        """Give the conversation with all its events so far. Raises `ConversationNotFound`."""
        ...

    async def stop(self, conversation_id: str, turn_id: str, *, owner: str) -> None:
        """End the answer that is being written. Raises `TurnNotFound`."""
        ...

    async def forget_history(self, conversation_id: str, *, owner: str) -> None:
        """Delete the history that was taken. Raises `ConversationNotFound`."""
        ...

    async def delete(self, conversation_id: str, *, owner: str) -> None:
        """Remove all traces of a conversation. Raises `ConversationNotFound`."""
        ...


class PageHouse(Protocol):
    """The house as the pages see it."""

    @property
    def consultations(self) -> PageConsultations:
        """Give the conversations."""
        ...

    @property
    def emergency_number(self) -> str:
        """Give the local emergency number."""
        ...

    @property
    def keep_days(self) -> int:
        """Give the days after which a conversation is deleted."""
        ...

    @property
    def question_characters(self) -> int:
        """Give the longest question, in characters."""
        ...

    @property
    def urgency(self) -> UrgencyWords:
        """Give the red flags in words; they answer with everything else dead."""
        ...

    @property
    def lessons(self) -> EducationRooms:
        """Give patients' lessons, with what explains their terms."""
        ...

    @property
    def wayfinder(self) -> Wayfinder:
        """Give the guide to the hospital's rooms."""
        ...

    @property
    def public_url(self) -> str:
        """Give the address of the service as patients see it, for links on paper."""
        ...

    @property
    def pictures(self) -> Path:
        """Give the folder where pictures of original pages are kept."""
        ...

    def personas(self) -> tuple[Persona, ...]:
        """Give every persona that is open to patients, in order of id."""
        ...

    def persona(self, persona_id: str) -> Persona:
        """Give one persona. Raises `PersonaNotFound`."""
        ...

    async def replies_to(self, transcript: Transcript) -> Mapping[str, Sequence[Reply]]:
        """Give what the physician's desk says about the turns of a conversation, by turn id."""
        ...

    async def did_not_help(self, conversation_id: str, turn_id: str, *, owner: str, words: str) -> None:
        """Note that an answer did not help. Raises `TurnNotFound`."""
        ...

    async def ask_physician(self, conversation_id: str, turn_id: str, *, owner: str, words: str) -> None:
        """Note that the physician should answer. Raises `TurnNotFound`."""
        ...

    async def silence(self, persona_id: str) -> str:
        """Say why a twin does not speak: "paused", "withdrawn" (no consent), or "" when it does."""
        ...

    def clinic_plan(self, persona_id: str) -> ClinicPlan | None:
        """Give where and when the physician sees patients; None where it is not known."""
        ...

    async def document_of(self, persona_id: str, passage_id: str) -> tuple[Document, HeldPassage]:
        """Give a passage that may be shown, and its document. Raises `PassageNotFound`."""
        ...

    def original(self, document: Document) -> Path | None:
        """Give the original file of a document; None when it is no longer there."""
        ...


def _page_house(request: Request) -> PageHouse:
    """Give the house that the application was made with."""
    house: PageHouse = request.app.state.page_house
    return house


Pages = Annotated[PageHouse, Depends(_page_house)]
