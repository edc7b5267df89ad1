"""Errors as pages: in the reader's language, with a way on; the exact message is folded away for the staff."""

import logging
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import urlencode

from fastapi import HTTPException
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.error_handlers import status_of
from api.pages.rendering import page
from api.pages.rules_page import rules_page
from twin.errors import AccessRefused, InvitationInvalid, SignInNeeded, TwinError

log = logging.getLogger(__name__)
SIGN_IN = "/staff/sign-in"  # api/pages/staff_pages.py
# Errors of the staff's pages that need other words than their status.
_WORDS_OF: dict[type[TwinError], str] = {AccessRefused: "access", InvitationInvalid: "invitation"}
_WORDED = frozenset({403, 404, 405, 409, 422, 500, 503})


def error_page(
    request: Request, *, status: int, emergency_number: str, detail: str = "", words: str = ""
) -> Response:
    """Render the page of one HTTP status, in the reader's language.

    Args:
        request: The request that failed.
        status: HTTP status; one without words of its own is shown with those of its hundred.
        emergency_number: Local number for the standing line.
        detail: Exact message for the staff; never what a patient wrote.
        words: Which words to use instead of those of the status.
    """
    key = status if status in _WORDED else (503 if status > 500 else 422)
    return page(
        request,
        "error.html",
        emergency_number=emergency_number,
        status_code=status,
        address="" if request.method in {"GET", "HEAD"} else "/",
        status=status,
        key=words or str(key),
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
        return error_page(
            request,
            status=status_of(error),
            emergency_number=number,
            detail=str(error),
            words=_WORDS_OF.get(type(error), ""),
        )
    log.error("page failed", extra={"fault": type(error).__name__})
    return error_page(request, status=500, emergency_number=number, detail=type(error).__name__)


def _back_to(request: Request) -> str:
    """Give the page to return to after signing in: this one, or for a form the one it stood on."""
    return request.url.path if request.method in {"GET", "HEAD"} else "/staff/account"


async def _rules_instead(request: Request, error: Exception) -> Response | None:
    """Give the page of the rules alone where a question was asked and something of ours is dead; else None."""
    status = status_of(error) if isinstance(error, TwinError) else 500
    is_fault_of_the_caller = (
        isinstance(error, StarletteHTTPException | RequestValidationError) or status < 500
    )
    if request.method != "POST" or is_fault_of_the_caller:
        return None
    question = (await request.form()).get("question", "")
    if not isinstance(question, str) or not question.strip():
        return None
    log.error("question answered by the rules alone", extra={"fault": type(error).__name__})
    house = request.app.state.page_house
    return rules_page(
        request, house, emergency_number=house.emergency_number, text=question, status=max(status, 503)
    )


class PageRoute(APIRoute):
    """A route of a page: what fails becomes a page, not JSON; where somebody must sign in, that is the page."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the handler."""
        handler = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handler(request)
            except SignInNeeded:
                return RedirectResponse(f"{SIGN_IN}?{urlencode({'next': _back_to(request)})}", 303)
            except Exception as error:
                return await _rules_instead(request, error) or page_for_error(request, error)

        return handled
