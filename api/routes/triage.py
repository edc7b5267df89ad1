"""How urgent it is, from the rules alone: answers with the database, the index and every model dead."""

from typing import Annotated, Literal, Self

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.dependencies import House
from api.error_handlers import declared
from twin.consultation.events import Triaged
from twin.consultation.urgency_words import UrgencyWords
from twin.errors import TriageDataInvalid
from twin.evidence.language import language_of

router = APIRouter(prefix="/api/triage", tags=["triage"])
Message = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]


class TriageIn(BaseModel):
    """What a patient wrote."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"messages": ["crushing chest pain and sweating"]}]}
    )

    messages: list[Message] = Field(
        min_length=1, max_length=100, description="Messages of one conversation, oldest first."
    )
    language: Literal["en", "zh"] | None = Field(
        None, description="Language of the words; told from the last message when left out."
    )


class TriageOut(BaseModel):
    """How urgent it is, as data and in plain words."""

    triage: Triaged
    advice: list[str] = Field(description="Level, why, what to do, by when, come back or call if, where.")

    @classmethod
    def of(cls, triaged: Triaged, words: UrgencyWords) -> Self:
        """Shape a judgement."""
        return cls(triage=triaged, advice=list(words.lines(triaged)))


@router.post("", responses=declared(TriageDataInvalid))
async def triage(body: TriageIn, house: House) -> TriageOut:
    """Judge messages by the rules. Nothing is kept."""
    triaged = house.urgency.by_rules(body.messages, body.language or language_of(body.messages[-1]))
    return TriageOut.of(triaged, house.urgency)
