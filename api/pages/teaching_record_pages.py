"""A resident's own record: progress, the review deck, and both to take away."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.requests import Request

from api.dependencies import House
from api.identity import StaffCaller
from api.pages.desk_view import shown_time
from api.pages.error_pages import PageRoute
from api.pages.page_house import Pages
from api.pages.reader import reader_of
from api.pages.rendering import PAGE_HEADERS, page
from api.pages.teaching_pages import SEE_OTHER, learner_of
from api.pages.teaching_view import percent, shown_sources, topic_in
from twin.teaching.export import to_csv, to_xapi
from twin.teaching.spacing import Recall

router = APIRouter(route_class=PageRoute, default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/learn/progress")
async def progress(request: Request, house: Pages, served: House, caller: StaffCaller) -> Response:
    """Show calibration, cases done, gaps by topic."""
    language = reader_of(request).language
    found = await served.teaching.classroom.progress(learner_of(caller))
    return page(
        request,
        "teaching_progress.html",
        emergency_number=house.emergency_number,
        progress=found,
        calibration=[(one, percent(one.right)) for one in found.calibration],
        gaps=[(one, topic_in(one.topic, language), percent(one.said)) for one in found.gaps],
    )


@router.get("/learn/progress.csv")
async def as_csv(served: House, caller: StaffCaller) -> Response:
    """Give the record as a table."""
    text = to_csv(await served.teaching.classroom.sessions(learner_of(caller)))
    headers = {**PAGE_HEADERS, "Content-Disposition": 'attachment; filename="teaching.csv"'}
    # The mark by which spreadsheets see that it is UTF-8.
    return Response(f"\ufeff{text}", media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/learn/progress.xapi.json")
async def as_xapi(house: Pages, served: House, caller: StaffCaller) -> Response:
    """Give the record as xAPI statements."""
    learner = learner_of(caller)
    sessions = await served.teaching.classroom.sessions(learner)
    headers = {**PAGE_HEADERS, "Content-Disposition": 'attachment; filename="teaching.xapi.json"'}
    return JSONResponse(to_xapi(sessions, learner=learner, home=house.public_url), headers=headers)


@router.get("/learn/review")
async def review(request: Request, house: Pages, served: House, caller: StaffCaller) -> Response:
    """Show the card that is due longest; its answer is folded away."""
    language = reader_of(request).language
    classroom = served.teaching.classroom
    due = await classroom.due_cards(learner_of(caller), language=language)
    cards = await classroom.cards(learner_of(caller))
    waiting = [card for card in cards if card.retired_at is None]
    later = [card.due_at for card in waiting if card.id not in {one.card.id for one in due}]
    first = due[0] if due else None
    return page(
        request,
        "teaching_review.html",
        emergency_number=house.emergency_number,
        due=len(due),
        total=len(waiting),
        retired=len(cards) - len(waiting),
        card=first,
        title=first.case.title.in_language(language) if first else "",
        sources=shown_sources(first.sources, first.card.persona) if first else (),
        next_at=shown_time(min(later)) if later else "",
        recalls=tuple(Recall),
    )


@router.post("/learn/review/{card_id}")
async def reviewed(
    card_id: str, served: House, caller: StaffCaller, recall: Annotated[Recall, Form()]
) -> Response:
    """Note how well it was remembered; then the next card."""
    await served.teaching.classroom.review(card_id, recall, learner_of(caller))
    return RedirectResponse("/learn/review", SEE_OTHER)
