"""The walkable graph of the hospital: where one can go from where, how far it is and how long it takes."""

from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from math import dist

from twin.persona.persona import Bilingual
from twin.wayfinding.directory import Directory
from twin.wayfinding.places import OUTSIDE, Connector, Entrance, Floor, Passage, Point, Room

# Metres a second of comfortable walking at 80 years and more: 0.94 to 0.97 (Bohannon and Williams Andrews 2011).
WALKING_SPEED = 0.9
LIFT_WAIT_SECONDS = 40.0  # estimates for this hospital, which does not exist
LIFT_SECONDS_PER_FLOOR = 8.0
STAIRS_SECONDS_PER_FLOOR = 25.0
STAIRS_METRES_PER_FLOOR = 10.0
TOUCH = 0.05  # metres within which a point lies on a passage


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """A place one can stand: a floor's id, metres to the east, metres to the south."""

    floor: str
    x: float
    y: float

    @property
    def point(self) -> Point:
        """Give the place on the campus."""
        return self.x, self.y


@dataclass(frozen=True, slots=True)
class Edge:
    """One way to go on. `kind` is walk, door, bridge, lift, stairs or shuttle; `name` is what it is called, if anything."""

    end: Node
    kind: str
    metres: float
    seconds: float
    is_step_free: bool
    name: Bilingual | None = None


Graph = dict[Node, list[Edge]]


def door_of(room: Room) -> Node:
    """Give where one stands before a room."""
    return Node(room.floor, *room.door)


def place_of(start: Entrance | Room) -> Node:
    """Give where a walk begins."""
    return door_of(start) if isinstance(start, Room) else Node(f"{start.campus}-{OUTSIDE}", *start.at)


def graph_of(directory: Directory) -> Graph:
    """Make the graph of all campuses; every edge goes both ways."""
    graph: Graph = {}
    ends = _ends_by_floor(directory)
    for floor in directory.floors.values():
        _join_floor(graph, floor, ends.get(floor.id, []))
    for building in directory.buildings.values():
        for connector in building.connectors:
            _join_levels(graph, connector)
    for campus in directory.campuses.values():
        ground = f"{campus.id}-{OUTSIDE}"
        for door in campus.doors:
            inside = Node(f"{door.building}-1", *door.at)
            through = Edge(inside, "door", 0.0, 0.0, not door.has_steps, door.name)
            _join(graph, Node(ground, *door.at), through)
        for bridge in campus.bridges:
            start = Node(f"{bridge.start_building}-{bridge.level}", *bridge.start)
            end = Node(f"{bridge.end_building}-{bridge.level}", *bridge.end)
            metres = dist(start.point, end.point)
            _join(graph, start, Edge(end, "bridge", metres, metres / WALKING_SPEED, True, bridge.name))
    _join_campuses(graph, directory)
    return graph


def _ends_by_floor(directory: Directory) -> dict[str, list[Point]]:
    """Give the places on each floor where something begins: doors, lifts, entrances, bridges, bus stops."""
    ends: dict[str, list[Point]] = {}
    for room in directory.rooms.values():
        ends.setdefault(room.floor, []).append(room.door)
    for gate in directory.entrances.values():
        ends.setdefault(f"{gate.campus}-{OUTSIDE}", []).append(gate.at)
    for building in directory.buildings.values():
        for connector in building.connectors:
            for level in connector.levels:
                ends.setdefault(f"{building.id}-{level}", []).append(connector.door)
    for campus in directory.campuses.values():
        for door in campus.doors:
            ends.setdefault(f"{campus.id}-{OUTSIDE}", []).append(door.at)
            ends.setdefault(f"{door.building}-1", []).append(door.at)
        for bridge in campus.bridges:
            ends.setdefault(f"{bridge.start_building}-{bridge.level}", []).append(bridge.start)
            ends.setdefault(f"{bridge.end_building}-{bridge.level}", []).append(bridge.end)
    shuttle = directory.hospital.shuttle
    for campus_id, stop in shuttle.stops.items() if shuttle else ():
        ends.setdefault(f"{campus_id}-{OUTSIDE}", []).append(stop)
    return ends


def _join_floor(graph: Graph, floor: Floor, ends: list[Point]) -> None:
    """Cut each passage of a floor where something begins or another passage meets it, and join the pieces."""
    corners = [point for passage in floor.passages for point in (passage.start, passage.end)]
    corners += [
        meeting
        for first, second in combinations(floor.passages, 2)
        if (meeting := _crossing(first, second)) is not None
    ]
    for passage in floor.passages:
        on_it = {point for point in (*corners, *ends) if _lies_on(point, passage)}
        ordered = sorted(on_it, key=lambda point: dist(passage.start, point))
        for here, there in pairwise(ordered):
            metres = dist(here, there)
            end = Node(floor.id, *there)
            edge = Edge(end, "walk", metres, metres / WALKING_SPEED, not passage.has_steps, passage.name)
            _join(graph, Node(floor.id, *here), edge)


def _join_levels(graph: Graph, connector: Connector) -> None:
    """Join the levels of lifts directly, one wait each, and those of stairs floor by floor."""
    is_lift = connector.kind == "lift"
    for low, high in combinations(connector.levels, 2) if is_lift else pairwise(connector.levels):
        floors = high - low
        ride = LIFT_WAIT_SECONDS + LIFT_SECONDS_PER_FLOOR * floors
        edge = Edge(
            end=Node(f"{connector.building}-{high}", *connector.door),
            kind=connector.kind,
            metres=0.0 if is_lift else STAIRS_METRES_PER_FLOOR * floors,
            seconds=ride if is_lift else STAIRS_SECONDS_PER_FLOOR * floors,
            is_step_free=is_lift,
            name=connector.name,
        )
        _join(graph, Node(f"{connector.building}-{low}", *connector.door), edge)


def _join_campuses(graph: Graph, directory: Directory) -> None:
    """Join the stops of the bus."""
    shuttle = directory.hospital.shuttle
    if shuttle is None:
        return
    stops = [Node(f"{campus}-{OUTSIDE}", *at) for campus, at in shuttle.stops.items()]
    for start, end in combinations(stops, 2):
        _join(graph, start, Edge(end, "shuttle", 0.0, shuttle.minutes * 60.0, True, shuttle.name))


def _join(graph: Graph, start: Node, edge: Edge) -> None:
    """Add an edge from `start`, and the same way back."""
    graph.setdefault(start, []).append(edge)
    graph.setdefault(edge.end, []).append(replace(edge, end=start))


def _lies_on(point: Point, passage: Passage) -> bool:
    """Say whether a point lies on a passage."""
    around = dist(passage.start, point) + dist(point, passage.end)
    return around - dist(passage.start, passage.end) < TOUCH**2


def _crossing(first: Passage, second: Passage) -> Point | None:
    """Give where two passages cross, rounded to a centimetre; None where they do not, or run side by side."""
    (ax, ay), (bx, by) = first.start, first.end
    (cx, cy), (dx, dy) = second.start, second.end
    turn = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
    if turn == 0:
        return None
    along = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / turn
    across = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / turn
    if not (0 <= along <= 1 and 0 <= across <= 1):
        return None
    return round(ax + along * (bx - ax), 2), round(ay + along * (by - ay), 2)
