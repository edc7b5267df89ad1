"""The hospital directory over HTTP, as a program asks for it."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from tests.api.small_app import SmallHouse

MONDAY = "2026-11-23T09:00:00+08:00"


@pytest.fixture
async def program(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """Give a program that calls a house whose database was never opened."""
    app = create_app(SmallHouse(tmp_path))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        yield client


async def test_departments_come_with_their_names_and_rooms(program: httpx.AsyncClient) -> None:
    departments = (await program.get("/api/wayfinding/departments")).json()

    assert len(departments) == 45
    cardiology = next(one for one in departments if one["id"] == "cardiology")
    assert (cardiology["en"], cardiology["zh"]) == ("Cardiology", "心血管内科")
    assert "op-306" in cardiology["rooms"]


async def test_rooms_say_where_they_are_and_whether_they_are_open(program: httpx.AsyncClient) -> None:
    rooms = (
        await program.get("/api/wayfinding/rooms", params={"department": "urology", "at": MONDAY})
    ).json()

    room = next(one for one in rooms if one["id"] == "op-508")
    assert room["place"]["zh"] == "本部 门诊楼 5楼 508诊室"
    assert (room["opening"]["state"], room["opening"]["until"]) == ("open", "2026-11-23T11:30:00+08:00")
    assert room["alternative"] == "em-101"


async def test_the_way_has_steps_minutes_and_plans(program: httpx.AsyncClient) -> None:
    query = {"from": "west-gate", "to": "op-508", "step_free": "true", "at": MONDAY}
    way = (await program.get("/api/wayfinding/way", params=query)).json()

    assert way["start"] == {"id": "west-gate", "en": "West gate", "zh": "西门"}
    assert [step["number"] for step in way["steps"]] == list(range(1, len(way["steps"]) + 1))
    assert len(way["steps"]) <= 5
    assert way["step_free"] and way["metres"] > 0 and way["minutes"] > 0
    assert way["alternative"] is None
    for address in way["plans"]:
        plan = await program.get(address)
        assert plan.headers["content-type"] == "image/svg+xml"
        assert plan.headers["content-security-policy"] == "default-src 'none'"
        assert plan.text.startswith("<svg")


async def test_a_department_leads_to_the_clinic_that_is_open_and_names_the_others(
    program: httpx.AsyncClient,
) -> None:
    way = (await program.get("/api/wayfinding/way", params={"to": "urology", "at": MONDAY})).json()

    assert way["goal"]["opening"]["state"] == "open"
    assert way["goal"]["campus"] == "main"
    assert "e3-407" in [other["id"] for other in way["others"]]


async def test_a_closed_clinic_comes_with_the_room_to_go_to_instead(program: httpx.AsyncClient) -> None:
    query = {"to": "op-306", "at": "2026-10-05T09:00:00+08:00"}
    way = (await program.get("/api/wayfinding/way", params=query)).json()

    assert way["goal"]["opening"]["words"]["en"].startswith("Closed now (National Day holiday)")
    assert way["alternative"]["id"] == "em-101"


@pytest.mark.parametrize(
    "address",
    [
        "way?to=nowhere",
        "way?to=op-306&from=nowhere",
        "rooms?department=nothing",
        "plans/roof.svg?to=op-306",
    ],
)
async def test_what_is_not_in_the_directory_is_not_found(program: httpx.AsyncClient, address: str) -> None:
    answer = await program.get(f"/api/wayfinding/{address}")

    assert answer.status_code == 404
    assert answer.json()["error"]["type"] == "PlaceNotFound"


async def test_entrances_are_listed_for_links_and_codes(program: httpx.AsyncClient) -> None:
    entrances = (await program.get("/api/wayfinding/entrances")).json()

    assert {"east-gate", "river-gate"} <= {one["id"] for one in entrances}
