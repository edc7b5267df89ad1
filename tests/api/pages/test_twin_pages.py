"""Gallery, twin home, about, text size: what a visitor reads before asking."""

import httpx

from tests.api.pages.fake_house import FakeHouse


async def test_the_gallery_shows_who_each_twin_is_and_that_it_is_a_demonstration(
    browser: httpx.AsyncClient,
) -> None:
    page = (await browser.get("/")).text

    for words in (
        "Dr. Lin Wanqing",
        "Chief physician of cardiology",
        "Shanghai Qinghe Hospital",
        "Demo, fictional",
    ):
        assert words in page


async def test_a_house_without_twins_says_so(browser: httpx.AsyncClient, house: FakeHouse) -> None:
    house.persona_ids = []

    assert "No twin is open to patients yet" in (await browser.get("/")).text


async def test_the_home_says_what_the_twin_speaks_about_and_where_the_physician_is(
    browser: httpx.AsyncClient,
) -> None:
    page = (await browser.get("/d/cardiology")).text

    for words in (
        "make a diagnosis from a message",
        "08:00–11:30",
        "Room 306",
        "Monday, Wednesday",
        "1 March 2026",
    ):
        assert words in page


async def test_each_starter_question_is_a_button_that_asks_it(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/d/cardiology")).text

    assert '<button class="starter" name="question" value="How do I measure my blood pressure' in page


async def test_every_page_says_that_this_is_a_programme_and_gives_the_emergency_number(
    browser: httpx.AsyncClient,
) -> None:
    for address in ("/", "/d/cardiology", "/about", "/view", "/sources/coffee?d=cardiology", "/none"):
        page = (await browser.get(address)).text

        assert "a computer programme, not" in page
        assert 'href="tel:120"' in page


async def test_a_chinese_browser_reads_chinese(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/d/cardiology", headers={"accept-language": "zh-CN"})).text

    assert '<html lang="zh-Hans"' in page
    assert "林婉清医生的数字分身" in page and "306诊室" in page


async def test_a_chosen_language_stays(browser: httpx.AsyncClient) -> None:
    await browser.get("/?lang=zh")

    assert '<html lang="zh-Hans"' in (await browser.get("/about")).text


async def test_a_chosen_text_size_stays(browser: httpx.AsyncClient) -> None:
    await browser.get("/d/cardiology?view=elder")

    assert 'data-view="elder"' in (await browser.get("/")).text


async def test_an_unknown_choice_changes_nothing(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/?lang=xx&view=huge")

    assert 'data-view="standard"' in answer.text and '<html lang="en"' in answer.text
    assert "set-cookie" not in answer.headers


async def test_the_switches_keep_the_place(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/sources/coffee?d=cardiology&start=1&lang=en")).text

    assert 'href="/sources/coffee?d=cardiology&amp;start=1&amp;lang=zh"' in page


async def test_nothing_is_loaded_from_elsewhere_and_nothing_inline_may_run(
    browser: httpx.AsyncClient,
) -> None:
    answer = await browser.get("/d/cardiology")

    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "style=" not in answer.text and "onclick" not in answer.text
    assert 'src="http' not in answer.text and 'rel="stylesheet" href="http' not in answer.text


async def test_an_unknown_page_is_explained_to_people_and_shaped_for_programs(
    browser: httpx.AsyncClient,
) -> None:
    page = await browser.get("/none")
    shaped = await browser.get("/api/none")

    assert page.status_code == 404 and "This page does not exist" in page.text
    assert shaped.status_code == 404 and shaped.headers["content-type"] == "application/json"


async def test_an_unexpected_fault_is_a_page_without_its_words(
    browser: httpx.AsyncClient, house: FakeHouse
) -> None:
    house.failure = RuntimeError("secret words")

    answer = await browser.get("/d/cardiology")

    assert answer.status_code == 500 and "Something went wrong on our side" in answer.text
    assert "secret words" not in answer.text
