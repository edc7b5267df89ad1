"""A ward round in several browsers: open, join by link, the board, and the board live."""

import json
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.requests import Request

from api.dependencies import House, ReadUpTo
from api.event_lines import STREAM_HEADERS, board_lines
from api.identity import StaffCaller
from api.pages.error_pages import PageRoute
from api.pages.page_house import PageHouse, Pages
from api.pages.reader import reader_of
from api.pages.rendering import page
from api.pages.teaching_pages import SEE_OTHER, Text, learner_of
from api.pages.teaching_view import shown_sources, shown_words
from api.pages.wording import words_in
from api.served_house import ServedHouse
from twin.errors import TeachingInputInvalid, TurnOfAnother
from twin.teaching.clinical_case import Phase
from twin.teaching.debrief import Part
from twin.teaching.progress import CONFIDENCES
from twin.teaching.session import Act, acts_open
from twin.teaching.ward_round import BoardEvent, RoundRecord

router = APIRouter(route_class=PageRoute, default_response_class=HTMLResponse, include_in_schema=False)
CALL_NEXT = "call_next"
_KNOWN_ACTS = frozenset(act.value for act in Act)


@router.post("/learn/rounds")
async def open_round(
    request: Request, served: House, caller: StaffCaller, case: Annotated[str, Form(max_length=120)]
) -> Response:
    """Open a round about one case: `persona/case`."""
    persona_id, _, case_id = case.partition("/")
    served.persona(persona_id)
    record = await served.teaching.rounds.open(
        learner_of(caller), caller.staff_name, persona_id, case_id, language=reader_of(request).language
    )
    return RedirectResponse(f"/learn/rounds/{record.id}", SEE_OTHER)


@router.get("/learn/join/{code}")
async def join_form(request: Request, code: str, house: Pages, caller: StaffCaller) -> Response:
    """Ask whether to join; looking at a link takes no seat."""
    return page(request, "round_join.html", emergency_number=house.emergency_number, code=code)


@router.post("/learn/join/{code}")
async def join(code: str, served: House, caller: StaffCaller) -> Response:
    """Take a seat."""
    record = await served.teaching.rounds.join(code, learner_of(caller), caller.staff_name)
    return RedirectResponse(f"/learn/rounds/{record.id}", SEE_OTHER)


@router.get("/learn/rounds/{round_id}")
async def ward_round(
    request: Request, round_id: str, house: Pages, served: House, caller: StaffCaller
) -> Response:
    """Show the board."""
    record = await served.teaching.rounds.round(round_id, learner_of(caller))
    return await _round_page(request, house, served, record, learner=learner_of(caller))


@router.post("/learn/rounds/{round_id}")
async def turn(
    request: Request,
    *,
    round_id: str,
    house: Pages,
    served: House,
    caller: StaffCaller,
    act: Annotated[str, Form(max_length=20)],
    text: Text = "",
    confidence: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    """Take the turn of the one who is called on, or call on the next."""
    rounds, learner = served.teaching.rounds, learner_of(caller)
    sure = int(confidence) if confidence.isascii() and confidence.isdigit() else None
    words = words_in(reader_of(request).language)
    try:
        if act == CALL_NEXT:
            await rounds.pass_on(round_id, learner)
        elif act in _KNOWN_ACTS:
            await rounds.answer(round_id, learner, Act(act), text, confidence=sure)
    except (TeachingInputInvalid, TurnOfAnother) as error:
        record = await rounds.round(round_id, learner)
        fault = words["teach_write_something" if isinstance(error, TeachingInputInvalid) else "round_not_you"]
        return await _round_page(request, house, served, record, learner=learner, fault=fault, kept=text)
    return RedirectResponse(f"/learn/rounds/{round_id}#next", SEE_OTHER)


@router.get("/learn/rounds/{round_id}/events")
async def events(round_id: str, served: House, caller: StaffCaller, place: ReadUpTo) -> Response:
    """Read the board live, from any event on; whichever worker writes it."""
    record = await served.teaching.rounds.round(round_id, learner_of(caller))
    if record.state.is_over and record.board and place.after >= record.board[-1].number:
        return Response(status_code=204)
    board = served.teaching.rounds.events(round_id, learner_of(caller), after=place.after)
    lines = board_lines(board, partial(_shown_event, record.persona))
    return StreamingResponse(lines, media_type="text/event-stream", headers=STREAM_HEADERS)


def _shown_event(persona_id: str, event: BoardEvent) -> str:
    """Write one event as the board's script shows it."""
    one = shown_words([event.spoken], persona_id)[0]
    data = {
        "number": event.number,
        "who": one.who,
        "name": one.name,
        "text": one.text,
        "phase": one.phase.value,
        "kind": one.kind,
        "sources": [{"line": source.line, "href": source.href} for source in one.sources],
        "called_on": event.called_on,
        "is_over": event.is_over,
    }
    return json.dumps(data, ensure_ascii=False)


async def _round_page(
    request: Request,
    house: PageHouse,
    served: ServedHouse,
    record: RoundRecord,
    *,
    learner: str,
    fault: str = "",
    kept: str = "",
) -> Response:
    room = await served.teaching.rounds.room_of(record)
    said = shown_words([event.spoken for event in record.board], record.persona)
    tasks = [one.text for one in said if one.kind == "task"]
    parts = []
    if record.state.is_over:
        written = await served.teaching.rounds.debrief(record)
        parts = [
            (part, [(line, shown_sources(line.sources, record.persona)) for line in written.of(part)])
            for part in Part
        ]
    return page(
        request,
        "round.html",
        emergency_number=house.emergency_number,
        status_code=409 if fault else 200,
        address=f"/learn/rounds/{record.id}",
        record=record,
        title=room.case.title.in_language(record.state.language),
        tongue=record.state.language,
        said=said,
        task=tasks[-1] if tasks else "",
        is_mine=record.turn_of == learner,
        may_pass=learner in (record.turn_of, record.opened_by),
        acts=acts_open(record.state) if record.turn_of == learner else (),
        phases=tuple(Phase),
        confidences=CONFIDENCES,
        join_link=f"{house.public_url.rstrip('/')}/learn/join/{record.code}",
        last=record.board[-1].number if record.board else 0,
        parts=parts,
        fault=fault,
        kept=kept,
    )
