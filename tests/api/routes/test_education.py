"""Patients' lessons for programs: topics, a lesson at each depth, teach-back, the result only with consent."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.hospital import OWN_PERSONA, Hospital, hospital
from tests.api.pages.fake_lessons import real_lessons
from twin.education.lesson_store import LessonStore
from twin.staff.member import Role

TOPICS = f"/api/education/{OWN_PERSONA}/topics"
SESSIONS = "/api/education/sessions"
TOPIC = "heart-failure"


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Hospital]:
    """Give a hospital with the real lessons of cardiology and results in its database."""
    async with hospital(tmp_path) as one:
        one.house.lessons = real_lessons()
        one.house.lessons.education._store = LessonStore(one.house.database)
        yield one


async def ok(answer: httpx.Response, status: int = 200) -> Any:
    """Give the body of an answer that went well."""
    assert answer.status_code == status, answer.text
    return answer.json()


async def test_topics_are_listed_and_an_unknown_one_is_named(opened: Hospital) -> None:
    async with opened.browser() as client:
        topics = await ok(await client.get(TOPICS, params={"language": "zh"}))
        absent = await client.get(f"{TOPICS}/gardening")

    assert TOPIC in [one["id"] for one in topics] and all("zh" in one["languages"] for one in topics)
    assert absent.status_code == 404 and absent.json()["error"]["type"] == "TopicNotFound"


@pytest.mark.parametrize("depth", ["plain", "simpler", "more"])
async def test_a_lesson_at_every_depth_has_the_same_facts_and_sources_and_its_label(
    opened: Hospital, depth: str
) -> None:
    async with opened.browser() as client:
        plain = await ok(await client.get(f"{TOPICS}/{TOPIC}"))
        other = await ok(await client.get(f"{TOPICS}/{TOPIC}", params={"depth": depth}))
        resident = await ok(await client.get(f"{TOPICS}/{TOPIC}", params={"audience": "resident"}))

    def facts(lesson: dict[str, Any]) -> list[tuple[str, str]]:
        return [
            (one["id"], one["source"]["quote"]) for chunk in lesson["chunks"] for one in chunk["statements"]
        ]

    assert facts(plain) == facts(other) == facts(resident)
    assert plain["notice"] and plain["reading"].startswith("grade") and 4 <= len(plain["chunks"]) <= 7
    assert all(
        one["text"] == one["source"]["quote"] for chunk in resident["chunks"] for one in chunk["statements"]
    )


async def test_a_wrong_belief_is_met_and_the_words_of_the_patient_are_nowhere(opened: Hospital) -> None:
    async with opened.browser() as client:
        begun = await ok(await client.post(f"{TOPICS}/{TOPIC}/sessions", json={"language": "en"}), 201)
        here = f"{SESSIONS}/{begun['id']}"
        wrong = await ok(await client.post(f"{here}/replies", json={"reply": "I weigh myself once a week."}))
        again = await ok(await client.get(here))
        empty = await client.post(f"{here}/replies", json={"reply": "  "})

    assert [one["said"] for one in wrong["repairs"]] == ["wrong"] and wrong["round"] == 2
    assert wrong["repairs"][0]["statement"]["source"]["quote"]
    assert "once a week" not in str(again) and empty.status_code == 422


async def test_an_emergency_stops_the_lesson_and_gives_the_card(opened: Hospital) -> None:
    async with opened.browser() as client:
        begun = await ok(await client.post(f"{TOPICS}/{TOPIC}/sessions", json={}), 201)
        here = f"{SESSIONS}/{begun['id']}"
        words = {"reply": "crushing chest pain right now and cold sweat"}
        stopped = await ok(await client.post(f"{here}/replies", json=words))
        refused = await client.post(f"{here}/replies", json={"reply": "I weigh myself every day"})
        on = await ok(await client.post(f"{here}/skip"))

    assert stopped["step"] == "stopped" and stopped["triage"]["form"] == "card"
    assert refused.status_code == 409 and on["step"] == "asking" and on["triage"] is None


async def through(client: httpx.AsyncClient) -> str:
    """Skip through a whole lesson; give its address."""
    begun = await ok(await client.post(f"{TOPICS}/{TOPIC}/sessions", json={}), 201)
    here, standing = f"{SESSIONS}/{begun['id']}", begun
    while standing["chunk"] is not None:
        standing = await ok(await client.post(f"{here}/skip"))
    return here


async def test_the_physician_reads_a_result_only_while_the_patient_lets_them(opened: Hospital) -> None:
    async with opened.browser() as client, opened.browser(Role.PHYSICIAN) as physician:
        here = await through(client)
        seen = []
        for shown in (None, True, False, True):
            if shown is not None:
                assert (await client.put(f"{here}/shown", json={"shown": shown})).status_code == 204
            seen.append((await physician.get("/desk/lessons")).text.count("desk-line"))
        deleted = await client.delete(here)
        seen.append((await physician.get("/desk/lessons")).text.count("desk-line"))
        gone = await client.get(here)

    assert seen == [0, 1, 0, 1, 0]
    assert (deleted.status_code, gone.status_code) == (204, 404)


async def test_a_lesson_belongs_to_the_browser_that_began_it(opened: Hospital) -> None:
    async with opened.browser() as client, opened.browser() as stranger:
        here = await through(client)

        answers = [
            await stranger.get(here),
            await stranger.post(f"{here}/replies", json={"reply": "x"}),
            await stranger.put(f"{here}/shown", json={"shown": True}),
            await stranger.delete(here),
        ]
        kept = await client.get(here)

    assert [one.status_code for one in answers] == [404] * 4 and kept.status_code == 200


async def test_a_twin_without_consent_teaches_nobody(opened: Hospital) -> None:
    def refuse(persona_id: str) -> None:
        from twin.errors import PolicyRefused

        raise PolicyRefused(f"{persona_id} is withdrawn.")

    opened.house.lessons = real_lessons(require_consent=refuse)
    async with opened.browser() as client:
        answers = [
            await client.get(TOPICS),
            await client.get(f"{TOPICS}/{TOPIC}"),
            await client.post(f"{TOPICS}/{TOPIC}/sessions", json={}),
        ]

    assert [one.status_code for one in answers] == [403] * 3
