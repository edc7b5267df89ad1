"""A physician comes through an invitation and takes the reins; a patient feels it at the next question."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import is_accessible
from tests.journeys.conftest import LANGUAGES_AND_SIZES, OpenPage
from tests.journeys.serving import ROOT, free_port, served_process

pytestmark = pytest.mark.browser
PASSWORD = "blue notebook on monday"
WORDS = {
    "en": {
        "accept": "Make my account", "pause": "Pause my twin", "resume": "Let my twin speak again", "paused": "has been paused",
        "sign_in": "Sign in", "sign_out": "Sign out", "question": "Can I drink coffee?", "held": "reads it and answers here",
        "topic": "Everyday life", "draft": "Draft only", "set": "Set this level", "change": "Change", "computer": "computer programme",
    },
    "zh": {
        "accept": "建立账号", "pause": "暂停我的分身", "resume": "让分身恢复回答", "paused": "暂停", "sign_in": "登录",
        "sign_out": "退出登录", "question": "能喝咖啡吗？", "held": "就在本页回答您", "topic": "日常生活", "draft": "只写草稿",
        "set": "设为此级别", "change": "更改", "computer": "电脑程序",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the demo's cardiologist."""
    made = tmp_path_factory.mktemp("staff")
    shutil.copytree(ROOT / "personas" / "cardiology", made / "personas" / "cardiology")
    return made


@pytest.fixture(scope="module")
def clinic(folder: Path) -> Iterator[str]:
    """Serve it as `twin serve` does. Nothing is indexed: what is told here needs no index."""
    port = free_port()
    with served_process(folder, port=port, build=False) as address:
        yield address


def twin(folder: Path, *arguments: str, public_url: str) -> str:
    """Run one command over the same data; give what it printed."""
    settings = {
        "TWIN_PATHS__PERSONAS": str(folder / "personas"),
        "TWIN_PATHS__CORPORA": str(ROOT / "corpora"),
        "TWIN_PATHS__DATA": str(folder / "data"),
        "TWIN_SERVE__PUBLIC_URL": public_url,
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TWIN_")}
    run = subprocess.run(
        [sys.executable, "-c", "from twin.cli.app import main; main()", *arguments],
        env=kept | settings, cwd=folder, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return run.stdout


def signed_in(
    page: Page, folder: Path, clinic: str, login: str, language: str, *, has_script: bool = True
) -> None:
    """Come through an invitation, with or without scripts."""
    command = (
        "staff",
        "invite",
        "--role",
        "physician",
        "--persona",
        "cardiology",
        "--name",
        "Dr. Lin Wanqing",
        "--json",
    )
    page.goto(json.loads(twin(folder, *command, public_url=clinic))["link"])
    if has_script:
        is_accessible(page)
    page.locator("#login").fill(login)
    page.locator("#password").fill(PASSWORD)
    page.locator("#again").fill(PASSWORD)
    page.get_by_role("button", name=WORDS[language]["accept"]).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dr. Lin Wanqing")


def asked(page: Page, clinic: str, question: str) -> None:
    """Ask as a patient."""
    page.goto(f"{clinic}/d/cardiology")
    page.get_by_role("textbox").fill(question)
    page.locator("form.ask button.primary").click()
    page.locator(".sentence").first.wait_for()


@pytest.mark.parametrize(("language", "size"), LANGUAGES_AND_SIZES)
def test_a_physician_pauses_the_twin_and_the_patient_is_told_at_the_next_question(
    open_page: OpenPage, folder: Path, clinic: str, language: str, size: dict[str, int], keep_all: "Keep"
) -> None:
    words = WORDS[language]
    physician = open_page(f"{clinic}/staff/sign-in", language=language, size=size)
    is_accessible(physician)
    keep_all(physician, "sign-in")
    signed_in(physician, folder, clinic, f"lin-{language}-{size['width']}", language)
    is_accessible(physician)
    keep_all(physician, "account")
    physician.goto(f"{clinic}/staff/reins/cardiology")
    is_accessible(physician)
    keep_all(physician, "reins")

    physician.get_by_role("button", name=words["pause"]).click()
    is_accessible(physician)
    keep_all(physician, "reins-paused")
    patient = open_page(clinic, language=language, size=size)
    asked(patient, clinic, words["question"])

    expect(patient.locator(".words").last).to_contain_text(words["paused"])
    expect(patient.locator(".first-notice")).to_contain_text(words["computer"])
    is_accessible(patient)
    keep_all(patient, "patient-paused")
    patient.goto(f"{clinic}/d/cardiology")
    expect(patient.locator(".notice").first).to_contain_text("paused" if language == "en" else "暂停")
    physician.get_by_role("button", name=words["resume"]).click()
    expect(physician.get_by_role("button", name=words["pause"])).to_be_visible()
    physician.goto(f"{clinic}/staff/account")
    physician.get_by_role("button", name=words["sign_out"]).click()
    physician.goto(f"{clinic}/staff/reins")
    expect(physician.get_by_role("button", name=words["sign_in"])).to_be_visible()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_topic_the_physician_takes_back_is_held_and_the_patient_is_told_who_answers_and_when(
    open_page: OpenPage, folder: Path, clinic: str, language: str, keep_all: "Keep"
) -> None:
    words = WORDS[language]
    physician = open_page(clinic, language=language, javascript=False)
    signed_in(physician, folder, clinic, f"back-{language}", language, has_script=False)
    physician.goto(f"{clinic}/staff/reins/cardiology")
    card = physician.locator("#topic-living")
    card.locator("summary").click()
    card.get_by_role("combobox").select_option(label=words["draft"])
    card.get_by_role("textbox").fill("I want to see these first")
    keep_all(physician, "reins-level")
    card.get_by_role("button", name=words["set"]).click()
    expect(physician.locator("#topic-living .badge")).to_have_text(words["draft"])

    patient = open_page(clinic, language=language)
    asked(patient, clinic, words["question"])

    expect(patient.locator(".words").last).to_contain_text(words["held"])
    is_accessible(patient)
    keep_all(patient, "patient-held")


class Keep:
    """Keeps whole pages where TWIN_LOOK names a folder, for the eyes of whoever changes them."""

    def __init__(self, name: str) -> None:
        """Name the pictures after the test."""
        self._name = name

    def __call__(self, page: Page, name: str) -> None:
        """Take a picture."""
        folder = os.environ.get("TWIN_LOOK")
        if folder:
            page.screenshot(path=Path(folder) / f"{self._name}-{name}.png", full_page=True)


@pytest.fixture
def keep_all(request: pytest.FixtureRequest) -> Keep:
    """Give a way to keep pictures of this test."""
    return Keep(str(request.node.callspec.id))
