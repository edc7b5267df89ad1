"""Where everything stands on an editable slide: places in points, text sizes estimated. What writes a file only follows it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from twin.lecture.text_size import fitting_size

WIDTH, HEIGHT = 960, 540
Place = tuple[float, float, float, float]  # left, top, width, height
_LEFT, _TOP, _BODY_HEIGHT = 48.0, 126.0, 300.0
_INK, _GREY, _WHITE = "#1b2433", "#5b6778", "#ffffff"
_CHIP, _CHIP_EDGE, _CHIP_TEXT = "#fff1e0", "#e3a04f", "#8a4b08"


@dataclass(frozen=True, slots=True)
class TextBox:
    """Paragraphs at one size. `gap` is the room behind each in points; `bullet` a colour or empty; `role` title, sources or empty."""

    paragraphs: tuple[str, ...]
    place: Place
    size: float
    colour: str = _INK
    bold: bool = False
    gap: float = 0.0
    bullet: str = ""
    role: str = ""
    at_bottom: bool = False
    rotation: float = 0.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A plain rectangle that says nothing."""

    place: Place
    colour: str
    edge: str = ""


@dataclass(frozen=True, slots=True)
class LabelChip:
    """The rounded label, with what it says."""

    text: str
    place: Place
    size: float
    fill: str = _CHIP
    edge: str = _CHIP_EDGE
    colour: str = _CHIP_TEXT


@dataclass(frozen=True, slots=True)
class TablePlan:
    """Rows of cells, the first one the head. `fills` are the grounds of head, odd and even rows."""

    rows: tuple[tuple[str, ...], ...]
    place: Place
    size: float
    fills: tuple[str, str, str]
    description: str


@dataclass(frozen=True, slots=True)
class ChartPlan:
    """A bar chart; the chart's data as slide_data gives it. `colours`: of ordinary bars and of the largest."""

    chart: Mapping[str, Any]
    place: Place
    colours: tuple[str, str]
    description: str


@dataclass(frozen=True, slots=True)
class PicturePlan:
    """A picture as SVG text, with what it shows."""

    svg: str
    place: Place
    description: str


Part = TextBox | Bar | LabelChip | TablePlan | ChartPlan | PicturePlan


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One slide: the colour of its ground and its parts, from back to front."""

    ground: str
    parts: tuple[Part, ...]


def sheet_plan(slide: Mapping[str, Any]) -> SheetPlan:
    """Plan one slide from its data (twin/lecture/slide_data.py)."""
    colours, is_title = slide["colours"], slide["layout"] == "title"
    parts: list[Part] = [Bar((0, 0, 10, HEIGHT), colours["accent" if is_title else "ink"])]
    if is_title:
        parts += _title_sheet(slide)
    else:
        width = 684.0 if slide["presenter"] else WIDTH - 2 * _LEFT
        parts += _heading(slide) + _BODIES.get(slide["layout"], _bullets)(slide, width)
        if slide["sources"] and slide["layout"] != "sources":
            line = "   ".join(f"[{one['mark']}] {one['line']}" for one in slide["sources"])
            parts.append(
                _fitted(
                    [line], (_LEFT, 432, width, 28), largest=11, smallest=7, colour=_GREY, role="source line"
                )
            )
    parts.append(Bar((0, HEIGHT - 6, WIDTH * slide["progress"], 6), colours["accent"]))
    large = is_title
    width, height = (420, 50) if large else (206, 26)
    parts.append(
        LabelChip(
            slide["label"], (WIDTH - 32 - width, 24 if large else 18, width, height), 30 if large else 13
        )
    )
    if slide["draft"]:
        mark = _fitted(
            [slide["draft"]], (130, 230, 700, 100), largest=66, colour="#e3b1ac", bold=True, rotation=-18
        )
        parts.append(mark)
    return SheetPlan(colours["ink" if is_title else "paper"], tuple(parts))


def _fitted(
    paragraphs: Sequence[str],
    place: Place,
    *,
    largest: float,
    smallest: float = 9,
    gap: float = 0.0,
    bullet: str = "",
    **look: Any,
) -> TextBox:
    """Plan a box of text at the largest size that fits it. `gap` is in shares of the size."""
    room = place[2] - (34 if bullet else 0)
    size = fitting_size(paragraphs, width=room, height=place[3], largest=largest, smallest=smallest, gap=gap)
    return TextBox(tuple(paragraphs), place, size, gap=size * gap, bullet=bullet, **look)


def _heading(slide: Mapping[str, Any]) -> list[Part]:
    colours, title_place = slide["colours"], (_LEFT, 47.0, WIDTH - 2 * _LEFT, 54.0)
    return [
        _fitted([slide["kicker"]], (_LEFT, 22, 560, 22), largest=13, colour=colours["accent"], bold=True),
        _fitted([slide["title"]], title_place, largest=34, colour=colours["ink"], bold=True, role="title"),
        Bar((_LEFT, 106, 56, 4), colours["highlight"]),
    ]


def _title_sheet(slide: Mapping[str, Any]) -> list[Part]:
    speaker, width = slide["speaker"], 640.0 if slide["presenter"] else WIDTH - 136.0
    lines = [one for one in (speaker["post"], slide["occasion"], speaker["notice"]) if one]
    title_place = (64.0, 112.0, width, 176.0)
    return [
        _fitted(
            [slide["title"]], title_place, largest=54, colour=_WHITE, bold=True, role="title", at_bottom=True
        ),
        Bar((64, 304, 72, 5), slide["colours"]["highlight"]),
        _fitted([speaker["name"]], (64, 320, width, 38), largest=26, colour=_WHITE, bold=True),
        _fitted(lines, (64, 360, width, 108), largest=18, colour=_WHITE, gap=0.3),
    ]


def _bullets(slide: Mapping[str, Any], width: float) -> list[Part]:
    if not slide["bullets"]:
        return []
    place = (_LEFT, _TOP, width, _BODY_HEIGHT)
    return [_fitted(slide["bullets"], place, largest=28, gap=0.6, bullet=slide["colours"]["accent"])]


def _quote(slide: Mapping[str, Any], width: float) -> list[Part]:
    colours, place = slide["colours"], (_LEFT + 70, _TOP, width - 76, 240)
    return [
        Bar((_LEFT + 54, _TOP, 4, 240), colours["accent"]),
        _fitted([slide["quote"]], place, largest=32, colour=colours["ink"], bold=True),
        _fitted([slide["speaker"]["name"]], (_LEFT + 70, 376, 400, 26), largest=16, colour=_GREY),
    ]


def _two_columns(slide: Mapping[str, Any], width: float) -> list[Part]:
    card, colours = (width - 28) / 2, slide["colours"]
    parts: list[Part] = []
    for x, items, colour in (
        (_LEFT, slide["bullets"], colours["accent"]),
        (_LEFT + card + 28, slide["right_bullets"], colours["highlight"]),
    ):
        place = (x + 16, _TOP + 20, card - 32, _BODY_HEIGHT - 36)
        parts += [
            Bar((x, _TOP, card, _BODY_HEIGHT), _WHITE, edge="#dde4ec"),
            Bar((x, _TOP, card, 6), colour),
            _fitted(items, place, largest=24, gap=0.6, bullet=colour),
        ]
    return parts


def _table(slide: Mapping[str, Any], width: float) -> list[Part]:
    facts = slide["table"]
    rows = tuple(tuple(row) for row in (facts["columns"], *facts["rows"]))
    height = min(_BODY_HEIGHT, len(rows) * 44.0)
    cell = (width / len(rows[0]) - 16, height / len(rows) - 6)
    size = min(
        fitting_size([text], width=cell[0], height=cell[1], largest=20, smallest=9)
        for row in rows
        for text in row
    )
    fills = (slide["colours"]["ink"], _WHITE, "#eef3f8")
    return [TablePlan(rows, (_LEFT, _TOP, width, height), size, fills, slide["title"])]


def _chart(slide: Mapping[str, Any], width: float) -> list[Part]:
    chart, colours = slide["chart"], slide["colours"]
    described = "; ".join([chart["title"], *(f"{bar['label']}: {bar['shown']}" for bar in chart["bars"])])
    place = (_LEFT, _TOP + 30, width, _BODY_HEIGHT - 30)
    return [
        _fitted([chart["title"]], (_LEFT, _TOP, width, 28), largest=16, colour=_GREY),
        ChartPlan(chart, place, (colours["accent"], colours["highlight"]), described),
    ]


def _picture(slide: Mapping[str, Any], width: float) -> list[Part]:
    return [PicturePlan(slide["picture"], (_LEFT, _TOP, width, _BODY_HEIGHT), slide["title"])]


def _sources(slide: Mapping[str, Any], width: float) -> list[Part]:
    lines = [f"[{one['mark']}] {one['line']}" for one in slide["sources"]]
    place = (_LEFT, _TOP, width, 390)
    return [_fitted(lines, place, largest=18, smallest=7, gap=0.35, role="sources")] if lines else []


_BODIES: dict[str, Callable[[Mapping[str, Any], float], list[Part]]] = {
    "quote": _quote,
    "two_columns": _two_columns,
    "table": _table,
    "chart": _chart,
    "picture": _picture,
    "sources": _sources,
}
