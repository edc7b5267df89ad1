"""The same journeys through the real house: real folder, real index, quotations only, `twin serve` as a process.

`make screenshots` keeps the pictures of docs/screenshots from here.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import axe_faults
from tests.journeys.conftest import DESK, OpenPage
from tests.journeys.serving import free_port, served_process

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(240)]
Keep = Callable[[Page, str], None]


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory, indexed_cardiologist: Path) -> Iterator[str]:
    """Serve the cardiologist in a directory of her own; give the address."""
    folder: Path = tmp_path_factory.mktemp("hospital")
    shutil.copytree(indexed_cardiologist, folder, dirs_exist_ok=True)
    with served_process(folder, port=free_port(), build=False) as address:
        yield address


def ask(page: Page, question: str) -> None:
    """Write a question, send it, and wait for the end of its answer."""
    turns = page.locator(".turn").count()
    page.get_by_role("textbox").fill(question)
    page.locator("button.primary").click()
    expect(page.locator(".turn")).to_have_count(turns + 1)
    expect(page.get_by_role("status")).to_have_text(
        "回答写好了。" if _is_chinese(page) else "The answer is ready."
    )


def _is_chinese(page: Page) -> bool:
    return page.locator("html").get_attribute("lang") == "zh-Hans"


@pytest.mark.parametrize(
    ("language", "question"),
    [("en", "Can I drink coffee with atrial fibrillation?"), ("zh", "吃他汀腿酸，能不能停？")],
)
def test_every_citation_of_an_answer_opens_with_its_words_in_view(
    hospital: str, open_page: OpenPage, keep: Keep, language: str, question: str
) -> None:
    page = open_page(f"{hospital}/d/cardiology", language=language)
    keep(page, f"home-{language}")
    ask(page, question)
    page.evaluate("scrollTo(0, 0)")
    keep(page, f"conversation-{language}")

    links = [chip.get_attribute("href") or "" for chip in page.locator(".chip").all()]
    assert links
    for link in links:
        page.goto(hospital + link)
        anchor = link.split("#")[1]
        expect(page.locator(f"mark#{anchor}")).to_be_in_viewport()
    keep(page, f"source-{language}")


def test_a_citation_of_a_pdf_shows_the_original_page_beside_its_words(
    hospital: str, open_page: OpenPage, keep: Keep
) -> None:
    page = open_page(f"{hospital}/d/cardiology", size=DESK)
    ask(page, "Can I drink coffee with atrial fibrillation?")
    keep(page, "conversation-desk-en")
    hits = page.request.get(
        f"{hospital}/api/search?persona=cardiology&q=living+with+atrial+fibrillation&top=50"
    ).json()
    printed = next(hit["passage"] for hit in hits if hit["passage"]["document"] == "af-living")

    page.goto(f"{hospital}/sources/{printed['id']}?d=cardiology#p{printed['page']}")

    picture = page.locator(".original img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", 1200)
    keep(page, "source-desk-en")
    expect(page.locator("mark").first).to_be_visible()


def test_what_the_folder_does_not_hold_is_declined_in_the_physician_s_words(
    hospital: str, open_page: OpenPage
) -> None:
    page = open_page(f"{hospital}/d/cardiology")

    ask(page, "What is the capital of France?")

    expect(page.locator("[data-words]")).to_contain_text("I have not put this in writing")


def test_a_patient_without_scripts_gets_the_whole_answer(hospital: str, open_page: OpenPage) -> None:
    page = open_page(f"{hospital}/d/cardiology", language="zh", javascript=False)
    page.get_by_role("button", name="在家怎么量血压才准").click()

    expect(page.locator(".sources li").first).to_be_visible(timeout=20_000)


def test_the_elder_view_of_a_real_answer_is_accessible(
    hospital: str, open_page: OpenPage, keep: Keep
) -> None:
    page = open_page(f"{hospital}/d/cardiology", language="zh", view="elder")
    ask(page, "在家怎么量血压才准？")
    page.evaluate("scrollTo(0, 0)")
    keep(page, "conversation-elder-zh")

    assert not axe_faults(page)


def test_the_gallery_shows_the_cardiologist(hospital: str, open_page: OpenPage, keep: Keep) -> None:
    page = open_page(hospital, size=DESK)
    keep(page, "gallery-desk-en")

    page.get_by_role("link", name="Dr. Lin Wanqing").click()

    expect(page.get_by_role("heading", name="Digital twin of Dr. Lin Wanqing")).to_be_visible()
    keep(page, "home-desk-en")
