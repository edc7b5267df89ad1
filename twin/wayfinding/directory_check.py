"""What is checked of a directory before anybody is sent anywhere by it."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from twin.wayfinding.directory import CLINIC, Directory
from twin.wayfinding.places import Room
from twin.wayfinding.walking_graph import Graph, Node, door_of, graph_of, place_of


def faults_of(directory: Directory) -> list[str]:
    """Say everything that is wrong with a directory, a sentence each; nothing for a sound one."""
    faults = [
        *_room_faults(directory),
        *_twice(directory),
        *_unhoused(directory),
        *_campus_faults(directory),
        *_floor_faults(directory),
    ]
    # The graph can only be walked when everything it joins is there.
    return faults or [*_unreachable(directory)]


def reached_from(graph: Graph, start: Node, *, step_free: bool) -> set[Node]:
    """Give every place one can walk to."""
    reached, waiting = {start}, [start]
    while waiting:
        for edge in graph.get(waiting.pop(), ()):
            if edge.end not in reached and (edge.is_step_free or not step_free):
                reached.add(edge.end)
                waiting.append(edge.end)
    return reached


def _room_faults(directory: Directory) -> Iterator[str]:
    """Find rooms that hang in the air or name what is not there."""
    for room in directory.rooms.values():
        if room.id in directory.departments or room.id in directory.entrances:
            yield f"Room {room.id!r} has the id of a department or entrance."
        if room.department is not None and room.department not in directory.departments:
            yield f"Room {room.id!r} belongs to the unknown department {room.department!r}."
        if room.kind == CLINIC and room.department is None:
            yield f"Room {room.id!r} is a clinic of no department."
        if room.alternative is not None and room.alternative not in directory.rooms:
            yield f"Room {room.id!r} names the unknown alternative {room.alternative!r}."
        if room.alternative == room.id:
            yield f"Room {room.id!r} is its own alternative."


def _twice(directory: Directory) -> Iterator[str]:
    """Find two rooms with one sign or on one spot."""
    signs = Counter((room.building, room.floor, room.number) for room in directory.rooms.values())
    for (_, floor, number), times in signs.items():
        if times > 1:
            yield f"{number.en!r} stands {times} times on floor {floor!r}."
    for floor_id in directory.floors:
        for one, other in combinations(directory.rooms_on(floor_id), 2):
            if one.area.overlaps(other.area):
                yield f"Rooms {one.id!r} and {other.id!r} lie over each other."


def _unhoused(directory: Directory) -> Iterator[str]:
    """Find departments without a clinic."""
    housed = {room.department for room in directory.rooms.values() if room.kind == CLINIC}
    for department in directory.departments:
        if department not in housed:
            yield f"Department {department!r} has no clinic in any room."


def _campus_faults(directory: Directory) -> Iterator[str]:
    """Find campuses without an emergency department that is open day and night, and what doors and buses lack."""
    for campus in directory.campuses.values():
        for room_id in (campus.emergency, campus.information):
            room = directory.rooms.get(room_id)
            if room is None or room.campus != campus.id:
                yield f"Campus {campus.id!r} names {room_id!r}, which is no room of it."
            elif room_id == campus.emergency and not (room.hours and room.hours.is_always):
                yield f"The emergency department {room_id!r} must be open day and night."
        if not any(gate.campus == campus.id for gate in directory.entrances.values()):
            yield f"Campus {campus.id!r} has no entrance."
        ends = [(door.building, 1) for door in campus.doors]
        ends += [(bridge.start_building, bridge.level) for bridge in campus.bridges]
        ends += [(bridge.end_building, bridge.level) for bridge in campus.bridges]
        for building, level in ends:
            if f"{building}-{level}" not in directory.floors:
                yield f"A door or bridge of campus {campus.id!r} leads to {building!r}, level {level}, which is not there."
    shuttle = directory.hospital.shuttle
    stops = set(shuttle.stops) if shuttle else set()
    for campus_id in sorted(stops - set(directory.campuses)):
        yield f"The shuttle stops at the unknown campus {campus_id!r}."
    if len(directory.campuses) > 1:
        for campus_id in sorted(set(directory.campuses) - stops):
            yield f"No shuttle stops at campus {campus_id!r}, so no way leads there from another campus."


def _floor_faults(directory: Directory) -> Iterator[str]:
    """Find buildings of no campus and lifts to floors that are not there."""
    for building in directory.buildings.values():
        if building.campus not in directory.campuses:
            yield f"Building {building.id!r} stands on the unknown campus {building.campus!r}."
        for connector in building.connectors:
            for level in connector.levels:
                if f"{building.id}-{level}" not in directory.floors:
                    yield f"{connector.id!r} goes to level {level}, which building {building.id!r} has not."


def _unreachable(directory: Directory) -> Iterator[str]:
    """Find rooms and entrances that cannot be reached from every entrance of their campus, also without steps."""
    graph = graph_of(directory)
    for gate in directory.entrances.values():
        own = [room for room in directory.rooms.values() if room.campus == gate.campus]
        for step_free in (False, True):
            reached = reached_from(graph, place_of(gate), step_free=step_free)
            for room in own:
                if not _is_before(room, graph) or door_of(room) not in reached:
                    how = "without steps" if step_free else "at all"
                    yield f"Room {room.id!r} cannot be reached {how} from {gate.id!r}."


def _is_before(room: Room, graph: Graph) -> bool:
    """Say whether a room's door lies on a passage."""
    return door_of(room) in graph
