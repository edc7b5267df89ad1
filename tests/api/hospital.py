"""The real house with the demo's personas and a database of its own, and one account of every role."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
from fastapi import FastAPI

from api.app import create_app
from api.identity import STAFF_COOKIE
from api.pages.house_shelf import HouseShelf
from twin.assembly import House, prepared_house
from twin.settings import PathSettings, Settings
from twin.staff.member import STAFF_ROLES, Role
from twin.staff.secret_tokens import form_token
from twin.staff.sessions import Sessions
from twin.storage.staff_tables import StaffRow

OWN_PERSONA, FOREIGN_PERSONA = "cardiology", "urology"
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Hospital:
    """An open house and its application. Every role has an account named after it, bound to `OWN_PERSONA`."""

    house: House
    app: FastAPI

    @asynccontextmanager
    async def browser(self, role: Role = Role.PATIENT) -> AsyncIterator[httpx.AsyncClient]:
        """Give a fresh browser; of a role of the staff it is signed in and sends its page's token."""
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://twin.test") as client:
            if role is not Role.PATIENT:
                sessions = Sessions(self.house.database, self.house.settings.staff)
                token = await sessions.open(role.value)
                client.cookies.set(STAFF_COOKIE, token, domain="twin.test")
                client.headers["x-form-token"] = form_token(token)
            yield client


@asynccontextmanager
async def hospital(data: Path, *, personas: Path = ROOT / "personas") -> AsyncIterator[Hospital]:
    """Open a hospital without an index: everything but answers works."""
    paths = PathSettings(data=data, personas=personas, corpora=ROOT / "corpora")
    house = await prepared_house(Settings(paths=paths))
    async with house.database.transaction() as session:
        for role in STAFF_ROLES:
            session.add(
                StaffRow(
                    id=role.value,
                    login=role.value,
                    name=f"Somebody, {role}",
                    role=role.value,
                    personas=[OWN_PERSONA],
                    password_hash="none: nobody signs in with it",
                    created_at=datetime.now(UTC),
                )
            )
    try:
        yield Hospital(house, create_app(house, page_house=HouseShelf(house)))
    finally:
        await house.close()
