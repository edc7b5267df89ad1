"""A patient asks, reads, opens a source, locks the phone, and finds everything where it was."""

import pytest
from playwright.sync_api import Page, expect

from tests.api.pages.fake_documents import HOSTILE
from tests.api.pages.fake_house import FakeHouse
from tests.journeys.conftest import DESK, OpenPage

pytestmark = pytest.mark.browser
TWO_SENTENCES = 4  # events: started, found, and the first two sentences
READY = {"en": "The answer is ready.", "zh": "回答写好了。"}


def ask(page: Page, question: str) -> None:
    """Write a question and send it."""
    page.get_by_role("textbox").fill(question)
    page.get_by_role("button", name="Ask").or_(page.get_by_role("button", name="提问")).first.click()


def sentences(page: Page) -> list[str]:
    """Give the sentences on the page, in order."""
    return page.locator(".sentence").all_text_contents()


def chips(page: Page) -> list[str | None]:
    """Give where each citation leads, in order."""
    return [chip.get_attribute("href") for chip in page.locator(".chip").all()]


def test_an_english_question_is_answered_sentence_by_sentence_and_the_status_line_says_when(
    site: str, house: FakeHouse, open_page: OpenPage
) -> None:
    house.hold_after = TWO_SENTENCES
    page = open_page(f"{site}/d/cardiology")

    ask(page, "Can I drink coffee with AF?")

    status = page.get_by_role("status")
    expect(page.locator(".sentence")).to_have_count(2)
    expect(status).to_have_text("Writing the answer.")
    house.hold_after = None
    expect(status).to_have_text(READY["en"])
    expect(page.locator(".sources li")).to_have_count(2)
    assert page.locator("[aria-live], [role=log], [role=alert]").count() == 0
    assert page.get_by_role("status").count() == 1


def test_a_chinese_question_is_answered_in_chinese(site: str, open_page: OpenPage) -> None:
    page = open_page(f"{site}/d/cardiology", language="zh")

    ask(page, "他汀吃了腿酸，能不能停？")

    expect(page.get_by_role("status")).to_have_text(READY["zh"])
    assert sentences(page)[:2] == ["先说结论：", "先不要自己停药。"]
    assert page.locator("[data-words]").get_attribute("lang") == "zh-Hans"


def test_what_was_streamed_is_exactly_what_the_page_shows_when_opened_again(
    site: str, open_page: OpenPage
) -> None:
    page = open_page(f"{site}/d/cardiology")
    ask(page, "Can I drink coffee with AF?")
    expect(page.get_by_role("status")).to_have_text(READY["en"])
    streamed = page.locator("[data-words]").inner_text(), chips(page), sentences(page)

    page.reload()

    assert (page.locator("[data-words]").inner_text(), chips(page), sentences(page)) == streamed


def test_a_citation_opens_with_its_words_in_view_and_leads_back(site: str, open_page: OpenPage) -> None:
    page = open_page(f"{site}/d/cardiology")
    ask(page, "Can I drink coffee with AF?")
    expect(page.get_by_role("status")).to_have_text(READY["en"])

    page.locator(".chip").first.click()

    mark = page.locator("mark#p2")
    expect(mark).to_contain_text("Two or three cups a day")
    expect(mark).to_be_in_viewport(ratio=1)
    page.get_by_role("link", name="Back to the answer").first.click()
    expect(page.get_by_text("Short answer first:")).to_be_visible()


def test_a_phone_locked_in_the_middle_of_an_answer_loses_and_doubles_nothing(
    site: str, house: FakeHouse, open_page: OpenPage
) -> None:
    house.hold_after = TWO_SENTENCES
    page = open_page(f"{site}/d/cardiology")
    ask(page, "Can I drink coffee with AF?")
    expect(page.locator(".sentence")).to_have_count(2)

    page.context.set_offline(True)
    expect(page.get_by_role("status")).to_contain_text("The connection is gone.")
    house.hold_after = None
    page.wait_for_timeout(1200)
    page.context.set_offline(False)

    expect(page.get_by_role("status")).to_have_text(READY["en"])
    assert len(sentences(page)) == 4 == len(set(sentences(page)))


def test_an_answer_goes_on_when_the_page_is_closed(site: str, house: FakeHouse, open_page: OpenPage) -> None:
    house.hold_after = TWO_SENTENCES
    page = open_page(f"{site}/d/cardiology")
    ask(page, "Can I drink coffee with AF?")
    expect(page.locator(".sentence")).to_have_count(2)
    address, context = page.url, page.context
    page.close()
    house.hold_after = None

    again = context.new_page()
    again.goto(address)

    expect(again.get_by_role("status")).to_have_text(READY["en"])
    assert len(sentences(again)) == 4 == len(set(sentences(again)))


def test_an_answer_can_be_read_without_scripts(site: str, house: FakeHouse, open_page: OpenPage) -> None:
    house.hold_after = TWO_SENTENCES
    page = open_page(f"{site}/d/cardiology", javascript=False)

    ask(page, "Can I drink coffee with AF?")

    expect(page.get_by_text("This page renews itself")).to_be_visible()
    house.hold_after = None
    expect(page.locator(".sources li")).to_have_count(2, timeout=15_000)
    page.locator(".chip").first.click()
    expect(page.locator("mark#p2")).to_be_in_viewport()


def test_everything_is_reached_with_the_keyboard_alone(site: str, open_page: OpenPage) -> None:
    page = open_page(f"{site}/d/cardiology", size=DESK)

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "#question")
    page.keyboard.type("Can I drink coffee with AF?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(READY["en"])
    tab_to(page, ".chip")
    page.keyboard.press("Enter")

    expect(page.locator("mark#p2")).to_be_in_viewport()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element of that selector has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reached {selector}.")


def test_stop_ends_the_answer_and_offers_to_ask_again(
    site: str, house: FakeHouse, open_page: OpenPage
) -> None:
    house.hold_after = TWO_SENTENCES
    page = open_page(f"{site}/d/cardiology")
    ask(page, "Can I drink coffee with AF?")
    expect(page.locator(".sentence")).to_have_count(2)

    page.get_by_role("button", name="Stop").click()

    expect(page.get_by_role("status")).to_have_text("The answer was stopped.")
    expect(page.get_by_role("button", name="Ask again")).to_be_visible()


def test_a_failed_answer_says_so_and_can_be_asked_again(site: str, open_page: OpenPage) -> None:
    page = open_page(f"{site}/d/cardiology")

    ask(page, "please fail")

    expect(page.get_by_role("status")).to_have_text("The answer could not be finished.")
    expect(page.get_by_text("The answer broke off here.")).to_be_visible()
    page.get_by_role("button", name="Ask again").click()
    expect(page.locator(".turn")).to_have_count(2)


def test_an_answer_is_copied_with_its_sources(site: str, open_page: OpenPage) -> None:
    page = open_page(f"{site}/d/cardiology")
    ask(page, "Can I drink coffee with AF?")
    expect(page.get_by_role("status")).to_have_text(READY["en"])

    page.get_by_role("button", name="Copy the answer").click()

    expect(page.get_by_role("status")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "most people.[1]" in copied and "[2] Chest pain: the first hours" in copied
    assert "a computer programme, not" in copied


def test_a_deleted_conversation_is_gone(site: str, open_page: OpenPage) -> None:
    page = open_page(f"{site}/d/cardiology")
    ask(page, "Can I drink coffee with AF?")
    expect(page.get_by_role("status")).to_have_text(READY["en"])
    address = page.url

    page.get_by_text("Delete this conversation").click()
    page.get_by_role("button", name="Delete for good").click()

    expect(page.get_by_role("heading", name="The conversation is deleted")).to_be_visible()
    page.goto(address)
    expect(page.get_by_role("heading", name="This page does not exist")).to_be_visible()


def test_a_conversation_deleted_in_another_window_is_said_to_be_gone(
    site: str, house: FakeHouse, open_page: OpenPage
) -> None:
    house.hold_after = TWO_SENTENCES
    page = open_page(f"{site}/d/cardiology")
    ask(page, "Can I drink coffee with AF?")
    expect(page.locator(".sentence")).to_have_count(2)

    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_text("Delete this conversation").click()
    other.get_by_role("button", name="Delete for good").click()
    page.context.set_offline(True)
    page.context.set_offline(False)

    expect(page.get_by_role("heading", name="This page does not exist")).to_be_visible(timeout=15_000)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_hostile_question_answer_and_document_stay_words(
    site: str, open_page: OpenPage, javascript: bool
) -> None:
    page = open_page(f"{site}/d/cardiology", javascript=javascript)
    ask(page, f"hostile {HOSTILE}")
    expect(page.locator(".sources li")).to_have_count(1, timeout=15_000)

    assert page.title() != "owned" and HOSTILE in page.locator(".sentence").first.text_content() + ""  # type: ignore[operator]
    page.locator(".chip").first.click()
    expect(page.locator("h1")).to_contain_text("<script>")

    assert page.title().startswith("Hostile <script>")
    assert page.locator("main script, main img[src=x], a[href^=javascript]").count() == 0
