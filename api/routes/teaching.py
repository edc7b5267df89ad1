"""Residents' teaching over JSON: cases, sessions, debrief, disagreements, cards. A change carries `X-Form-Token`."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from api.dependencies import House
from api.error_handlers import declared
from api.identity import Person, StaffCaller
from api.routes.teaching_shapes import (
    BegunOut,
    CardOut,
    CaseOut,
    DebriefOut,
    DisagreementIn,
    DisagreementOut,
    ProgressOut,
    RecallIn,
    SessionIn,
    SessionOut,
    TurnIn,
)
from twin.errors import (
    AccessRefused,
    CardNotFound,
    CaseNotFound,
    FormRefused,
    PersonaNotFound,
    SessionChanged,
    SessionNotFound,
    SignInNeeded,
    TeachingInputInvalid,
)

router = APIRouter(prefix="/api/teaching", tags=["teaching"])
_REFUSALS = (SignInNeeded, AccessRefused)
Language = Annotated[Literal["en", "zh"], Query()]


def _learner(caller: Person) -> str:
    return caller.staff_id or ""


@router.get("/cases", responses=declared(*_REFUSALS))
async def cases(house: House, caller: StaffCaller, language: Language = "en") -> list[CaseOut]:
    """List the published cases of every twin."""
    found: list[CaseOut] = []
    for persona in house.personas():
        found += [CaseOut.of(room, language) for room in await house.teaching.shelf.rooms(persona.id)]
    return found


@router.post(
    "/sessions", status_code=201, responses=declared(*_REFUSALS, FormRefused, CaseNotFound, PersonaNotFound)
)
async def begin(body: SessionIn, house: House, caller: StaffCaller) -> SessionOut:
    """Begin a case."""
    house.persona(body.persona)
    record = await house.teaching.classroom.begin(
        _learner(caller), body.persona, body.case, language=body.language
    )
    return SessionOut.of(record)


@router.get("/sessions", responses=declared(*_REFUSALS))
async def sessions(house: House, caller: StaffCaller) -> list[BegunOut]:
    """List the caller's sessions, the newest first."""
    return [BegunOut.of(record) for record in await house.teaching.classroom.sessions(_learner(caller))]


@router.get("/sessions/{session_id}", responses=declared(*_REFUSALS, SessionNotFound))
async def session(session_id: str, house: House, caller: StaffCaller) -> SessionOut:
    """Read a session."""
    return SessionOut.of(await house.teaching.classroom.session(session_id, _learner(caller)))


@router.post(
    "/sessions/{session_id}/turns",
    responses=declared(
        *_REFUSALS, FormRefused, SessionNotFound, CaseNotFound, SessionChanged, TeachingInputInvalid
    ),
)
async def turn(session_id: str, body: TurnIn, house: House, caller: StaffCaller) -> SessionOut:
    """Take one turn: ask, commit with a confidence, say why, try again, or ask to be told after a try."""
    classroom = house.teaching.classroom
    before = await classroom.session(session_id, _learner(caller))
    if body.version is not None and body.version != before.version:
        raise SessionChanged(session_id)
    record = await classroom.answer(
        session_id, _learner(caller), body.act, body.text, confidence=body.confidence
    )
    return SessionOut.of(record)


@router.get("/sessions/{session_id}/debrief", responses=declared(*_REFUSALS, SessionNotFound, CaseNotFound))
async def debrief(session_id: str, house: House, caller: StaffCaller) -> DebriefOut:
    """Read the debrief of a case that is over."""
    classroom = house.teaching.classroom
    return DebriefOut.of(await classroom.debrief(await classroom.session(session_id, _learner(caller))))


@router.post(
    "/sessions/{session_id}/disagreements",
    status_code=202,
    responses=declared(*_REFUSALS, FormRefused, SessionNotFound, CaseNotFound, TeachingInputInvalid),
)
async def disagree(session_id: str, body: DisagreementIn, house: House, caller: StaffCaller) -> None:
    """Put a disagreement with one line on the physician's desk; a line counts once."""
    classroom = house.teaching.classroom
    record = await classroom.session(session_id, _learner(caller))
    await classroom.disagree(record, body.line, body.words)


@router.get("/sessions/{session_id}/disagreements", responses=declared(*_REFUSALS, SessionNotFound))
async def disagreements(session_id: str, house: House, caller: StaffCaller) -> list[DisagreementOut]:
    """Say what came of each disagreement: waiting, or what the physician decided."""
    classroom = house.teaching.classroom
    record = await classroom.session(session_id, _learner(caller))
    found = await classroom.disagreements(record)
    return [DisagreementOut.of(line, one) for line, one in found.items()]


@router.get("/progress", responses=declared(*_REFUSALS))
async def progress(house: House, caller: StaffCaller) -> ProgressOut:
    """Give calibration, cases done and gaps by topic."""
    return ProgressOut.of(await house.teaching.classroom.progress(_learner(caller)))


@router.get("/cards", responses=declared(*_REFUSALS))
async def cards(house: House, caller: StaffCaller, language: Language = "en") -> list[CardOut]:
    """Give the cards that are due, the longest due first."""
    due = await house.teaching.classroom.due_cards(_learner(caller), language=language)
    return [CardOut.of(card) for card in due]


@router.post("/cards/{card_id}/reviews", responses=declared(*_REFUSALS, FormRefused, CardNotFound))
async def review(card_id: str, body: RecallIn, house: House, caller: StaffCaller) -> dict[str, datetime]:
    """Note how well a card was remembered; gives when it comes again."""
    card = await house.teaching.classroom.review(card_id, body.recall, _learner(caller))
    return {"due_at": card.due_at}
