"""Pages are set from data that can never become markup; what cannot be shown or does not fit is named."""

import io
import threading
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from twin.typesetting import typst_door
from twin.typesetting.typst_door import compile_pdf, compile_pictures, svg_of_picture
from twin.typesetting_errors import FontMissing, GlyphMissing, TextDoesNotFit, TypesettingFailed

TEMPLATE = "plain_page.typ"


def page(*paragraphs: str, language: str = "en", limit_points: float = 650) -> dict[str, Any]:
    """Give the data of one page."""
    return {
        "title": "Page",
        "language": language,
        "paragraphs": list(paragraphs),
        "limit_points": limit_points,
    }


def test_markup_in_a_text_stays_text() -> None:
    written = '#panic() $x$ *bold* = Heading \\ #read("/etc/passwd")'

    text = PdfReader(io.BytesIO(compile_pdf(TEMPLATE, page(written)))).pages[0].extract_text()

    assert "#panic() $x$ *bold*" in text.replace("\n", " ")


def test_equal_data_give_equal_bytes() -> None:
    first, second = (compile_pdf(TEMPLATE, page("血压 120/80 mmHg", language="zh")) for _ in range(2))

    assert first == second


def test_a_picture_has_the_size_asked_for() -> None:
    (picture,) = compile_pictures(TEMPLATE, page("Hello"), ppi=72)

    assert Image.open(io.BytesIO(picture)).size == (595, 842)


def test_a_character_that_no_font_holds_is_named_once() -> None:
    with pytest.raises(GlyphMissing, match=r"U\+13000.*U\+1234") as missing:
        compile_pictures(TEMPLATE, page("\U00013000 and \u1234", "again \U00013000"))

    assert missing.value.characters == ("\U00013000", "\u1234")


def test_a_control_character_is_named_by_its_number() -> None:
    with pytest.raises(GlyphMissing, match=r"U\+0007"):
        compile_pdf(TEMPLATE, page("bell \x07"))


def test_a_text_that_is_too_long_is_named() -> None:
    with pytest.raises(TextDoesNotFit, match="page does not fit") as large:
        compile_pdf(TEMPLATE, page("“quoted”", limit_points=5))

    assert large.value.part == "page"


def test_without_a_chinese_font_the_command_that_installs_one_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(typst_door, "_installed", lambda: (None, frozenset({"Libertinus Serif"})))

    with pytest.raises(FontMissing, match="apt-get install -y fonts-noto-cjk"):
        compile_pdf(TEMPLATE, page("高血压"))
    assert typst_door.font_families("English") == ["Libertinus Serif"]


def test_an_unknown_template_is_refused() -> None:
    with pytest.raises(TypesettingFailed, match="no such file"):
        compile_pdf("../../secret.typ", page("x"))


def test_threads_may_set_pages_at_the_same_time() -> None:
    made: dict[int, tuple[bytes, ...]] = {}
    threads = [
        threading.Thread(
            target=lambda number=number: made.update(
                {number: compile_pictures(TEMPLATE, page(f"Page {number}"))}
            )
        )
        for number in range(6)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 6 and len(set(made.values())) == 6


def test_a_picture_goes_in_as_svg_text() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 2), "red").save(buffer, "PNG")

    assert 'viewBox="0 0 4 2"' in svg_of_picture(buffer.getvalue(), width=4, height=2)
