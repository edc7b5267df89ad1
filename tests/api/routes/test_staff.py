"""The staff over JSON."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.api.hospital import OWN_PERSONA, Hospital, hospital
from twin.staff.member import Role

PASSWORD = "blue notebook on monday"
REINS = f"/api/staff/personas/{OWN_PERSONA}"


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Hospital]:
    """Give an open hospital."""
    async with hospital(tmp_path) as one:
        yield one


async def test_a_program_signs_in_with_name_and_password_and_out_again(opened: Hospital) -> None:
    offered = await opened.house.staff.invite("Dr. Gu", Role.PHYSICIAN, ["urology"])
    await opened.house.staff.accept(offered.token, login="gu", password=PASSWORD)

    async with opened.browser() as client:
        refused = await client.post("/api/staff/session", json={"login": "gu", "password": "no"})
        signed_in = await client.post("/api/staff/session", json={"login": "gu", "password": PASSWORD})
        token = {"x-form-token": signed_in.json()["form_token"]}
        known = await client.get("/api/staff/me")
        out = await client.delete("/api/staff/session", headers=token)
        unknown = await client.get("/api/staff/me")

    assert refused.status_code == 401 and refused.json()["error"]["type"] == "SignInRefused"
    assert signed_in.json() == known.json() and known.json()["personas"] == ["urology"]
    assert out.status_code == 204 and unknown.status_code == 401


async def test_the_reins_are_read_and_changed(opened: Hospital) -> None:
    async with opened.browser(Role.PHYSICIAN) as client:
        before = (await client.get(f"{REINS}/reins")).json()
        lowered = await client.put(
            f"{REINS}/level", json={"topic": "living", "level": 1, "reason": "new twin"}
        )
        refused = await client.put(f"{REINS}/level", json={"topic": "living", "level": 2, "reason": "now"})
        paused = await client.post(f"{REINS}/pause", json={"reason": "on leave"})
        after = (await client.get(f"{REINS}/reins")).json()
        await client.post(f"{REINS}/resume", json={})
        resumed = (await client.get(f"{REINS}/reins")).json()

    levels = {one["topic"]: one["level"] for one in before["topics"]}
    assert levels["living"] == 3 and levels["diagnosis"] == levels["medicines"] == 1
    assert lowered.json()["level"] == 1 and lowered.json()["next_level"] == 2
    assert refused.status_code == 403 and "unedited approvals" in refused.json()["error"]["message"]
    assert paused.status_code == 204 and after["paused"] and after["paused_by"] == "Somebody, physician"
    assert not resumed["paused"]


async def test_a_revoked_consent_takes_the_twin_off_every_list_and_names_nobody(tmp_path: Path) -> None:
    import shutil

    from tests.api.hospital import ROOT

    personas = tmp_path / "personas"
    for persona in ("cardiology", "urology"):
        (personas / persona).mkdir(parents=True)
        for name in ("persona.yaml", "clinic.yaml"):
            shutil.copy(ROOT / "personas" / persona / name, personas / persona)
        shutil.copytree(ROOT / "personas" / persona / "consent", personas / persona / "consent")
    async with hospital(tmp_path, personas=personas) as opened, opened.browser() as client:
        opened.house.ledger.revoke("cardiology", by="Dr. Lin", reason="withdrawn")

        lists = [(await client.get(path)).text for path in ("/", "/api/personas", "/v1/models")]
        home = (await client.get("/d/cardiology")).text
        portrait = (await client.get("/d/cardiology/portrait.svg")).text
        search = await client.get("/api/search", params={"persona": "cardiology", "q": "coffee"})
        completion = await client.post(
            "/v1/chat/completions",
            json={"model": "cardiology", "messages": [{"role": "user", "content": "Can I drink coffee?"}]},
        )

    assert all("cardiology" not in text and "urology" in text for text in lists)
    assert "withdrawn consent" in home and "Wanqing" not in home and "<textarea" not in home
    assert "Wanqing" not in portrait and search.status_code == 403
    said = completion.json()["choices"][0]["message"]["content"]
    assert "withdrawn consent" in said and "Wanqing" not in said
