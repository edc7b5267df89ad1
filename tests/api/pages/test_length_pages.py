"""The measured length beside the minutes asked; fitting says what went and what came, and can be taken back."""

import re

import pytest

from tests.api.hospital import FOREIGN_PERSONA, Hospital
from tests.api.pages.studio_talks import drafted
from tests.api.routes.test_lectures import BRIEF, opened
from twin.lecture.project import Project
from twin.staff.member import Role

__all__ = ["opened"]


async def written(opened: Hospital, *, minutes: float = 1.5) -> Project:
    """Begin a talk and write its script; give it."""
    async with opened.browser(Role.OUTREACH) as author:
        begun = (await author.post("/api/lectures", json=BRIEF | {"minutes": minutes})).json()
        assert (await author.post(f"/api/lectures/{begun['id']}/script")).status_code == 200
    return await opened.house.studio.store.project(begun["id"])


def clocks(page: str) -> list[float]:
    """Give the lengths that a page shows, in seconds: measured, asked."""
    found = re.findall(r'<dd class="clock">(\d+):(\d\d)</dd>', page)
    return [int(minutes) * 60 + int(seconds) for minutes, seconds in found]


async def test_the_measured_length_stands_beside_the_minutes_asked(opened: Hospital) -> None:
    talk = await written(opened)

    async with opened.browser(Role.OUTREACH) as author:
        page = (await author.get(f"/studio/{talk.id}/length")).text
        script = (await author.get(f"/studio/{talk.id}/script")).text

    measured, asked = clocks(page)
    assert asked == 90 and 40 < measured < 140
    assert f"/studio/{talk.id}/length" in script
    assert "What fitting changed" not in page


async def test_fitting_by_the_button_shows_each_sentence_that_went_and_brings_the_old_version_back(
    opened: Hospital,
) -> None:
    talk = await written(opened)
    before = (await opened.house.studio.store.version(talk.id)).script

    async with opened.browser(Role.OUTREACH) as author:
        path = f"/studio/{talk.id}/length"
        fitted = await author.post(path, data={"based_on": "1", "minutes": "1"})
        page = (await author.get(fitted.headers["location"])).text
        back = await author.post(f"/studio/{talk.id}/versions", data={"number": "1", "based_on": "2"})
    after = (await opened.house.studio.store.version(talk.id, 2)).script
    newest = await opened.house.studio.store.version(talk.id)

    gone = {one.text for one in before.sentences()} - {one.text for one in after.sentences()}
    assert fitted.status_code == back.status_code == 303
    assert clocks(page)[0] == pytest.approx(60, rel=0.1)
    assert gone and page.count("change-removed") == len(gone)
    assert f"{len(gone)} sentences left out" in page and "Bring version 1 back" in page
    assert newest.number == 3 and newest.script.sentences() == before.sentences()


async def test_the_page_speaks_the_reader_s_language(opened: Hospital) -> None:
    talk = await written(opened)

    async with opened.browser(Role.OUTREACH) as author:
        page = (await author.get(f"/studio/{talk.id}/length", headers={"accept-language": "zh"})).text

    assert "调整到这个时长" in page and "Fit to the minutes" not in page


@pytest.mark.parametrize("minutes", ["0.2", "900", "many", "nan", ""])
async def test_minutes_no_talk_has_come_back_with_a_reason_and_nothing_is_saved(
    opened: Hospital, minutes: str
) -> None:
    talk = await written(opened)

    async with opened.browser(Role.OUTREACH) as author:
        answer = await author.post(f"/studio/{talk.id}/length", data={"based_on": "1", "minutes": minutes})

    assert answer.status_code == 422 and 'role="alert"' in answer.text
    assert (await opened.house.studio.store.project(talk.id)).version == 1


async def test_a_script_that_somebody_changed_meanwhile_is_not_fitted(opened: Hospital) -> None:
    talk = await written(opened)

    async with opened.browser(Role.OUTREACH) as author:
        form = {"based_on": "1", "minutes": "1"}
        await author.post(f"/studio/{talk.id}/length", data=form)
        late = await author.post(f"/studio/{talk.id}/length", data=form)

    assert late.status_code == 422 and "Somebody saved another version meanwhile" in late.text
    assert (await opened.house.studio.store.project(talk.id)).version == 2


@pytest.mark.parametrize("role", [Role.PATIENT, Role.RESIDENT, Role.OUTREACH, Role.PHYSICIAN])
async def test_only_who_writes_talks_of_the_persona_measures_and_fits(opened: Hospital, role: Role) -> None:
    own, foreign = await drafted(opened), await drafted(opened, persona=FOREIGN_PERSONA)
    form = {"based_on": "1", "minutes": "2"}

    async with opened.browser(role) as client:
        mine = await client.get(f"/studio/{own.id}/length")
        await client.post(f"/studio/{foreign.id}/length", data=form)
        if role in (Role.PATIENT, Role.RESIDENT):
            await client.post(f"/studio/{own.id}/length", data=form)

    assert (mine.status_code == 200) is (role in (Role.OUTREACH, Role.PHYSICIAN))
    assert (await opened.house.studio.store.project(own.id)).version == 1
    assert (await opened.house.studio.store.project(foreign.id)).version == 1
