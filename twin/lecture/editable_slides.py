"""The talk as a PPTX that people edit: real titles, a native chart, a native table, the narration as notes.

It follows the same slide data as the pictures and the plan of `sheet_plan`; PowerPoint shrinks what is edited beyond its box.
"""

import functools
import io
import re
from collections.abc import Mapping
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_AXIS_CROSSES, XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from twin.lecture.script import Script
from twin.lecture.sheet_plan import (
    HEIGHT,
    WIDTH,
    Bar,
    ChartPlan,
    LabelChip,
    PicturePlan,
    Place,
    TablePlan,
    TextBox,
    sheet_plan,
)
from twin.lecture.slide_data import said_over, slides_data
from twin.lecture.talk_sources import NumberedSource, numbered_sources
from twin.lecture.theme import Theme, theme_of
from twin.persona.persona import Persona
from twin.typesetting.typst_door import compile_pictures

# Faces that hospital computers have; PowerPoint takes its own where they lack.
LATIN_FACE, CHINESE_FACE = "Calibri", "Microsoft YaHei"
_TITLE_ONLY = 5  # the layout of python-pptx's own template that has a title and nothing else
_LINK = re.compile(r"https?://[^\s，。；)）]+|\b10\.\d{4,9}/[^\s，。；)）]+")


def editable_slides(
    script: Script,
    *,
    persona: Persona,
    theme: Theme | None = None,
    sources_by_scene: Mapping[str, tuple[NumberedSource, ...]] | None = None,
    draft: bool = False,
    pictures: Mapping[str, str] | None = None,
) -> bytes:
    """Write the talk as a PPTX of 16:9; arguments as for `slide_pictures`."""
    theme = theme or theme_of(persona, script.brief.language)
    by_scene = numbered_sources(script) if sources_by_scene is None else sources_by_scene
    slides = slides_data(script, theme=theme, sources_by_scene=by_scene, draft=draft, pictures=pictures)
    book = Presentation()
    book.slide_width, book.slide_height = Pt(WIDTH), Pt(HEIGHT)
    words = book.core_properties
    words.title, words.author, words.language = script.title, theme.speaker_name, script.brief.language
    words.comments = words.keywords = slides[0]["label"] if slides else ""
    sheets = []
    for scene, data in zip(script.scenes, slides, strict=True):
        sheet = _Sheet(book.slides.add_slide(book.slide_layouts[_TITLE_ONLY]), script.brief.language)
        plan = sheet_plan(data)
        sheet.slide.background.fill.solid()
        sheet.slide.background.fill.fore_color.rgb = _rgb(plan.ground)
        for part in plan.parts:
            sheet.add(part)
        sheet.slide.notes_slide.notes_text_frame.text = said_over(scene, script.brief.language)
        sheets.append(sheet)
    lists = [sheet.slide for sheet in sheets if "sources" in sheet.by_role]
    for sheet in sheets:  # the small line of sources leads to the slide that lists them
        if lists and "source line" in sheet.by_role:
            sheet.by_role["source line"].click_action.target_slide = lists[-1]
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


class _Sheet:
    """One slide being written."""

    def __init__(self, slide: Any, language: str) -> None:
        self.slide = slide
        self.by_role: dict[str, Any] = {}
        self._language = "zh-CN" if language == "zh" else "en-GB"

    @functools.singledispatchmethod
    def add(self, part: object) -> None:
        """Add one part of the plan."""
        raise TypeError(f"{type(part).__name__} is no part of a sheet.")

    @add.register
    def _(self, part: Bar) -> None:
        bar = self.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_points(part.place))
        _painted(bar, part.colour, part.edge)
        _describe(bar, "")

    @add.register
    def _(self, part: LabelChip) -> None:
        chip = self.slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *_points(part.place))
        chip.adjustments[0] = 0.5
        _painted(chip, part.fill, part.edge)
        _describe(chip, part.text)
        self._fill(chip.text_frame, TextBox((part.text,), part.place, part.size, part.colour, bold=True))
        chip.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
        chip.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE

    @add.register
    def _(self, part: TextBox) -> None:
        if part.role == "title":  # the slide's own title, which outlines and screen readers go by
            box = self.slide.shapes.title
            box.left, box.top, box.width, box.height = _points(part.place)
        else:
            box = self.slide.shapes.add_textbox(*_points(part.place))
        self._fill(box.text_frame, part)
        box.text_frame.vertical_anchor = (
            MSO_ANCHOR.BOTTOM
            if part.at_bottom
            else MSO_ANCHOR.MIDDLE
            if part.role == "title"
            else MSO_ANCHOR.TOP
        )
        box.rotation = part.rotation
        if part.role:
            self.by_role[part.role] = box

    @add.register
    def _(self, part: TablePlan) -> None:
        rows = part.rows
        frame = self.slide.shapes.add_table(len(rows), len(rows[0]), *_points(part.place))
        _describe(frame, part.description)
        for y, row in enumerate(rows):
            frame.table.rows[y].height = Pt(part.place[3] / len(rows))
            for x, text in enumerate(row):
                cell = frame.table.cell(y, x)
                cell.margin_top = cell.margin_bottom = Pt(2)
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                cell.fill.solid()
                cell.fill.fore_color.rgb = _rgb(part.fills[0] if y == 0 else part.fills[1 + (y + 1) % 2])
                paragraph = cell.text_frame.paragraphs[0]
                paragraph.alignment = PP_ALIGN.LEFT if x == 0 else PP_ALIGN.CENTER
                self._run(paragraph, text, part.size, "#ffffff" if y == 0 else "#1b2433", bold=y == 0)

    @add.register
    def _(self, part: ChartPlan) -> None:
        bars, scale = part.chart["bars"], part.chart["scale"]
        is_share = bars[0]["shown"].endswith("%")
        numbers: Any = CategoryChartData(number_format='General"%"' if is_share else "General")  # type: ignore[no-untyped-call]
        numbers.categories = [bar["label"] for bar in bars]
        numbers.add_series(part.chart["title"], [bar["value"] for bar in bars])
        frame = self.slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *_points(part.place), numbers)
        _describe(frame, part.description)
        chart = frame.chart
        chart.has_legend = chart.has_title = False
        chart.font.size, chart.font.name = Pt(14), LATIN_FACE
        _chinese_face(chart.font._rPr)
        chart.category_axis.reverse_order = True  # the first bar on top, and the scale still below
        chart.category_axis.crosses = XL_AXIS_CROSSES.MAXIMUM
        chart.category_axis.format.line.color.rgb = _rgb("#9aa7b6")
        axis = chart.value_axis
        axis.minimum_scale, axis.maximum_scale = scale["low"], scale["high"]
        axis.major_unit = scale["ticks"][1]["value"] - scale["ticks"][0]["value"]
        axis.major_gridlines.format.line.color.rgb = _rgb("#dbe2ea")
        plot = chart.plots[0]
        plot.gap_width, plot.has_data_labels = 56, True
        plot.data_labels.show_value, plot.data_labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
        plot.data_labels.font.bold = True
        for number, bar in enumerate(bars):
            fill = plot.series[0].points[number].format.fill
            fill.solid()
            fill.fore_color.rgb = _rgb(part.colours[1 if bar["largest"] else 0])

    @add.register
    def _(self, part: PicturePlan) -> None:
        data = {"width": part.place[2], "height": part.place[3], "pictures": [part.svg]}
        (png,) = compile_pictures("figure.typ", data, checked=False)
        _describe(self.slide.shapes.add_picture(io.BytesIO(png), *_points(part.place)), part.description)

    def _fill(self, frame: Any, part: TextBox) -> None:
        """Write the paragraphs; addresses among sources become links."""
        frame.word_wrap = True
        frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for number, text in enumerate(part.paragraphs):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(part.gap)
            if part.bullet:
                _bulleted(paragraph, part.size, part.bullet)
            look: dict[str, Any] = {"size": part.size, "colour": part.colour, "bold": part.bold}
            link = _LINK.search(text) if part.role == "sources" else None
            address = link.group().rstrip(".") if link else ""
            before, _, after = text.partition(address) if address else (text, "", "")
            self._run(paragraph, before, **look)
            if address:
                run = self._run(paragraph, address, **look)
                run.hyperlink.address = (
                    address if address.startswith("http") else f"https://doi.org/{address}"
                )
                self._run(paragraph, after, **look)

    def _run(self, paragraph: Any, text: str, size: float, colour: str, *, bold: bool) -> Any:
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, LATIN_FACE
        run.font.color.rgb = _rgb(colour)
        properties = run._r.get_or_add_rPr()
        properties.set("lang", self._language)
        _chinese_face(properties)
        return run


def _points(place: Place) -> tuple[Any, ...]:
    return tuple(Pt(one) for one in place)


def _rgb(colour: str) -> Any:
    return RGBColor.from_string(colour.lstrip("#").upper())  # type: ignore[no-untyped-call]


def _painted(shape: Any, fill: str, edge: str) -> None:
    """Paint a shape flat: no shadow, and a line only where `edge` is a colour."""
    shape.shadow.inherit = False
    shape.fill.solid()
    shape.fill.fore_color.rgb = _rgb(fill)
    if edge:
        shape.line.color.rgb = _rgb(edge)
    else:
        shape.line.fill.background()


def _describe(shape: Any, text: str) -> None:
    """Set a shape's alternative text."""
    shape._element._nvXxPr.cNvPr.set("descr", text)


def _chinese_face(properties: Any) -> None:
    """Set the face of Chinese letters; the schema wants it behind the Latin one."""
    face = properties.find(qn("a:ea"))
    if face is None:
        face = properties.makeelement(qn("a:ea"), {})
        properties.find(qn("a:latin")).addnext(face)
    face.set("typeface", CHINESE_FACE)


def _bulleted(paragraph: Any, size: float, colour: str) -> None:
    """Give a paragraph a real bullet with a hanging indent."""
    properties = paragraph._p.get_or_add_pPr()
    indent = int(Pt(size * 1.1))
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    paint = properties.makeelement(qn("a:buClr"), {})
    paint.append(paint.makeelement(qn("a:srgbClr"), {"val": colour.lstrip("#").upper()}))
    properties.append(paint)
    properties.append(properties.makeelement(qn("a:buFont"), {"typeface": "Arial"}))
    properties.append(properties.makeelement(qn("a:buChar"), {"char": "•"}))
