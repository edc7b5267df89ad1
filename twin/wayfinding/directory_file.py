"""corpora/hospital/*.yaml to a checked Directory."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from twin.errors import DirectoryInvalid
from twin.persona.clinic import Clinic
from twin.persona.persona import Bilingual, BilingualList
from twin.persona.yaml_lines import LOADER
from twin.wayfinding.building_file import FilesRead, read_building, read_campus
from twin.wayfinding.directory import Directory
from twin.wayfinding.directory_check import faults_of
from twin.wayfinding.opening import DAYS, Closure, Session, Timetable, minute_of, timetable_of_clinics
from twin.wayfinding.places import Department, Hospital, HungClinic, Shuttle

HOSPITAL_FILE = "hospital.yaml"
DEPARTMENTS_FILE = "departments.yaml"


def load_directory(folder: Path, clinics: Mapping[str, Iterable[Clinic]] | None = None) -> Directory:
    """Read the directory, hang the physicians' clinics on their rooms, and check everything.

    Args:
        folder: Holds hospital.yaml, departments.yaml and the files that hospital.yaml names.
        clinics: Each physician's clinics by the id of the persona folder. Those of a campus that is not in this
            directory belong to another hospital and are left alone.

    Raises:
        DirectoryInvalid: If a file is missing or malformed; a room, department, lift or entrance is named twice or
            hangs in the air; a room cannot be reached, also without steps; a department has no clinic; or a
            physician's clinic is in no room. All faults are named at once.
    """
    try:
        directory, hung_nowhere = _read(folder, clinics or {})
    except (OSError, yaml.YAMLError, ValueError, KeyError, TypeError) as error:
        raise DirectoryInvalid([f"{folder}: {type(error).__name__}: {error}."]) from error
    faults = [*hung_nowhere, *faults_of(directory)]
    if faults:
        raise DirectoryInvalid(faults)
    return directory


def _read(folder: Path, clinics: Mapping[str, Iterable[Clinic]]) -> tuple[Directory, list[str]]:
    """Read every file; give the directory and the faults that only show while reading."""
    head = _yaml(folder / HOSPITAL_FILE)
    read = FilesRead(timetables=_timetables(head), valid_from=head["valid_from"])
    campuses = {one["id"]: one for one in head["campuses"]}
    for name in head["files"]:
        content = _yaml(folder / name)
        if "campus" in content:
            read_campus(content, campuses[content["campus"]], read)
        else:
            read_building(content, read)
    _shut_for_a_while(head.get("closures", ()), read)
    hung_nowhere = _hang(clinics, read)
    departments = [_department(one) for one in _yaml(folder / DEPARTMENTS_FILE)["departments"]]
    read.note_twice("department", [one.id for one in departments])
    directory = Directory(
        hospital=_hospital(head),
        campuses=read.campuses,
        buildings=read.buildings,
        floors=read.floors,
        rooms=read.rooms,
        entrances=read.entrances,
        departments={one.id: one for one in departments},
    )
    return directory, [*read.faults, *hung_nowhere]


def _yaml(path: Path) -> dict[str, Any]:
    """Read one file."""
    with path.open(encoding="utf-8") as stream:
        content = yaml.load(stream, Loader=LOADER)  # noqa: S506 - the safe loader in C
    if not isinstance(content, dict):
        raise ValueError(f"{path.name} holds no mapping")
    return content


def _hospital(head: dict[str, Any]) -> Hospital:
    """Read the hospital itself."""
    bus = head.get("shuttle")
    return Hospital(
        name=Bilingual(**head["name"]),
        is_fictional=bool(head["fictional"]),
        valid_from=head["valid_from"],
        shuttle=Shuttle(
            Bilingual(**bus["name"]),
            int(bus["minutes"]),
            {one["campus"]: tuple(one["at"]) for one in bus["stops"]},
        )
        if bus
        else None,
    )


def _department(entry: dict[str, Any]) -> Department:
    """Read one department."""
    return Department(entry["id"], Bilingual(**entry["name"]), BilingualList(**entry.get("also", {})))


def _timetables(head: dict[str, Any]) -> dict[str, Timetable]:
    """Read the timetables; holidays are closures of those that do not say otherwise."""
    holidays = tuple(_closure(one) for one in head.get("holidays", ()))
    return {
        name: Timetable(
            tuple(_session(one) for one in entry["sessions"]),
            () if entry.get("on_holidays") else holidays,
            head["valid_from"],
        )
        for name, entry in head["timetables"].items()
    }


def _session(entry: dict[str, Any]) -> Session:
    """Read hours on certain days."""
    days = frozenset(DAYS.index(day) for day in entry["days"])
    session = Session(days, minute_of(entry["from"]), minute_of(entry["to"]))
    if session.from_minute >= session.to_minute:
        raise ValueError(f"hours from {entry['from']} to {entry['to']} end before they begin")
    return session


def _closure(entry: dict[str, Any]) -> Closure:
    """Read days on which something is shut."""
    return Closure(entry["from"], entry["to"], Bilingual(**entry["reason"]))


def _shut_for_a_while(closures: Iterable[dict[str, Any]], read: FilesRead) -> None:
    """Add the closures of single rooms to their hours."""
    for entry in closures:
        room = read.rooms.get(entry["room"])
        if room is None or room.hours is None:
            read.faults.append(f"hospital.yaml closes {entry['room']!r}, which is no room with hours.")
            continue
        closed = (*room.hours.closures, _closure(entry))
        read.rooms[room.id] = replace(room, hours=replace(room.hours, closures=closed))


def _hang(clinics: Mapping[str, Iterable[Clinic]], read: FilesRead) -> list[str]:
    """Hang each physician's clinics on their rooms; the physician's hours replace the room's own."""
    ours = {campus.full for campus in read.campuses.values()}
    signs = {
        (
            read.campuses[room.campus].full,
            read.buildings[room.building].name,
            read.floors[room.floor].name,
            room.number,
        ): room.id
        for room in read.rooms.values()
        if room.campus in read.campuses  # others are told by the check
    }
    nowhere = []
    for persona, several in clinics.items():
        for clinic in several:
            if clinic.campus not in ours:
                continue
            room_id = signs.get((clinic.campus, clinic.building, clinic.floor, clinic.room))
            if room_id is None:
                place = f"{clinic.building.en}, {clinic.floor.en}, {clinic.room.en}"
                nowhere.append(
                    f"Clinic {clinic.id!r} of {persona!r} is in no room of the directory: {place}."
                )
                continue
            room = read.rooms[room_id]
            hung = (*room.clinics, HungClinic(persona, clinic))
            hours = timetable_of_clinics((one.clinic for one in hung), valid_from=room.valid_from)
            read.rooms[room_id] = replace(room, clinics=hung, hours=hours)
    return nowhere
