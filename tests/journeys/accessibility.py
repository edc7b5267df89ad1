"""What axe and the width of the window say of a page, once all of the page is there."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
STYLED = "() => document.readyState === 'complete' && [...document.querySelectorAll('link[rel=stylesheet]')].every((one) => one.sheet)"


def settle(page: Page) -> None:
    """Wait until the page that a press led to has loaded with its styles: a bare page has other sizes."""
    page.wait_for_load_state("load")
    page.wait_for_function(STYLED)


def axe_faults(page: Page) -> list[str]:
    """Give what axe finds on the settled page, a line for each node."""
    settle(page)
    return [
        f"axe {fault['id']}: {node['html'][:140]}"
        for fault in Axe().run(page, options=RULES).response["violations"]
        for node in fault["nodes"]
    ]


def width_faults(page: Page) -> list[str]:
    """Say by how many pixels the settled page is wider than its window."""
    settle(page)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{wide} px wider than the window"] if wide > 0 else []


def is_accessible(page: Page) -> None:
    """Check the page with axe, and that nothing is wider than the window."""
    assert not [*axe_faults(page), *width_faults(page)], page.url
