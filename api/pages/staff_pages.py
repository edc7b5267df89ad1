"""Sign in, accept an invitation, my account. Forms that work without a script."""

from typing import Annotated

from fastapi import APIRouter, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import Request

from api.identity import StaffCaller
from api.pages.error_pages import PageRoute
from api.pages.page_house import PageHouse, Pages
from api.pages.reader import reader_of
from api.pages.rendering import page
from api.pages.wording import words_in
from api.staff_door import START_PAGE, Accounts, address_of, let_in, let_out, safe_next, session_token
from twin.errors import SignInRefused, SignInThrottled, StaffInvalid
from twin.staff.passwords import LONGEST, SHORTEST
from twin.staff.staff import Invitation

router = APIRouter(route_class=PageRoute, default_response_class=HTMLResponse, include_in_schema=False)
SEE_OTHER = 303
Login = Annotated[str, Form(max_length=200)]
Password = Annotated[str, Form(max_length=1_000)]


@router.get("/staff/sign-in")
async def sign_in_form(
    request: Request, house: Pages, next_page: Annotated[str, Query(alias="next", max_length=300)] = ""
) -> Response:
    """Ask for sign-in name and password."""
    return _sign_in_page(request, house, next_page=safe_next(next_page))


@router.post("/staff/sign-in")
async def sign_in(
    request: Request,
    *,
    house: Pages,
    accounts: Accounts,
    login: Login = "",
    password: Password = "",
    next_page: Annotated[str, Form(alias="next", max_length=300)] = "",
) -> Response:
    """Open a session and go on; what does not fit comes back with its reason."""
    words, going_on = words_in(reader_of(request).language), safe_next(next_page)
    try:
        token = await accounts.sign_in(
            login, password, address=address_of(request), instead_of=session_token(request)
        )
    except SignInRefused:
        return _sign_in_page(
            request, house, next_page=going_on, login=login, fault=words["staff_sign_in_refused"], status=401
        )
    except SignInThrottled as error:
        fault = words["staff_sign_in_throttled"].format(minutes=-(-error.seconds // 60))
        return _sign_in_page(request, house, next_page=going_on, login=login, fault=fault, status=429)
    return let_in(request, RedirectResponse(going_on, SEE_OTHER), token)


@router.post("/staff/sign-out")
async def sign_out(request: Request, accounts: Accounts) -> Response:
    """End the session."""
    await accounts.sign_out(session_token(request))
    return let_out(RedirectResponse("/staff/sign-in", SEE_OTHER))


@router.get("/staff/invitation/{token}")
async def invitation_form(request: Request, token: str, house: Pages, accounts: Accounts) -> Response:
    """Show what an invitation offers. Looking at it does not use it: mail programs look, too."""
    return _invitation_page(request, house, await accounts.invitation(token))


@router.post("/staff/invitation/{token}")
async def accept(
    request: Request,
    token: str,
    *,
    house: Pages,
    accounts: Accounts,
    login: Login = "",
    password: Password = "",
    again: Password = "",
) -> Response:
    """Make the account and sign in."""
    offered = await accounts.invitation(token)
    words = words_in(reader_of(request).language)
    if password != again:
        return _invitation_page(request, house, offered, login=login, fault=words["staff_passwords_differ"])
    try:
        session = await accounts.accept(token, login=login, password=password)
    except StaffInvalid as error:
        return _invitation_page(request, house, offered, login=login, fault=str(error), fault_language="en")
    return let_in(request, RedirectResponse(START_PAGE, SEE_OTHER), session)


@router.get("/staff/account")
async def account(request: Request, house: Pages, caller: StaffCaller) -> Response:
    """Show who is signed in, and where to go."""
    return _account_page(request, house)


@router.post("/staff/password")
async def change_password(
    request: Request,
    *,
    house: Pages,
    caller: StaffCaller,
    accounts: Accounts,
    old: Password = "",
    password: Password = "",
    again: Password = "",
) -> Response:
    """Change the password; every other session of the account ends."""
    words = words_in(reader_of(request).language)
    if password != again:
        return _account_page(request, house, fault=words["staff_passwords_differ"])
    try:
        token = await accounts.change_password(
            caller.staff_id or "", old=old, new=password, token=session_token(request)
        )
    except SignInRefused:
        return _account_page(request, house, fault=words["staff_old_password_wrong"])
    except SignInThrottled as error:
        fault = words["staff_sign_in_throttled"].format(minutes=-(-error.seconds // 60))
        return _account_page(request, house, fault=fault)
    except StaffInvalid as error:
        return _account_page(request, house, fault=str(error), fault_language="en")
    return let_in(request, RedirectResponse(f"{START_PAGE}?changed=1", SEE_OTHER), token)


def _sign_in_page(
    request: Request, house: PageHouse, *, next_page: str, login: str = "", fault: str = "", status: int = 200
) -> Response:
    return page(
        request,
        "staff_sign_in.html",
        emergency_number=house.emergency_number,
        status_code=status,
        next_page=next_page,
        login=login,
        fault=fault,
    )


def _invitation_page(
    request: Request,
    house: PageHouse,
    offered: Invitation,
    *,
    login: str = "",
    fault: str = "",
    fault_language: str = "",
) -> Response:
    return page(
        request,
        "staff_invitation.html",
        emergency_number=house.emergency_number,
        status_code=422 if fault else 200,
        offered=offered,
        personas=_named(request, house, offered.personas),
        shortest=SHORTEST,
        longest=LONGEST,
        login=login,
        fault=fault,
        fault_language=fault_language,
    )


def _account_page(
    request: Request, house: PageHouse, *, fault: str = "", fault_language: str = ""
) -> Response:
    return page(
        request,
        "staff_account.html",
        emergency_number=house.emergency_number,
        status_code=422 if fault else 200,
        address=START_PAGE,
        personas=_named(request, house, request.state.staff.personas),
        shortest=SHORTEST,
        longest=LONGEST,
        changed=request.query_params.get("changed") == "1",
        fault=fault,
        fault_language=fault_language,
    )


def _named(request: Request, house: PageHouse, persona_ids: frozenset[str]) -> list[str]:
    """Give the specialties of the personas somebody is bound to, in the reader's language."""
    language = reader_of(request).language
    known = {persona.id: persona.specialty.in_language(language) for persona in house.personas()}
    return [known.get(persona_id, persona_id) for persona_id in sorted(persona_ids)]
