"""POST /api/triage and the history of a conversation."""

import httpx
import pytest

from api.app import create_app
from tests.api.small_app import SmallHouse


async def test_messages_are_judged_without_a_conversation(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/triage", json={"messages": ["我爸胸口闷痛", "还出冷汗，左胳膊发麻"]})

    assert answer.status_code == 200
    assert (
        answer.json()["triage"]["disposition"] == "emergency" and answer.json()["triage"]["language"] == "zh"
    )
    assert any("120" in line for line in answer.json()["advice"])


@pytest.mark.parametrize("messages", [[], [""], ["x" * 20_001]])
async def test_what_cannot_be_read_is_refused(client: httpx.AsyncClient, messages: list[str]) -> None:
    assert (await client.post("/api/triage", json={"messages": messages})).status_code == 422


async def test_a_conversation_s_history_is_read_and_deleted_by_its_owner_only(house: SmallHouse) -> None:
    house = SmallHouse(house.data, judges=True)
    app = create_app(house)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app)
        async with (
            httpx.AsyncClient(transport=transport, base_url="http://twin.test") as owner,
            httpx.AsyncClient(transport=transport, base_url="http://twin.test") as stranger,
        ):
            opened = (await owner.post("/api/consultations", json={"persona": "cardiology"})).json()
            home = f"/api/consultations/{opened['id']}"
            for question in ("I have a headache", "65, since yesterday, 6 out of 10"):
                asked = (await owner.post(f"{home}/questions", json={"question": question})).json()
                await owner.get(asked["events"])

            history = (await owner.get(f"{home}/history")).json()
            refused = await stranger.get(f"{home}/history")
            deleted = await owner.delete(f"{home}/history")

            assert history["asked"] and {one["fact"] for one in history["entries"]} <= set(history["asked"])
            assert any(one["fact"] == "since_when" and one["value"] == 24.0 for one in history["entries"])
            assert refused.status_code == 404 and deleted.status_code == 204
            assert (await owner.get(f"{home}/history")).json()["entries"] == []
