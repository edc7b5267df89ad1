"""Captions in the other language are typed beside their sentences, counted, and complete before the physician approves."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.api.hospital import FOREIGN_PERSONA, Hospital, hospital
from tests.api.pages.studio_talks import approved, drafted
from tests.twin.lecture.test_second_captions import CHINESE
from twin.staff.member import Role

FIELDS = {f"t-{id_}": text for id_, text in CHINESE.items()}


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Hospital]:
    """Give an open hospital."""
    async with hospital(tmp_path) as one:
        yield one


async def test_every_sentence_has_a_field_and_what_is_typed_is_saved_and_counted(opened: Hospital) -> None:
    talk = await drafted(opened)
    path = f"/studio/{talk.id}/captions"

    async with opened.browser(Role.OUTREACH) as author:
        empty = (await author.get(path)).text
        saved = await author.post(path, data={"based_on": "1", "t-s1": "每天早上\n称体重。", "t-s2": ""})
        page = (await author.get(saved.headers["location"])).text

    assert re.findall(r'<textarea id="t-(\w+)"[^>]*lang="zh-Hans"', empty) == ["n1", "s1", "s2", "n2"]
    assert "0 of 4 sentences" in empty and "Still to be typed" not in empty
    assert saved.status_code == 303
    assert "1 of 4 sentences" in page and page.count("Still to be typed") == 3
    assert ">\n每天早上 称体重。</textarea>" in page


async def test_figures_that_differ_are_told_beside_their_field(opened: Hospital) -> None:
    talk = await drafted(opened)
    path = f"/studio/{talk.id}/captions"

    async with opened.browser(Role.OUTREACH) as author:
        await author.post(path, data=FIELDS | {"based_on": "1", "t-s2": "3天里涨了5公斤，就打电话。"})
        page = (await author.get(path)).text

    assert "3 of 4 sentences" in page and "1 with other figures" in page
    assert 'aria-describedby="f-s2"' in page and 'id="f-s2"' in page


async def test_what_was_begun_is_completed_or_taken_away_before_the_physician_approves(
    opened: Hospital,
) -> None:
    talk = await drafted(opened)
    path = f"/studio/{talk.id}"
    binding = await opened.house.films.to_approve(talk.id)
    form = {"slides_hash": binding.slides_hash, "voice_id": binding.voice_id, "read": "1"}

    async with opened.browser(Role.OUTREACH) as author, opened.browser(Role.PHYSICIAN) as physician:
        await author.post(f"{path}/captions", data={"based_on": "1", "t-s1": CHINESE["s1"]})
        refused = await physician.post(f"{path}/approve", data=form | {"version": "2"})
        await author.post(f"{path}/captions", data=FIELDS | {"based_on": "2"})
        read = (await physician.get(f"{path}/approve")).text
        taken = await physician.post(f"{path}/approve", data=form | {"version": "3"})

    assert refused.status_code == 422 and "captions page" in refused.text
    assert all(text in read for text in CHINESE.values())
    assert taken.status_code == 303


async def test_captions_typed_after_the_approval_are_a_change_that_the_physician_is_shown(
    opened: Hospital,
) -> None:
    talk = await approved(opened)

    async with opened.browser(Role.OUTREACH) as author:
        await author.post(f"/studio/{talk.id}/captions", data=FIELDS | {"based_on": "1"})
        page = (await author.get(f"/studio/{talk.id}/approve")).text
        versions = (await author.get(f"/studio/{talk.id}/versions")).text

    assert page.count("change-captions") == 4
    assert f'<ins lang="zh-Hans">{CHINESE["s1"]}</ins>' in page
    assert "second captions typed" in versions


async def test_all_are_taken_away_at_once_and_saving_nothing_new_saves_nothing(opened: Hospital) -> None:
    talk = await drafted(opened)
    path = f"/studio/{talk.id}/captions"

    async with opened.browser(Role.OUTREACH) as author:
        await author.post(path, data=FIELDS | {"based_on": "1"})
        await author.post(path, data=FIELDS | {"based_on": "2"})
        same = (await opened.house.studio.store.project(talk.id)).version
        await author.post(path, data=FIELDS | {"based_on": "2", "action": "clear"})
        page = (await author.get(path)).text

    assert same == 2
    assert "0 of 4 sentences" in page and "None is typed yet" in page


async def test_what_cannot_be_saved_comes_back_with_every_word(opened: Hospital) -> None:
    talk = await drafted(opened)
    path = f"/studio/{talk.id}/captions"

    async with opened.browser(Role.OUTREACH) as author:
        await author.post(path, data={"based_on": "1", "t-s1": "旧"})
        late = await author.post(path, data=FIELDS | {"based_on": "1"})
        long = await author.post(path, data={"based_on": "2", "t-s1": "长" * 601})
        strange = await author.post(path, data={"based_on": "2", "t-none": "谁"})

    assert [one.status_code for one in (late, long, strange)] == [422, 422, 422]
    assert "Somebody saved another version" in late.text and CHINESE["s2"] in late.text
    assert "长" * 601 in long.text
    assert (await opened.house.studio.store.project(talk.id)).version == 2


async def test_the_page_speaks_chinese_and_another_persona_s_talk_is_not_found(opened: Hospital) -> None:
    talk, foreign = await drafted(opened), await drafted(opened, persona=FOREIGN_PERSONA)

    async with opened.browser(Role.OUTREACH) as author:
        page = (await author.get(f"/studio/{talk.id}/captions", headers={"accept-language": "zh-CN"})).text
        absent = await author.get(f"/studio/{foreign.id}/captions")
        kept_out = await author.post(f"/studio/{foreign.id}/captions", data=FIELDS | {"based_on": "1"})

    assert "4句中已有0句" in page and "保存字幕" in page
    assert absent.status_code == kept_out.status_code == 404
