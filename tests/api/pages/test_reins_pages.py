"""The reins page does what it says, at once and on every surface."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.api.hospital import OWN_PERSONA, Hospital, hospital
from twin.review.autonomy import Level
from twin.review.topics import Duty, Topic
from twin.staff.member import Role

REINS = f"/staff/reins/{OWN_PERSONA}"


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Hospital]:
    """Give an open hospital."""
    async with hospital(tmp_path) as one:
        yield one


async def test_a_physician_sees_the_own_twin_and_an_administrator_all(opened: Hospital) -> None:
    async with opened.browser(Role.PHYSICIAN) as client:
        own = (await client.get("/staff/reins")).text
    async with opened.browser(Role.ADMIN) as client:
        every = (await client.get("/staff/reins")).text

    assert REINS in own and "/staff/reins/urology" not in own
    assert REINS in every and "/staff/reins/urology" in every


async def test_a_pause_is_told_on_the_page_the_list_and_to_programs(opened: Hospital) -> None:
    async with opened.browser(Role.PHYSICIAN) as client:
        await client.post(f"{REINS}/pause", data={"reason": "on leave"})
        page = (await client.get(REINS)).text
        twins = (await client.get("/staff/reins")).text
    async with opened.browser() as patient:
        home = (await patient.get(f"/d/{OWN_PERSONA}")).text
        personas = {one["id"]: one["paused"] for one in (await patient.get("/api/personas")).json()}
        answer = await patient.post(
            "/v1/chat/completions",
            json={"model": OWN_PERSONA, "messages": [{"role": "user", "content": "Can I drink coffee?"}]},
        )

    assert "on leave" in page and "Somebody, physician" in page and "Paused" in twins
    assert "For now it answers nothing" in home
    assert personas == {"cardiology": True, "paediatrics": False, "pathology": False, "urology": False}
    assert "has been paused" in answer.json()["choices"][0]["message"]["content"]


async def test_a_resumed_twin_is_told_nowhere_as_paused(opened: Hospital) -> None:
    async with opened.browser(Role.PHYSICIAN) as client:
        await client.post(f"{REINS}/pause")
        await client.post(f"{REINS}/resume")
        page = (await client.get(REINS)).text

    assert "Let my twin speak again" not in page


async def test_a_level_is_lowered_with_a_reason_and_stands_in_the_history(opened: Hospital) -> None:
    async with opened.browser(Role.PHYSICIAN) as client:
        form = {"topic": "living", "level": "1", "reason": "new guideline"}
        set_ = await client.post(f"{REINS}/level", data=form)
        page = (await client.get(REINS)).text

    now = await opened.house.autonomy.of(OWN_PERSONA, Duty.CONSULTATION, Topic.LIVING)
    assert set_.status_code == 303 and now.level is Level.APPROVE and now.changed_by == "Somebody, physician"
    assert page.count("new guideline") == 2
    assert "Approved unchanged: 0 of 0" in page


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"topic": "living", "level": "2", "reason": "more"}, "unedited approvals"),
        ({"topic": "diagnosis", "level": "3", "reason": "more"}, "never goes above"),
        ({"topic": "living", "level": "0", "reason": ""}, "Say why"),
        ({"topic": "weather", "level": "0", "reason": "x"}, "is no topic"),
    ],
)
async def test_what_policy_refuses_comes_back_with_its_reason(
    opened: Hospital, form: dict[str, str], said: str
) -> None:
    store = opened.house.autonomy
    await store.change(OWN_PERSONA, Duty.CONSULTATION, Topic.LIVING, Level.APPROVE, by="x", reason="y")

    async with opened.browser(Role.PHYSICIAN) as client:
        answer = await client.post(f"{REINS}/level", data=form)

    assert answer.status_code == 422 and said in answer.text


async def test_a_reason_with_markup_is_shown_as_text(opened: Hospital) -> None:
    async with opened.browser(Role.PHYSICIAN) as client:
        await client.post(f"{REINS}/pause", data={"reason": "<script>alert(1)</script>"})
        page = (await client.get(REINS)).text

    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


async def test_another_physician_s_reins_are_refused_in_words_a_person_understands(opened: Hospital) -> None:
    async with opened.browser(Role.PHYSICIAN) as client:
        page = await client.get("/staff/reins/urology")

    assert page.status_code == 403 and "You may not open this" in page.text
