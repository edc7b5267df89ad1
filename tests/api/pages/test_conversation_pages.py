"""The conversation without a script: ask, read, stop, ask again, delete."""

import httpx
import pytest

from tests.api.pages.fake_documents import HOSTILE
from tests.api.pages.fake_house import FakeHouse
from twin.errors import ChromaUnavailable


async def ask(browser: httpx.AsyncClient, question: str) -> str:
    """Ask a first question; give the address of the conversation."""
    answer = await browser.post("/d/cardiology", data={"question": question})
    assert answer.status_code == 303
    return answer.headers["location"]


async def test_a_question_leads_to_a_page_with_the_finished_answer(browser: httpx.AsyncClient) -> None:
    where = await ask(browser, "Can I drink coffee?")

    page = (await browser.get(where)).text

    assert where == "/d/cardiology/c/c1#t1"
    assert "Two or three cups of coffee a day are fine for most people." in page
    assert 'http-equiv="refresh"' not in page


async def test_a_finished_answer_is_said_to_be_ready(browser: httpx.AsyncClient) -> None:
    page = (await browser.get(await ask(browser, "Can I drink coffee?"))).text

    assert '<p class="status" role="status" data-status>The answer is ready.</p>' in page


async def test_each_citation_leads_to_the_page_slide_or_second(browser: httpx.AsyncClient) -> None:
    page = (await browser.get(await ask(browser, "Can I drink coffee?"))).text

    assert (
        'class="chip" href="/sources/coffee?d=cardiology&amp;start=157&amp;end=180&amp;c=c1&amp;turn=1&amp;said=4#p2"'
        in page
    )
    assert (
        'class="chip" href="/sources/call?d=cardiology&amp;start=29&amp;end=55&amp;c=c1&amp;turn=1&amp;said=6#s2"'
        in page
    )


async def test_citations_are_numbered_in_the_order_of_their_first_mention(browser: httpx.AsyncClient) -> None:
    page = (await browser.get(await ask(browser, "Can I drink coffee?"))).text

    sources = page[page.index('class="sources"') :]
    assert sources.index("Living with atrial fibrillation") < sources.index("Chest pain: the first hours")


async def test_what_was_left_out_is_said(browser: httpx.AsyncClient) -> None:
    page = (await browser.get(await ask(browser, "Can I drink coffee?"))).text

    assert "One sentence was left out" in page


async def test_a_question_outside_the_folder_gets_the_no_answer_words(browser: httpx.AsyncClient) -> None:
    page = (await browser.get(await ask(browser, "nothing known"))).text

    assert "I have not put this in writing" in page
    assert "holds nothing on this" in page


async def test_a_failed_answer_offers_to_ask_again(browser: httpx.AsyncClient) -> None:
    page = (await browser.get(await ask(browser, "please fail"))).text

    assert "The answer broke off here." in page
    assert '<button name="question" value="please fail">' in page


async def test_a_chinese_question_is_answered_in_chinese_on_an_english_page(
    browser: httpx.AsyncClient,
) -> None:
    page = (await browser.get(await ask(browser, "他汀腿酸能停吗"))).text

    assert 'data-words lang="zh-Hans"' in page and '<html lang="en"' in page
    assert "先说结论：</span><span" in page.replace("\n", "").replace("  ", "")


async def test_while_an_answer_is_written_the_page_renews_itself_and_offers_stop(
    browser: httpx.AsyncClient, house: FakeHouse
) -> None:
    house.pause_seconds = 30

    page = (await browser.get(await ask(browser, "Can I drink coffee?"))).text

    assert '<meta http-equiv="refresh" content="2; url=/d/cardiology/c/c1?look=1#t1">' in page
    assert 'data-events="/api/consultations/c1/turns/turn2/events"' in page
    assert 'action="/d/cardiology/c/c1/turns/turn2/stop"' in page


async def test_a_browser_that_runs_scripts_is_not_reloaded(
    browser: httpx.AsyncClient, house: FakeHouse
) -> None:
    house.pause_seconds = 30
    browser.cookies.set("script", "1")

    page = (await browser.get(await ask(browser, "Can I drink coffee?"))).text

    assert (
        '<noscript><meta http-equiv="refresh" content="2; url=/d/cardiology/c/c1?look=1#t1"></noscript>'
        in page
    )


async def test_stop_ends_the_answer_and_leads_back_to_it(
    browser: httpx.AsyncClient, house: FakeHouse
) -> None:
    house.pause_seconds = 30
    await ask(browser, "Can I drink coffee?")

    answer = await browser.post("/d/cardiology/c/c1/turns/turn2/stop")

    assert answer.headers["location"] == "/d/cardiology/c/c1#t1"
    assert "You stopped this answer here" in (await browser.get("/d/cardiology/c/c1")).text


async def test_a_second_question_waits_for_the_first_and_is_not_lost(
    browser: httpx.AsyncClient, house: FakeHouse
) -> None:
    house.pause_seconds = 30
    await ask(browser, "Can I drink coffee?")

    answer = await browser.post("/d/cardiology/c/c1", data={"question": "And tea?"})

    assert answer.status_code == 409
    assert "Please wait until it is ready" in answer.text and "And tea?</textarea>" in answer.text


async def test_a_follow_up_is_the_next_turn(browser: httpx.AsyncClient) -> None:
    await ask(browser, "Can I drink coffee?")

    answer = await browser.post("/d/cardiology/c/c1", data={"question": "And tea?"})

    assert answer.headers["location"] == "/d/cardiology/c/c1#t2"


@pytest.mark.parametrize(
    ("question", "reason"), [("  ", "It is empty"), ("a" * 2_001, "limit is 2000 characters")]
)
async def test_a_question_that_cannot_be_taken_comes_back_with_the_reason(
    browser: httpx.AsyncClient, house: FakeHouse, question: str, reason: str
) -> None:
    answer = await browser.post("/d/cardiology", data={"question": question})

    assert answer.status_code == 422 and reason in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert not house.conversations


async def test_deleting_removes_the_conversation_and_says_so(
    browser: httpx.AsyncClient, house: FakeHouse
) -> None:
    where = await ask(browser, "Can I drink coffee?")

    answer = await browser.post("/d/cardiology/c/c1/delete")

    assert "The conversation is deleted" in answer.text and not house.conversations
    assert (await browser.get(where)).status_code == 404


async def test_another_browser_cannot_open_the_conversation(browser: httpx.AsyncClient) -> None:
    where = await ask(browser, "Can I drink coffee?")
    browser.cookies.clear()

    answer = await browser.get(where)

    assert answer.status_code == 404 and "coffee" not in answer.text


async def test_a_form_of_another_site_is_refused(browser: httpx.AsyncClient, house: FakeHouse) -> None:
    answer = await browser.post(
        "/d/cardiology", data={"question": "hello there"}, headers={"sec-fetch-site": "cross-site"}
    )

    assert answer.status_code == 403 and "came from another site" in answer.text
    assert not house.conversations


async def test_a_question_that_looks_like_a_script_is_shown_as_words(browser: httpx.AsyncClient) -> None:
    page = (await browser.get(await ask(browser, f"hostile {HOSTILE}"))).text

    assert "<script>document" not in page and "<img src=x" not in page
    assert "&lt;script&gt;document" in page


async def test_no_conversation_stays_in_a_cache(browser: httpx.AsyncClient) -> None:
    answer = await browser.get(await ask(browser, "Can I drink coffee?"))

    assert answer.headers["cache-control"] == "no-store"


async def test_an_upstream_that_does_not_answer_is_a_page_with_503(
    browser: httpx.AsyncClient, house: FakeHouse
) -> None:
    house.failure = ChromaUnavailable("Chroma does not answer.")

    answer = await browser.get("/d/cardiology", headers={"accept-language": "zh"})

    assert answer.status_code == 503 and "服务暂时不可用" in answer.text


async def test_an_answer_being_written_is_shown_as_far_as_it_has_come(
    browser: httpx.AsyncClient, house: FakeHouse
) -> None:
    house.pause_seconds = 0.01
    where = await ask(browser, "Can I drink coffee?")
    await house.written(1, events=4)

    page = (await browser.get(where)).text

    assert "Short answer first:" in page
