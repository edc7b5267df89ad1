"""The hospital directory: every department, room and door by its id. Frozen; loaded and checked once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from twin.errors import PlaceNotFound
from twin.persona.persona import Bilingual
from twin.wayfinding.opening import SHANGHAI, Opening, opening_at
from twin.wayfinding.places import (
    Building,
    Campus,
    Department,
    Entrance,
    Floor,
    Hospital,
    Room,
)

CLINIC = "clinic"
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything by id, in the order of the files. `twin.wayfinding.directory_file.load_directory` makes it.

    Every string that is shown about a place comes from here.
    """

    hospital: Hospital
    campuses: Mapping[str, Campus]
    buildings: Mapping[str, Building]
    floors: Mapping[str, Floor]
    rooms: Mapping[str, Room]
    entrances: Mapping[str, Entrance]
    departments: Mapping[str, Department]

    def room(self, room_id: str) -> Room:
        """Give one room.

        Raises:
            PlaceNotFound: If there is no such room.
        """
        return _known(self.rooms, room_id, "room")

    def department(self, department_id: str) -> Department:
        """Give one department.

        Raises:
            PlaceNotFound: If there is no such department.
        """
        return _known(self.departments, department_id, "department")

    def start(self, place_id: str) -> Entrance | Room:
        """Give where a walk begins: an entrance, or the room one stands before.

        Raises:
            PlaceNotFound: If it is neither.
        """
        found = self.entrances.get(place_id) or self.rooms.get(place_id)
        if found is None:
            raise PlaceNotFound("entrance or room", place_id, list(self.entrances))
        return found

    def rooms_of(self, department_id: str, *, campus: str = "") -> Sequence[Room]:
        """Give a department's rooms: clinics before the rest, those of `campus` first, then in the files' order.

        Of the emergency department the hall of each campus comes before its single rooms.

        Raises:
            PlaceNotFound: If there is no such department.
        """
        self.department(department_id)
        own = [room for room in self.rooms.values() if room.department == department_id]
        halls = {one.emergency for one in self.campuses.values()}
        return sorted(
            own,
            key=lambda room: (
                room.kind != CLINIC,
                bool(campus) and room.campus != campus,
                room.id not in halls,
            ),
        )

    def rooms_on(self, floor_id: str) -> Sequence[Room]:
        """Give the rooms of a floor."""
        return [room for room in self.rooms.values() if room.floor == floor_id]

    def goals(self, place_id: str, *, campus: str = "", at: datetime | None = None) -> Sequence[Room]:
        """Give the rooms that a department's or a room's id leads to, best first, at least one.

        Args:
            place_id: Id of a department or of a room.
            campus: Where the visitor is: its rooms come first.
            at: Then those open at that moment come first, and those not opened for good yet last.

        Raises:
            PlaceNotFound: If it is neither.
        """
        if place_id in self.rooms:
            return [self.rooms[place_id]]
        if place_id not in self.departments:
            raise PlaceNotFound("department or room", place_id, [])
        rooms = [room for room in self.rooms_of(place_id, campus=campus) if room.kind == CLINIC]
        if at is None:
            return rooms
        return sorted(rooms, key=lambda room: self._rank(room, campus, at))

    def room_of_clinic(self, persona: str, clinic_id: str) -> Room | None:
        """Give the room where a physician's clinic is held; None for a clinic of another hospital."""
        for room in self.rooms.values():
            if any((one.persona, one.clinic.id) == (persona, clinic_id) for one in room.clinics):
                return room
        return None

    def department_of(self, persona: str) -> str | None:
        """Give the department in which a physician holds the first clinic; None for one of another hospital."""
        for room in self.rooms.values():
            if any(one.persona == persona for one in room.clinics):
                return room.department
        return None

    def opening(self, room: Room, moment: datetime) -> Opening:
        """Say whether a room is open at a moment."""
        return opening_at(room.hours, moment)

    def alternative(self, room: Room, moment: datetime) -> Room | None:
        """Give the room to go to when this one is closed at a moment; None for rooms that never close.

        It is the first open one of those that the files name one after another, else the campus's emergency department.
        """
        if room.hours is not None and room.hours.is_always:
            return None
        passed, named = {room.id}, room.alternative
        while named is not None and named not in passed:
            instead = self.rooms[named]
            if self.opening(instead, moment).is_open:
                return instead
            passed.add(named)
            named = instead.alternative
        return self.rooms[self.campuses[room.campus].emergency]

    def place(self, room: Room) -> Bilingual:
        """Write where a room is: campus, building, floor, number on the door."""
        campus, building = self.campuses[room.campus].name, self.buildings[room.building].name
        parts = (campus, building, self.floors[room.floor].name, room.number)
        return Bilingual(en=", ".join(part.en for part in parts), zh=" ".join(part.zh for part in parts))

    def _rank(self, room: Room, campus: str, at: datetime) -> tuple[bool, bool, bool]:
        """Order rooms of a department; equal ones keep the files' order.

        Nobody is sent to another campus because the clinic next door has its lunch hour.
        """
        is_open = self.opening(room, at).is_open
        return (
            room.valid_from > at.astimezone(SHANGHAI).date(),
            bool(campus) and room.campus != campus,
            not is_open,
        )


def _known(places: Mapping[str, Found], place_id: str, kind: str) -> Found:
    """Give a place by id, or say which ids there are."""
    try:
        return places[place_id]
    except KeyError:
        raise PlaceNotFound(kind, place_id, _near(place_id, places)) from None


def _near(place_id: str, ids: Iterable[str]) -> list[str]:
    """Give some ids that begin like a wrong one."""
    return [one for one in ids if one[:1] == place_id[:1]][:8]
