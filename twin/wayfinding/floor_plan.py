"""A floor of the hospital drawn as SVG from the directory, with the way marked. No script, no style sheet, no font file."""

from collections.abc import Sequence
from html import escape
from textwrap import wrap

from twin.wayfinding.directory import Directory
from twin.wayfinding.places import Area, Building, Floor, Point, Room
from twin.wayfinding.way import Hop, Way

# Width of a phone's column, in CSS pixels; all sizes below are those a reader sees at that width.
PHONE_WIDTH = 350.0
MARGIN_METRES = 2.0
NUMBER_SIZE, NAME_SIZE, GOAL_SIZE = 13.0, 11.5, 15.0
INK, QUIET, WALL, FLOOR_FILL, ROOM_FILL = "#0b2447", "#4c5c74", "#7b8ca5", "#ffffff", "#eef3f9"
LANDMARK_FILL, GOAL_FILL, WAY, GREEN = "#e2f2f1", "#ffe9a8", "#b23524", "#e6efe2"
_WORDS = {
    "en": {
        "plan": "Floor plan: {place}",
        "way": "The way is the red line; {goal} is marked yellow.",
        "crossed": "The way is the red line; it goes on to {goal}.",
        "none": "{goal} is marked yellow.",
        "lift": "Lift",
        "stairs": "Stairs",
        "start": "Start",
    },
    "zh": {
        "plan": "平面图：{place}",
        "way": "红线是路线，黄色处是{goal}。",
        "crossed": "红线是路线，由此前往{goal}。",
        "none": "黄色处是{goal}。",
        "lift": "电梯",
        "stairs": "楼梯",
        "start": "起点",
    },
}


def floor_plan_svg(directory: Directory, floor: Floor, way: Way, *, language: str) -> str:
    """Draw one floor with the part of the way that runs on it.

    Args:
        directory: Where the floor's rooms and buildings are.
        floor: One of `way.floors`, or any other floor.
        way: What is marked.
        language: en or zh.

    Returns:
        One `<svg>` element with title and description; its texts are legible when it is 350 pixels wide.
    """
    pen = _Pen(floor.outline, language)
    words = _WORDS[language]
    place = plan_name(directory, floor, language)
    goal = f"{way.goal.number.in_language(language)}, {way.goal.name.in_language(language)}"
    marked = _stretches(way.hops, floor.id)
    told = "way" if marked and way.goal.floor == floor.id else "crossed" if marked else "none"
    drawn = (
        _ground(pen, directory, floor, way.goal)
        if floor.is_outside
        else _rooms(pen, directory, floor, way.goal)
    )
    drawn += [pen.line(points) for points in marked]
    if marked:
        drawn.append(pen.dot(marked[0][0]))
        drawn.append(pen.arrow(*marked[-1][-2:]))
    if floor.is_outside:
        drawn += _gates(pen, directory, floor, way)
    name = f"plan-{floor.id}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{pen.view_box}" role="img" '
        f'aria-labelledby="{name}-title {name}-text" lang="{"zh-Hans" if language == "zh" else "en"}" '
        f'font-family="sans-serif"><title id="{name}-title">{escape(words["plan"].format(place=place))}</title>'
        f'<desc id="{name}-text">{escape(words[told].format(goal=goal))}</desc>'
    )
    return head + "".join(drawn) + "</svg>"


def plan_name(directory: Directory, floor: Floor, language: str) -> str:
    """Name a floor: campus, building, floor."""
    campus = directory.campuses[floor.campus].name.in_language(language)
    if floor.is_outside:
        return f"{campus} {floor.name.zh}" if language == "zh" else f"{campus}, {floor.name.en.lower()}"
    building = directory.buildings[floor.building].name.in_language(language)
    joint = " " if language == "zh" else ", "
    return joint.join((campus, building, floor.name.in_language(language)))


class _Pen:
    """Draws in metres; a text is as large as it must be to have its size on a phone."""

    def __init__(self, outline: Area, language: str) -> None:
        self.language = language
        width = outline.width + 2 * MARGIN_METRES
        self._pixel = width / PHONE_WIDTH  # metres in one CSS pixel on a phone
        self.view_box = (
            f"{outline.x - MARGIN_METRES:g} {outline.y - MARGIN_METRES:g} "
            f"{width:g} {outline.depth + 2 * MARGIN_METRES:g}"
        )

    def fits(self, text: str, size: float) -> float:
        """Give the width of a text in metres: a Chinese character is a square, a Latin one about 0.55 of it."""
        return sum(1.0 if ord(one) > 0x2E7F else 0.55 for one in text) * size * self._pixel

    def box(self, area: Area, fill: str, *, bold: bool = False) -> str:
        """Draw a rectangle."""
        return (
            f'<rect x="{area.x:g}" y="{area.y:g}" width="{area.width:g}" height="{area.depth:g}" fill="{fill}" '
            f'stroke="{INK if bold else WALL}" stroke-width="{(2 if bold else 1) * self._pixel:.3g}"/>'
        )

    def text(
        self, at: Point, words: str, size: float, *, fill: str = INK, bold: bool = False, up: bool = False
    ) -> str:
        """Write one line around a point; `up` turns it to be read from below."""
        turned = f' transform="rotate(-90 {at[0]:.4g} {at[1]:.4g})"' if up else ""
        weight = ' font-weight="700"' if bold else ""
        return (
            f'<text x="{at[0]:.4g}" y="{at[1]:.4g}" font-size="{size * self._pixel:.3g}" fill="{fill}"{weight} '
            f'text-anchor="middle" dominant-baseline="central"{turned}>{escape(words)}</text>'
        )

    def lines(self, at: Point, lines: Sequence[str], size: float, *, up: bool = False) -> list[str]:
        """Write lines below each other (beside each other when turned) around a point."""
        step = size * 1.15 * self._pixel
        first = -(len(lines) - 1) / 2 * step
        return [
            self.text(
                (at[0] + first + row * step, at[1]) if up else (at[0], at[1] + first + row * step),
                line,
                size,
                up=up,
            )
            for row, line in enumerate(lines)
        ]

    def line(self, points: Sequence[Point]) -> str:
        """Draw a stretch of the way."""
        joined = " ".join(f"{x:g},{y:g}" for x, y in points)
        return (
            f'<polyline points="{joined}" fill="none" stroke="{WAY}" stroke-width="{4 * self._pixel:.3g}" '
            'stroke-linecap="round" stroke-linejoin="round"/>'
        )

    def path(self, start: Point, end: Point) -> str:
        """Draw a path out of doors."""
        return (
            f'<line x1="{start[0]:g}" y1="{start[1]:g}" x2="{end[0]:g}" y2="{end[1]:g}" stroke="#ffffff" '
            f'stroke-width="{9 * self._pixel:.3g}" stroke-linecap="round"/>'
        )

    def dot(self, at: Point) -> str:
        """Mark where the way begins on this floor."""
        return (
            f'<circle cx="{at[0]:g}" cy="{at[1]:g}" r="{6 * self._pixel:.3g}" fill="#ffffff" stroke="{WAY}" '
            f'stroke-width="{3 * self._pixel:.3g}"/>'
        )

    def arrow(self, before: Point, tip: Point) -> str:
        """Mark where the way leads on this floor."""
        length = ((tip[0] - before[0]) ** 2 + (tip[1] - before[1]) ** 2) ** 0.5 or 1.0
        ax, ay = (tip[0] - before[0]) / length, (tip[1] - before[1]) / length
        long, wide = 11 * self._pixel, 7 * self._pixel
        corners = (
            (tip[0] + ax * long / 2, tip[1] + ay * long / 2),
            (tip[0] - ax * long / 2 - ay * wide, tip[1] - ay * long / 2 + ax * wide),
            (tip[0] - ax * long / 2 + ay * wide, tip[1] - ay * long / 2 - ax * wide),
        )
        joined = " ".join(f"{x:.4g},{y:.4g}" for x, y in corners)
        return f'<polygon points="{joined}" fill="{WAY}"/>'


def _rooms(pen: _Pen, directory: Directory, floor: Floor, goal: Room) -> list[str]:
    """Draw a floor of a building: its rooms, lifts and stairs."""
    drawn = [pen.box(floor.outline, FLOOR_FILL, bold=True)]
    for room in directory.rooms_on(floor.id):
        drawn += _room(pen, room, is_goal=room.id == goal.id)
    for connector in directory.buildings[floor.building].connectors:
        if floor.level in connector.levels:
            drawn.append(pen.box(connector.area, "#dbe5f2"))
            told = _WORDS[pen.language][connector.kind]
            drawn.append(pen.text(connector.area.centre, told, NAME_SIZE, bold=True))
    return drawn


def _room(pen: _Pen, room: Room, *, is_goal: bool) -> list[str]:
    """Draw one room with the digits of its number; landmarks and the goal with their names too."""
    area = room.area
    fill = GOAL_FILL if is_goal else LANDMARK_FILL if room.is_landmark else ROOM_FILL
    drawn = [pen.box(area, fill, bold=is_goal)]
    digits = "".join(one for one in room.number.en if one.isdigit())
    size = GOAL_SIZE if is_goal else NUMBER_SIZE
    height = pen.fits("楼", size) * 1.3
    named: list[str] = []
    up = False
    if is_goal or room.is_landmark:
        named, up = _name_lines(pen, room, area.width * 0.94, area.depth - height)
    x, y = area.centre
    if named:
        drawn.append(pen.text((x, area.y + height * 0.6), digits, size, bold=is_goal))
        drawn += pen.lines((x, y + height / 2), named, NAME_SIZE, up=up)
    else:
        drawn.append(pen.text((x, y), digits, size, fill=INK if is_goal else QUIET, bold=is_goal))
    return drawn


def _name_lines(pen: _Pen, room: Room, width: float, depth: float) -> tuple[list[str], bool]:
    """Break a room's name so that it fits, across or else (in English) upwards; nothing where it cannot."""
    name = room.name.in_language(pen.language).split("（")[0].split(",")[0]
    for along, across, up in ((width, depth, False), (depth, width, True)):
        letters = max(1, int(along / pen.fits("国" if pen.language == "zh" else "n", NAME_SIZE)))
        lines = wrap(name, letters, break_long_words=pen.language == "zh")
        fits = len(lines) * pen.fits("国", NAME_SIZE) * 1.15 <= across
        if fits and all(pen.fits(line, NAME_SIZE) <= along * 1.02 for line in lines):
            return lines, up
        if pen.language == "zh":
            break
    return [], False


def _ground(pen: _Pen, directory: Directory, floor: Floor, goal: Room) -> list[str]:
    """Draw the ground out of doors: paths and buildings with their names."""
    drawn = [pen.box(floor.outline, GREEN)]
    drawn += [pen.path(passage.start, passage.end) for passage in floor.passages]
    for building in directory.buildings.values():
        if building.campus == floor.campus:
            drawn += _building(pen, building, is_goal=building.id == goal.building)
    return drawn


def _building(pen: _Pen, building: Building, *, is_goal: bool) -> list[str]:
    """Draw a building from above."""
    area = building.outline
    name = building.name.in_language(pen.language)
    letters = max(4, int(area.width / pen.fits("国" if pen.language == "zh" else "n", NAME_SIZE)))
    lines = wrap(name, letters)
    fill = GOAL_FILL if is_goal else ROOM_FILL
    return [pen.box(area, fill, bold=True), *pen.lines(area.centre, lines, NAME_SIZE)]


def _gates(pen: _Pen, directory: Directory, floor: Floor, way: Way) -> list[str]:
    """Write the names of the gates; the one that the way starts at in bold."""
    drawn = []
    right = floor.outline.x + floor.outline.width
    for gate in directory.entrances.values():
        if gate.campus == floor.campus:
            name = gate.name.in_language(pen.language).split(" (")[0].split("（")[0]
            half = pen.fits(name, NAME_SIZE) / 2 + 1
            x = min(max(gate.at[0], floor.outline.x + half), right - half)
            is_start = gate.id == way.start.id
            height = pen.fits("国", NAME_SIZE) * 1.25
            label = Area(x - half, gate.at[1] - height * 1.5, 2 * half, height)
            hides = any(
                one.outline.overlaps(label)
                for one in directory.buildings.values()
                if one.campus == gate.campus
            )
            y = gate.at[1] + height if hides else gate.at[1] - height
            drawn.append(pen.text((x, y), name, NAME_SIZE, fill=WAY if is_start else INK, bold=is_start))
    return drawn


def _stretches(hops: Sequence[Hop], floor_id: str) -> list[list[Point]]:
    """Give the parts of a way that run on one floor, as lines; a floor may be crossed twice."""
    stretches: list[list[Point]] = []
    for hop in hops:
        if hop.edge.kind == "walk" and hop.start.floor == floor_id:
            if stretches and stretches[-1][-1] == hop.start.point:
                stretches[-1].append(hop.end.point)
            else:
                stretches.append([hop.start.point, hop.end.point])
    return stretches
