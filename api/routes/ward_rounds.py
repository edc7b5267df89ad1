"""Ward rounds over JSON: open, join, the board and the board live, turns, the debrief. A change carries `X-Form-Token`."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response, StreamingResponse

from api.dependencies import House, ReadUpTo
from api.error_handlers import declared
from api.event_lines import STREAM_HEADERS, board_lines
from api.identity import StaffCaller
from api.routes.teaching_shapes import DebriefOut, SessionIn, TurnIn
from api.routes.ward_round_shapes import BoardEventOut, JoinIn, RoundOut
from api.served_house import ServedHouse
from twin.errors import (
    AccessRefused,
    CaseNotFound,
    FormRefused,
    PersonaNotFound,
    RoundNotFound,
    SignInNeeded,
    TeachingInputInvalid,
    TurnOfAnother,
)
from twin.teaching.ward_round import RoundRecord

router = APIRouter(prefix="/api/teaching/rounds", tags=["ward rounds"])
_REFUSALS = (SignInNeeded, AccessRefused)
_EVENT_EXAMPLE = 'id: 3\nevent: board\ndata: {"number":3,"speaker":"learner","name":"Ada","text":"When did it start?", …}\n\n'


def _learner(caller: StaffCaller) -> str:
    return caller.staff_id or ""


Learner = Annotated[str, Depends(_learner)]


def _shown(house: ServedHouse, record: RoundRecord, learner: str, title: str) -> RoundOut:
    return RoundOut.of(record, learner=learner, title=title, public_url=house.serve.public_url)


async def _round_out(house: ServedHouse, record: RoundRecord, learner: str) -> RoundOut:
    room = await house.teaching.rounds.room_of(record)
    return _shown(house, record, learner, room.case.title.in_language(record.state.language))


@router.post("", status_code=201, responses=declared(*_REFUSALS, FormRefused, CaseNotFound, PersonaNotFound))
async def open_round(body: SessionIn, house: House, caller: StaffCaller, learner: Learner) -> RoundOut:
    """Open a round about one case; who opens it has the first seat. `join_link` is for the others."""
    house.persona(body.persona)
    record = await house.teaching.rounds.open(
        learner, caller.staff_name, body.persona, body.case, language=body.language
    )
    return await _round_out(house, record, learner)


@router.post("/join", responses=declared(*_REFUSALS, FormRefused, RoundNotFound, CaseNotFound))
async def join(body: JoinIn, house: House, caller: StaffCaller, learner: Learner) -> RoundOut:
    """Take a seat by the code of the link; joining twice changes nothing."""
    record = await house.teaching.rounds.join(body.code, learner, caller.staff_name)
    return await _round_out(house, record, learner)


@router.get("/{round_id}", responses=declared(*_REFUSALS, RoundNotFound, CaseNotFound))
async def ward_round(round_id: str, house: House, learner: Learner) -> RoundOut:
    """Read a round one sits in: seats, who is called on, the board."""
    return await _round_out(house, await house.teaching.rounds.round(round_id, learner), learner)


@router.get(
    "/{round_id}/events",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "The board from any number on, live, until the case is over; resumed by `Last-Event-ID` or `after`.",
            "content": {"text/event-stream": {"schema": {"type": "string"}, "example": _EVENT_EXAMPLE}},
        },
        204: {"description": "The case is over and all is read; EventSource then stops asking."},
        **declared(*_REFUSALS, RoundNotFound),
    },
)
async def events(round_id: str, house: House, learner: Learner, place: ReadUpTo) -> Response:
    """Read the board live, whichever worker writes it."""
    record = await house.teaching.rounds.round(round_id, learner)
    if record.state.is_over and place.after >= len(record.board):
        return Response(status_code=204)
    board = house.teaching.rounds.events(round_id, learner, after=place.after)
    lines = board_lines(board, partial(BoardEventOut.to_line))
    return StreamingResponse(lines, media_type="text/event-stream", headers=STREAM_HEADERS)


@router.post(
    "/{round_id}/turns",
    responses=declared(
        *_REFUSALS, FormRefused, RoundNotFound, CaseNotFound, TurnOfAnother, TeachingInputInvalid
    ),
)
async def turn(round_id: str, body: TurnIn, house: House, learner: Learner) -> RoundOut:
    """Take the turn of the one who is called on; then the next is called. `version` is not looked at here."""
    record = await house.teaching.rounds.answer(
        round_id, learner, body.act, body.text, confidence=body.confidence
    )
    return await _round_out(house, record, learner)


@router.post(
    "/{round_id}/next",
    responses=declared(*_REFUSALS, FormRefused, RoundNotFound, CaseNotFound, TurnOfAnother),
)
async def call_next(round_id: str, house: House, learner: Learner) -> RoundOut:
    """Call on the next: by the one who is called on, or by who opened the round."""
    return await _round_out(house, await house.teaching.rounds.pass_on(round_id, learner), learner)


@router.get("/{round_id}/debrief", responses=declared(*_REFUSALS, RoundNotFound, CaseNotFound))
async def debrief(round_id: str, house: House, learner: Learner) -> DebriefOut:
    """Read the debrief of a round whose case is over; the round has one for all who sat in it."""
    rounds = house.teaching.rounds
    return DebriefOut.of(await rounds.debrief(await rounds.round(round_id, learner)))
