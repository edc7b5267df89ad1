"""Who is calling: a patient's browser by its signed cookie, a program by its key, staff by their session.

Patients give no name and have no account. A signed-in member of the staff is also a browser with an `owner`, so a
physician can talk to a twin as a patient does; what the role allows stands in api/access_table.py.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from pydantic import SecretStr
from starlette.requests import Request
from starlette.responses import Response

from api.served_house import ServedHouse
from twin.errors import AccessRefused, DatabaseUnavailable, SignInNeeded, TwinError
from twin.staff.member import Role, StaffMember

COOKIE = "patient"
STAFF_COOKIE = "staff"
COOKIE_SECONDS = (
    180 * 24 * 3600
)  # twice the default keep_days: the last conversation is gone before the cookie


class KeyRefused(TwinError):
    """The key is missing or not one of ours."""

    def __init__(self) -> None:
        super().__init__(
            "The API key is missing or unknown. Send `Authorization: Bearer <key>` with a key of TWIN_SERVE__API_KEYS."
        )


@dataclass(frozen=True, slots=True)
class Person:
    """Who is behind a request. `owner` is a hash and the only thing that is stored.

    `key_name` is the name of the API key, empty for a browser. `new_cookie` must be set on the response when it
    is not empty; `remembered` does so. `staff` is the account that is signed in, None for patients and programs.
    """

    owner: str
    key_name: str = ""
    new_cookie: str = ""
    secure: bool = False
    staff: StaffMember | None = None

    @property
    def role(self) -> Role:
        """Give the role: the account's, or patient."""
        return self.staff.role if self.staff else Role.PATIENT

    @property
    def staff_id(self) -> str | None:
        """Give the account's id; None for patients and programs."""
        return self.staff.id if self.staff else None

    @property
    def staff_name(self) -> str:
        """Give the name of who is signed in, as decisions record it; empty for patients and programs."""
        return self.staff.name if self.staff else ""

    @property
    def personas(self) -> frozenset[str]:
        """Give the personas the account is bound to; empty for patients and for an admin, who needs none."""
        return self.staff.personas if self.staff else frozenset()

    @property
    def bound(self) -> frozenset[str] | None:
        """Give whose desks the caller may see; None for an admin, who may see all."""
        return None if self.role is Role.ADMIN else self.personas

    def require_persona(self, persona_id: str) -> None:
        """Go on only when this persona's desk and reins are the caller's.

        Raises:
            AccessRefused: When the account is not bound to it, or nobody is signed in.
        """
        if self.staff is None or not self.staff.may_act_for(persona_id):
            raise AccessRefused(self.role, f"act for {persona_id!r}")

    def remembered(self, response: Response) -> Response:
        """Set the cookie on the response to a first visit."""
        if self.new_cookie:
            response.set_cookie(
                COOKIE,
                self.new_cookie,
                max_age=COOKIE_SECONDS,
                httponly=True,
                samesite="lax",
                secure=self.secure,
                path="/",
            )
        return response


def owner_hash(kind: str, secret: str) -> str:
    """Give the owner for a browser's secret or a key's name; the two never meet."""
    return hashlib.sha256(f"{kind}:{secret}".encode()).hexdigest()


def signed(value: str, secret: bytes) -> str:
    """Give a value with its signature."""
    return f"{value}.{hmac.new(secret, value.encode(), hashlib.sha256).hexdigest()}"


def unsigned(cookie: str, secret: bytes) -> str | None:
    """Give the value of a signed cookie; None when the signature is not ours."""
    value, _, _ = cookie.rpartition(".")
    return value if value and hmac.compare_digest(signed(value, secret).encode(), cookie.encode()) else None


def key_name_of(header: str, keys: Mapping[str, SecretStr]) -> str:
    """Give the name of the key in an Authorization header, comparing every key in equal time.

    Raises:
        KeyRefused: When it is none of `keys`.
    """
    scheme, _, given = header.partition(" ")
    found = ""
    for name, key in keys.items():
        if hmac.compare_digest(key.get_secret_value().encode(), given.strip().encode()):
            found = name
    if scheme.lower() != "bearer" or not found:
        raise KeyRefused
    return found


async def staff_behind(request: Request) -> StaffMember | None:
    """Tell which account is signed in with this request; None when the session is absent, over or unknown.

    A dead database signs nobody in; what needs nobody signed in, such as the red flags, goes on.
    """
    token = request.cookies.get(STAFF_COOKIE, "")
    house: ServedHouse = request.app.state.house
    if not token or house.staff is None:
        return None
    member: StaffMember | None = None
    with suppress(DatabaseUnavailable):
        member = await house.staff.member_of(token)
    request.state.staff = member  # the frame of every page says who is signed in
    return member


SignedIn = Annotated[StaffMember | None, Depends(staff_behind)]


async def person_behind(request: Request, staff: SignedIn) -> Person:
    """Tell who calls a page or a JSON route: by key where one is sent, else by cookie, made at the first visit.

    Raises:
        KeyRefused: When a key is sent that is none of ours.
    """
    house: ServedHouse = request.app.state.house
    secret: bytes = request.app.state.cookie_secret
    authorization = request.headers.get("authorization", "")
    if authorization and house.serve.api_keys:
        name = key_name_of(authorization, house.serve.api_keys)
        return Person(owner_hash("key", name), key_name=name)
    cookie = request.cookies.get(COOKIE, "")
    value = unsigned(cookie, secret) if cookie else None
    if value is not None:
        return Person(owner_hash("browser", value), staff=staff)
    value = secrets.token_urlsafe(32)
    return Person(
        owner_hash("browser", value),
        new_cookie=signed(value, secret),
        secure=house.serve.public_url.startswith("https:"),
        staff=staff,
    )


def program_behind(request: Request) -> Person:
    """Tell which program calls the OpenAI-compatible routes.

    Raises:
        KeyRefused: When keys are set and none of them is sent.
    """
    house: ServedHouse = request.app.state.house
    if not house.serve.api_keys:
        return Person(owner_hash("key", ""))
    name = key_name_of(request.headers.get("authorization", ""), house.serve.api_keys)
    return Person(owner_hash("key", name), key_name=name)


Caller = Annotated[Person, Depends(person_behind)]


async def staff_person_behind(caller: Caller) -> Person:
    """Give the caller only when somebody of the staff is signed in.

    Raises:
        SignInNeeded: When nobody is; pages lead to the sign-in.
    """
    if caller.staff is None:
        raise SignInNeeded
    return caller


StaffCaller = Annotated[Person, Depends(staff_person_behind)]
Program = Annotated[Person, Depends(program_behind)]
