"""Anybody may have a file looked at; what was changed is found, and what is too large is refused with a reason."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.api.hospital import Hospital, hospital
from tests.api.pages.studio_talks import published
from twin.film_rooms import TALKS
from twin.settings import ServeSettings


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Hospital]:
    """Give an open hospital."""
    async with hospital(tmp_path) as one:
        yield one


async def folder_of(opened: Hospital) -> Path:
    """Give the folder of a published talk."""
    talk = await published(opened)
    return opened.house.settings.paths.data / TALKS / talk.id / "v1"


async def test_a_file_of_this_house_is_genuine_and_the_page_says_its_facts(opened: Hospital) -> None:
    folder = await folder_of(opened)

    async with opened.browser() as browser:
        page = await browser.post("/verify", files={"file": ("a.mp4", (folder / "talk.mp4").read_bytes())})
        told = await browser.post(
            "/api/verify", files={"file": ("a.mp4", (folder / "talk.mp4").read_bytes())}
        )

    assert page.status_code == 200
    assert "Genuine: made by this house, and unchanged" in page.text
    assert "Dr. Lin Wanqing" in page.text
    assert told.json()["genuine"] is True
    assert {one["check"] for one in told.json()["checks"]} == {
        "label",
        "manifest",
        "signature",
        "key",
        "number",
        "file",
    }


@pytest.mark.parametrize("name", ["talk.mp4", "transcript.html", "captions.en.vtt"])
async def test_a_changed_file_is_not_confirmed(opened: Hospital, name: str) -> None:
    content = (await folder_of(opened) / name).read_bytes()
    changed = content[:-3] + bytes(one ^ 1 for one in content[-3:])

    async with opened.browser() as browser:
        told = await browser.post("/api/verify", files={"file": (name, changed)})

    assert told.json()["genuine"] is False


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.pdf", b"%PDF-1.7 nothing"),
        ("x.exe", b"MZ"),
        ("x", b""),
        ("../../etc/passwd", b"root"),
        ("x.mp4", b"a"),
    ],
)
async def test_a_file_of_somebody_else_is_not_confirmed_and_harms_nobody(
    opened: Hospital, name: str, content: bytes
) -> None:
    async with opened.browser() as browser:
        told = await browser.post("/api/verify", files={"file": (name, content)})

    assert told.status_code == 200
    assert told.json()["genuine"] is False


async def test_a_manifest_speaks_for_a_format_without_a_place_for_a_label(opened: Hospital) -> None:
    folder = await folder_of(opened)
    files = {
        "file": ("talk.mp4", (folder / "talk.mp4").read_bytes()),
        "manifest": ("manifest.json", (folder / "manifest.json").read_bytes()),
    }

    async with opened.browser() as browser:
        told = await browser.post("/api/verify", files=files)

    assert told.json()["genuine"] is True


async def test_a_file_that_is_too_large_is_refused_with_413_and_the_way_out(opened: Hospital) -> None:
    opened.house.settings = opened.house.settings.model_copy(update={"serve": ServeSettings(upload_mib=1)})
    large = {"file": ("a.mp4", b"0" * (2 << 20))}

    async with opened.browser() as browser:
        page = await browser.post("/verify", files=large)
        told = await browser.post("/api/verify", files=large)

    assert page.status_code == told.status_code == 413
    assert "larger than 1 MiB" in page.text
    assert told.json()["error"]["type"] == "UploadTooLarge"


async def test_a_form_without_a_file_is_refused(opened: Hospital) -> None:
    async with opened.browser() as browser:
        page = await browser.post("/verify", data={"file": "no file"})
        told = await browser.post("/api/verify", json={"file": "no file"})

    assert page.status_code == told.status_code == 422
    assert "Choose a file first" in page.text
