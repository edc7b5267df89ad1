"""From the first page to the door of the room: on a phone, without scripts, in both languages, at every text size."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import axe_faults
from tests.journeys.conftest import DESK, PHONE, OpenPage
from tests.journeys.test_access import ELDER_LIMITS, MEASURE, NORMAL_LIMITS, WIDTHS

pytestmark = pytest.mark.browser
ADDRESSES = (
    "/find",
    "/find/cardiology?from=east-gate",
    "/find/e3-407?from=garden-gate&step_free=1",
    "/find/op-306/sheet?from=east-gate",
)
# A drawing's sizes are in metres; how large its words are on a phone is measured below.
MEASURE_PAGE = MEASURE.replace(".sizes, .reference", ".sizes, .reference, svg")
SMALLEST_IN_DRAWING = 10.0
DRAWN = """() => [...document.querySelectorAll(".plan svg")].flatMap((svg) => {
  const pixel = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  return [...svg.querySelectorAll("text")].map((text) => parseFloat(text.getAttribute("font-size")) * pixel);
})"""


def test_a_name_is_two_taps_from_the_door_without_scripts(
    site: str, open_page: OpenPage, keep: Callable[[Page, str], None]
) -> None:
    page = open_page(f"{site}/find", javascript=False)
    keep(page, "find-en")
    page.get_by_role("textbox").fill("Atrial fibrillation clinic")

    page.get_by_role("button", name="Show me the way").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Atrial fibrillation clinic")
    expect(page.locator(".goal-place").first).to_have_text(
        "Main campus, Outpatient building, 3rd floor, Room 312"
    )
    assert 1 <= page.locator(".steps li").count() <= 5
    assert page.locator(".plan svg").count() >= 2
    keep(page, "way-en")


def test_a_chinese_visitor_in_a_wheelchair_starts_at_another_gate(
    site: str, open_page: OpenPage, keep: Callable[[Page, str], None]
) -> None:
    page = open_page(f"{site}/find", language="zh", javascript=False)
    page.get_by_role("textbox").fill("心衰专病门诊")
    page.get_by_label("您现在在哪里？").select_option("river-gate")
    page.get_by_label("不走楼梯和台阶").check()

    page.get_by_role("button", name="带我去").click()

    expect(page.locator(".goal-place").first).to_have_text("东院 2号楼 2楼 215诊室")
    expect(page.locator(".measure")).to_contain_text("不走楼梯和台阶")
    assert "电梯" in page.locator(".steps").inner_text()
    keep(page, "way-zh")


def test_a_department_is_one_tap_and_another_start_gives_another_way(site: str, open_page: OpenPage) -> None:
    page = open_page(f"{site}/find")
    page.get_by_role("link", name="Urology", exact=True).click()
    before = page.locator(".steps").inner_text()

    page.get_by_label("Where are you now?").select_option("west-gate")
    page.get_by_role("button", name="Change").click()

    expect(page).to_have_url(f"{site}/find/urology?from=west-gate")
    assert page.locator(".steps").inner_text() != before


def test_the_twin_s_home_leads_to_the_physician_s_room(site: str, open_page: OpenPage) -> None:
    page = open_page(f"{site}/d/cardiology")

    page.get_by_role("link", name="Show me the way").first.click()

    expect(page.locator(".goal-place").first).to_contain_text("Room 306")


def test_the_card_for_staff_is_large_and_in_both_languages(
    site: str, open_page: OpenPage, keep: Callable[[Page, str], None]
) -> None:
    page = open_page(f"{site}/find/op-306?from=east-gate", language="zh")
    page.get_by_role("link", name="给工作人员看").click()
    page.wait_for_load_state("load")

    sizes = page.locator(".card-name").evaluate_all(
        "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )

    assert page.locator(".card-name").all_inner_texts() == ["心内科专家门诊", "General cardiology clinic"]
    assert min(sizes) >= 32
    keep(page, "staff-card")


@pytest.mark.parametrize(("goal", "language"), [("op-306", "en"), ("e5-417", "zh"), ("cardiology", "zh")])
def test_the_sheet_fits_one_page_of_a4(site: str, open_page: OpenPage, goal: str, language: str) -> None:
    import pypdfium2

    page = open_page(f"{site}/find/{goal}/sheet?from=east-gate", language=language)

    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))

    assert len(printed) == 1
    printed.close()


@pytest.mark.parametrize(
    ("view", "language"),
    [
        ("standard", "en"),
        ("elder", "zh"),
        pytest.param("standard", "zh", marks=pytest.mark.soak),
        pytest.param("elder", "en", marks=pytest.mark.soak),
    ],
)
def test_every_page_of_the_way_is_accessible_and_fits_the_screen(
    site: str, open_page: OpenPage, keep: Callable[[Page, str], None], language: str, view: str
) -> None:
    page = open_page(site, language=language, view=view)
    limits = NORMAL_LIMITS if view == "standard" else ELDER_LIMITS

    faults = []
    for address in ADDRESSES:
        page.goto(site + address)
        faults += [f"{address}: {line}" for line in axe_faults(page)]
        faults += [f"{address}: {line}" for line in page.evaluate(MEASURE_PAGE, limits)]
        faults += [
            f"{address}: {size:.1f} px drawn" for size in page.evaluate(DRAWN) if size < SMALLEST_IN_DRAWING
        ]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                faults.append(f"{address}: {wide} px wide on a screen of {width} px")
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]

    assert not faults


def test_the_way_is_pictured_on_a_desk_too(
    site: str, open_page: OpenPage, keep: Callable[[Page, str], None]
) -> None:
    page = open_page(f"{site}/find/op-306?from=east-gate", size=DESK)

    assert page.locator(".plan").count() == 3
    keep(page, "way-desk-en")
