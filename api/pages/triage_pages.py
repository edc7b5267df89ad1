"""GET and POST /triage: how urgent it is, with the database, the index and every model dead. Nothing is kept."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response
from starlette.requests import Request

from api.pages.error_pages import PageRoute
from api.pages.page_house import Pages
from api.pages.rules_page import rules_page

router = APIRouter(route_class=PageRoute, default_response_class=HTMLResponse, include_in_schema=False)
Text = Annotated[str, Form(alias="question", max_length=100_000)]


@router.get("/triage")
async def ask_how_urgent(request: Request, house: Pages) -> Response:
    """Ask what is wrong."""
    return rules_page(request, house, emergency_number=house.emergency_number)


@router.post("/triage")
async def how_urgent(request: Request, house: Pages, text: Text = "") -> Response:
    """Say how urgent it is, what to do, and where. What was written is sent by POST, so that no address holds it."""
    return rules_page(request, house, emergency_number=house.emergency_number, text=text)
