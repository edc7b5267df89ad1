"""The length of a talk over JSON: measured, fitted, and what fitting changed."""

import pytest

from tests.api.hospital import FOREIGN_PERSONA, Hospital
from tests.api.pages.studio_talks import drafted
from tests.api.routes.test_lectures import BRIEF, TALKS, error_of, opened
from twin.staff.member import Role

__all__ = ["opened"]


async def test_a_script_is_measured_and_fitted_and_every_difference_is_told(opened: Hospital) -> None:
    async with opened.browser(Role.OUTREACH) as author:
        begun = (await author.post(TALKS, json=BRIEF | {"minutes": 1.5})).json()
        address = f"{TALKS}/{begun['id']}"
        await author.post(f"{address}/script")
        before = (await author.get(f"{address}/length")).json()
        made = (await author.post(f"{address}/fit", json={"based_on": 1, "minutes": 1})).json()
        after = (await author.get(f"{address}/length")).json()
        old = (await author.get(f"{address}/length", params={"version": 1})).json()

    assert before["version"] == 1 and before["asked_seconds"] == 90 and before == old
    assert made["fits"] and made["version"]["number"] == 2
    assert after["asked_seconds"] == 60 and after["fits"]
    assert after["measured_seconds"] == made["measured_seconds"] == pytest.approx(60, rel=0.1)
    assert after["estimated_seconds"] == pytest.approx(after["measured_seconds"], abs=0.5)
    assert {one["change"] for one in made["differences"]} >= {"removed"}


async def test_an_older_script_or_a_length_no_talk_has_is_not_fitted(opened: Hospital) -> None:
    talk = await drafted(opened)
    address = f"{TALKS}/{talk.id}"

    async with opened.browser(Role.OUTREACH) as author:
        await author.post(f"{address}/sentences", json={"based_on": 1, "change": "remove", "sentence": "s1"})
        late = await author.post(f"{address}/fit", json={"based_on": 1})
        short = await author.post(f"{address}/fit", json={"based_on": 2, "minutes": 0.1})
        absent = await author.get(f"{address}/length", params={"version": 9})

    assert late.status_code == 409 and error_of(late) == "LectureChanged"
    assert short.status_code == 422 and error_of(short) == "BriefInvalid"
    assert absent.status_code == 404 and error_of(absent) == "LectureVersionNotFound"


async def test_another_persona_s_talk_is_neither_measured_nor_fitted(opened: Hospital) -> None:
    foreign = await drafted(opened, persona=FOREIGN_PERSONA)

    async with opened.browser(Role.PHYSICIAN) as client, opened.browser() as patient:
        read = await client.get(f"{TALKS}/{foreign.id}/length")
        fitted = await client.post(f"{TALKS}/{foreign.id}/fit", json={"based_on": 1})
        stranger = await patient.get(f"{TALKS}/{foreign.id}/length")

    assert read.status_code == fitted.status_code == 404
    assert stranger.status_code == 401
