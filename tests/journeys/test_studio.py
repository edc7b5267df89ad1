"""From three lines of brief to a talk that anybody watches: an author, a physician, a stranger; both languages."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from secrets import token_hex

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.accessibility import is_accessible
from tests.journeys.conftest import DESK, LANGUAGES_AND_SIZES, PHONE, OpenPage
from tests.journeys.serving import free_port, served_process
from tests.journeys.test_staff import PASSWORD, WORDS, twin

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(420)]
Keep = Callable[[Page, str], None]
RENDER_MILLISECONDS = 240_000  # a minute of film takes half a minute alone; tests share the machine
TOLD = {
    "en": {
        "topic": "Heart failure at home", "wish": "Repairing a bicycle", "check": "See what the folder holds", "new": "New talk",
        "begin": "Begin this talk", "missing": "Not in the folder", "write": "Write the script", "wrong": "Take 900 mg of aspirin every hour.",
        "without": "1 without support", "submit": "Lay before the physician", "why_not": "You cannot approve this.", "approve": "Approve",
        "approved": "Approved", "make": "Make the talk", "watch": "Watch the result", "genuine": "Genuine", "question": "Which painkillers should I avoid?",
        "answer": "Answer", "done": "done", "fit": "Fit to the minutes", "back": "Bring version {number} back", "save": "Save captions",
        "caption": "字幕",
    },
    "zh": {
        "topic": "心衰在家怎么管", "wish": "修理自行车", "check": "先看资料够不够", "new": "新建讲座", "begin": "开始做这场讲座",
        "missing": "资料里没有", "write": "生成讲稿", "wrong": "每小时吃阿司匹林900毫克。", "without": "1句没有依据", "submit": "提交医生审核",
        "why_not": "您不能审核这份讲稿。", "approve": "审核通过", "approved": "已审核通过", "make": "开始制作", "watch": "看成品", "genuine": "真实",
        "question": "哪些止痛药不能吃？", "answer": "回答", "done": "完成", "fit": "调整到这个时长", "back": "恢复版本{number}",
        "save": "保存字幕", "caption": "A caption",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, indexed_cardiologist: Path) -> Path:
    """Give a folder with the demo's cardiologist and her index."""
    made: Path = tmp_path_factory.mktemp("studio")
    shutil.copytree(indexed_cardiologist, made, dirs_exist_ok=True)
    return made


@pytest.fixture(scope="module")
def studio(folder: Path) -> Iterator[str]:
    """Serve her."""
    with served_process(folder, port=free_port(), build=False) as address:
        yield address


def colleague(
    open_page: OpenPage, folder: Path, studio: str, role: str, language: str, size: dict[str, int]
) -> Page:
    """Let somebody of a role come through an invitation."""
    name = f"{role} {language}"
    command = ("staff", "invite", "--role", role, "--persona", "cardiology", "--name", name, "--json")
    link = json.loads(twin(folder, *command, public_url=studio))["link"]
    page = open_page(link, language=language, size=size)
    page.locator("#login").fill(f"{role}-{language}-{token_hex(3)}")  # one house, several tests
    page.locator("#password").fill(PASSWORD)
    page.locator("#again").fill(PASSWORD)
    page.get_by_role("button", name=WORDS[language]["accept"]).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    return page


def briefed(page: Page, studio: str, language: str) -> str:
    """Write a brief, look what the folder holds, and begin; give the talk's address."""
    told = TOLD[language]
    page.goto(f"{studio}/studio")
    is_accessible(page)
    page.get_by_role("link", name=told["new"]).click()
    page.locator("#topic").fill(told["topic"])
    page.locator("#minutes").fill("1")
    page.locator("#must_say").fill(told["wish"])
    page.get_by_role("button", name=told["check"]).click()
    expect(page.locator(".not-covered")).to_contain_text(told["wish"])
    is_accessible(page)
    page.get_by_role("button", name=told["begin"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(told["topic"])
    is_accessible(page)
    return page.url


def edited(page: Page, language: str) -> None:
    """Write the script, say something the folder does not bear out, and take it out again by keyboard."""
    told = TOLD[language]
    page.get_by_role("button", name=told["write"]).click()
    expect(page.locator("table.sentences").first).to_be_visible()
    is_accessible(page)
    row = page.locator("tr", has=page.locator(".kind-statement")).first
    row.locator(".row-tools summary").click()
    row.locator("form", has=page.locator("button[value=add]")).locator("textarea").fill(told["wrong"])
    row.locator("button[value=add]").click()
    expect(page.locator("#unsupported")).to_have_text(told["without"])
    is_accessible(page)
    refused = page.locator("tr.is-refused")
    refused.locator(".row-tools summary").focus()
    page.keyboard.press("Enter")
    refused.locator("button[value=remove]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#unsupported")).to_have_count(0)
    version = int(page.locator("input[name=based_on]").first.input_value())
    page.locator("button[value=down]:enabled").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("input[name=based_on]").first).to_have_value(str(version + 1))


@pytest.mark.parametrize(
    ("language", "size"), [("en", PHONE), pytest.param("zh", DESK, marks=pytest.mark.soak)]
)
def test_a_brief_becomes_an_approved_film_that_anybody_watches(
    open_page: OpenPage, folder: Path, studio: str, keep: Keep, language: str, size: dict[str, int]
) -> None:
    told = TOLD[language]
    author = colleague(open_page, folder, studio, "outreach", language, size)
    talk = briefed(author, studio, language)
    edited(author, language)
    author.evaluate("scrollTo(0, 0)")
    keep(author, f"studio-script-{language}")
    author.goto(f"{talk}/approve")
    expect(author.locator(".decide")).to_contain_text(told["why_not"])
    is_accessible(author)
    author.get_by_role("button", name=told["submit"]).click()

    physician = colleague(open_page, folder, studio, "physician", language, size)
    physician.goto(f"{talk}/approve")
    physician.locator("input[name=read]").check()
    is_accessible(physician)
    physician.get_by_role("button", name=told["approve"], exact=True).click()
    expect(physician.locator("#approved")).to_contain_text(told["approved"])

    author.goto(f"{talk}/production")
    author.get_by_role("button", name=told["make"]).click()
    expect(author.locator("#bar")).to_be_visible()
    is_accessible(author)
    expect(author.get_by_role("link", name=told["watch"])).to_be_visible(timeout=RENDER_MILLISECONDS)
    author.get_by_role("link", name=told["watch"]).click()
    is_accessible(author)
    public = author.locator(".public-line a").get_attribute("href") or ""

    stranger = open_page(f"{studio}{public}", language=language, size=size)
    is_accessible(stranger)
    is_watched(stranger)
    keep(stranger, f"talk-{language}")
    stranger.locator("#question").fill(told["question"])
    stranger.locator("form.ask button").click()
    expect(stranger.get_by_role("heading", name=told["answer"], exact=True)).to_be_visible()
    expect(stranger.locator(".talk-answer .talk-sources a").first).to_be_visible()
    is_verified(stranger, studio, public, folder, told)


def is_watched(page: Page) -> None:
    """Seek by a chapter, and see that film, captions and transcript go along."""
    expect(page.locator("a.jump-to").first).to_be_visible()
    page.locator("a.jump-to").nth(2).focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.getElementById('talk').currentTime > 3")
    expect(page.locator(".line.is-spoken")).to_be_visible()
    assert page.evaluate("document.getElementById('talk').textTracks[0].cues.length") > 3


def is_verified(page: Page, studio: str, public: str, folder: Path, told: dict[str, str]) -> None:
    """Send the video to the verify page, whole and cut."""
    video = next((folder / "data" / "talks" / public.rsplit("/", 1)[-1]).glob("v*/talk.mp4"))
    cut = folder / "cut.mp4"
    cut.write_bytes(video.read_bytes()[:-500])
    for path, is_genuine in ((video, True), (cut, False)):
        page.goto(f"{studio}/verify")
        page.locator("#file").set_input_files(path)
        page.locator("form button.primary").click()
        expect(page.locator(".verdict.is-good")).to_have_count(1 if is_genuine else 0)
        is_accessible(page)


def captioned(row: Locator, caption: str) -> None:
    """Type a caption with the figures of its sentence."""
    figures = re.findall(r"\d+(?:[.,]\d+)*", row.locator(".sentence span[lang]").inner_text())
    row.locator("textarea").fill(" ".join((caption, *figures)))


@pytest.mark.parametrize(("language", "size"), LANGUAGES_AND_SIZES)
def test_a_script_is_fitted_to_the_minutes_and_captioned_in_the_other_language(
    open_page: OpenPage, folder: Path, studio: str, keep: Keep, language: str, size: dict[str, int]
) -> None:
    told = TOLD[language]
    author = colleague(open_page, folder, studio, "outreach", language, size)
    talk = briefed(author, studio, language)
    author.get_by_role("button", name=told["write"]).click()
    author.goto(f"{talk}/length")
    is_accessible(author)
    author.locator("#minutes").fill("2")
    author.get_by_role("button", name=told["fit"]).click()
    expect(author.locator(".change-added").first).to_be_visible()
    expect(author.locator(".length-right")).to_be_visible()
    is_accessible(author)
    keep(author, f"studio-length-{language}-{size['width']}")
    author.get_by_role("button", name=told["back"].format(number=1)).click()
    author.goto(f"{talk}/captions")
    rows = author.locator(".caption-rows li:has(textarea)")
    expect(rows.first).to_be_visible()
    is_accessible(author)
    for number in range(rows.count()):
        captioned(rows.nth(number), told["caption"] if number else f"{told['caption']} 77")
    author.get_by_role("button", name=told["save"]).click()
    expect(author.locator("[aria-invalid]")).to_have_count(1)
    is_accessible(author)
    keep(author, f"studio-captions-{language}-{size['width']}")
    captioned(author.locator("li:has([aria-invalid])"), told["caption"])
    author.get_by_role("button", name=told["save"]).click()
    expect(author.locator(".is-open-caption")).to_have_count(0)
    expect(author.locator("#count")).to_contain_text("✓")
    author.goto(f"{talk}/approve")
    expect(author.locator(".second-caption").first).to_contain_text(told["caption"])
    is_accessible(author)


def test_without_scripts_everything_is_there(open_page: OpenPage, folder: Path, studio: str) -> None:
    language = "en"
    page = colleague(open_page, folder, studio, "outreach", language, PHONE)
    context = page.context
    cookies = context.cookies()
    plain = open_page(f"{studio}/studio", language=language, javascript=False)
    plain.context.add_cookies(cookies)  # type: ignore[arg-type]
    talk = briefed_plainly(plain, studio)
    plain.goto(f"{talk}/production")

    plain.locator("form.draft-form button").click()

    expect(plain.locator(".job")).to_be_visible()
    for _ in range(120):
        if plain.locator("#bar").count() == 0:
            break
        plain.wait_for_timeout(2_000)
        plain.reload()
    plain.locator(".job a.button").click()
    expect(plain.locator(".ai-label")).to_contain_text("DRAFT")
    expect(plain.locator(".transcript .line").first).to_be_visible()
    public = f"{studio}/talks/{talk.rsplit('/', 1)[-1]}"
    answer = plain.goto(public)
    assert answer is not None
    assert answer.status == 404


def briefed_plainly(page: Page, studio: str) -> str:
    """Begin a talk and write its script without any script; give its address."""
    told = TOLD["en"]
    page.goto(f"{studio}/studio/new")
    page.locator("#topic").fill(told["topic"])
    page.locator("#minutes").fill("1")
    page.get_by_role("button", name=told["begin"]).click()
    address = page.url
    page.get_by_role("button", name=told["write"]).click()
    expect(page.locator("table.sentences").first).to_be_visible()
    return address
