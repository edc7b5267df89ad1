"""Films of talks over JSON and server-sent events."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.api.hospital import Hospital, hospital
from tests.twin.lecture.studio import WORKER, small_script
from twin.staff.member import Role


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Hospital]:
    async with hospital(tmp_path) as house:
        yield house


async def begun(opened: Hospital) -> str:
    """Give a talk with a script that nobody has approved."""
    script = small_script()
    store = opened.house.studio.store
    project = await store.create(script.brief, by=WORKER)
    await store.save(project.id, script, based_on=0, by=WORKER)
    return f"/api/lectures/{project.id}"


async def ended(client: httpx.AsyncClient, job: str) -> str:
    """Follow a job's events to the last one."""
    async with asyncio.timeout(60), client.stream("GET", f"{job}/events") as stream:
        return [line async for line in stream.aiter_lines() if line.startswith("event:")][-1]


async def test_a_talk_without_approval_is_refused_at_once(opened: Hospital) -> None:
    talk = await begun(opened)

    async with opened.browser(Role.OUTREACH) as client:
        answer = await client.post(f"{talk}/render", json={})

    assert answer.status_code == 403
    assert answer.json()["error"]["type"] == "NotApproved"


async def test_what_an_approval_binds_to_is_told(opened: Hospital) -> None:
    talk = await begun(opened)

    async with opened.browser(Role.PHYSICIAN) as client:
        told = (await client.get(f"{talk}/to-approve")).json()

    assert told["voice_id"] == "embedded:en-us" and len(told["slides_hash"]) == 64


async def test_a_draft_is_followed_and_cancelled(opened: Hospital) -> None:
    talk = await begun(opened)

    async with opened.browser(Role.OUTREACH) as client:
        ordered = await client.post(f"{talk}/render", json={"draft": True})
        job = f"{talk}/jobs/{ordered.json()['id']}"
        await client.post(f"{job}/cancel")
        last = await ended(client, job)
        listed = (await client.get(f"{talk}/jobs")).json()

    assert ordered.status_code == 202
    assert last == "event: cancelled"
    assert [one["state"] for one in listed] == ["cancelled"]


async def test_the_job_of_another_talk_is_told_like_an_absent_one(opened: Hospital) -> None:
    talk = await begun(opened)

    async with opened.browser(Role.OUTREACH) as client:
        answers = [await client.get(f"{talk}/jobs/{job}") for job in ("x.1.talk.1", "none")]

    assert [answer.status_code for answer in answers] == [404, 404]
