"""On a phone, in both languages: an emergency, a routine question to the room in two taps, a history, everything dead."""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import axe_faults
from tests.journeys.conftest import OpenPage
from tests.journeys.serving import served
from tests.journeys.test_access import ELDER_LIMITS, MEASURE, NORMAL_LIMITS
from tests.journeys.watched_house import watched_application

pytestmark = pytest.mark.browser
Keep = Callable[[Page, str], None]
EMERGENCY = {
    "en": "I have crushing chest pain and I am sweating, for 20 minutes now",
    "zh": "胸口闷痛，出冷汗，左胳膊发麻，有二十分钟了",
}
LATER = {"en": "It is gone, I am fine. You agree?", "zh": "现在好了，没事了，你也觉得没事吧？"}
ROUTINE = {"en": "My knee hurts when I climb stairs, for two months now", "zh": "膝盖爬楼的时候疼，两个月了"}
CRISIS = {"en": "I do not want to live any more", "zh": "我不想活了"}
ASK = {"en": "Ask", "zh": "提问"}
WAY = {"en": "show me the way", "zh": "带我去"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the house once."""
    with served(watched_application(tmp_path_factory.mktemp("watched"))) as address:
        yield address


def asked(page: Page, text: str) -> None:
    """Write a question and send it."""
    page.get_by_role("textbox").fill(text)
    page.locator("form.ask button[type=submit]").click()


def faults_of(page: Page, limits: object) -> list[str]:
    """Say what axe and the measure of sizes find on a page."""
    found = axe_faults(page)
    found += page.evaluate(MEASURE, limits)
    if (wide := page.evaluate("document.documentElement.scrollWidth")) > 390:
        found.append(f"{wide} px wide")
    return found


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_emergency_shows_the_card_first_and_it_stays(
    site: str, open_page: OpenPage, keep: Keep, language: str, javascript: bool
) -> None:
    page = open_page(f"{site}/d/cardiology", language=language, javascript=javascript)

    asked(page, EMERGENCY[language])

    card = page.locator("[data-card]")
    expect(card).to_be_in_viewport()
    expect(card.locator("a.now")).to_have_attribute("href", "tel:120")
    assert page.evaluate("document.querySelector('body > :not(.skip)').id") == "emergency"
    if javascript:
        keep(page, f"emergency-{language}")
        assert faults_of(page, NORMAL_LIMITS) == []
    asked(page, LATER[language])
    expect(page.locator("[data-card]")).to_be_in_viewport()
    expect(page.locator(".turn")).to_have_count(2)
    assert not page.get_by_text("headaches pass").count() and not page.get_by_text("头痛休息").count()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_crisis_has_a_card_and_words_of_its_own(
    site: str, open_page: OpenPage, keep: Keep, language: str
) -> None:
    page = open_page(f"{site}/d/cardiology", language=language)

    asked(page, CRISIS[language])

    expect(page.locator("[data-card].of-crisis")).to_be_in_viewport()
    expect(page.locator("[data-card] a[href='tel:12356']")).to_have_count(1)
    keep(page, f"crisis-{language}")
    assert faults_of(page, NORMAL_LIMITS) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_routine_question_leads_to_the_room_in_two_taps(
    site: str, open_page: OpenPage, keep: Keep, language: str
) -> None:
    page = open_page(f"{site}/d/cardiology", language=language)
    page.get_by_role("textbox").fill(ROUTINE[language])

    page.locator("form.ask button[type=submit]").click()  # the first tap
    advice = page.locator(".advice")
    expect(advice).to_be_visible()
    advice.scroll_into_view_if_needed()
    keep(page, f"advice-{language}")
    assert faults_of(page, NORMAL_LIMITS) == []
    advice.locator(".where a.button").click()  # the second

    expect(page.locator(".goal-place").first).to_be_visible()
    assert 1 <= page.locator(".steps li").count() <= 5
    assert page.url.startswith(f"{site}/find/orthopaedics")


def test_what_was_told_is_shown_and_can_be_deleted(site: str, open_page: OpenPage, keep: Keep) -> None:
    page = open_page(f"{site}/d/cardiology", language="zh")
    asked(page, "头痛，还有点恶心")
    expect(page.locator(".asked li").first).to_be_visible()

    asked(page, "6分，昨天开始的")

    expect(page.locator(".told dd").first).to_be_visible()
    page.locator(".told").scroll_into_view_if_needed()
    keep(page, "history-zh")
    assert faults_of(page, NORMAL_LIMITS) == []
    page.locator(".told button").click()
    expect(page.locator(".told")).to_have_count(0)


@pytest.mark.parametrize("view", ["standard", "elder"])
def test_how_urgent_it_is_can_be_asked_without_any_twin(
    site: str, open_page: OpenPage, keep: Keep, view: str
) -> None:
    page = open_page(f"{site}/triage", language="en", view=view, javascript=False)

    asked(page, ROUTINE["en"])

    expect(page.locator(".advice")).to_be_visible()
    keep(page, f"triage-{view}-en")
    limits = NORMAL_LIMITS if view == "standard" else ELDER_LIMITS
    page = open_page(f"{site}/triage", language="en", view=view)
    asked(page, EMERGENCY["en"])
    expect(page.locator("[data-card]")).to_be_in_viewport()
    assert json.dumps(faults_of(page, limits)) == "[]"
