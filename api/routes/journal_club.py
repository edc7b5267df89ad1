"""The journal club over JSON: papers, a guided reading, answers scored. A change carries `X-Form-Token`."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from api.dependencies import House, KnownPersona
from api.error_handlers import declared
from api.identity import StaffCaller
from api.routes.journal_shapes import AnswersIn, PaperOut, ReadingOut, ScoreOut
from twin.errors import (
    AccessRefused,
    FormRefused,
    PaperNotFound,
    PersonaNotFound,
    SignInNeeded,
    TeachingInputInvalid,
)

router = APIRouter(prefix="/api/teaching/papers", tags=["journal club"])
_REFUSALS = (SignInNeeded, AccessRefused)
Language = Annotated[Literal["en", "zh"], Query(description="Language of questions and source lines.")]


@router.get("", responses=declared(*_REFUSALS))
async def papers(house: House, caller: StaffCaller) -> list[PaperOut]:
    """List the papers of every twin; `is_done` where the caller has answered about one."""
    club = house.teaching.journal_club
    done = await club.done(caller.staff_id or "")
    found: list[PaperOut] = []
    for persona in house.personas():
        found += [PaperOut.of(card, persona.id, done) for card in await club.papers(persona.id)]
    return found


@router.get("/{persona_id}/{name}", responses=declared(*_REFUSALS, PersonaNotFound, PaperNotFound))
async def reading(house: House, persona: KnownPersona, name: str, language: Language = "en") -> ReadingOut:
    """Give a guided reading: five parts with their sentences and places, and the questions, at most three."""
    made = await house.teaching.journal_club.reading(persona.id, name)
    return ReadingOut.of(made, persona.id, language)


@router.post(
    "/{persona_id}/{name}/answers",
    responses=declared(*_REFUSALS, FormRefused, PersonaNotFound, PaperNotFound, TeachingInputInvalid),
)
async def answers(
    *,
    house: House,
    persona: KnownPersona,
    name: str,
    body: AnswersIn,
    caller: StaffCaller,
    language: Language = "en",
) -> list[ScoreOut]:
    """Score the answers and keep them: which of the paper's sentences each says, and which it leaves out."""
    scores = await house.teaching.journal_club.answer(caller.staff_id or "", persona.id, name, body.answers)
    return [ScoreOut.of(score, language) for score in scores]
