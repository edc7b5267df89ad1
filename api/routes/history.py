"""The history that was taken in a conversation: read by its patient, and deleted at the patient's wish."""

from typing import Literal, Self

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.dependencies import House
from api.error_handlers import declared
from api.identity import Caller, KeyRefused
from twin.consultation.history_words import label_of, value_words
from twin.consultation.triage_store import KeptTriage
from twin.consultation.urgency_words import UrgencyWords
from twin.errors import ConversationNotFound

router = APIRouter(prefix="/api/consultations/{conversation_id}/history", tags=["consultations"])


class HistoryEntryOut(BaseModel):
    """One fact. `value`: age in days, since_when in hours, severity 0 to 10, else true or false, female or male."""

    fact: str
    label: str
    answer: str = Field(description="The patient's own words.")
    value: float | bool | str
    words: str = Field(description="The value in words.")
    turn: int


class HistoryOut(BaseModel):
    """What was asked and answered, and the level the conversation has reached ("" where nothing had to be kept)."""

    disposition: Literal["", "self_care", "routine", "urgent", "emergency"]
    asked: list[str]
    entries: list[HistoryEntryOut]

    @classmethod
    def of(cls, kept: KeptTriage, words: UrgencyWords, language: str) -> Self:
        """Shape what is kept."""
        signs = words.engine().reader.signs
        return cls.model_validate(
            {
                "disposition": kept.level.disposition.value if kept.level else "",
                "asked": [one.fact for one in kept.asked],
                "entries": [
                    HistoryEntryOut(
                        label=label_of(entry.fact, signs, language),
                        words=value_words(entry.fact, entry.value, language),
                        **entry.to_json(),
                    )
                    for entry in kept.history
                ],
            }
        )


@router.get("", responses=declared(ConversationNotFound, KeyRefused))
async def read_history(conversation_id: str, house: House, caller: Caller) -> HistoryOut:
    """Read the structured history of a conversation."""
    transcript = await house.consultations.transcript(conversation_id, owner=caller.owner)
    return HistoryOut.of(transcript.triage, house.urgency, transcript.conversation.language)


@router.delete("", status_code=204, responses=declared(ConversationNotFound, KeyRefused))
async def delete_history(conversation_id: str, house: House, caller: Caller) -> None:
    """Delete the answers. The messages stay in the conversation, and the level stays as it is."""
    await house.consultations.forget_history(conversation_id, owner=caller.owner)
