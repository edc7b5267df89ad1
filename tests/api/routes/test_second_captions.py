"""Captions in the other language over JSON: typed by sentence, counted, complete or named."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.api.hospital import FOREIGN_PERSONA, Hospital, hospital
from tests.api.pages.studio_talks import drafted
from tests.api.routes.test_lectures import TALKS, error_of
from tests.twin.lecture.test_second_captions import CHINESE
from twin.staff.member import Role


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Hospital]:
    """Give an open hospital."""
    async with hospital(tmp_path) as one:
        yield one


async def test_captions_are_typed_sentence_by_sentence_until_all_are_there(opened: Hospital) -> None:
    talk = await drafted(opened)
    address = f"{TALKS}/{talk.id}/second-captions"

    async with opened.browser(Role.OUTREACH) as author:
        empty = (await author.get(address)).json()
        words = {"s1": CHINESE["s1"], "s2": "3天里涨了5公斤，就打电话。"}
        some = (await author.post(address, json={"based_on": 1, "words": words})).json()
        whole = (await author.post(address, json={"based_on": 2, "words": CHINESE})).json()
        again = (await author.post(address, json={"based_on": 3, "words": CHINESE})).json()

    assert (empty["language"], empty["begun"], empty["done"], empty["of"]) == ("zh", False, 0, 4)
    assert (some["version"], some["begun"], some["done"], some["complete"]) == (2, True, 1, False)
    assert {one["sentence"]: one["fault"] for one in some["sentences"]} == {
        "n1": "no counterpart",
        "s1": "",
        "s2": "other figures",
        "n2": "no counterpart",
    }
    assert whole["complete"] and whole["done"] == 4 and again["version"] == whole["version"] == 3


async def test_a_sentence_that_is_not_there_and_an_older_script_are_refused(opened: Hospital) -> None:
    talk = await drafted(opened)
    address = f"{TALKS}/{talk.id}/second-captions"

    async with opened.browser(Role.OUTREACH) as author:
        strange = await author.post(address, json={"based_on": 1, "words": {"s9": "谁"}})
        await author.post(address, json={"based_on": 1, "words": {"s1": "早"}})
        late = await author.post(address, json={"based_on": 1, "words": {"s1": "晚"}})

    assert strange.status_code == 404 and error_of(strange) == "SentenceNotFound"
    assert late.status_code == 409 and error_of(late) == "LectureChanged"


async def test_another_persona_s_captions_are_told_like_absent_ones(opened: Hospital) -> None:
    foreign = await drafted(opened, persona=FOREIGN_PERSONA)
    address = f"{TALKS}/{foreign.id}/second-captions"

    async with opened.browser(Role.OUTREACH) as author, opened.browser(Role.RESIDENT) as resident:
        read = await author.get(address)
        typed = await author.post(address, json={"based_on": 1, "words": {"s1": "早"}})
        barred = await resident.get(address)

    assert read.status_code == typed.status_code == 404
    assert barred.status_code == 403
