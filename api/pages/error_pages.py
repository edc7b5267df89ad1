"""Errors as pages: in the reader's language, with a way on; the exact message is folded away for the staff."""

import logging
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import HTTPException
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.error_handlers import status_of
from api.pages.rendering import page
from twin.errors import TwinError

log = logging.getLogger(__name__)
_WORDED = frozenset({403, 404, 405, 409, 422, 500, 503})


def error_page(request: Request, *, status: int, emergency_number: str, detail: str = "") -> Response:
    """Render the page of one HTTP status, in the reader's language.

    Args:
        request: The request that failed.
        status: HTTP status; one without words of its own is shown with those of its hundred.
        emergency_number: Local number for the standing line.
        detail: Exact message for the staff; never what a patient wrote.
    """
    key = status if status in _WORDED else (503 if status > 500 else 422)
    return page(
        request,
        "error.html",
        emergency_number=emergency_number,
        status_code=status,
        address="" if request.method in {"GET", "HEAD"} else "/",
        status=status,
        key=str(key),
        detail=detail,
    )


def page_for_error(request: Request, error: Exception) -> Response:
    """Render the page for an exception of ours, of the framework's, or an unexpected one."""
    number = request.app.state.page_house.emergency_number
    if isinstance(error, StarletteHTTPException | HTTPException):
        return error_page(
            request, status=error.status_code, emergency_number=number, detail=str(error.detail)
        )
    if isinstance(error, RequestValidationError):
        # Which field was wrong may be told; what stood in it may not.
        fields = ", ".join(".".join(str(part) for part in fault["loc"]) for fault in error.errors())
        return error_page(request, status=422, emergency_number=number, detail=f"Fields: {fields}")
    if isinstance(error, TwinError):
        return error_page(request, status=status_of(error), emergency_number=number, detail=str(error))
    log.error("page failed", extra={"fault": type(error).__name__})
    return error_page(request, status=500, emergency_number=number, detail=type(error).__name__)


class PageRoute(APIRoute):
    """A route of a page: what fails becomes a page, not JSON; a form of another site is refused."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the handler."""
        handler = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                if request.method == "POST" and request.headers.get("sec-fetch-site") == "cross-site":
                    raise HTTPException(403, "A form of another site was sent here.")
                return await handler(request)
            except Exception as error:
                return page_for_error(request, error)

        return handled
