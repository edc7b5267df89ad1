"""Find a room: the question, the way, one sheet of paper, and the card to show to staff. Forms and links only."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup
from starlette.requests import Request

from api.pages.error_pages import PageRoute
from api.pages.page_house import PageHouse, Pages
from api.pages.reader import reader_of
from api.pages.rendering import page
from api.pages.way_view import (
    ShownPlace,
    ShownWay,
    find_address,
    shown_room,
    shown_starts,
    shown_suggestions,
    shown_way,
)
from api.pages.wording import words_in
from twin.errors import SettingsError
from twin.typesetting.qr_code import qr_svg
from twin.wayfinding.directory import Directory
from twin.wayfinding.name_search import EXACT
from twin.wayfinding.places import Room
from twin.wayfinding.wayfinder import EMERGENCY, Wayfinder

router = APIRouter(route_class=PageRoute, default_response_class=HTMLResponse, include_in_schema=False)
# What most visitors look for besides a clinic, by kind of room, in the order of the page.
EVERYDAY_KINDS = (
    "information",
    "cash",
    "pharmacy",
    "laboratory",
    "imaging",
    "ecg",
    "toilet",
    "service",
    "cafe",
)
LONGEST_TEXT = 500
MOST_SHOWN = 8


class Start:
    """Where one starts and how one walks, as address or form say it."""

    def __init__(self, house: Pages, start: str, step_free: bool) -> None:
        """Take the default entrance where none is named. Raises `PlaceNotFound` for one that is not there."""
        guide = house.wayfinder
        self.id = guide.directory.start(start or guide.default_entrance).id
        self.step_free = step_free


def _start_of_address(
    house: Pages,
    start: Annotated[str, Query(alias="from", max_length=60)] = "",
    step_free: Annotated[bool, Query()] = False,
) -> Start:
    return Start(house, start, step_free)


def _start_of_form(
    house: Pages,
    start: Annotated[str, Form(alias="from", max_length=60)] = "",
    step_free: Annotated[bool, Form()] = False,
) -> Start:
    return Start(house, start, step_free)


StartHere = Annotated[Start, Depends(_start_of_address)]


@router.get("/find")
async def find(request: Request, house: Pages, start: StartHere) -> Response:
    """Ask what is wrong or where one wants to go; offer departments and rooms."""
    return _question_page(request, house, start)


@router.post("/find")
async def found(
    request: Request,
    house: Pages,
    start: Annotated[Start, Depends(_start_of_form)],
    text: Annotated[str, Form(max_length=LONGEST_TEXT)] = "",
) -> Response:
    """Say what a text may mean. It is sent by POST, so that no address, log or history holds what a patient wrote."""
    guide = house.wayfinder
    named = guide.names.find(text, most=2)
    exact = [one.place.id for one in named if one.score == EXACT]
    if len(exact) == 1:
        return RedirectResponse(find_address(exact[0], start.id, step_free=start.step_free), status_code=303)
    return _question_page(request, house, start, text=text.strip())


@router.get("/find/{place_id}")
async def way(request: Request, house: Pages, place_id: str, start: StartHere) -> Response:
    """Show the way to a department's clinic or to a room."""
    return _way_page(request, house, place_id, start, "way.html")


@router.get("/find/{place_id}/sheet")
async def sheet(request: Request, house: Pages, place_id: str, start: StartHere) -> Response:
    """Show the same on one sheet of A4."""
    return _way_page(request, house, place_id, start, "way_sheet.html")


@router.get("/find/{place_id}/staff-card")
async def staff_card(request: Request, house: Pages, place_id: str, start: StartHere) -> Response:
    """Show a card for the staff, in large Chinese and English."""
    guide = house.wayfinder
    room = guide.goals(place_id, start.id, datetime.now(UTC))[0]
    return page(
        request,
        "staff_card.html",
        emergency_number=house.emergency_number,
        sides=[
            _card_side(guide.directory, room, language, step_free=start.step_free)
            for language in ("zh", "en")
        ],
        name=room.name.in_language(reader_of(request).language),
        back=find_address(place_id, start.id, step_free=start.step_free),
    )


def _card_side(directory: Directory, room: Room, language: str, *, step_free: bool) -> dict[str, str]:
    """Write the card in one language."""
    words = words_in(language)
    return {
        "language": "zh-Hans" if language == "zh" else "en",
        "please": words["find_card_please"],
        "name": room.name.in_language(language),
        "place": directory.place(room).in_language(language),
        "step_free": words["find_card_step_free"] if step_free else "",
    }


def _question_page(request: Request, house: PageHouse, start: Start, *, text: str = "") -> Response:
    """Render the form, and what a text may mean where one was written."""
    guide, language, moment = house.wayfinder, reader_of(request).language, datetime.now(UTC)
    directory = guide.directory
    suggested = (
        guide.suggestions(text, start_id=start.id, step_free=start.step_free, most=MOST_SHOWN) if text else []
    )
    campus = directory.campuses[directory.start(start.id).campus]

    def linked(room: Room) -> ShownPlace:
        address = find_address(room.id, start.id, step_free=start.step_free)
        return shown_room(directory, room, moment=moment, language=language, address=address)

    everyday = [linked(room) for room in _everyday(guide, start)]
    shown = shown_suggestions(
        directory, suggested, start.id, step_free=start.step_free, moment=moment, language=language
    )
    # A referral that names the emergency department has seen a red flag: that is said first, and larger.
    urgent = shown[0] if shown and shown[0].reason and shown[0].id == EMERGENCY else None
    return page(
        request,
        "find.html",
        emergency_number=house.emergency_number,
        address="/find" if request.method == "POST" else "",
        text=text,
        limit=LONGEST_TEXT,
        suggestions=shown,
        urgent=urgent,
        starts=shown_starts(directory, language, chosen=start.id),
        start_id=start.id,
        step_free=start.step_free,
        emergency=linked(directory.room(campus.emergency)),
        information=linked(directory.room(campus.information)),
        departments=[
            ShownPlace(
                one.id,
                one.name.in_language(language),
                address=find_address(one.id, start.id, step_free=start.step_free),
            )
            for one in directory.departments.values()
        ],
        everyday=everyday,
        hospital=directory.hospital.name.in_language(language),
        is_fictional=directory.hospital.is_fictional,
    )


def _everyday(guide: Wayfinder, start: Start) -> list[Room]:
    """Give what most visitors look for on the campus where one is; of several of one name the nearest."""
    campus = guide.directory.start(start.id).campus
    wanted = [
        room
        for room in guide.directory.rooms.values()
        if room.kind in EVERYDAY_KINDS and room.campus == campus and not room.department
    ]
    by_name: dict[str, Room] = {}
    for room in guide.nearest(wanted, start.id, step_free=start.step_free):
        by_name.setdefault(room.name.en, room)
    return sorted(by_name.values(), key=lambda room: EVERYDAY_KINDS.index(room.kind))


def _way_page(request: Request, house: PageHouse, place_id: str, start: Start, template: str) -> Response:
    """Render the way to a place."""
    guide, language, moment = house.wayfinder, reader_of(request).language, datetime.now(UTC)
    goal, *others = guide.goals(place_id, start.id, moment)
    guidance = guide.guidance(start.id, goal.id, moment, step_free=start.step_free)
    asked = guide.directory.departments.get(place_id) or goal
    shown: ShownWay = shown_way(guide, guidance, asked, others, moment=moment, language=language)
    here = find_address(place_id, start.id, step_free=start.step_free)
    return page(
        request,
        template,
        emergency_number=house.emergency_number,
        way=shown,
        drawings=[(plan, Markup(plan.drawing)) for plan in shown.plans],  # noqa: S704 - drawn and escaped by floor_plan
        place_id=place_id,
        here=here,
        sheet=find_address(place_id, start.id, step_free=start.step_free, page="sheet"),
        card=find_address(place_id, start.id, step_free=start.step_free, page="staff-card"),
        starts=shown_starts(guide.directory, language, chosen=start.id),
        qr=_code(house.public_url.rstrip("/") + here),
        qr_address=house.public_url.rstrip("/") + here,
        hospital=guide.directory.hospital.name.in_language(language),
        is_fictional=guide.directory.hospital.is_fictional,
    )


def _code(address: str) -> Markup:
    """Give the QR code of an address; nothing where it cannot be drawn, for the address stands beside it in letters."""
    try:
        return Markup(qr_svg(address))  # noqa: S704 - drawn by segno from our own address
    except SettingsError:
        return Markup()
