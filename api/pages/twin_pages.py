"""Gallery, twin home, portrait, text size and about."""

from datetime import UTC, datetime

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from starlette.requests import Request

from api.pages.clinic_hours import shown_clinics, shown_date
from api.pages.error_pages import PageRoute
from api.pages.learn_pages import MOST_STARTERS, topics_shown
from api.pages.page_house import PageHouse, Pages
from api.pages.reader import reader_of
from api.pages.rendering import page
from api.pages.twin_view import shown_twin
from api.pages.urgency_view import ShownCard
from api.pages.wording import words_in
from twin.errors import DirectoryError
from twin.portrait.portrait import portrait_svg

router = APIRouter(route_class=PageRoute, default_response_class=HTMLResponse, include_in_schema=False)
# An SVG opened by itself may neither run nor load anything.
_PICTURE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",  # a likeness that is withdrawn is gone at the next request
}


@router.get("/")
async def gallery(request: Request, house: Pages) -> Response:
    """Show every twin."""
    language = reader_of(request).language
    twins = [shown_twin(persona, language) for persona in house.personas()]
    return page(request, "gallery.html", emergency_number=house.emergency_number, twins=twins)


@router.get("/d/{persona_id}")
async def twin_home(request: Request, persona_id: str, house: Pages) -> Response:
    """Show one twin: who, what it speaks about, starter questions, clinic."""
    return await home_page(request, house, persona_id)


@router.get("/d/{persona_id}/portrait.svg")
async def portrait(request: Request, persona_id: str, house: Pages) -> Response:
    """Draw the twin."""
    persona = house.persona(persona_id)
    title = shown_twin(persona, reader_of(request).language).twin_name
    return Response(portrait_svg(persona, title=title), media_type="image/svg+xml", headers=_PICTURE_HEADERS)


@router.get("/about")
async def about(request: Request, house: Pages) -> Response:
    """Say what a twin is, what is stored, and how to delete it."""
    return page(request, "about.html", emergency_number=house.emergency_number, keep_days=house.keep_days)


@router.get("/view")
async def text_size(request: Request, house: Pages) -> Response:
    """Offer the text sizes."""
    return page(request, "text_size.html", emergency_number=house.emergency_number)


async def home_page(
    request: Request,
    house: PageHouse,
    persona_id: str,
    *,
    draft: str = "",
    question_fault: str = "",
    card: ShownCard | None = None,
) -> Response:
    """Render a twin's home; with a fault, as the answer to a question that could not be taken.

    Raises:
        PersonaNotFound: If there is no such persona.
    """
    reader = reader_of(request)
    twin = shown_twin(house.persona(persona_id), reader.language)
    plan = house.clinic_plan(persona_id)
    today = datetime.now(UTC).date()
    words = words_in(reader.language)
    return page(
        request,
        "twin_home.html",
        emergency_number=house.emergency_number,
        status_code=422 if question_fault else 200,
        standing=twin.standing_notice,
        red_card=card,
        twin=twin,
        silence=await house.silence(persona_id),
        topics=await topics_shown(house, persona_id, reader.language, most=MOST_STARTERS),
        clinics=shown_clinics(
            plan,
            language=reader.language,
            words=words,
            today=today,
            way_to=lambda clinic_id: _way_to(house, persona_id, clinic_id),
        )
        if plan
        else (),
        valid_from=shown_date(plan.valid_from, reader.language) if plan else "",
        limit=house.question_characters,
        draft=draft,
        question_fault=question_fault,
    )


def _way_to(house: PageHouse, persona_id: str, clinic_id: str) -> str:
    """Give the address of the way to a clinic; nothing where the directory lacks it or is out of order."""
    try:
        room = house.wayfinder.directory.room_of_clinic(persona_id, clinic_id)
    except DirectoryError:
        return ""
    return f"/find/{room.id}" if room else ""
