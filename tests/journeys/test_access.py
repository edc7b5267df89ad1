"""Every page can be used by everybody: axe A and AA, text and target sizes, widths; in both languages and all views."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.api.pages.fake_house import FakeHouse, fake_application
from tests.journeys.accessibility import axe_faults
from tests.journeys.conftest import PHONE, OpenPage
from tests.journeys.serving import served

pytestmark = pytest.mark.browser
QUESTIONS = {"en": ("Can I drink coffee?", "please fail"), "zh": ("他汀腿酸能停吗", "nothing")}
# Smallest and largest text and smallest target, in CSS pixels.
NORMAL_LIMITS, ELDER_LIMITS = [14, 34, 44], [18, 30, 60]
WIDTHS = (320, 1280)


@pytest.fixture(scope="module")
def still_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a house whose answers are finished at once, with an original page."""
    import pypdfium2

    folder: Path = tmp_path_factory.mktemp("still")
    house = FakeHouse(folder / "pictures")
    document = pypdfium2.PdfDocument.new()
    for _ in range(3):
        document.new_page(595, 842)
    document.save(folder / "af-living.pdf")
    house.originals["af-living"] = folder / "af-living.pdf"
    with served(fake_application(house)) as address:
        yield address


def visit_all(page: Page, site: str, language: str) -> Iterator[str]:
    """Go through every kind of page; give the name of each."""
    for address in (
        "/", "/d/cardiology", "/about", "/view", "/none", "/sources/coffee?d=cardiology&start=157&end=180#p2",
        "/sources/pulse?d=cardiology", "/sources/tating?d=cardiology#t93", "/sources/call?d=cardiology#s2",
    ):  # fmt: skip
        page.goto(site + address)
        yield address
    for question in QUESTIONS[language]:
        page.goto(f"{site}/d/cardiology")
        page.get_by_role("textbox").fill(question)
        page.locator("button.primary").click()
        expect(page.locator(".turn")).to_have_count(1)
        page.locator(".delete summary").click()
        yield f"conversation: {question}"
    page.get_by_role("textbox").fill(" \n ")
    page.locator("button.primary").click()
    expect(page.locator("[aria-invalid]")).to_have_count(1)
    yield "a fault"
    page.locator(".delete summary").click()
    page.locator("button.danger").click()
    expect(page.locator(".message")).to_be_visible()
    yield "deleted"


@pytest.mark.parametrize(
    ("view", "language"),
    [
        ("standard", "zh"),
        ("elder", "en"),
        *(
            pytest.param(view, language, marks=pytest.mark.soak)
            for view, language in [("standard", "en"), ("elder", "zh"), ("largest", "en"), ("largest", "zh")]
        ),
    ],
)
def test_every_page_is_accessible_and_fits_the_screen(
    still_site: str, open_page: OpenPage, language: str, view: str
) -> None:
    page = open_page(still_site, language=language, view=view)
    limits = ELDER_LIMITS if view != "standard" else NORMAL_LIMITS

    faults = []
    for name in visit_all(page, still_site, language):
        faults += [f"{name}: {line}" for line in axe_faults(page)]
        faults += [f"{name}: {line}" for line in page.evaluate(MEASURE, limits)]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                faults.append(f"{name}: {wide} px wide on a screen of {width} px")
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]

    assert not faults


# Links within running text are exempt from target sizes (WCAG 2.5.8), except our citations.
MEASURE = """([smallest, largest, target]) => {
  const odd = [];
  const shown = (element) => element.checkVisibility() && !element.closest(".visually-hidden, noscript, .skip");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.textContent.trim() || !shown(node.parentElement)) continue;
    if (node.parentElement.closest(".sizes, .reference")) continue;
    const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
    if (size < smallest || size > largest) odd.push(`${size} px: ${node.textContent.trim().slice(0, 40)}`);
  }
  for (const element of document.querySelectorAll("a, button, summary, textarea, input")) {
    if (!shown(element) || element.matches(".reference, .references a, mark a, .whole-card, .original a")) continue;
    const box = element.getBoundingClientRect();
    const least = Math.min(box.height, element.classList.contains("chip") ? box.width : box.height);
    if (least < target - 0.5) odd.push(`${box.width.toFixed(0)} x ${box.height.toFixed(0)}: ${element.outerHTML.slice(0, 80)}`);
  }
  return odd;
}"""
