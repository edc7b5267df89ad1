"""All pages in one call: routes, static files, and pages for what is not found."""

from pathlib import Path
from typing import cast

from fastapi import APIRouter, FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import HTTPExceptionHandler, Scope

from api.pages import (
    approve_pages,
    caption_pages,
    conversation_pages,
    desk_pages,
    find_pages,
    journal_pages,
    learn_pages,
    length_pages,
    lesson_pages,
    production_pages,
    reins_pages,
    round_pages,
    script_pages,
    source_pages,
    staff_pages,
    studio_pages,
    talk_pages,
    teaching_pages,
    teaching_record_pages,
    triage_pages,
    twin_pages,
    verify_pages,
)
from api.pages.error_pages import page_for_error
from api.pages.page_house import PageHouse

STATIC = Path(__file__).parent.parent / "static"

router = APIRouter()
router.include_router(twin_pages.router)
router.include_router(conversation_pages.router)
router.include_router(source_pages.router)
router.include_router(triage_pages.router)
router.include_router(find_pages.router)
router.include_router(staff_pages.router)
router.include_router(reins_pages.router)
# Before the desk: /desk/{entry_id} would take /desk/lessons for an entry.
router.include_router(learn_pages.router)
router.include_router(lesson_pages.router)
router.include_router(desk_pages.router)
router.include_router(teaching_record_pages.router)
router.include_router(round_pages.router)
router.include_router(journal_pages.router)
router.include_router(teaching_pages.router)
router.include_router(studio_pages.router)
router.include_router(script_pages.router)
router.include_router(length_pages.router)
router.include_router(caption_pages.router)
router.include_router(approve_pages.router)
router.include_router(production_pages.router)
router.include_router(talk_pages.router)
router.include_router(verify_pages.router)


class OwnStaticFiles(StaticFiles):
    """CSS, modules and pictures of ours; asked for anew each visit, so that an update shows at once."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Serve a file with headers that suit it."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


def include_pages(app: FastAPI, *, house: PageHouse) -> None:
    """Add every page and the static files to an application.

    Args:
        app: The application, with its error handlers: programs keep getting JSON for what is not found.
        house: The house as the pages see it.
    """
    app.state.page_house = house
    app.include_router(router)
    app.mount("/static", OwnStaticFiles(directory=STATIC), name="static")
    otherwise = cast(HTTPExceptionHandler | None, app.exception_handlers.get(HTTPException))

    async def not_found(request: Request, error: Exception) -> Response:
        if otherwise is None or _is_browser(request):
            return page_for_error(request, error)
        answer = otherwise(request, cast(HTTPException, error))
        return answer if isinstance(answer, Response) else await answer

    app.add_exception_handler(HTTPException, not_found)


def _is_browser(request: Request) -> bool:
    """Say whether a person is looking: programs do not ask for HTML, and have their own paths."""
    wants_html = "text/html" in request.headers.get("accept", "")
    return wants_html and not request.url.path.startswith(("/api/", "/v1/", "/static/"))
