"""A small house and a client of its application, without a socket."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from tests.api.small_app import SmallHouse


@pytest.fixture
def house(tmp_path: Path) -> SmallHouse:
    """Give a house of fakes."""
    return SmallHouse(tmp_path)


@pytest.fixture
async def client(house: SmallHouse) -> AsyncIterator[httpx.AsyncClient]:
    """Give a browser-like client of a started application."""
    app = create_app(house)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://twin.test") as client:
            yield client
