"""The physician's desk: the queue, one entry with all that belongs to it, gaps, insights, decisions. No script needed."""

from typing import Annotated

from fastapi import APIRouter, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import Request

from api.dependencies import House
from api.identity import Person, StaffCaller
from api.pages.desk_view import (
    decision_from,
    first_review_by,
    shown_evidence,
    shown_group,
    shown_time,
)
from api.pages.error_pages import PageRoute
from api.pages.page_house import PageHouse, Pages
from api.pages.reader import reader_of
from api.pages.rendering import page
from api.pages.turn_view import shown_turn
from api.served_house import ServedHouse
from twin.errors import DecisionInvalid, PersonaError
from twin.labels.disclosure import twin_name
from twin.review.insights import DAYS

router = APIRouter(route_class=PageRoute, default_response_class=HTMLResponse, include_in_schema=False)
SEE_OTHER = 303
Reason = Annotated[str, Form(max_length=500)]


@router.get("/desk")
async def desk(request: Request, house: Pages, served: House, caller: StaffCaller) -> Response:
    """Show what waits, the most pressing first, and which decisions are due to be looked at again."""
    groups = await served.desk.waiting(caller.bound)
    return page(
        request,
        "desk.html",
        emergency_number=house.emergency_number,
        groups=[shown_group(one, _twin_name(request, house, one.first.persona)) for one in groups],
    )


@router.get("/desk/gaps")
async def gaps(request: Request, house: Pages, served: House, caller: StaffCaller) -> Response:
    """Show what was asked and is not in the folder."""
    found = await served.desk.gaps(caller.bound)
    return page(request, "desk_gaps.html", emergency_number=house.emergency_number, gaps=found)


@router.get("/desk/insights")
async def insights(
    request: Request,
    house: Pages,
    served: House,
    caller: StaffCaller,
    days: Annotated[int, Query(ge=1, le=365)] = DAYS,
) -> Response:
    """Show the figures of the last days, each with its definition."""
    found = await served.desk.insights(caller.bound, days=days)
    return page(
        request, "desk_insights.html", emergency_number=house.emergency_number, insights=found, days=days
    )


@router.get("/desk/decisions")
async def decisions(request: Request, house: Pages, served: House, caller: StaffCaller) -> Response:
    """Show what was decided, in force and undone."""
    return await _decisions_page(request, house, served, caller)


@router.post("/desk/decisions/{decision_id}/undo")
async def undo(
    request: Request,
    *,
    decision_id: str,
    house: Pages,
    served: House,
    caller: StaffCaller,
    reason: Reason = "",
) -> Response:
    """Take a decision back, and show what is in force now."""
    try:
        await served.desk.undo(decision_id, caller.bound, by=caller.staff_name, reason=reason)
    except DecisionInvalid as error:
        return await _decisions_page(request, house, served, caller, fault=str(error))
    return RedirectResponse("/desk/decisions", SEE_OTHER)


@router.get("/desk/{entry_id}")
async def entry(
    request: Request, entry_id: str, house: Pages, served: House, caller: StaffCaller
) -> Response:
    """Show one entry: summary, conversation, evidence, what was withheld, and the four decisions."""
    return await _entry_page(request, entry_id, house, served, caller)


@router.post("/desk/{entry_id}/decide")
async def decide(
    request: Request, entry_id: str, house: Pages, served: House, caller: StaffCaller
) -> Response:
    """Decide, and lead back to the queue; what cannot be taken comes back with its reason and the physician's words."""
    file = await served.desk.file(entry_id, caller.bound)
    form = await request.form()
    try:
        new = decision_from(form, file.entry, author=caller.staff_name, author_id=caller.staff_id or "")
        await served.desk.decide(
            entry_id,
            new,
            caller.bound,
            alike_too=form.get("alike") == "1",
            serious=form.get("serious") == "1",
        )
    except DecisionInvalid as error:
        kept = {name: value for name, value in form.multi_items() if isinstance(value, str)}
        return await _entry_page(request, entry_id, house, served, caller, fault=str(error), kept=kept)
    return RedirectResponse("/desk", SEE_OTHER)


async def _entry_page(
    request: Request,
    entry_id: str,
    house: PageHouse,
    served: ServedHouse,
    caller: Person,
    *,
    fault: str = "",
    kept: dict[str, str] | None = None,
) -> Response:
    file = await served.desk.file(entry_id, caller.bound)
    told = file.conversation
    turns = [
        shown_turn(
            record.events,
            turn_id=record.turn.id,
            number=record.turn.number,
            question=record.turn.question,
            persona=told.persona,
            conversation=told.id,
            language=told.language,
        )
        for record in file.turns
    ]
    return page(
        request,
        "desk_entry.html",
        emergency_number=house.emergency_number,
        status_code=422 if fault else 200,
        address=f"/desk/{entry_id}",
        file=file,
        entry=file.entry,
        turns=turns,
        evidence=shown_evidence(file),
        twin_name=_twin_name(request, house, file.entry.persona),
        due=shown_time(file.entry.due_at),
        asked=shown_time(file.entry.created_at),
        decided=shown_time(file.decision.decided_at) if file.decision else "",
        review_by=first_review_by(served.desk.review_days),
        fault=fault,
        kept=kept or {},
    )


async def _decisions_page(
    request: Request, house: PageHouse, served: ServedHouse, caller: Person, *, fault: str = ""
) -> Response:
    return page(
        request,
        "desk_decisions.html",
        emergency_number=house.emergency_number,
        status_code=422 if fault else 200,
        address="/desk/decisions",
        decisions=await served.desk.history(caller.bound),
        shown_time=shown_time,
        fault=fault,
    )


def _twin_name(request: Request, house: PageHouse, persona_id: str) -> str:
    """Give the twin's name; of a folder that is gone, its id."""
    try:
        return twin_name(house.persona(persona_id), reader_of(request).language)
    except PersonaError:
        return persona_id
