"""The door of every route: looks the caller's role up in the access table, and forms at where they were sent from."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from fastapi import FastAPI
from starlette.requests import Request
from starlette.routing import Mount

from api.access_table import ACCESS, Access, Owned
from api.identity import STAFF_COOKIE, SignedIn
from twin.errors import AccessRefused, FormRefused, SignInNeeded
from twin.staff.member import Role
from twin.staff.secret_tokens import is_form_token

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FORM_FIELD = "form_token"
FORM_HEADER = "x-form-token"


async def access_checked(request: Request, staff: SignedIn) -> None:
    """Refuse what the table does not allow. Every route of the application depends on this.

    Raises:
        SignInNeeded: When the route is for staff and nobody is signed in.
        AccessRefused: When the role may not call it, the persona is not theirs, or the table has no row.
        FormRefused: When a change was sent from another site, or a change by staff without its page's token.
    """
    name = f"{request.method} {request.scope['route'].path}".replace("HEAD ", "GET ", 1)
    role = staff.role if staff else Role.PATIENT
    row = ACCESS.get(name)
    if row is None:
        raise AccessRefused(role, f"call {name}, which has no row in api/access_table.py")
    if request.method not in SAFE_METHODS and not request.url.path.startswith("/v1/"):
        _check_origin(request)
    access = row.of(role)
    if access is Access.DENY:
        raise SignInNeeded if staff is None else AccessRefused(role, f"call {name}")
    if access is Access.OWN and row.owned is Owned.PERSONA:
        persona_id = request.path_params.get("persona_id", "")
        if staff is None or not staff.may_act_for(persona_id):
            raise AccessRefused(role, f"act for {persona_id!r}")
    if request.method not in SAFE_METHODS and row.patient is Access.DENY:
        await _check_form_token(request)


def route_names(app: FastAPI) -> Iterator[str]:
    """Give the name of every route of an application, as the table spells it, mounted files included."""
    for route in _flat(app.routes):
        if isinstance(route, Mount):
            yield f"GET {route.path}"
            continue
        for method in sorted(route.methods - {"HEAD"}):
            yield f"{method} {route.path}"


def _flat(routes: Any) -> Iterator[Any]:
    """Walk through routers inside routers."""
    for route in routes:
        inner = getattr(route, "effective_candidates", None)
        if inner is not None:
            yield from _flat(inner())
        else:
            yield route


def _check_origin(request: Request) -> None:
    """Refuse a change that a page of another site sends in this browser's name.

    Browsers say where a request comes from (Sec-Fetch-Site, else Origin); programs say neither, and hold no cookie
    that somebody else could use.
    """
    site = request.headers.get("sec-fetch-site", "")
    if site:
        if site not in ("same-origin", "none"):
            raise FormRefused
        return
    origin = request.headers.get("origin", "")
    if not origin:
        return
    own = {request.headers.get("host", ""), urlsplit(request.app.state.house.serve.public_url).netloc}
    if urlsplit(origin).netloc not in own:
        raise FormRefused


async def _check_form_token(request: Request) -> None:
    """Ask a change by staff for the token of a page of this very session: as a field, or as a header with JSON."""
    given = request.headers.get(FORM_HEADER, "")
    kind = request.headers.get("content-type", "")
    if not given and kind.startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        field = (await request.form()).get(FORM_FIELD, "")
        given = field if isinstance(field, str) else ""
    if not is_form_token(given, request.cookies.get(STAFF_COOKIE, "")):
        raise FormRefused
