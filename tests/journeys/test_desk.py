"""A question the folder does not cover: seen at the desk, answered by the physician, read by the patient at the same link."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import is_accessible
from tests.journeys.conftest import PHONE, OpenPage
from tests.journeys.serving import ROOT, free_port, served_process
from tests.journeys.test_staff import PASSWORD, WORDS, twin

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(240)]
KEPT = {"coffee-tea.md", "hecha-kafei-zh.md", "air-travel.md", "pacemaker-daily.md"}
TOLD = {
    "en": {
        "question": "Can I keep bees when I have a pacemaker?", "again": "Is beekeeping allowed with a pacemaker?",
        "answer": "Keep your bees. Wear the suit, and stay an arm's length from the electric fence.",
        "author": "Dr. Lin Wanqing", "updated": "Updated on", "waits": "lies on the desk of", "use": "Use this answer",
    },
    "zh": {
        "question": "房颤病人可以学拉小提琴吗？", "again": "我有房颤，能不能学小提琴？",
        "answer": "可以学琴。累了就歇一歇。",
        "author": "林婉清医生", "updated": "更新于", "waits": "工作台", "use": "用这个回答",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a cardiologist who has written four answers."""
    made: Path = tmp_path_factory.mktemp("desk")
    persona = made / "personas" / "cardiology"
    shutil.copytree(ROOT / "personas" / "cardiology", persona)
    for away in ("lectures", "papers", "questions", "sources"):
        shutil.rmtree(persona / away)
    (persona / "phrasings.yaml").unlink(missing_ok=True)
    for path in (persona / "answers").iterdir():
        if path.name not in KEPT:
            path.unlink()
    return made


@pytest.fixture(scope="module")
def clinic(folder: Path) -> Iterator[str]:
    """Index and serve her."""
    with served_process(folder, port=free_port(), build=True) as address:
        yield address


def kept(page: Page, name: str, language: str) -> None:
    """Keep a picture of the whole page, when pictures are asked for."""
    if folder := os.environ.get("TWIN_PICTURES"):
        page.screenshot(path=f"{folder}/desk-{name}-{language}.png", full_page=True)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_the_folder_lacks_is_answered_by_the_physician_at_the_same_link(
    open_page: OpenPage, folder: Path, clinic: str, language: str
) -> None:
    told = TOLD[language]
    patient = open_page(f"{clinic}/d/cardiology", language=language, size=PHONE)
    physician = signed_in(open_page, folder, clinic, language)

    patient.get_by_role("textbox").first.fill(told["question"])
    patient.locator("form.ask button.primary").click()
    expect(patient.locator(".reply-waiting")).to_contain_text(told["waits"])
    is_accessible(patient)
    kept(patient, "1-patient-waits", language)
    link = patient.url
    physician.goto(f"{clinic}/desk")
    is_accessible(physician)
    kept(physician, "2-queue", language)
    physician.get_by_role("link", name=told["question"]).click()
    is_accessible(physician)
    kept(physician, "3-entry", language)
    form = physician.locator("#use_answer form")
    form.locator(f"[name=answer_{language}]").fill(told["answer"])
    form.locator("[name=reason]").fill("not in my texts")
    form.get_by_role("button", name=told["use"], exact=True).click()
    expect(physician).to_have_url(f"{clinic}/desk")

    patient.reload()
    assert patient.url == link
    reply = patient.locator(".reply-answer")
    expect(reply).to_contain_text(told["answer"])
    expect(reply).to_contain_text(told["author"])
    expect(reply).to_contain_text(told["updated"])
    is_accessible(patient)
    kept(patient, "4-patient-reads", language)
    other = open_page(f"{clinic}/d/cardiology", language=language, size=PHONE)
    other.get_by_role("textbox").first.fill(told["again"])
    other.locator("form.ask button.primary").click()
    expect(other.locator(".sources")).to_contain_text(told["author"])
    kept(other, "5-somebody-else", language)
    for name in ("gaps", "insights", "decisions"):
        physician.goto(f"{clinic}/desk/{name}")
        is_accessible(physician)
        kept(physician, name, language)


def signed_in(open_page: OpenPage, folder: Path, clinic: str, language: str) -> Page:
    """Let the physician come through an invitation."""
    command = ("staff", "invite", "--role", "physician", "--persona", "cardiology", "--name", "Dr. Lin Wanqing", "--json")  # fmt: skip
    page = open_page(
        json.loads(twin(folder, *command, public_url=clinic))["link"], language=language, size=PHONE
    )
    page.locator("#login").fill(f"lin-desk-{language}")
    page.locator("#password").fill(PASSWORD)
    page.locator("#again").fill(PASSWORD)
    page.get_by_role("button", name=WORDS[language]["accept"]).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dr. Lin Wanqing")
    return page
