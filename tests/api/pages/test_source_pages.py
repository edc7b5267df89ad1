"""The passage viewer: it opens at the cited words, and shows the original beside them."""

from pathlib import Path

import httpx
import pypdfium2

from tests.api.pages.fake_house import FakeHouse


def put_original(house: FakeHouse, folder: Path, *, pages: int = 3) -> Path:
    """Lay a PDF of empty pages beside the leaflet."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    path = folder / "af-living.pdf"
    document.save(path)
    house.originals["af-living"] = path
    return path


async def test_the_cited_words_are_marked_and_open_the_page(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/sources/coffee?d=cardiology&start=157&end=180")).text

    assert '<mark id="p2" tabindex="-1">Two or three cups a day</mark>' in page


async def test_the_text_before_and_behind_the_passage_is_shown(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/sources/coffee?d=cardiology&start=157&end=180")).text

    assert "You can live well with it" in page and "Keep a notebook and bring it to the clinic." in page
    assert 'id="p1"' in page and 'id="p3"' in page


async def test_without_a_span_the_whole_passage_is_marked(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/sources/call?d=cardiology")).text

    assert '<mark id="s2" tabindex="-1">Call first, then sit down.\nDo not drive yourself.</mark>' in page


async def test_a_span_outside_the_passage_marks_the_passage(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/sources/call?d=cardiology&start=900&end=12")).text

    assert '<mark id="s2"' in page


async def test_a_talk_opens_at_its_second(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/sources/tating?d=cardiology")).text

    assert '<mark id="t93" tabindex="-1">吃了他汀腿酸，先不要自己停药。</mark>' in page
    assert "At 1:33" in page and 'id="t88"' in page


async def test_a_table_stays_a_table_with_the_cited_cells_marked(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/sources/pulse?d=cardiology")).text

    assert '<th scope="col"><mark id="p2" tabindex="-1">Pulse </mark></th>' in page
    assert "---" not in page


async def test_the_page_says_who_what_and_when(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/sources/coffee?d=cardiology")).text

    for words in (
        "Living with atrial fibrillation",
        "Dr. Lin Wanqing",
        "Lecture, for patients",
        "14 March 2026",
        "Page 2",
    ):
        assert words in page


async def test_reference_marks_lead_to_the_references(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/sources/coffee?d=cardiology")).text

    assert '<a class="reference" href="#ref-2">[2]</a>' in page
    assert '<li id="ref-1">Van Gelder IC' in page


async def test_the_way_back_leads_to_the_very_answer(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/sources/coffee?d=cardiology&c=c7&turn=3")).text

    assert 'href="/d/cardiology/c/c7#t3"' in page


async def test_the_way_back_leads_nowhere_else(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/sources/coffee?d=cardiology&c=../../evil")).text

    assert "evil" not in page.split("<main")[1] and 'href="/d/cardiology"' in page


async def test_the_original_page_is_a_picture_drawn_once(
    browser: httpx.AsyncClient, house: FakeHouse, tmp_path: Path
) -> None:
    original = put_original(house, tmp_path)

    first = await browser.get("/sources/coffee/page.png?d=cardiology")
    original.write_bytes(b"no longer a PDF")
    second = await browser.get("/sources/coffee/page.png?d=cardiology")

    assert first.headers["content-type"] == "image/png" and first.content.startswith(b"\x89PNG")
    assert second.content == first.content


async def test_a_pdf_that_cannot_be_drawn_is_an_error_and_leaves_no_half_picture(
    browser: httpx.AsyncClient, house: FakeHouse, tmp_path: Path
) -> None:
    put_original(house, tmp_path).write_bytes(b"%PDF-1.7 broken")

    answer = await browser.get("/sources/coffee/page.png?d=cardiology")

    assert answer.status_code == 500 and "af-living.pdf cannot be drawn" in answer.text
    assert not list(house.pictures.iterdir())


async def test_a_talk_has_no_page_to_draw(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/sources/tating/page.png?d=cardiology")).status_code == 404


async def test_a_passage_that_is_not_held_is_a_page_with_404(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/sources/gone?d=cardiology")

    assert answer.status_code == 404 and "text/html" in answer.headers["content-type"]


async def test_a_citation_without_its_twin_is_a_page_with_422(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/sources/coffee")

    assert answer.status_code == 422 and "not right" in answer.text


async def test_a_document_that_looks_like_a_script_is_shown_as_words(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/sources/hostile?d=cardiology")).text

    assert "<script>document" not in page and "<img src=x" not in page
    assert 'href="javascript' not in page


async def test_what_the_citing_sentence_rests_on_is_marked_for_its_owner_only(
    browser: httpx.AsyncClient,
) -> None:
    await browser.post("/d/cardiology", data={"question": "Can I drink coffee?"})
    address = "/sources/coffee?d=cardiology&c=c1&turn=1&said=4"

    own = (await browser.get(address)).text
    browser.cookies.clear()
    others = (await browser.get(address)).text

    assert '<mark id="p2" tabindex="-1">Two or three cups a day are fine for most people </mark>' in own
    assert '<mark id="p2" tabindex="-1">Coffee in moderation' in others
