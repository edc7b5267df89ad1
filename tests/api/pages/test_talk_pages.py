"""A finished talk as anybody sees it; and how it goes when approval or consent go."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.api.hospital import ROOT, Hospital, hospital
from tests.api.pages.studio_talks import PHYSICIAN, approved, drafted, published
from twin.labels.consent import Use
from twin.staff.member import Role


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Hospital]:
    """Give an open hospital with a folder of personas of its own, in which consent can be taken back."""
    folder = tmp_path / "personas" / "cardiology"
    folder.mkdir(parents=True)
    for name in ("persona.yaml", "clinic.yaml", "style_guide.md"):
        if (ROOT / "personas" / "cardiology" / name).exists():
            shutil.copy(ROOT / "personas" / "cardiology" / name, folder)
    shutil.copytree(ROOT / "personas" / "cardiology" / "consent", folder / "consent")
    async with hospital(tmp_path / "data", personas=tmp_path / "personas") as one:
        yield one


async def test_a_published_talk_shows_player_captions_chapters_transcript_and_label(opened: Hospital) -> None:
    talk = await published(opened)

    async with opened.browser() as browser:
        listed = (await browser.get("/talks?d=cardiology")).text
        page = (await browser.get(f"/talks/{talk.id}")).text

    assert f"/talks/{talk.id}" in listed
    assert f'<source src="/talks/{talk.id}/files/talk.mp4"' in page
    assert f'<track kind="captions" src="/talks/{talk.id}/files/captions.en.vtt"' in page
    assert 'data-start="1.0" data-end="2.0">Weigh yourself every morning.' in page
    assert "AI-generated" in page
    assert f"Approved by {PHYSICIAN.name}" in page
    assert "/sources/abc1?d=cardiology" in page


async def test_a_player_gets_exactly_the_bytes_it_asks_for(opened: Hospital) -> None:
    talk = await published(opened)
    address = f"/talks/{talk.id}/files/talk.mp4"

    async with opened.browser() as browser:
        whole = await browser.get(address)
        middle = await browser.get(address, headers={"range": "bytes=100-199"})
        rest = await browser.get(address, headers={"range": f"bytes={len(whole.content) - 7}-"})
        beyond = await browser.get(address, headers={"range": "bytes=99999999-"})

    assert whole.headers["content-type"] == "video/mp4"
    assert (middle.status_code, middle.content) == (206, whole.content[100:200])
    assert middle.headers["content-range"] == f"bytes 100-199/{len(whole.content)}"
    assert rest.content == whole.content[-7:]
    assert beyond.status_code == 416


@pytest.mark.parametrize("name", ["secret.txt", "..%2Fv1%2Ftalk.mp4", ".talk.mp4", "absent.pdf"])
async def test_only_what_the_manifest_lists_is_given_out(opened: Hospital, name: str) -> None:
    talk = await published(opened)

    async with opened.browser() as browser:
        answer = await browser.get(f"/talks/{talk.id}/files/{name}")

    assert answer.status_code == 404


async def test_chapters_come_as_a_track(opened: Hospital) -> None:
    talk = await published(opened)

    async with opened.browser() as browser:
        text = (await browser.get(f"/talks/{talk.id}/chapters.vtt")).text

    assert text.startswith("WEBVTT")
    assert "00:00:00.520 --> " in text
    assert "Every morning" in text


async def test_what_is_not_finished_is_told_like_what_does_not_exist(opened: Hospital) -> None:
    talks = [await drafted(opened), await approved(opened)]

    async with opened.browser(Role.ADMIN) as browser:
        statuses = [(await browser.get(f"/talks/{talk.id}")).status_code for talk in talks]
        absent = await browser.get("/talks/none")

    assert statuses == [404, 404]
    assert absent.status_code == 404


async def test_an_approval_that_is_taken_back_takes_page_and_files_away(opened: Hospital) -> None:
    talk = await published(opened)

    async with opened.browser(Role.PHYSICIAN) as physician, opened.browser() as browser:
        before = (await browser.get(f"/talks/{talk.id}")).status_code
        await physician.post(f"/studio/{talk.id}/withdraw")
        after = [
            (await browser.get(f"/talks/{talk.id}{path}")).status_code
            for path in ("", "/files/talk.mp4", "/chapters.vtt")
        ]

    assert before == 200
    assert after == [404, 404, 404]


@pytest.mark.parametrize("uses", [(Use.NAME,), (Use.LIKENESS,), tuple(Use)])
async def test_a_revoked_consent_takes_page_and_files_away_at_the_next_request(
    opened: Hospital, uses: tuple[Use, ...]
) -> None:
    talk = await published(opened)

    async with opened.browser() as browser, opened.browser(Role.OUTREACH) as author:
        before = (await browser.get(f"/talks/{talk.id}/files/talk.mp4")).status_code
        opened.house.ledger.revoke("cardiology", by="Dr. Lin", reason="I do not want it", uses=uses)
        after = [
            (await browser.get(f"/talks/{talk.id}{path}")).status_code for path in ("", "/files/talk.mp4")
        ]
        listed = (await browser.get("/talks")).text
        studio = await author.get(f"/studio/{talk.id}/files/talk/1/talk.mp4")
        told = (await author.get(f"/studio/{talk.id}/result")).text

    assert before == 200
    assert after == [404, 404]
    assert talk.id not in listed
    assert studio.status_code == 404
    assert "talk.mp4" in told
    assert "shown to nobody" in told


async def test_an_emergency_in_a_question_gets_the_card_and_no_answer(opened: Hospital) -> None:
    talk = await published(opened)

    async with opened.browser() as browser:
        answer = await browser.post(
            f"/talks/{talk.id}", data={"question": "crushing chest pain, I cannot breathe"}
        )
        empty = await browser.post(f"/talks/{talk.id}", data={"question": " "})

    assert "call 120 now" in answer.text
    assert 'id="answer"' not in answer.text
    assert empty.status_code == 422
