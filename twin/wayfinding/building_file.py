"""One building or one campus of the directory: its YAML to places."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from twin.persona.persona import Bilingual, BilingualList
from twin.wayfinding.opening import Timetable
from twin.wayfinding.places import (
    OUTSIDE,
    Area,
    Bridge,
    Building,
    Campus,
    Connector,
    Door,
    Entrance,
    Floor,
    Passage,
    Point,
    Room,
)

OUT_OF_DOORS = Bilingual(en="Out of doors", zh="室外")


@dataclass(slots=True)
class FilesRead:
    """What has been read so far. `faults` holds what is wrong; reading goes on, so that all is told at once."""

    timetables: dict[str, Timetable]
    valid_from: date
    campuses: dict[str, Campus] = field(default_factory=dict)
    buildings: dict[str, Building] = field(default_factory=dict)
    floors: dict[str, Floor] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    entrances: dict[str, Entrance] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def note_twice(self, kind: str, ids: Iterable[str]) -> None:
        """Note each id that stands more than once."""
        self.faults += [f"{kind} {one!r} stands {n} times." for one, n in Counter(ids).items() if n > 1]


def read_campus(content: dict[str, Any], head: dict[str, Any], read: FilesRead) -> None:
    """Read a campus out of doors.

    Args:
        content: The file.
        head: The campus's entry in hospital.yaml.
        read: Grows by the campus, its ground and its entrances.
    """
    campus_id = head["id"]
    width, depth = content["size"]
    read.campuses[campus_id] = Campus(
        campus_id,
        Bilingual(**head["name"]),
        Bilingual(**head["full"]),
        head["emergency"],
        head["information"],
        tuple(_door(one) for one in content["doors"]),
        tuple(_bridge(one) for one in content["bridges"]),
    )
    ground = Floor(
        f"{campus_id}-{OUTSIDE}",
        campus_id,
        "",
        0,
        OUT_OF_DOORS,
        Area(0, 0, width, depth),
        tuple(_passage(one) for one in content["passages"]),
    )
    read.floors[ground.id] = ground
    gates = [
        Entrance(one["id"], campus_id, Bilingual(**one["name"]), _point(one["at"]))
        for one in content["entrances"]
    ]
    read.note_twice("Entrance", [*read.entrances, *(gate.id for gate in gates)])
    read.entrances |= {gate.id: gate for gate in gates}


def read_building(content: dict[str, Any], read: FilesRead) -> None:
    """Read a building with its floors and rooms; `read` grows by them."""
    head = content["building"]
    building = Building(
        head["id"],
        head["campus"],
        Bilingual(**head["name"]),
        Area(*head["outline"]),
        tuple(_connector(one, head["id"]) for one in content["connectors"]),
    )
    read.note_twice("Building", [*read.buildings, building.id])
    read.buildings[building.id] = building
    for entry in content["floors"]:
        floor = Floor(
            f"{building.id}-{entry['level']}",
            building.campus,
            building.id,
            entry["level"],
            Bilingual(**entry["name"]),
            building.outline,
            tuple(_passage(one) for one in entry["passages"]),
        )
        read.note_twice("Floor", [*read.floors, floor.id])
        read.floors[floor.id] = floor
        rooms = [_room(one, floor, read) for one in entry["rooms"]]
        read.note_twice("Room", [*read.rooms, *(room.id for room in rooms)])
        read.rooms |= {room.id: room for room in rooms}


def _room(entry: dict[str, Any], floor: Floor, read: FilesRead) -> Room:
    """Read one room."""
    valid_from = entry.get("valid_from", read.valid_from)
    hours = read.timetables[entry["hours"]] if "hours" in entry else None
    if hours is not None and valid_from != hours.valid_from:
        hours = replace(hours, valid_from=valid_from)
    return Room(
        id=entry["id"],
        number=Bilingual(**entry["number"]),
        name=Bilingual(**entry["name"]),
        kind=entry["kind"],
        campus=floor.campus,
        building=floor.building,
        floor=floor.id,
        area=Area(*entry["area"]),
        door=_point(entry["door"]),
        valid_from=valid_from,
        department=entry.get("department"),
        hours=hours,
        alternative=entry.get("alternative"),
        is_landmark=bool(entry.get("landmark")),
        also=BilingualList(**entry.get("also", {})),
    )


def _connector(entry: dict[str, Any], building: str) -> Connector:
    """Read lifts or stairs."""
    if entry["kind"] not in {"lift", "stairs"}:
        raise ValueError(f"{entry['id']}: kind {entry['kind']!r} is neither lift nor stairs")
    return Connector(
        entry["id"],
        entry["kind"],
        Bilingual(**entry["name"]),
        building,
        Area(*entry["area"]),
        _point(entry["door"]),
        tuple(sorted(entry["levels"])),
    )


def _door(entry: dict[str, Any]) -> Door:
    """Read a door of a building."""
    return Door(entry["building"], _point(entry["at"]), Bilingual(**entry["name"]), bool(entry.get("steps")))


def _bridge(entry: dict[str, Any]) -> Bridge:
    """Read a bridge between two buildings."""
    start, end = entry["from"], entry["to"]
    return Bridge(
        Bilingual(**entry["name"]),
        entry["level"],
        start["building"],
        _point(start["at"]),
        end["building"],
        _point(end["at"]),
    )


def _passage(entry: dict[str, Any]) -> Passage:
    """Read a stretch one can walk."""
    name = Bilingual(**entry["name"]) if "name" in entry else None
    return Passage(_point(entry["from"]), _point(entry["to"]), name, bool(entry.get("steps")))


def _point(pair: list[float]) -> Point:
    """Read a place: [east, south] in metres."""
    east, south = pair
    return float(east), float(south)
