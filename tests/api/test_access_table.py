"""Every route of the real application, asked for by every role, about its own, another's and no object.

A new route fails here until it has a row in api/access_table.py.
"""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from api.access import route_names
from api.access_table import ACCESS, Access, Owned
from tests.api.hospital import FOREIGN_PERSONA, OWN_PERSONA, Hospital, hospital
from twin.staff.member import Role

QUESTION = "When is the clinic open?"
BODY = {
    "question": QUESTION,
    "persona": OWN_PERSONA,
    "model": OWN_PERSONA,
    "topic": "living",
    "level": 0,
    "reason": "as the test says",
    "act": "ask",
    "text": "a question",
    "recall": 3,
    "line": "none",
    "words": "because",
    "case": "none",
    "reply": "every morning",
    "shown": "yes",
}
# These are called without the right password: that they say so is what they are for.
WRONG_PASSWORD = {"POST /staff/sign-in"}
# What other gaps of a path are filled with; whether such a thing exists changes no access.
GAPS = {
    "passage_id": "none",
    "place_id": "none",
    "floor_id": "none",
    "token": "none",
    "decision_id": "none",
    "topic_id": "none",
    "session_id": "none",
    "case_id": "none",
    "card_id": "none",
    "round_id": "none",
    "code": "none",
    "name": "none",
    "project_id": "none",
    "comment_id": "none",
    "job_id": "none",
    "scene_id": "none",
    "sentence_id": "none",
    "kind": "talk",
    "version": "1",
    "persona_id": OWN_PERSONA,
}


@pytest.fixture
async def open_hospital(tmp_path: Path) -> AsyncIterator[Hospital]:
    """Give an open hospital."""
    async with hospital(tmp_path) as opened:
        yield opened


async def begun(client: httpx.AsyncClient) -> dict[str, str]:
    """Begin a conversation with one question; give the ids that stand in paths."""
    opened = await client.post("/api/consultations", json={"persona": OWN_PERSONA})
    conversation = opened.json()["id"]
    asked = await client.post(f"/api/consultations/{conversation}/questions", json={"question": QUESTION})
    return {"conversation_id": conversation, "turn_id": asked.json()["id"]}


async def called(client: httpx.AsyncClient, name: str, objects: dict[str, str]) -> httpx.Response:
    """Call a route with its path filled."""
    method, path = name.split(" ", 1)
    filled = re.sub(r"{(\w+)(?::\w+)?}", lambda gap: (GAPS | objects)[gap.group(1)], path)
    if path == "/static":
        filled = "/static/icon.svg"
    is_json = path.startswith(("/api/", "/v1/"))
    body = {"json": BODY | {"shown": True}} if is_json else {"data": BODY}
    return await client.request(method, filled, **(body if method in {"POST", "PUT"} else {}))  # type: ignore[arg-type]


def outcome(answer: httpx.Response) -> str:
    """Say how a call ended, as far as access goes."""
    leads_to_sign_in = answer.headers.get("location", "").startswith("/staff/sign-in?")
    if answer.status_code == 401 or leads_to_sign_in:
        return "sign in"
    return {403: "refused", 404: "not found"}.get(answer.status_code, "let in")


async def test_every_route_has_a_row_and_every_row_a_route(open_hospital: Hospital) -> None:
    names = set(route_names(open_hospital.app))

    assert not names - set(ACCESS), "Say in api/access_table.py who may call these."
    assert not set(ACCESS) - names, "Delete these rows of api/access_table.py: no such route."


@pytest.mark.parametrize("role", Role)
async def test_the_table_is_what_happens(open_hospital: Hospital, role: Role) -> None:
    wrong = []

    for name, row in ACCESS.items():
        access = row.of(role)
        for whose, expected in cases(row.owned, access, role):
            async with open_hospital.browser(role) as client, open_hospital.browser() as stranger:
                answer = await called(client, name, await objects(row.owned, whose, client, stranger))
            found = "let in" if name in WRONG_PASSWORD and answer.status_code == 401 else outcome(answer)
            if found not in expected:
                wrong.append(f"{role} {name} ({whose}): {found} {answer.status_code}, expected {expected}")

    assert not wrong, "\n".join(wrong)


def cases(owned: Owned, access: Access, role: Role) -> list[tuple[str, set[str]]]:
    """Give whose objects are asked for, and how each may end."""
    if access is Access.DENY:
        return [(whose, {"sign in" if role is Role.PATIENT else "refused"}) for whose in ("own", "absent")]
    if owned is Owned.CONVERSATION:
        return [("own", {"let in"}), ("foreign", {"not found"}), ("absent", {"not found"})]
    if owned is Owned.PERSONA and access is Access.OWN:
        return [("own", {"let in"}), ("foreign", {"refused"}), ("absent", {"refused"})]
    if owned is Owned.PERSONA:
        return [("own", {"let in"}), ("foreign", {"let in"}), ("absent", {"not found"})]
    if owned in (Owned.ENTRY, Owned.LESSON, Owned.LEARNING, Owned.TALK):
        return [("absent", {"not found"})]
    return [("own", {"let in", "not found"})]


async def objects(
    owned: Owned, whose: str, client: httpx.AsyncClient, stranger: httpx.AsyncClient
) -> dict[str, str]:
    """Make what the path names."""
    if owned is Owned.CONVERSATION:
        if whose == "absent":
            return {"conversation_id": "none", "turn_id": "none"}
        return await begun(client if whose == "own" else stranger)
    persona = {"own": OWN_PERSONA, "foreign": FOREIGN_PERSONA, "absent": "nobody"}[whose]
    return {"persona_id": persona, "entry_id": "none"} if owned else {"entry_id": "none"}


async def test_no_change_by_staff_is_taken_without_the_token_of_its_page(open_hospital: Hospital) -> None:
    taken = []

    for name, row in ACCESS.items():
        if name.startswith("GET ") or row.patient is not Access.DENY:
            continue
        async with open_hospital.browser(Role.ADMIN) as client:
            for token in ("", "0" * 64):
                client.headers["x-form-token"] = token
                answer = await called(client, name, {"entry_id": "none"})
                if answer.status_code != 403:
                    taken.append(f"{name}: {answer.status_code}")

    assert not taken


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
    ],
)
async def test_no_change_is_taken_from_a_page_of_another_site(
    open_hospital: Hospital, headers: dict[str, str]
) -> None:
    taken = []

    for name in ACCESS:
        if name.startswith("GET ") or "/v1/" in name:
            continue
        async with open_hospital.browser(Role.ADMIN) as client:
            client.headers.update(headers)
            answer = await called(
                client, name, {"conversation_id": "none", "turn_id": "none", "entry_id": "none"}
            )
            if answer.status_code != 403:
                taken.append(f"{name}: {answer.status_code}")

    assert not taken


async def test_a_form_of_our_own_page_is_taken(open_hospital: Hospital) -> None:
    async with open_hospital.browser() as client:
        for headers in ({"sec-fetch-site": "same-origin"}, {"origin": "http://twin.test"}, {}):
            answer = await client.post("/d/cardiology", data={"question": QUESTION}, headers=headers)

            assert answer.status_code == 303
