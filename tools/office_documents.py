"""DOCX and PPTX from a document source."""

import datetime
import io
import zipfile
from pathlib import Path

import docx
import pptx
from docx.oxml.ns import qn
from pptx.dml.color import RGBColor
from pptx.util import Emu, Pt

from tools.document_source import Block, DocumentSource

FIXED_TIME = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
CHINESE_TYPEFACE = "Noto Sans CJK SC"
NAVY = RGBColor.from_string("0B2245")  # type: ignore[no-untyped-call]
SLIDE_WIDTH, SLIDE_HEIGHT = Emu(12192000), Emu(6858000)  # 16:9, 13.33 x 7.5 inches


def write_docx(source: DocumentSource, target: Path) -> None:
    """Write a Word document with headings, lists and tables."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name = "Calibri"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), CHINESE_TYPEFACE)
    properties = document.core_properties
    properties.title, properties.author = source.metadata["title"], "fictional demo"
    properties.created = properties.modified = FIXED_TIME.replace(tzinfo=None)
    document.add_heading(source.metadata["title"], level=0)
    for block in source.blocks:
        _add_word_block(document, block)
    buffer = io.BytesIO()
    document.save(buffer)
    target.write_bytes(_with_fixed_times(buffer.getvalue()))


def _add_word_block(document: "docx.document.Document", block: Block) -> None:
    """Add one block to a Word document."""
    if block.kind == "heading":
        document.add_heading(block.text, level=max(1, block.level - 1))
    elif block.kind in {"bullets", "numbers"}:
        for line in block.lines:
            document.add_paragraph(line, style="List Bullet" if block.kind == "bullets" else "List Number")
    elif block.kind == "table":
        table = document.add_table(rows=0, cols=len(block.rows[0]), style="Light Grid Accent 1")
        for row in block.rows:
            for cell, text in zip(table.add_row().cells, row, strict=False):
                cell.text = text
    else:
        document.add_paragraph(block.text)


def write_pptx(source: DocumentSource, target: Path) -> None:
    """Write slides: a title slide, then one slide a heading, with speaker notes."""
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = SLIDE_WIDTH, SLIDE_HEIGHT
    deck.core_properties.title = source.metadata["title"]
    deck.core_properties.created = deck.core_properties.modified = FIXED_TIME.replace(tzinfo=None)
    title_slide = deck.slides.add_slide(deck.slide_layouts[0])
    title_slide.shapes.title.text = source.metadata["title"]
    title_slide.placeholders[1].text = str(source.metadata.get("date", ""))
    for heading, body in _slides(source):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = heading
        slide.shapes.title.text_frame.paragraphs[0].font.size = Pt(32)
        slide.shapes.title.text_frame.paragraphs[0].font.color.rgb = NAVY
        _fill_slide(slide, body)
    buffer = io.BytesIO()
    deck.save(buffer)
    target.write_bytes(_with_fixed_times(buffer.getvalue()))


def _slides(source: DocumentSource) -> list[tuple[str, list[Block]]]:
    """Group the blocks by slide."""
    slides: list[tuple[str, list[Block]]] = []
    for block in source.blocks:
        if block.kind == "heading":
            slides.append((block.text, []))
        elif slides:
            slides[-1][1].append(block)
    return slides


def _fill_slide(slide: "pptx.slide.Slide", body: list[Block]) -> None:
    """Put bullets, tables and notes on a slide."""
    shown = [block for block in body if block.kind not in {"notes", "table"}]
    lines = [
        line
        for block in shown
        for line in (block.lines if block.kind in {"bullets", "numbers"} else (block.text,))
    ]
    if lines:
        frame = slide.shapes.add_textbox(Emu(700000), Emu(1600000), Emu(10800000), Emu(4600000)).text_frame
        frame.word_wrap = True
        for number, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.text, paragraph.space_after = line, Pt(10)
            paragraph.font.size = Pt(22)
    for table in (block for block in body if block.kind == "table"):
        top = Emu(1600000 + 420000 * len(lines))
        shape = slide.shapes.add_table(
            len(table.rows), len(table.rows[0]), Emu(700000), top, Emu(10800000), Emu(400000)
        )
        for row, cells in enumerate(table.rows):
            for column, text in enumerate(cells[: len(table.rows[0])]):
                shape.table.cell(row, column).text = text
    notes = [block.text for block in body if block.kind == "notes"]
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = "\n".join(notes)


def _with_fixed_times(content: bytes) -> bytes:
    """Rewrite a zip so that every entry carries the fixed time: the same source gives the same bytes."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, date_time=FIXED_TIME.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return buffer.getvalue()
