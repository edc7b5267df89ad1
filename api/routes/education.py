"""Patients' lessons for programs: topics, a lesson, teach-back step by step."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import House, KnownPersona
from api.error_handlers import declared
from api.identity import Caller
from api.routes.education_shapes import LessonOut, StandingOut, TopicOut
from twin.consultation.events import Triaged
from twin.education.education import Standing
from twin.education.lesson import Depth
from twin.education.teach_back import Step
from twin.errors import (
    IndexMissing,
    LessonSessionNotFound,
    LessonSessionOver,
    LessonTooHard,
    PersonaNotFound,
    PolicyRefused,
    QuestionInvalid,
    TopicNotFound,
)
from twin.persona.slots import Audience

router = APIRouter(prefix="/api/education", tags=["education"])
LessonLanguage = Annotated[Literal["en", "zh"], Query(description="Language of the lesson.")]
_TOPIC_ERRORS = (PersonaNotFound, TopicNotFound, LessonTooHard, IndexMissing, PolicyRefused)


class SessionIn(BaseModel):
    """Begin a lesson with checks."""

    language: Literal["en", "zh"] = "en"


class LessonReplyIn(BaseModel):
    """What the learner said of the chunk. It is judged and not kept."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"reply": "I get on the scales every morning."}]}
    )

    reply: str = Field(
        description="English or Chinese; at most TWIN_CONSULTATION__QUESTION_CHARACTERS characters."
    )


class ShownIn(BaseModel):
    """Whether the physician may see the result."""

    shown: bool


@router.get("/{persona_id}/topics", responses=declared(PersonaNotFound, IndexMissing, PolicyRefused))
async def topics(
    house: House, persona: KnownPersona, language: Annotated[Literal["", "en", "zh"], Query()] = ""
) -> list[TopicOut]:
    """List what a twin teaches, planned lessons first."""
    return [TopicOut.of(topic) for topic in await house.lessons.education.topics(persona.id, language)]


@router.get("/{persona_id}/topics/{topic_id}", responses=declared(*_TOPIC_ERRORS))
async def lesson(
    house: House,
    persona: KnownPersona,
    topic_id: str,
    *,
    language: LessonLanguage = "en",
    audience: Audience = Audience.PATIENT,
    depth: Depth = Depth.PLAIN,
    simplify: Annotated[
        str,
        Query(
            max_length=40, description="A chunk's id: with `simpler`, a served model is asked for its words."
        ),
    ] = "",
) -> LessonOut:
    """Give a lesson: one fact set, for three audiences and at three depths."""
    made = await house.lessons.education.lesson(
        persona.id, topic_id, language=language, audience=audience, depth=depth, simplify=simplify
    )
    return LessonOut.of(made, persona, house.lessons.explainer)


@router.post("/{persona_id}/topics/{topic_id}/sessions", status_code=201, responses=declared(*_TOPIC_ERRORS))
async def begin(
    *, house: House, persona: KnownPersona, topic_id: str, body: SessionIn, caller: Caller, response: Response
) -> StandingOut:
    """Begin a lesson with checks."""
    education = house.lessons.education
    session = await education.begin(persona.id, topic_id, language=body.language, owner=caller.owner)
    caller.remembered(response)
    return StandingOut.of(await education.standing(session.id, owner=caller.owner))


@router.get("/sessions/{session_id}", responses=declared(LessonSessionNotFound, TopicNotFound))
async def standing(house: House, session_id: str, caller: Caller) -> StandingOut:
    """Say where a lesson stands."""
    return StandingOut.of(await house.lessons.education.standing(session_id, owner=caller.owner))


@router.post(
    "/sessions/{session_id}/replies",
    responses=declared(LessonSessionNotFound, LessonSessionOver, QuestionInvalid),
)
async def reply(house: House, session_id: str, body: LessonReplyIn, caller: Caller) -> StandingOut:
    """Judge what the learner said. An emergency stops the lesson; `triage` is then the card."""
    found = await house.lessons.education.reply(session_id, body.reply, owner=caller.owner)
    return StandingOut.of(found, card=_card(house, body.reply, found))


@router.post("/sessions/{session_id}/skip", responses=declared(LessonSessionNotFound, LessonSessionOver))
async def skip(house: House, session_id: str, caller: Caller) -> StandingOut:
    """Go on without a reply."""
    return StandingOut.of(await house.lessons.education.skip(session_id, owner=caller.owner))


@router.put("/sessions/{session_id}/shown", status_code=204, responses=declared(LessonSessionNotFound))
async def show(house: House, session_id: str, body: ShownIn, caller: Caller) -> None:
    """Let the physician see the result, or take that back."""
    await house.lessons.education.show(session_id, owner=caller.owner, is_shown=body.shown)


@router.delete("/sessions/{session_id}", status_code=204, responses=declared(LessonSessionNotFound))
async def delete(house: House, session_id: str, caller: Caller) -> None:
    """Delete the result."""
    await house.lessons.education.delete(session_id, owner=caller.owner)


def _card(house: House, words: str, found: Standing) -> Triaged | None:
    if found.progress.step is not Step.STOPPED:
        return None
    return house.urgency.by_rules([words], found.session.language)
