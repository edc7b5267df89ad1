"""The staff's door: the session cookie, and the accounts behind it. Shared by pages and JSON routes."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from api.identity import STAFF_COOKIE
from api.served_house import ServedHouse
from twin.errors import SignInRefused
from twin.staff.staff import Staff

START_PAGE = "/staff/account"
# Where a sign-in may lead back to: our own pages for staff, and nothing that a browser reads as another site.
_BACK_TO = ("/staff", "/desk", "/learn", "/studio")


def _accounts(request: Request) -> Staff:
    house: ServedHouse = request.app.state.house
    if house.staff is None:
        raise SignInRefused
    return house.staff


Accounts = Annotated[Staff, Depends(_accounts)]


def address_of(request: Request) -> str:
    """Give the address a request came from, for the throttle; the server has resolved trusted proxies."""
    return request.client.host if request.client else "unknown"


def session_token(request: Request) -> str:
    """Give the token of the session's cookie; empty without one."""
    return request.cookies.get(STAFF_COOKIE, "")


def let_in(request: Request, response: Response, token: str) -> Response:
    """Set the session's cookie: not for scripts, not for other sites' forms, over TLS only where there is TLS."""
    house: ServedHouse = request.app.state.house
    is_https = request.url.scheme == "https" or house.serve.public_url.startswith("https:")
    response.set_cookie(STAFF_COOKIE, token, httponly=True, samesite="lax", secure=is_https, path="/")
    return response


def let_out(response: Response) -> Response:
    """Remove the session's cookie, and what the browser kept of the staff's pages."""
    response.delete_cookie(STAFF_COOKIE, path="/", httponly=True, samesite="lax")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def safe_next(wanted: str) -> str:
    """Give the page to go on to: the wanted one if it is ours and for staff, else the account's."""
    is_ours = any(wanted == place or wanted.startswith(f"{place}/") for place in _BACK_TO)
    is_plain = wanted.isascii() and wanted.isprintable() and not set(wanted) & set('\\"<>')
    return wanted if is_ours and is_plain and "//" not in wanted and ".." not in wanted else START_PAGE
