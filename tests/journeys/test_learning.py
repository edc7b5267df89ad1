"""A case from the first question to debrief and review deck; a ward round in three browsers; a paper read together."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import is_accessible
from tests.journeys.conftest import DESK, PHONE, OpenPage
from tests.journeys.keyboard import by_enter, looked_at
from tests.journeys.serving import ROOT, free_port, served_process
from tests.journeys.test_staff import PASSWORD, WORDS, twin

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(300)]
CASE = "stomach-trouble-at-dawn"
KEPT = {
    "lectures": ("chest-pain-first-hours", "xiongtong-fenzhen-zhuyuan-zh"),
    "papers": ("home-bp-first-opinion",),
    "answers": ("coffee-tea", "hf-", "xinshuai-"),
}
TOLD = {
    "en": {
        "title": "Stomach trouble at dawn", "ask": "When did the pain start?", "reply": "four o'clock",
        "is_it": "Is it a heart attack?", "neither": "neither confirm nor deny", "begin": "Begin", "question": "Ask",
        "answer": "I am not sure; something in the belly", "why": "It hurts there", "tell": "Just tell me",
        "diagnosis": "inferior STEMI, then dissection and pericarditis", "named": "myocardial infarction",
        "debrief": "To the debrief", "disagree": "I disagree", "reason": "Our ward does this differently.",
        "waits": "physician's desk", "show": "Show the answer", "good": "Good", "round": "Open a ward round",
        "join": "Join the ward round", "called": "You are called on.", "commit": "Commit",
    },
    "zh": {
        "title": "", "ask": "什么时候开始痛的？", "reply": "点", "is_it": "是不是心梗？", "neither": "既不肯定也不否定",
        "begin": "开始", "question": "问", "answer": "还不确定，可能是胃的问题", "why": "因为那里痛", "tell": "直接告诉我",
        "diagnosis": "下壁心梗，其次主动脉夹层和心包炎", "named": "心肌梗死", "debrief": "看总结", "disagree": "我不同意",
        "reason": "我们科不是这样做的。", "waits": "医生的工作台", "show": "看答案", "good": "记得", "round": "开始教学查房",
        "join": "加入教学查房", "called": "点到你了。", "commit": "提交",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a cardiologist, one case, and the lectures and the paper that it needs."""
    made: Path = tmp_path_factory.mktemp("learning")
    persona = made / "personas" / "cardiology"
    shutil.copytree(ROOT / "personas" / "cardiology", persona)
    for away in ("questions", "sources"):
        shutil.rmtree(persona / away)
    (persona / "phrasings.yaml").unlink(missing_ok=True)
    for slot in ("lectures", "papers", "answers"):
        for path in (persona / slot).iterdir():
            if not path.name.startswith(KEPT[slot]):
                path.unlink()
    for path in (persona / "cases").iterdir():
        if path.stem != CASE:
            path.unlink()
    return made


@pytest.fixture(scope="module")
def ward(folder: Path) -> Iterator[str]:
    """Index and serve her."""
    with served_process(folder, port=free_port(), build=True) as address:
        yield address


def kept(page: Page, name: str, language: str) -> None:
    """Keep a picture of the whole page, when pictures are asked for."""
    if folder := os.environ.get("TWIN_PICTURES"):
        page.screenshot(path=f"{folder}/learn-{name}-{language}.png", full_page=True)


def resident(
    open_page: OpenPage,
    folder: Path,
    ward: str,
    name: str,
    language: str,
    *,
    size: dict[str, int] = PHONE,
    role: str = "resident",
) -> Page:
    """Let a resident, or another of the staff, come through an invitation."""
    command = ("staff", "invite", "--role", role, "--persona", "cardiology", "--name", name, "--json")
    link = json.loads(twin(folder, *command, public_url=ward))["link"]
    page = open_page(link, language=language, size=size)
    page.locator("#login").fill(name.lower().replace(" ", "-"))
    page.locator("#password").fill(PASSWORD)
    page.locator("#again").fill(PASSWORD)
    page.get_by_role("button", name=WORDS[language]["accept"]).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    return page


def asked(page: Page, text: str, button: str) -> None:
    """Ask the patient, or for a finding."""
    page.locator("#text-ask").fill(text)
    page.get_by_role("button", name=button, exact=True).click()


def committed(page: Page, text: str, told: dict[str, str]) -> None:
    """Choose a confidence by keyboard and commit."""
    page.locator("input[name=confidence]").nth(2).focus()
    page.keyboard.press("Space")
    page.locator("#text-commit").fill(text)
    with page.expect_navigation():
        page.get_by_role("button", name=told["commit"], exact=True).click()


@pytest.mark.parametrize(
    ("language", "size"), [("en", PHONE), pytest.param("zh", DESK, marks=pytest.mark.soak)]
)
def test_a_case_from_the_first_question_to_the_review_deck(
    open_page: OpenPage, folder: Path, ward: str, language: str, size: dict[str, int]
) -> None:
    told = TOLD[language]
    page = resident(open_page, folder, ward, f"Resident {language}", language, size=size)
    page.goto(f"{ward}/learn")
    is_accessible(page)
    kept(page, "1-cases", language)
    page.locator(".case-line button").first.click()
    is_accessible(page)

    asked(page, told["ask"], told["question"])
    expect(page.locator(".said-patient").last).to_contain_text(told["reply"])
    asked(page, told["is_it"], told["question"])
    expect(page.locator(".said-tutor").last).to_contain_text(told["neither"])
    for phase in range(1, 4):
        committed(page, told["answer"], told)
        page.locator("#text-why").fill(told["why"])
        page.locator("#text-why").press("Tab")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.locator(".is-hint")).to_have_count(phase)
        with page.expect_navigation():
            page.get_by_role("button", name=told["tell"]).click()
    expect(page.locator("main")).not_to_contain_text(told["named"])
    is_accessible(page)
    kept(page, "2-session", language)
    for text in (told["diagnosis"], told["answer"]):
        committed(page, text, told)
        expect(page.locator("#text-why")).to_be_visible()
        with page.expect_navigation():
            page.get_by_role("button", name=told["tell"]).click()
    page.get_by_role("link", name=told["debrief"]).click()
    is_accessible(page)
    expect(page.locator(".lead")).to_contain_text(told["named"])
    expect(page.locator("main section")).to_have_count(6)

    line = page.locator(".debrief-line", has=page.locator(".said-source a")).first
    line.locator("summary").click()
    line.locator("textarea").fill(told["reason"])
    line.locator("form button").click()
    expect(page.locator(".reply").first).to_contain_text(told["waits"])
    kept(page, "3-debrief", language)
    page.goto(f"{ward}/learn/review")
    page.get_by_text(told["show"]).click()
    is_accessible(page)
    kept(page, "4-card", language)
    page.get_by_role("button", name=told["good"], exact=True).click()
    page.goto(f"{ward}/learn/progress")
    expect(page.locator("table.figures")).to_have_count(2)
    is_accessible(page)
    kept(page, "5-progress", language)


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.soak)])
def test_three_residents_on_one_ward_round(
    open_page: OpenPage, folder: Path, ward: str, language: str
) -> None:
    told = TOLD[language]
    names = [f"{name} {language}" for name in ("Ada", "Ben", "Cao")]
    first, second, third = (
        resident(open_page, folder, ward, name, language, size=size)
        for name, size in zip(names, (DESK, PHONE, PHONE), strict=True)
    )
    first.goto(f"{ward}/learn")
    first.get_by_role("button", name=told["round"]).click()
    link = first.locator("#join-link").input_value()
    for page in (second, third):
        page.goto(f"{ward}/learn/join/{link.rsplit('/', 1)[-1]}")
        is_accessible(page)
        page.get_by_role("button", name=told["join"]).click()
    first.reload()
    expect(first.locator(".seats li")).to_have_count(3)

    asked(first, told["ask"], told["question"])

    for page in (second, third):
        expect(page.locator(".said-learner .said-who").last).to_contain_text(names[0])
        expect(page.locator(".said-patient").last).to_contain_text(told["reply"])
    second.locator("#reload a").click()
    second.reload()
    expect(second.locator("#called")).to_have_text(told["called"])
    asked(second, told["is_it"], told["question"])
    for page in (first, third):
        expect(page.locator(".said-tutor").last).to_contain_text(told["neither"])
    for page in (first, second, third):
        is_accessible(page)
    kept(first, "6-round", language)
    kept(third, "7-round-phone", language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_paper_is_read_with_three_questions(
    open_page: OpenPage, folder: Path, ward: str, language: str
) -> None:
    page = resident(open_page, folder, ward, f"Reader {language}", language)
    page.goto(f"{ward}/learn")
    page.locator("details summary").first.click()
    page.locator(".paper-list a").first.click()
    is_accessible(page)

    page.locator("textarea").first.fill(
        "I treat the average of home readings, and not the number of the visit."
    )
    page.locator("form.staff-form button").click()

    expect(page.locator(".reply").first).to_contain_text("average of home readings")
    is_accessible(page)
    kept(page, "8-paper", language)


def pages_of_learners(page: Page, ward: str, language: str) -> Iterator[str]:
    """Go through every page that a resident has, by keyboard where something is begun; give the name of each."""
    for path in (
        "/learn",
        "/learn/review",
        "/learn/progress",
        "/learn/papers/cardiology/home-bp-first-opinion",
    ):
        page.goto(f"{ward}{path}?lang={language}")
        yield path
    page.goto(f"{ward}/learn?lang={language}")
    by_enter(page, f"form[action$='{CASE}'] button, a[href^='/learn/sessions/']")
    yield "a case"
    page.goto(f"{ward}/learn?lang={language}")
    by_enter(page, "form[action='/learn/rounds'] button")
    code = page.locator("#join-link").input_value().rsplit("/", 1)[-1]
    yield "a ward round"
    page.goto(f"{ward}/learn/join/{code}?lang={language}")
    yield "its link"


def pages_of_patients(page: Page, ward: str, language: str) -> Iterator[str]:
    """Go through every page of a lesson, and let the physician see the result."""
    for path in ("", "/heart-failure?depth=simpler", "/heart-failure?depth=more&for=carers"):
        page.goto(f"{ward}/d/cardiology/learn{path}{'&' if '?' in path else '?'}lang={language}")
        yield path
    for path in ("/sheet?size=normal", "/sheet?size=large&for=carers"):
        page.goto(f"{ward}/d/cardiology/learn/heart-failure{path}&lang={language}")
        yield path
    page.goto(f"{ward}/d/cardiology/learn/heart-failure?lang={language}")
    by_enter(page, ".begin button")
    yield "a part with its question"
    while page.locator("button[value=skip]").count():
        by_enter(page, "button[value=skip]")
    by_enter(page, "button[value=yes]")
    yield "the result, shown"


def test_every_page_of_lessons_and_school_is_accessible_and_worked_by_keyboard(
    open_page: OpenPage, folder: Path, ward: str
) -> None:
    learner = resident(open_page, folder, ward, "Walker", "en")
    patient = open_page(f"{ward}/d/cardiology/learn")
    desk = resident(open_page, folder, ward, "Lin", "en", role="physician")
    seen = []

    for language in ("en", "zh"):
        for page, pages in ((learner, pages_of_learners), (patient, pages_of_patients)):
            for name in pages(page, ward, language):
                looked_at(page, language)
                seen.append(name)
        desk.goto(f"{ward}/desk/lessons?lang={language}")
        expect(desk.locator(".desk-line")).to_have_count(1 if language == "en" else 2)
        looked_at(desk, language)

    assert len(seen) == 28
