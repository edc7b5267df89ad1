"""A way to at most five steps in words, in both languages, with landmarks."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import dist

from twin.persona.persona import Bilingual
from twin.wayfinding import step_words as words
from twin.wayfinding.directory import Directory
from twin.wayfinding.places import Point, Room
from twin.wayfinding.sides import building_on_the_way, room_on_the_way, side_of, turn
from twin.wayfinding.walking_graph import Node
from twin.wayfinding.way import Hop, Way, heading, straight_runs

MOST_STEPS = 5


@dataclass(frozen=True, slots=True)
class Step:
    """One step in words. `floor` is the id of the floor where it begins."""

    words: Bilingual
    floor: str


@dataclass(frozen=True, slots=True)
class Part:
    """Something to do, before parts are packed into steps. `kind` is outside, inside, lift, stairs or shuttle."""

    kind: str
    words: Bilingual
    floor: str


def steps_of(way: Way, directory: Directory) -> tuple[Step, ...]:
    """Describe a way: one to five steps, the last of which ends at the goal's door."""
    parts = _packed(_Walk(way, directory).parts())
    return tuple(Step(part.words, part.floor) for part in parts)


class _Walk:
    """Walks a way in thought: knows where one looks, and describes what comes."""

    def __init__(self, way: Way, directory: Directory) -> None:
        self._way = way
        self._directory = directory
        self._runs = straight_runs(way.hops)
        self._facing: Point | None = None
        self._before: Bilingual | None = _beginning(way)

    def parts(self) -> list[Part]:
        """Describe the whole way."""
        if isinstance(self._way.start, Room):
            centre, door = self._way.start.area.centre, self._way.start.door
            self._facing = (door[0] - centre[0], door[1] - centre[1])
        parts: list[Part] = []
        for index, run in enumerate(self._runs):
            part = self._part(index, run)
            if parts and parts[-1].kind == part.kind and part.kind in {"outside", "inside"}:
                parts[-1] = Part(
                    part.kind, words.one_after_another(parts[-1].words, part.words), parts[-1].floor
                )
            else:
                parts.append(part)
        return _with_arrival(parts, self._arrival(), self._way.goal.floor)

    def _part(self, index: int, run: tuple[Hop, ...]) -> Part:
        """Describe one run."""
        kind, floor = run[0].edge.kind, run[0].start.floor
        name = run[0].edge.name
        if kind == "walk":
            outside = self._directory.floors[floor].is_outside
            return Part("outside" if outside else "inside", self._walked(index, run), floor)
        if kind == "door":
            outside = self._directory.floors[floor].is_outside
            assert name is not None
            told = words.through_door(name, goes_in=outside)
            self._before = None
            return Part("outside" if outside else "inside", told, floor)
        if kind == "bridge":
            self._facing, self._before = heading(run[0]), None
            assert name is not None
            into = self._directory.buildings[self._directory.floors[run[-1].end.floor].building].name
            return Part("inside", words.over_bridge(name, into), floor)
        return self._ridden(run)

    def _ridden(self, run: tuple[Hop, ...]) -> Part:
        """Describe lifts, stairs or the bus, and where one looks when leaving them."""
        hop = run[0]
        name = hop.edge.name
        assert name is not None
        to = self._directory.floors[hop.end.floor]
        if hop.edge.kind == "shuttle":
            self._facing = None
            self._before = None
            campus = self._directory.campuses[to.campus].name
            return Part("shuttle", words.by_bus(name, campus, round(hop.edge.seconds / 60)), hop.start.floor)
        connectors = self._directory.buildings[to.building].connectors
        box = next(one for one in connectors if one.door == hop.end.point and one.kind == hop.edge.kind)
        centre = box.area.centre
        self._facing = (box.door[0] - centre[0], box.door[1] - centre[1])
        self._before = words.leaving(hop.edge.kind)
        up = to.level > self._directory.floors[hop.start.floor].level
        return Part(hop.edge.kind, words.to_floor(hop.edge.kind, name, to.name, up=up), hop.start.floor)

    def _walked(self, index: int, run: tuple[Hop, ...]) -> Bilingual:
        """Describe one straight walk: turn, metres, landmark, and what one comes to."""
        start, end = run[0].start, run[-1].end
        after = (end.x - start.x, end.y - start.y)
        turned = turn(self._facing, after) if self._facing else ""
        self._facing = after
        leaving, self._before = self._before, None
        return words.walked(
            leaving=leaving,
            turned=turned,
            towards=None if turned or leaving else self._next_building(index),
            metres=dist(start.point, end.point),
            along=run[0].edge.name,
            seen=self._seen(start, end),
            comes_to=self._comes_to(index, start, end),
        )

    def _seen(self, start: Node, end: Node) -> tuple[Bilingual, str] | None:
        """Give the landmark of a walk and its side."""
        floor = self._directory.floors[start.floor]
        if floor.is_outside:
            campus = [one for one in self._directory.buildings.values() if one.campus == floor.campus]
            building = building_on_the_way(campus, start.point, end.point, but=self._way.goal.building)
            if building is None:
                return None
            return building.name, side_of(building.outline.centre, start.point, end.point)
        rooms = self._directory.rooms_on(floor.id)
        room = room_on_the_way(rooms, start.point, end.point, but=self._way.goal.id)
        return (room.name, side_of(room.area.centre, start.point, end.point)) if room else None

    def _comes_to(self, index: int, start: Node, end: Node) -> tuple[Bilingual, str] | None:
        """Give the lifts, stairs or bus stop that a walk ends at, and their side."""
        if index + 1 >= len(self._runs):
            return None
        edge = self._runs[index + 1][0].edge
        if edge.name is None or edge.kind not in {"lift", "stairs", "shuttle"}:
            return None
        if edge.kind == "shuttle":
            return words.bus_stop(edge.name), ""
        building = self._directory.buildings[self._directory.floors[end.floor].building]
        box = next(one for one in building.connectors if one.door == end.point and one.kind == edge.kind)
        return edge.name, side_of(box.area.centre, start.point, end.point)

    def _next_building(self, index: int) -> Bilingual:
        """Give the building that a walk out of doors leads to, or the goal's."""
        for run in self._runs[index:]:
            for hop in run:
                building = self._directory.floors[hop.end.floor].building
                if building:
                    return self._directory.buildings[building].name
        return self._directory.buildings[self._way.goal.building].name

    def _arrival(self) -> Bilingual:
        """Say on which side the goal is."""
        goal = self._way.goal
        if not self._runs:
            return words.there_already(goal.number, goal.name)
        last = self._runs[-1]
        if last[0].edge.kind == "walk":
            side = side_of(goal.area.centre, last[0].start.point, last[-1].end.point)
        elif self._facing:
            after = (goal.area.centre[0] - goal.door[0], goal.area.centre[1] - goal.door[1])
            side = turn(self._facing, after)
        else:
            side = "ahead"
        return words.arrived(goal.number, goal.name, side)


def _beginning(way: Way) -> Bilingual | None:
    """Say how the walk begins."""
    return (
        words.going_in(way.start.name) if not isinstance(way.start, Room) else words.from_room(way.start.name)
    )


def _with_arrival(parts: list[Part], arrival: Bilingual, floor: str) -> list[Part]:
    """Say the arrival behind the last walk, or by itself."""
    if parts and parts[-1].kind == "inside":
        last = parts[-1]
        return [*parts[:-1], Part("inside", words.one_after_another(last.words, arrival), last.floor)]
    return [*parts, Part("inside", arrival, floor)]


def _packed(parts: list[Part]) -> list[Part]:
    """Join neighbours until at most five are left: a walk with the lift it leads to first, then through a door."""
    packed = list(parts)
    while len(packed) > MOST_STEPS:
        at = min(_pairs(packed))[1]
        first, second = packed[at], packed[at + 1]
        packed[at : at + 2] = [
            Part(second.kind, words.one_after_another(first.words, second.words), first.floor)
        ]
    return packed


def _pairs(parts: list[Part]) -> Iterator[tuple[int, int, int]]:
    """Give for each pair of neighbours how well it stands as one step (0 is best), its place, and its length."""
    for at in range(len(parts) - 1):
        kinds = parts[at].kind, parts[at + 1].kind
        if kinds[0] in {"inside", "outside"} and kinds[1] in {"lift", "stairs"}:
            rank = 0
        elif set(kinds) == {"inside", "outside"}:
            rank = 1
        else:
            rank = 2
        yield rank, at, len(parts[at].words.en)
