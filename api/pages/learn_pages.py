"""Learning from a twin: its topics, a lesson, its leaflet on paper. Everything works without a script."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from api.identity import Caller
from api.pages.clinic_hours import shown_date
from api.pages.error_pages import PageRoute
from api.pages.learn_view import LessonView
from api.pages.page_house import PageHouse, Pages
from api.pages.reader import reader_of
from api.pages.rendering import PAGE_HEADERS, page
from api.pages.twin_view import shown_twin
from twin.education.leaflet import CARERS, Leaflet, leaflet_of
from twin.education.lesson import Depth, Lesson
from twin.education.topics import Topic
from twin.errors import IndexMissing, PolicyRefused
from twin.typesetting.qr_code import qr_svg

router = APIRouter(route_class=PageRoute, default_response_class=HTMLResponse, include_in_schema=False)
SEE_OTHER = 303
MOST_STARTERS = 6  # topics on a twin's own page
Size = Annotated[Literal["normal", "large"], Query()]
ForWhom = Annotated[Literal["patient", "carers"], Query(alias="for")]


@router.get("/d/{persona_id}/learn")
async def topics(request: Request, persona_id: str, house: Pages) -> Response:
    """List what this twin teaches."""
    language = reader_of(request).language
    twin = shown_twin(house.persona(persona_id), language)
    return page(
        request,
        "learn.html",
        emergency_number=house.emergency_number,
        standing=twin.standing_notice,
        twin=twin,
        topics=await topics_shown(house, persona_id, language),
    )


@router.get("/d/{persona_id}/learn/{topic_id}")
async def lesson(
    request: Request,
    *,
    persona_id: str,
    topic_id: str,
    house: Pages,
    depth: Depth = Depth.PLAIN,
    simpler: Annotated[str, Query(max_length=40)] = "",
    for_whom: ForWhom = "patient",
) -> Response:
    """Show a whole lesson to read, in the depth the reader wishes."""
    language = reader_of(request).language
    twin = shown_twin(house.persona(persona_id), language)
    made = await house.lessons.education.lesson(
        persona_id, topic_id, language=language, depth=depth, simplify=simpler
    )
    return page(
        request,
        "lesson.html",
        emergency_number=house.emergency_number,
        standing=twin.standing_notice,
        twin=twin,
        lesson=made,
        shown=LessonView(house.lessons.explainer, persona=persona_id, language=language).lesson(made),
        checked=shown_date(made.checked, language),
        carers=_carers(made, for_whom),
        depths=tuple(Depth),
    )


@router.post("/d/{persona_id}/learn/{topic_id}")
async def begin(request: Request, persona_id: str, topic_id: str, house: Pages, caller: Caller) -> Response:
    """Begin the lesson with checks, and lead to it."""
    house.persona(persona_id)
    session = await house.lessons.education.begin(
        persona_id, topic_id, language=reader_of(request).language, owner=caller.owner
    )
    return caller.remembered(RedirectResponse(f"/d/{persona_id}/learn/{topic_id}/s/{session.id}", SEE_OTHER))


@router.get("/d/{persona_id}/learn/{topic_id}/sheet")
async def sheet(
    request: Request,
    *,
    persona_id: str,
    topic_id: str,
    house: Pages,
    size: Size = "normal",
    for_whom: ForWhom = "patient",
) -> Response:
    """Show the leaflet as a page to print."""
    language = reader_of(request).language
    twin = shown_twin(house.persona(persona_id), language)
    leaflet = await _leaflet(house, persona_id, topic_id, language, for_whom)
    return page(
        request,
        "lesson_sheet.html",
        emergency_number=house.emergency_number,
        standing=twin.standing_notice,
        twin=twin,
        lesson=leaflet.lesson,
        leaflet=leaflet,
        data=leaflet.to_data(is_large=size == "large"),
        qr=Markup(qr_svg(leaflet.address)),  # noqa: S704 - drawn by segno from our own address
        size=size,
        for_whom=for_whom,
    )


@router.get("/d/{persona_id}/learn/{topic_id}/leaflet.pdf")
async def leaflet_pdf(
    request: Request,
    *,
    persona_id: str,
    topic_id: str,
    house: Pages,
    size: Size = "normal",
    for_whom: ForWhom = "patient",
) -> Response:
    """Give the leaflet as PDF."""
    language = reader_of(request).language
    leaflet = await _leaflet(house, persona_id, topic_id, language, for_whom)
    is_large = size == "large"
    made = await run_in_threadpool(house.lessons.leaflet_pdf, leaflet, is_large=is_large)
    name = f"{topic_id}-{language}{'-large' if is_large else ''}.pdf"
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": PAGE_HEADERS["Cache-Control"],
    }
    return Response(made, media_type="application/pdf", headers=headers)


async def topics_shown(
    house: PageHouse, persona_id: str, language: str, *, most: int = 0
) -> tuple[Topic, ...]:
    """Give the topics of a language, the first `most` where it is not 0; none while a twin is not indexed or withdrawn."""
    try:
        found = await house.lessons.education.topics(persona_id, language)
    except (IndexMissing, PolicyRefused):
        return ()
    return found[:most] if most else found


async def _leaflet(house: PageHouse, persona_id: str, topic_id: str, language: str, for_whom: str) -> Leaflet:
    persona = house.persona(persona_id)
    made = await house.lessons.education.lesson(persona_id, topic_id, language=language)
    return leaflet_of(
        made,
        persona,
        explainer=house.lessons.explainer,
        public_url=house.public_url,
        emergency_number=house.emergency_number,
        for_carers=for_whom == "carers",
    )


def _carers(lesson: Lesson, for_whom: str) -> str:
    """Give the words for who reads the lesson for another; "" for the patient's own version."""
    if for_whom != "carers" or not lesson.dependents:
        return ""
    return CARERS[lesson.dependents].in_language(lesson.language)
