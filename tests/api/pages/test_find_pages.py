"""From what is wrong to the door: the pages a visitor reads on the way."""

import re
from dataclasses import dataclass

import httpx
import pytest

from tests.api.pages.fake_house import FakeHouse
from tests.twin.wayfinding.real_hospital import real_directory
from twin.errors import DirectoryInvalid
from twin.persona.persona import Bilingual
from twin.wayfinding.wayfinder import Wayfinder

REASON = Bilingual(en="because of what you feel", zh="因为您的感觉")


def referring_to(department: str) -> Wayfinder:
    """Give a guide whose referral sends everybody to one department."""

    class Scripted:
        def departments_for(self, text: str, **_: object) -> list[Sent]:
            return [Sent(department)]

    return Wayfinder(real_directory, default_entrance="east-gate", referral=lambda directory: Scripted())


async def test_the_form_asks_what_is_wrong_where_one_is_and_whether_stairs_are_possible(
    browser: httpx.AsyncClient,
) -> None:
    page = (await browser.get("/find")).text

    for words in (
        "What is wrong",
        "East gate, main campus",
        "River gate, east campus",
        "Without stairs or steps",
    ):
        assert words in page
    assert page.count('href="/find/cardiology?from=east-gate"') == 1


async def test_a_name_leads_straight_to_its_way(browser: httpx.AsyncClient) -> None:
    answer = await browser.post("/find", data={"text": "心内科", "from": "west-gate", "step_free": "1"})

    assert answer.status_code == 303
    assert answer.headers["location"] == "/find/cardiology?from=west-gate&step_free=1"


async def test_what_a_patient_wrote_stands_in_no_address(browser: httpx.AsyncClient) -> None:
    page = await browser.post(
        "/find", data={"text": "blood on the seventh floor of my house", "from": "east-gate"}
    )

    assert page.status_code == 200
    assert "seventh" not in str(page.url)
    assert not re.search(r'(href|action)="[^"]*seventh', page.text)


async def test_what_nobody_knows_is_answered_with_where_to_ask(browser: httpx.AsyncClient) -> None:
    page = (await browser.post("/find", data={"text": "zzz"})).text

    assert "Nothing of that name was found." in page
    assert "Information desk, Main campus, Outpatient building, 1st floor, Room 101" in page


async def test_the_way_has_at_most_five_steps_the_room_the_hours_and_plans_with_the_way(
    browser: httpx.AsyncClient,
) -> None:
    page = (await browser.get("/find/op-306?from=east-gate")).text

    steps = re.search(r'<ol class="steps">(.*?)</ol>', page, re.DOTALL)
    assert steps and 1 <= steps.group(1).count("<li>") <= 5
    assert "Main campus, Outpatient building, 3rd floor, Room 306" in page
    assert "Monday, Wednesday 08:00–11:30" in page
    assert "Bring the blue notebook" in page
    assert page.count("<svg xmlns") == 3
    assert page.count("<polyline") == 3


async def test_a_department_shows_its_other_clinics(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/find/urology?from=river-gate")).text

    assert "Other clinics of this department" in page
    assert "Stone and stent clinic" in page


async def test_the_way_without_steps_says_so_and_its_links_keep_it(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/find/op-508?from=west-gate&step_free=1")).text

    assert "without stairs or steps" in page
    assert "/find/op-508/staff-card?from=west-gate&amp;step_free=1" in page


async def test_the_card_for_staff_is_in_both_languages(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/find/op-306/staff-card?from=east-gate&step_free=1")).text

    for words in (
        "心内科专家门诊",
        "本部 门诊楼 3楼 306诊室",
        "General cardiology clinic",
        "我不能走楼梯和台阶",
    ):
        assert words in page


async def test_the_sheet_holds_the_steps_and_where_a_phone_finds_them(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/find/cardiology/sheet?from=east-gate")).text

    assert '<ol class="steps">' in page
    assert "https://twins.example/find/cardiology?from=east-gate" in page


@pytest.mark.parametrize("address", ["/find/nowhere", "/find/op-306?from=nowhere", "/find?from=nowhere"])
async def test_a_place_that_is_not_there_is_not_found(browser: httpx.AsyncClient, address: str) -> None:
    page = await browser.get(address)

    assert page.status_code == 404
    assert "This page does not exist" in page.text


async def test_every_page_of_the_way_is_chinese_for_a_chinese_browser(browser: httpx.AsyncClient) -> None:
    for address in ("/find", "/find/cardiology?from=east-gate", "/find/cardiology/sheet?from=east-gate"):
        page = (await browser.get(address, headers={"accept-language": "zh-CN"})).text

        shown = re.sub(
            r"<[^>]*>", " ", page.split('<main id="content"')[1].split(">", 1)[1].split("</main>")[0]
        )
        strange = set(re.findall(r"[A-Za-z]{3,}", shown)) - {
            "east",
            "gate",
            "https",
            "twins",
            "example",
            "find",
            "from",
            "cardiology",
        }
        assert strange <= {"IVF", "HIV"}, address


async def test_the_pages_work_when_nothing_but_the_directory_is_there(
    browser: httpx.AsyncClient, house: FakeHouse
) -> None:
    house.failure = RuntimeError("everything else is down")

    for address in ("/find", "/find/cardiology?from=east-gate", "/find/op-306/staff-card"):
        assert (await browser.get(address)).status_code == 200


@dataclass(frozen=True)
class Sent:
    """A department a scripted referral names."""

    department: str
    reason: Bilingual = REASON
    score: float = 0.0


async def test_a_complaint_is_answered_with_the_department_and_the_reason(
    browser: httpx.AsyncClient, house: FakeHouse
) -> None:
    house.wayfinder = referring_to("cardiology")

    page = (await browser.post("/find", data={"text": "tight when climbing", "from": "west-gate"})).text

    assert "because of what you feel" in page
    assert 'href="/find/cardiology?from=west-gate"' in page
    assert 'class="failure"' not in page


async def test_an_emergency_is_the_first_thing_on_the_page_with_the_number_and_the_way(
    browser: httpx.AsyncClient, house: FakeHouse
) -> None:
    house.wayfinder = referring_to("emergency")

    page = (await browser.post("/find", data={"text": "tight and sweating", "from": "west-gate"})).text

    urgent = page.split('class="failure"')[1].split("</section>")[0]
    assert page.index('class="failure"') < page.index("<form")
    assert 'href="tel:120"' in urgent and 'href="/find/emergency?from=west-gate"' in urgent


async def test_a_fault_in_the_directory_is_told_as_a_page(
    browser: httpx.AsyncClient, house: FakeHouse
) -> None:
    def broken() -> None:
        raise DirectoryInvalid(["Room 'x' hangs in the air."])

    house.wayfinder = Wayfinder(broken, default_entrance="east-gate")  # type: ignore[arg-type]

    page = await browser.get("/find")

    assert page.status_code == 503
    assert "Room &#39;x&#39; hangs in the air." in page.text
