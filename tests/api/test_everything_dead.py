"""With the model, the index and the database dead, the card and the way to the room still come."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from tests.api.pages.fake_house import FakeHouse
from tests.api.small_app import SmallHouse
from tests.twin.consultation.ward import ScriptedChatModel, Shelf
from tests.twin.triage_words import real_guide_with_referral
from twin.errors import ChatModelUnavailable, ChromaUnavailable, DatabaseUnavailable, EmbedderUnavailable
from twin.storage.database import Database

CHEST = "crushing chest pain and sweating for 20 minutes"
COUGH = "I have had a cough for 3 days"


async def client_of(
    house: SmallHouse, *, page_house: FakeHouse | None = None
) -> AsyncIterator[httpx.AsyncClient]:
    """Give a client of a started application."""
    app = create_app(house, page_house=page_house)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://twin.test") as client:
            yield client


async def kill_database(house: SmallHouse) -> None:
    """Let every further connection fail, as a database that is gone does."""
    await house.database.close()
    dead = Database("sqlite+aiosqlite:////nowhere/at/all/twin.sqlite3")
    house.database.engine, house.database._sessions = dead.engine, dead._sessions


@pytest.fixture
def house(tmp_path: Path) -> SmallHouse:
    made = SmallHouse(tmp_path, judges=True)
    made.wayfinder = real_guide_with_referral()
    return made


@pytest.fixture
async def client(house: SmallHouse) -> AsyncIterator[httpx.AsyncClient]:
    async for one in client_of(house):
        yield one


async def events_of(client: httpx.AsyncClient, question: str) -> str:
    opened = (await client.post("/api/consultations", json={"persona": "cardiology"})).json()
    asked = (
        await client.post(f"/api/consultations/{opened['id']}/questions", json={"question": question})
    ).json()
    return (await client.get(asked["events"])).text


@pytest.mark.parametrize(
    ("shelf", "chat"),
    [
        (Shelf(), ScriptedChatModel(fault=ChatModelUnavailable("away"))),
        (Shelf(fault=ChromaUnavailable("away")), None),
        (Shelf(fault=EmbedderUnavailable("away")), None),
    ],
)
async def test_without_model_index_or_embedder_the_card_and_the_way_come(
    tmp_path: Path, shelf: Shelf, chat: ScriptedChatModel | None
) -> None:
    async for client in client_of(SmallHouse(tmp_path, shelf=shelf, chat=chat, judges=True)):
        card, cough = await events_of(client, CHEST), await events_of(client, COUGH)
        way = await client.get("/api/wayfinding/way", params={"to": "emergency"})

        assert '"form":"card"' in card and "event: answered" in card
        assert "event: triaged" in cough and "/find/" in cough and "event: advised" in cough
        assert way.status_code == 200 and way.json()["steps"]


async def test_with_the_database_dead_the_question_is_refused_with_the_card(
    house: SmallHouse, client: httpx.AsyncClient
) -> None:
    opened = (await client.post("/api/consultations", json={"persona": "cardiology"})).json()
    await kill_database(house)

    answer = await client.post(f"/api/consultations/{opened['id']}/questions", json={"question": CHEST})

    assert answer.status_code == 503 and answer.json()["error"]["type"] == "DatabaseUnavailable"
    assert answer.json()["triage"]["form"] == "card"
    assert answer.json()["triage"]["way"] == "/find/emergency?from=east-gate"


async def test_with_the_database_dead_the_chat_endpoint_answers_with_the_card(
    house: SmallHouse, client: httpx.AsyncClient
) -> None:
    await kill_database(house)
    body = {"model": "cardiology", "messages": [{"role": "user", "content": CHEST}]}

    whole = (await client.post("/v1/chat/completions", json=body)).json()
    stream = (await client.post("/v1/chat/completions", json=body | {"stream": True})).text

    assert "[120](tel:120)" in whole["choices"][0]["message"]["content"].splitlines()[0]
    assert "(tel:120)" in stream and stream.endswith("data: [DONE]\n\n")


async def test_with_the_database_dead_rules_and_way_have_routes_of_their_own(
    house: SmallHouse, client: httpx.AsyncClient
) -> None:
    await kill_database(house)
    client.cookies.set("staff", "a-session-nobody-can-look-up")

    triage = await client.post("/api/triage", json={"messages": ["我爸胸口闷痛，出冷汗"]})
    way = await client.get("/api/wayfinding/way", params={"to": "emergency"})

    assert triage.json()["triage"]["disposition"] == "emergency" and triage.json()["advice"]
    assert way.status_code == 200


@pytest.mark.parametrize("question", [CHEST, COUGH])
async def test_with_the_database_dead_the_page_works_from_the_rules_alone(
    house: SmallHouse, tmp_path: Path, question: str
) -> None:
    pages = FakeHouse(tmp_path / "pictures")

    async def dead(*_: object, **__: object) -> None:
        raise DatabaseUnavailable("gone")

    pages.open = dead  # type: ignore[method-assign, assignment]
    async for client in client_of(house, page_house=pages):
        answer = await client.post("/d/cardiology", data={"question": question})
        find = await client.get("/find/emergency")

        assert answer.status_code == 503 and "cannot be reached just now" in answer.text
        assert 'href="tel:120"' in answer.text and "/find/" in answer.text
        assert ("data-card" in answer.text) == (question == CHEST)
        assert find.status_code == 200


async def test_a_question_too_long_to_be_taken_still_shows_the_card(
    house: SmallHouse, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    opened = (await client.post("/api/consultations", json={"persona": "cardiology"})).json()
    long = f"{CHEST}. " + "It began at work. " * 200

    answer = await client.post(f"/api/consultations/{opened['id']}/questions", json={"question": long})
    chat = await client.post(
        "/v1/chat/completions", json={"model": "cardiology", "messages": [{"role": "user", "content": long}]}
    )

    assert answer.status_code == 422 and answer.json()["triage"]["form"] == "card"
    assert chat.status_code == 200 and "(tel:120)" in chat.text
