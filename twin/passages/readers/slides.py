"""Read PPTX: the title is the heading, then bullets, tables and the speaker notes. The door of python-pptx."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from twin.passages.anchored_text import AnchoredText, clean, table_text
from twin.passages.document import ReadText

_SMALL_PRINT = {"SLIDE_NUMBER", "FOOTER", "DATE", "HEADER"}


def read(path: Path) -> ReadText:
    """Read a presentation, slide by slide from 1. The notes stand behind the slide's own text."""
    from pptx import Presentation

    text = AnchoredText()
    for number, slide in enumerate(Presentation(str(path)).slides, start=1):
        title = slide.shapes.title
        heading = (
            clean(title.text_frame.text.replace("\v", " ").replace("\n", " ")) if title is not None else ""
        )
        headings = (heading,) if heading else ()
        text.add(heading, slide=number, headings=headings)
        for shape in _shapes(slide.shapes):
            if title is not None and shape.shape_id == title.shape_id:
                continue
            _add_shape(text, shape, slide=number, headings=headings)
        for paragraph in _notes(slide):
            text.add(paragraph, slide=number, headings=headings)
    return text.built()


def _shapes(shapes: Any) -> Iterator[Any]:
    """Yield shapes from top to bottom, also from inside groups; placeholders first, as they are read."""
    for shape in sorted(shapes, key=lambda s: (not s.is_placeholder, s.top or 0, s.left or 0)):
        if shape.shape_type is not None and shape.shape_type.name == "GROUP":
            yield from _shapes(shape.shapes)
        elif not (shape.is_placeholder and shape.placeholder_format.type.name in _SMALL_PRINT):
            yield shape


def _add_shape(text: AnchoredText, shape: Any, *, slide: int, headings: tuple[str, ...]) -> None:
    if shape.has_text_frame:
        joint = "\n\n"
        for paragraph in _paragraphs(shape.text_frame):
            text.add(paragraph, joint=joint, slide=slide, headings=headings)
            joint = "\n"
    elif getattr(shape, "has_table", False):
        rows = [[" ".join(cell.text.split()) for cell in row.cells] for row in shape.table.rows]
        text.add(table_text(rows), slide=slide, headings=headings, is_table=True)


def _paragraphs(frame: Any) -> list[str]:
    return [words for paragraph in frame.paragraphs if (words := clean(paragraph.text.replace("\v", "\n")))]


def _notes(slide: Any) -> list[str]:
    if not slide.has_notes_slide or slide.notes_slide.notes_text_frame is None:
        return []
    return _paragraphs(slide.notes_slide.notes_text_frame)
