"""Verify a file that came from somewhere: a form for everybody. Nothing of the file is kept."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from starlette.requests import Request

from api.dependencies import House
from api.pages.error_pages import PageRoute
from api.pages.page_house import PageHouse, Pages
from api.pages.rendering import page
from api.served_house import ServedHouse
from api.upload import sent_file
from twin.errors import UploadInvalid, UploadTooLarge

router = APIRouter(route_class=PageRoute, default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/verify")
async def verify_form(request: Request, house: Pages, served: House) -> Response:
    """Ask for a file."""
    return _verify_page(request, house, served)


@router.post("/verify")
async def verify(request: Request, house: Pages, served: House) -> Response:
    """Say what was found: label, manifest, signature, key, every byte."""
    try:
        async with sent_file(request, most_mib=served.serve.upload_mib) as sent:
            found = await served.films.verifying.verify(sent.path, name=sent.name, manifest=sent.manifest)
    except UploadInvalid:
        return _verify_page(request, house, served, fault="verify_no_file", status=422)
    except UploadTooLarge:
        return _verify_page(request, house, served, fault="verify_too_large", status=413)
    return _verify_page(request, house, served, found=found)


def _verify_page(
    request: Request,
    house: PageHouse,
    served: ServedHouse,
    *,
    found: dict[str, Any] | None = None,
    fault: str = "",
    status: int = 200,
) -> Response:
    return page(
        request,
        "verify.html",
        emergency_number=house.emergency_number,
        status_code=status,
        address="/verify",
        found=found,
        fault=fault,
        most_mib=served.serve.upload_mib,
    )
