"""Residents' teaching for programs: a case, a ward round over SSE, a paper; each one's own, none without a token."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import httpx
import pytest

from tests.api.hospital import Hospital, hospital
from tests.twin.teaching.conftest import open_room
from tests.twin.teaching.school import CASE, PERSONA, OneCaseShelf, journal_club, school
from tests.twin.teaching.test_session import GOOD
from twin.staff.member import Role
from twin.teaching.case_room import CaseRoom
from twin.teaching.case_shelf import CaseShelf
from twin.teaching.clinical_case import PHASES
from twin.teaching.ward_round import WardRounds

__all__ = ["open_room"]
ROUNDS, PAPERS, SESSIONS = "/api/teaching/rounds", "/api/teaching/papers", "/api/teaching/sessions"


@pytest.fixture
async def opened(tmp_path: Path, open_room: Any) -> AsyncIterator[Hospital]:
    """Give a hospital whose school has one case and one paper of the cardiologist."""
    room: CaseRoom = open_room()
    (tmp_path / "data").mkdir()
    async with hospital(tmp_path / "data") as one:
        made = school(one.house.database, room)
        teaching = one.house.teaching
        teaching.shelf = cast(CaseShelf, made.shelf)
        teaching.classroom = made.classroom
        teaching.rounds = WardRounds(
            one.house.database, cast(CaseShelf, OneCaseShelf(made.shelf.room_of_case))
        )
        teaching.journal_club = journal_club(one.house.database, tmp_path)
        yield one


async def ok(answer: httpx.Response, status: int = 200) -> Any:
    """Give the body of an answer that went well."""
    assert answer.status_code == status, answer.text
    return answer.json()


def turn(act: str, text: str, confidence: int | None = None) -> dict[str, Any]:
    """Write the body of one turn."""
    return {"act": act, "text": text, "confidence": confidence}


async def test_a_case_from_list_to_debrief_disagreement_and_cards(opened: Hospital) -> None:
    async with opened.browser(Role.RESIDENT) as ada, opened.browser(Role.PHYSICIAN) as other:
        (case,) = await ok(await ada.get("/api/teaching/cases", params={"language": "zh"}))
        begun = await ok(await ada.post(SESSIONS, json={"persona": PERSONA, "case": case["id"]}), 201)
        here = f"{SESSIONS}/{begun['id']}"
        stale = await ada.post(f"{here}/turns", json=turn("ask", "onset?") | {"version": 99})
        early = await ada.get(f"{here}/debrief")
        for phase in PHASES:
            for act, sure in (("commit", 70), ("why", None), ("tell_me", None)):
                now = await ok(await ada.get(here))
                if now["phase"] == phase.value and now["step"] != "over":
                    await ok(await ada.post(f"{here}/turns", json=turn(act, GOOD[phase][:25], sure)))
        debrief = await ok(await ada.get(f"{here}/debrief"))
        line = next(one for one in debrief["lines"] if one["sources"])
        await ada.post(f"{here}/disagreements", json={"line": line["id"], "words": "We do not."})
        (waiting,) = await ok(await ada.get(f"{here}/disagreements"))
        cards = await ok(await ada.get("/api/teaching/cards"))
        (listed,) = await ok(await ada.get(SESSIONS))
        stranger = await other.get(here)

    assert (stale.status_code, early.status_code, stranger.status_code) == (409, 404, 404)
    assert {one["part"] for one in debrief["lines"]} >= {"missed", "differential", "practice"}
    assert (waiting["line"], waiting["outcome"]) == (line["id"], "waiting")
    assert listed["is_over"] and cards and all(card["sources"] for card in cards)


async def opened_round(ada: httpx.AsyncClient, ben: httpx.AsyncClient) -> dict[str, Any]:
    """Let one open a round and the other join it by the link."""
    made = await ok(await ada.post(ROUNDS, json={"persona": PERSONA, "case": CASE, "language": "zh"}), 201)
    code = made["join_link"].rsplit("/", 1)[1]
    assert code == made["code"]
    joined: dict[str, Any] = await ok(await ben.post(f"{ROUNDS}/join", json={"code": code}))
    return joined


async def test_a_round_is_opened_joined_and_played_in_turns(opened: Hospital) -> None:
    async with opened.browser(Role.RESIDENT) as ada, opened.browser(Role.PHYSICIAN) as ben:
        joined = await opened_round(ada, ben)
        here = f"{ROUNDS}/{joined['id']}"
        too_early = await ben.post(f"{here}/turns", json=turn("ask", "您喝酒吗？"))
        after = await ok(await ada.post(f"{here}/turns", json=turn("ask", "您喝酒吗？")))
        seen = await ok(await ben.get(here))
        passed = await ok(await ben.post(f"{here}/next"))
        unfinished = await ada.get(f"{here}/debrief")

    assert [(one["number"], one["is_me"]) for one in joined["seats"]] == [(1, False), (2, True)]
    assert (too_early.status_code, unfinished.status_code) == (409, 422)
    assert [one["text"] for one in after["board"]][-1] == "周末喝几瓶啤酒。" and not after["is_mine"]
    assert seen["is_mine"] and seen["acts"] == ["ask", "commit"] and seen["board"] == after["board"]
    assert passed["called_on"] == joined["called_on"] and passed["acts"] == []


async def test_nobody_reads_a_round_without_a_seat_and_a_wrong_code_seats_nobody(opened: Hospital) -> None:
    async with opened.browser(Role.RESIDENT) as ada, opened.browser(Role.PHYSICIAN) as ben:
        made = await ok(await ada.post(ROUNDS, json={"persona": PERSONA, "case": CASE}), 201)
        here = f"{ROUNDS}/{made['id']}"

        answers = [await ben.get(f"{here}{end}") for end in ("", "/events", "/debrief")]
        answers.append(await ben.post(f"{ROUNDS}/join", json={"code": "guessed"}))

    assert [one.status_code for one in answers] == [404] * 4


async def test_the_board_is_an_event_stream_that_is_resumed_and_ends(opened: Hospital) -> None:
    async with opened.browser(Role.RESIDENT) as ada:
        made = await ok(await ada.post(ROUNDS, json={"persona": PERSONA, "case": CASE}), 201)
        here = f"{ROUNDS}/{made['id']}"
        now = made
        while not now["is_over"]:
            phase = next(one for one in PHASES if one.value == now["phase"])
            act = {"open": "commit", "why": "why"}.get(now["step"], "tell_me")
            now = await ok(await ada.post(f"{here}/turns", json=turn(act, GOOD[phase], 60)))
        whole = await ada.get(f"{here}/events")
        rest = await ada.get(f"{here}/events", headers={"last-event-id": "3"})
        read = await ada.get(f"{here}/events", params={"after": len(now["board"])})
        debrief = await ok(await ada.get(f"{here}/debrief"))

    assert whole.headers["content-type"].startswith("text/event-stream")
    events = [json.loads(one[6:]) for one in whole.text.splitlines() if one.startswith("data: ")]
    assert events == now["board"] and [one["number"] for one in events] == list(range(1, len(events) + 1))
    assert events[-1]["is_over"] and rest.text.count("data: ") == len(events) - 3
    assert read.status_code == 204 and debrief["levels"]["safety"] >= 0


async def test_a_paper_is_listed_read_and_answered(opened: Hospital) -> None:
    async with opened.browser(Role.RESIDENT) as ada:
        (listed,) = await ok(await ada.get(PAPERS))
        here = f"{PAPERS}/{PERSONA}/{listed['name']}"
        reading = await ok(await ada.get(here, params={"language": "zh"}))
        nothing = await ada.post(f"{here}/answers", json={"answers": {"result": " "}})
        odd = await ada.post(f"{here}/answers", json={"answers": {"weather": "fine"}})
        words = {"answers": {"result": "The finger found 87% of uneven pulses and the recording 95%."}}
        scores = await ok(await ada.post(f"{here}/answers", json=words))
        (done,) = await ok(await ada.get(PAPERS))
        missing = await ada.get(f"{PAPERS}/{PERSONA}/other")

    assert [len(reading["questions"]), len(reading["parts"])] == [3, 5]
    assert any("结果" in one["question"] for one in reading["questions"])
    assert [one["part"] for one in scores if one["said"]] == ["result"]
    assert (listed["is_done"], done["is_done"]) == (False, True)
    assert (nothing.status_code, odd.status_code, missing.status_code) == (422, 422, 404)


async def test_every_route_of_the_school_is_described_with_its_errors(opened: Hospital) -> None:
    described = opened.app.openapi()["paths"]

    mine = {path: ways for path, ways in described.items() if path.startswith("/api/teaching/")}
    assert {
        f"{ROUNDS}/join",
        f"{ROUNDS}/{{round_id}}/events",
        f"{PAPERS}/{{persona_id}}/{{name}}/answers",
    } <= set(mine)
    assert all({"401", "403"} <= set(way["responses"]) for ways in mine.values() for way in ways.values())
    stream = mine[f"{ROUNDS}/{{round_id}}/events"]["get"]["responses"]["200"]["content"]
    assert list(stream) == ["text/event-stream"]
