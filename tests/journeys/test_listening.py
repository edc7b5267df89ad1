"""A patient has an answer read aloud, by a press of a button or by a plain link."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, OpenPage
from tests.journeys.test_asking import READY, ask

pytestmark = pytest.mark.browser
LABELS = {"en": ("Listen", "Stop reading"), "zh": ("朗读", "停止朗读")}
QUESTIONS = {"en": "Can I drink coffee with AF?", "zh": "他汀吃了腿酸，能不能停？"}


def answered(open_page: OpenPage, site: str, language: str) -> Page:
    """Open a twin, ask, and wait for the answer."""
    page = open_page(f"{site}/d/cardiology", language=language)
    ask(page, QUESTIONS[language])
    expect(page.get_by_role("status")).to_have_text(READY[language])
    return page


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_answer_is_read_until_one_presses_again(site: str, open_page: OpenPage, language: str) -> None:
    page = answered(open_page, site, language)
    listen, stop = LABELS[language]
    button = page.get_by_role("button", name=listen)

    with page.expect_response("**/speech") as heard:
        button.click()

    assert heard.value.status == 200 and heard.value.headers["content-type"] == "audio/wav"
    pressed = page.get_by_role("button", name=stop)
    expect(pressed).to_have_attribute("aria-pressed", "true")
    pressed.press("Enter")
    expect(page.get_by_role("button", name=listen)).to_have_attribute("aria-pressed", "false")


def test_the_sound_really_plays_in_the_browser(site: str, open_page: OpenPage) -> None:
    page = answered(open_page, site, "en")
    address = page.locator("[data-listen]").get_attribute("data-listen")

    played = page.evaluate(
        """async (address) => {
             const audio = new Audio(address);
             audio.muted = true;
             await audio.play();
             await new Promise((done) => { audio.ontimeupdate = () => audio.currentTime > 0.5 && done(); });
             return audio.currentTime;
           }""",
        address,
    )

    assert played > 0.5


def test_without_a_script_a_plain_link_leads_to_the_file(site: str, open_page: OpenPage) -> None:
    page = open_page(f"{site}/d/cardiology", javascript=False)
    ask(page, QUESTIONS["en"])
    link = page.get_by_role("link", name="Listen")
    for _ in range(10):
        if link.count():
            break
        page.wait_for_timeout(500)
        page.reload()

    sound = page.request.get(f"{site}{link.get_attribute('href')}")

    assert sound.status == 200 and sound.body()[:4] == b"RIFF"
    assert page.get_by_role("button", name="Listen").count() == 0


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_button_fits_a_phone_and_a_desk(site: str, open_page: OpenPage, language: str) -> None:
    for size in ({"width": 390, "height": 844}, DESK):
        page = open_page(f"{site}/d/cardiology", language=language, size=size)
        ask(page, QUESTIONS[language])
        expect(page.get_by_role("status")).to_have_text(READY[language])

        box = page.get_by_role("button", name=LABELS[language][0]).bounding_box()

        assert box and box["height"] >= 40 and box["x"] >= 0 and box["x"] + box["width"] <= size["width"]
