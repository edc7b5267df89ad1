"""A patient learns: one misunderstanding repaired, the leaflet opened; at phone and desktop width, in both languages."""

import pytest
from playwright.sync_api import Page, expect

from tests.api.pages.fake_house import FakeHouse
from tests.journeys.accessibility import axe_faults, width_faults
from tests.journeys.conftest import LANGUAGES_AND_SIZES, OpenPage

pytestmark = pytest.mark.browser
WORDS = {
    "en": (
        "I weigh myself once a week.",
        "Every morning, after the toilet and before breakfast, I weigh myself on the same scales.",
        "crushing chest pain right now and cold sweat",
        "More lessons",
    ),
    "zh": ("一个礼拜称一次就够了", "每天早上小便后、早饭前称体重", "我现在胸口压着痛，出冷汗", "更多小课"),
}


def faults_of(page: Page) -> list[str]:
    """Give what axe finds, and a page that is wider than its screen."""
    return [*axe_faults(page), *width_faults(page)]


def say(page: Page, words: str) -> None:
    """Answer the open question."""
    page.locator("#reply").fill(words)
    page.locator("button[value=reply]").click()


@pytest.mark.parametrize(("language", "size"), LANGUAGES_AND_SIZES)
def test_a_misunderstanding_is_repaired_and_the_leaflet_opened(
    site: str, open_page: OpenPage, language: str, size: dict[str, int]
) -> None:
    wrong, right, emergency, more = WORDS[language]
    page = open_page(f"{site}/d/cardiology", language=language, size=size)
    faults = faults_of(page)

    page.locator("a[href$='/learn/heart-failure']").click()
    faults += faults_of(page)
    page.locator(".begin button").click()
    faults += faults_of(page)
    say(page, wrong)
    expect(page.locator(".repair.is-wrong")).to_have_count(1)
    faults += faults_of(page)
    say(page, right)
    expect(page.locator(".well")).to_have_count(1)
    say(page, emergency)
    expect(page.locator("[data-card]")).to_be_visible()
    faults += faults_of(page)
    page.locator("button[value=skip]").click()
    while page.locator("button[value=skip]").count():
        page.locator("button[value=skip]").click()
    expect(page.get_by_role("link", name=more)).to_be_visible()
    faults += faults_of(page)
    leaflet = page.request.get(site + str(page.locator("a[href$='leaflet.pdf']").first.get_attribute("href")))

    assert leaflet.headers["content-type"] == "application/pdf" and leaflet.body().startswith(b"%PDF")
    assert faults == []


def test_a_term_opens_and_closes_by_keyboard_and_without_a_script(site: str, open_page: OpenPage) -> None:
    page = open_page(f"{site}/d/cardiology/learn/heart-failure", javascript=False)

    term = page.locator("button.term").first
    note = page.locator(f"#{term.get_attribute('popovertarget')}")
    expect(note).to_be_hidden()
    term.focus()
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()


def test_the_physician_sees_a_result_only_with_the_patients_consent(
    house: FakeHouse, site: str, open_page: OpenPage
) -> None:
    page = open_page(f"{site}/d/cardiology/learn/heart-failure")
    page.locator(".begin button").click()
    while page.locator("button[value=skip]").count():
        page.locator("button[value=skip]").click()
    store = house.lessons.education._store

    assert [told.is_shown for _, told in store.kept.values()] == [False]  # type: ignore[attr-defined]
    page.locator("button[value=yes]").click()
    expect(page.locator("button[value=no]")).to_be_visible()
    assert [told.is_shown for _, told in store.kept.values()] == [True]  # type: ignore[attr-defined]
