"""The studio as a browser sees it: every sentence with its source, edits by buttons, nobody approves his own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.api.hospital import FOREIGN_PERSONA, Hospital, hospital
from tests.api.pages.studio_talks import PHYSICIAN, approved, drafted, published
from tests.twin.lecture.studio import SOURCE, small_script
from twin.labels.file_label import read_label
from twin.lecture.project import ProjectState
from twin.lecture.script import Script
from twin.staff.member import Role


class Unjudged:
    """Lets every edit pass: nothing is indexed here, and what the gate says has tests of its own."""

    async def rejudged(self, old: Script, new: Script, *, rate: float = 1.0) -> Script:
        """Give the new script as it is."""
        return new


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Hospital]:
    """Give an open hospital."""
    async with hospital(tmp_path) as one:
        one.house.studio.talks._rejudging = Unjudged()  # type: ignore[assignment]
        yield one


async def test_the_list_holds_ones_own_talks_and_can_be_filtered_by_state(opened: Hospital) -> None:
    talk = await drafted(opened)
    foreign = await drafted(opened, persona=FOREIGN_PERSONA)

    async with opened.browser(Role.OUTREACH) as browser:
        everything = (await browser.get("/studio")).text
        done = (await browser.get("/studio?state=done")).text

    assert f"/studio/{talk.id}" in everything
    assert foreign.id not in everything
    assert talk.id not in done


async def test_another_persona_s_talk_is_not_found(opened: Hospital) -> None:
    foreign = await drafted(opened, persona=FOREIGN_PERSONA)

    async with opened.browser(Role.PHYSICIAN) as browser:
        paths = (
            "",
            "/script",
            "/versions",
            "/approve",
            "/production",
            "/result",
            "/script.md",
            "/slides/c1.png",
        )
        statuses = {(await browser.get(f"/studio/{foreign.id}{path}")).status_code for path in paths}

    assert statuses == {404}


async def test_a_brief_that_cannot_be_used_comes_back_with_what_was_written(opened: Hospital) -> None:
    brief = {"topic": "Weighing yourself", "persona": "cardiology", "language": "en", "minutes": "60"}

    async with opened.browser(Role.OUTREACH) as browser:
        answer = await browser.post("/studio/new", data=brief | {"action": "begin"})

    assert answer.status_code == 422
    assert "Weighing yourself" in answer.text
    assert "minutes" in answer.text


async def test_a_brief_for_a_persona_that_is_not_ones_own_is_refused(opened: Hospital) -> None:
    brief = {
        "topic": "Stones",
        "persona": FOREIGN_PERSONA,
        "language": "en",
        "minutes": "3",
        "action": "begin",
    }

    async with opened.browser(Role.OUTREACH) as browser:
        answer = await browser.post("/studio/new", data=brief)

    assert answer.status_code == 403


async def test_a_brief_begins_a_talk(opened: Hospital) -> None:
    brief = {
        "topic": "Stents",
        "persona": "cardiology",
        "language": "zh",
        "minutes": "3",
        "must_say": "a\n\nb",
    }

    async with opened.browser(Role.OUTREACH) as browser:
        answer = await browser.post("/studio/new", data=brief | {"action": "begin"})

    talk = await opened.house.studio.store.project(answer.headers["location"].rsplit("/", 1)[-1])
    assert answer.status_code == 303
    assert talk.brief.must_say == ("a", "b")


async def test_the_editor_shows_each_sentence_with_its_source_and_what_has_no_support(
    opened: Hospital,
) -> None:
    talk = await drafted(opened, small_script(refused="Salt cures everything."))

    async with opened.browser(Role.OUTREACH) as browser:
        page = (await browser.get(f"/studio/{talk.id}/script")).text

    assert page.count('role="row" id="s-') == 5
    assert f"/sources/{SOURCE.passage_id}?d=cardiology" in page
    assert page.index("1 without support") < page.index('role="row"')
    assert 'href="#s-s99"' in page


async def test_a_sentence_moves_by_a_button_and_the_old_order_can_be_brought_back(opened: Hospital) -> None:
    talk = await drafted(opened)

    async with opened.browser(Role.OUTREACH) as browser:
        moved = await browser.post(
            f"/studio/{talk.id}/script", data={"based_on": "1", "change": "down", "sentence": "s1"}
        )
        compared = (await browser.get(f"/studio/{talk.id}/versions?older=1")).text
        await browser.post(f"/studio/{talk.id}/versions", data={"number": "1", "based_on": "2"})
    newest = await opened.house.studio.store.version(talk.id)

    assert moved.headers["location"].endswith("/script#s-s1")
    assert "Moved" in compared
    assert newest.number == 3
    assert [one.id for one in newest.script.sentences()] == ["n1", "s1", "s2", "n2"]


async def test_a_change_on_an_old_version_is_refused_and_the_words_come_back(opened: Hospital) -> None:
    talk = await drafted(opened)
    change = {"based_on": "1", "change": "down", "sentence": "s1"}

    async with opened.browser(Role.OUTREACH) as browser:
        await browser.post(f"/studio/{talk.id}/script", data=change)
        answer = await browser.post(f"/studio/{talk.id}/script", data=change | {"text": "My own words."})

    assert answer.status_code == 422
    assert "Somebody saved another version meanwhile" in answer.text
    assert "My own words." in answer.text


async def test_a_comment_stands_beside_its_sentence_until_it_is_dealt_with(opened: Hospital) -> None:
    talk = await drafted(opened)

    async with opened.browser(Role.PHYSICIAN) as browser:
        await browser.post(f"/studio/{talk.id}/comments", data={"sentence": "s1", "text": "In <b>kg</b>?"})
        told = (await browser.get(f"/studio/{talk.id}/script")).text
        (comment,) = await opened.house.studio.store.comments(talk.id)
        await browser.post(f"/studio/{talk.id}/comments/{comment.id}/resolve")
        resolved = (await browser.get(f"/studio/{talk.id}/script")).text

    assert "In &lt;b&gt;kg&lt;/b&gt;?" in told
    assert "1 open comments" in told
    assert "done by Somebody, physician" in resolved


async def test_a_script_goes_out_as_a_file_and_what_is_no_script_does_not_come_in(opened: Hospital) -> None:
    talk = await drafted(opened)
    token = {"based_on": "1"}

    async with opened.browser(Role.OUTREACH) as browser:
        file = await browser.get(f"/studio/{talk.id}/script.md")
        path = f"/studio/{talk.id}/script.md"
        back = await browser.post(path, data=token, files={"file": ("script.md", file.content)})
        wrong = await browser.post(path, data={"based_on": "2"}, files={"file": ("x.md", b"\xff\xfe no")})

    assert "Weigh yourself every morning." in file.text
    assert back.status_code == 303
    assert wrong.status_code == 422
    assert "not UTF-8" in wrong.text


async def test_previews_are_labelled_and_bear_the_embedded_voice(opened: Hospital, tmp_path: Path) -> None:
    talk = await drafted(opened)

    async with opened.browser(Role.OUTREACH) as browser:
        slide = await browser.get(f"/studio/{talk.id}/slides/c2.png")
        sound = await browser.get(f"/studio/{talk.id}/sentences/s1.wav")
        absent = await browser.get(f"/studio/{talk.id}/slides/c9.png")
    for name, answer in (("a.png", slide), ("a.wav", sound)):
        (tmp_path / name).write_bytes(answer.content)

    assert slide.content.startswith(b"\x89PNG")
    assert sound.content.startswith(b"RIFF")
    assert read_label(tmp_path / "a.png") is not None
    assert read_label(tmp_path / "a.wav") is not None
    assert absent.status_code == 404


async def test_only_the_physician_is_given_the_button_and_the_author_is_told_why_not(
    opened: Hospital,
) -> None:
    talk = await drafted(opened)
    path = f"/studio/{talk.id}/approve"

    async with opened.browser(Role.OUTREACH) as author, opened.browser(Role.PHYSICIAN) as physician:
        written = (await author.get(path)).text
        read = (await physician.get(path)).text
        binding = await opened.house.films.to_approve(talk.id)
        form = {"version": "1", "slides_hash": binding.slides_hash, "voice_id": binding.voice_id, "read": "1"}
        refused = await author.post(path, data=form)
        unread = await physician.post(path, data=form | {"read": ""})
        taken = await physician.post(path, data=form)

    assert "You cannot approve this." in written
    assert 'name="slides_hash"' not in written
    assert 'name="slides_hash"' in read
    assert refused.status_code == unread.status_code == 422
    assert taken.status_code == 303
    assert (await opened.house.studio.store.project(talk.id)).state is ProjectState.APPROVED


async def test_after_an_edit_the_approval_page_says_what_has_changed(opened: Hospital) -> None:
    talk = await approved(opened)

    async with opened.browser(Role.OUTREACH) as browser:
        await browser.post(
            f"/studio/{talk.id}/script", data={"based_on": "1", "change": "down", "sentence": "s1"}
        )
        page = (await browser.get(f"/studio/{talk.id}/approve")).text

    assert f"{PHYSICIAN.name} approved version 1" in page
    assert "Moved" in page


async def test_a_physician_does_not_approve_the_version_he_saved(opened: Hospital) -> None:
    talk = await drafted(opened)

    async with opened.browser(Role.PHYSICIAN) as browser:
        await browser.post(
            f"/studio/{talk.id}/script", data={"based_on": "1", "change": "down", "sentence": "s1"}
        )
        page = (await browser.get(f"/studio/{talk.id}/approve")).text

    assert "nobody approves what they wrote themselves" in page


async def test_what_is_not_approved_is_not_produced_and_the_page_says_the_way_out(opened: Hospital) -> None:
    talk = await drafted(opened)

    async with opened.browser(Role.OUTREACH) as browser:
        page = (await browser.get(f"/studio/{talk.id}/production")).text
        answer = await browser.post(f"/studio/{talk.id}/render", data={"kind": "talk"})

    assert "once a physician has approved" in page
    assert answer.status_code == 422
    assert "Have it approved on the approval page" in answer.text


async def test_the_result_shows_player_sizes_and_every_file_verified(opened: Hospital) -> None:
    talk = await published(opened)

    async with opened.browser(Role.OUTREACH) as browser:
        page = (await browser.get(f"/studio/{talk.id}/result?verify=1")).text

    assert f"/studio/{talk.id}/files/talk/1/talk.mp4" in page
    assert " kB" in page
    assert page.count("genuine, unchanged") == 5
    assert "not confirmed" not in page


async def test_without_the_table_s_leave_a_patient_is_led_to_the_sign_in(opened: Hospital) -> None:
    async with opened.browser() as patient:
        answer = await patient.get("/studio")

    assert answer.headers["location"] == "/staff/sign-in?next=%2Fstudio"
