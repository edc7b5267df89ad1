"""A browser without a screen, at the door of a cardboard house."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.api.pages.fake_house import FakeHouse, fake_application


@pytest.fixture
def house(tmp_path: Path) -> FakeHouse:
    """Give a house that answers at once."""
    return FakeHouse(tmp_path / "pictures")


@pytest.fixture
async def browser(house: FakeHouse) -> AsyncIterator[httpx.AsyncClient]:
    """Give an English browser that keeps its cookies and follows no redirect by itself."""
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(fake_application(house), raise_app_exceptions=False),
        base_url="http://127.0.0.1",
        headers={"accept": "text/html", "accept-language": "en-GB,en;q=0.9"},
    ) as client:
        yield client
