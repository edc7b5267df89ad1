"""Consultations over HTTP, without a socket."""

import json
from typing import Any

import httpx
import pytest

from tests.api.small_app import SmallHouse


async def ask(client: httpx.AsyncClient, question: str = "Can I drink coffee?") -> dict[str, Any]:
    opened = await client.post("/api/consultations", json={"persona": "cardiology"})
    asked = await client.post(
        f"/api/consultations/{opened.json()['id']}/questions", json={"question": question}
    )
    assert (opened.status_code, asked.status_code) == (201, 202)
    return dict(asked.json())


def events_in(body: str) -> list[dict[str, Any]]:
    blocks = [block for block in body.split("\n\n") if block.startswith("id: ")]
    return [json.loads(block.split("data: ", 1)[1]) for block in blocks]


async def test_a_question_becomes_a_stream_of_numbered_events(client: httpx.AsyncClient) -> None:
    turn = await ask(client)

    answer = await client.get(turn["events"])

    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    assert [e["kind"] for e in events_in(answer.text)] == ["started", "found", "spoken", "spoken", "answered"]
    assert answer.text.startswith("id: 1\nevent: started\ndata: {")


@pytest.mark.parametrize("by", ["header", "query"])
async def test_a_stream_is_resumed_at_every_cut_point(client: httpx.AsyncClient, by: str) -> None:
    turn = await ask(client)
    whole = events_in((await client.get(turn["events"])).text)

    for cut in range(1, len(whole)):
        headers = {"last-event-id": str(cut)} if by == "header" else {}
        params = {} if by == "header" else {"after": cut}
        rest = await client.get(turn["events"], headers=headers, params=params)
        assert events_in(rest.text) == whole[cut:]
    done = await client.get(turn["events"], params={"after": len(whole)})
    assert done.status_code == 204


async def test_a_conversation_is_read_again_and_deleted(client: httpx.AsyncClient) -> None:
    turn = await ask(client)
    await client.get(turn["events"])
    address = f"/api/consultations/{turn['consultation']}"

    read = (await client.get(address)).json()
    deleted = await client.delete(address)

    assert read["turns"][0]["turn"]["status"] == "answered" and len(read["turns"][0]["events"]) == 5
    assert deleted.status_code == 204 and (await client.get(address)).status_code == 404


async def test_another_browser_finds_nothing(client: httpx.AsyncClient) -> None:
    turn = await ask(client)
    client.cookies.clear()

    for answer in (
        await client.get(turn["events"]),
        await client.get(f"/api/consultations/{turn['consultation']}"),
    ):
        assert answer.status_code == 404 and answer.json()["error"]["type"] in (
            "TurnNotFound",
            "ConversationNotFound",
        )


async def test_a_forged_cookie_is_a_new_browser(client: httpx.AsyncClient) -> None:
    turn = await ask(client)
    value = client.cookies["patient"]
    client.cookies.clear()

    forged = await client.get(turn["events"], headers={"cookie": f"patient={value[:-4]}0000"})

    assert forged.status_code == 404


async def test_stop_is_accepted_also_when_the_answer_has_ended(client: httpx.AsyncClient) -> None:
    turn = await ask(client)
    await client.get(turn["events"])

    stopped = await client.post(turn["events"].replace("/events", "/stop"))

    assert stopped.status_code == 202 and stopped.json()["status"] == "answered"


async def test_what_cannot_be_taken_is_refused_before_the_first_byte(client: httpx.AsyncClient) -> None:
    turn = await ask(client)
    questions = f"/api/consultations/{turn['consultation']}/questions"
    await client.get(turn["events"])

    empty = await client.post(questions, json={"question": "  "})
    wrong = await client.post(questions, json={"wording": "my chest hurts"})
    nobody = await client.post("/api/consultations", json={"persona": "surgery"})
    other = await client.get(turn["events"].replace(turn["id"], "0" * 32))

    assert (empty.status_code, empty.json()["error"]["type"]) == (422, "QuestionInvalid")
    assert wrong.status_code == 422 and "chest" not in wrong.text
    assert (nobody.status_code, nobody.json()["error"]["type"]) == (404, "PersonaNotFound")
    assert other.status_code == 404


async def test_every_response_carries_an_id_and_the_security_headers(client: httpx.AsyncClient) -> None:
    named = await client.get("/health/live", headers={"x-request-id": "abc-1"})
    forged = await client.get("/health/live", headers={"x-request-id": "a b"})

    assert named.headers["x-request-id"] == "abc-1" and " " not in forged.headers["x-request-id"]
    assert named.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in named.headers["content-security-policy"]


async def test_twins_passages_and_search_are_listed(client: httpx.AsyncClient) -> None:
    personas = (await client.get("/api/personas")).json()
    hits = (await client.get("/api/search", params={"persona": "cardiology", "q": "coffee", "top": 1})).json()
    passage = (await client.get(f"/api/passages/cardiology/{hits[0]['passage']['id']}")).json()

    assert personas[0]["name"]["en"] == "Digital twin of Dr. Lin"
    assert len(hits) == 1 and passage["page"] == 2 and passage["address"].endswith("#p2")
    assert (await client.get("/api/passages/cardiology/nothing")).status_code == 404


async def test_readiness_names_the_part_that_does_not_work(
    client: httpx.AsyncClient, house: SmallHouse
) -> None:
    ready = await client.get("/health/ready")
    house.parts["index cardiology"] = "not indexed; run `twin index build cardiology`"
    not_ready = await client.get("/health/ready")

    assert (ready.status_code, not_ready.status_code) == (200, 503)
    assert not_ready.json()["parts"]["index cardiology"].startswith("not indexed")
