"""Original pages are drawn by a child that may not take much."""

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from twin.errors import DocumentError, DocumentUnreadable
from twin.passages.page_drawing import LONGEST_SIDE, drawn_page


def pdf(folder: Path, *, width: float = 595, height: float = 842) -> Path:
    """Make a PDF of one empty page; measures in points."""
    document = pypdfium2.PdfDocument.new()
    document.new_page(width, height)
    document.save(folder / "one.pdf")
    return folder / "one.pdf"


async def test_a_page_is_drawn_in_the_width_asked_for(tmp_path: Path) -> None:
    await drawn_page(pdf(tmp_path), page=1, width=600, target=tmp_path / "one.png")

    with Image.open(tmp_path / "one.png") as picture:
        assert picture.width == 600


async def test_a_very_long_page_is_drawn_smaller(tmp_path: Path) -> None:
    await drawn_page(pdf(tmp_path, height=14_000), page=1, width=600, target=tmp_path / "one.png")

    with Image.open(tmp_path / "one.png") as picture:
        assert picture.height <= LONGEST_SIDE


@pytest.mark.parametrize("page", [0, 2])
async def test_a_page_that_is_not_there_is_named(tmp_path: Path, page: int) -> None:
    with pytest.raises(DocumentUnreadable, match=rf"Page {page} of one.pdf"):
        await drawn_page(pdf(tmp_path), page=page, width=600, target=tmp_path / "one.png")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 and nothing more", b"<html>"])
async def test_a_file_that_is_no_pdf_is_an_error_of_ours(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.pdf").write_bytes(content)

    with pytest.raises(DocumentError, match=r"bad\.pdf"):
        await drawn_page(tmp_path / "bad.pdf", page=1, width=600, target=tmp_path / "one.png")
