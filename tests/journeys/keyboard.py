"""A page worked by keyboard alone: everything is reached by Tab, and shows that it is."""

from playwright.sync_api import Page

from tests.journeys.accessibility import is_accessible

# Everything that can be worked, one of each group of choices, in the order of the page.
WORKED = """() => {
  const seen = new Set();
  return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.disabled && !one.closest("[popover]"))
    .filter((one) => one.type !== "radio" || (!seen.has(one.name) && seen.add(one.name)))
    .map((one) => { one.dataset.worked = one.type === "radio" ? one.name : String(seen.add(one).size); return one.dataset.worked; });
}"""
FOCUSED = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  const name = one.type === "radio" ? one.name : one.dataset.worked;
  const framed = [one, ...one.children].some((part) => getComputedStyle(part).outlineStyle !== "none");
  return box.width > 0 && framed ? name : `${name} without a frame`;
}"""


def is_worked_by_keyboard(page: Page) -> None:
    """Go through the page by Tab: everything that can be worked is reached, and shows that it is."""
    wanted = set(page.evaluate(WORKED))
    page.evaluate("document.body.setAttribute('tabindex', '-1'); document.body.focus(); scrollTo(0, 0)")
    reached = set()
    for _ in range(len(wanted) + 3):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(FOCUSED))
    assert wanted <= reached, f"Tab does not reach, or shows no frame on, {wanted - reached} of {page.url}"


def looked_at(page: Page, language: str) -> None:
    """Check one page; the order of Tab is the same in both languages, so it is walked in one."""
    is_accessible(page)
    if language == "en":
        is_worked_by_keyboard(page)


def by_enter(page: Page, selector: str) -> None:
    """Press a button or a link with the keyboard, and wait for the page it leads to."""
    page.locator(selector).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
