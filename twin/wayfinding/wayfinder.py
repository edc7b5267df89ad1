"""The guide: asks the directory by name, or by complaint where a referral is plugged in, and gives the way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from threading import Lock
from typing import Protocol

from twin.persona.persona import Bilingual
from twin.triage.disposition import Disposition
from twin.wayfinding.directions import Step, steps_of
from twin.wayfinding.directory import Directory
from twin.wayfinding.floor_plan import floor_plan_svg
from twin.wayfinding.name_search import EXACT, Named, NameIndex
from twin.wayfinding.opening import Opening
from twin.wayfinding.places import Department, Room
from twin.wayfinding.walking_graph import Graph, door_of, graph_of
from twin.wayfinding.way import Way, seconds_from, way_between

EMERGENCY = "emergency"  # the department's id in corpora/hospital/departments.yaml
MOST_REFERRED = 3  # a longer list helps nobody choose


@dataclass(frozen=True, slots=True)
class Suggested:
    """A place that may be the right one; `reason` says why, None where its name was found."""

    place: Department | Room
    reason: Bilingual | None = None


class SuggestedDepartment(Protocol):
    """What a referral says of one department: its id in the directory, and why."""

    @property
    def department(self) -> str:
        """Give the department's id."""
        ...

    @property
    def reason(self) -> Bilingual:
        """Say why, in words for the patient."""
        ...

    @property
    def score(self) -> float:
        """Give what orders the departments within one referral."""
        ...


class Referral(Protocol):
    """From a complaint to departments. Red flags come first: an emergency gives the emergency department alone."""

    def departments_for(
        self,
        text: str,
        *,
        disposition: Disposition | None = None,
        rule_departments: Sequence[str] = (),
    ) -> Sequence[SuggestedDepartment]:
        """Give departments of the directory for a complaint, best first; none where nothing fits.

        `disposition` and `rule_departments` are what the triage has said already, where it was asked.
        """
        ...


@dataclass(frozen=True, slots=True)
class Guidance:
    """Everything one needs to get to a room: the way, its steps, and how the room stands now."""

    way: Way
    steps: tuple[Step, ...]
    opening: Opening
    alternative: Room | None


class Wayfinder:
    """Guides visitors. The directory is read at the first question, not before."""

    def __init__(
        self,
        load: Callable[[], Directory],
        *,
        default_entrance: str,
        referral: Callable[[Directory], Referral] | None = None,
    ) -> None:
        """Keep how to load; nothing is read yet.

        Args:
            load: Gives a checked directory (`twin.wayfinding.directory_file.load_directory`).
            default_entrance: Id of the entrance where a walk begins when none is named.
            referral: Makes the referral over the loaded directory; None: names only.
        """
        self._load = load
        self._referral_of = referral
        self._lock = Lock()
        self.default_entrance = default_entrance

    @cached_property
    def directory(self) -> Directory:
        """Give the directory, read once.

        Raises:
            DirectoryInvalid: If it fails its check.
        """
        with self._lock:
            return self.__dict__.get("directory") or self._load()

    @cached_property
    def graph(self) -> Graph:
        """Give the walkable graph."""
        return graph_of(self.directory)

    @cached_property
    def names(self) -> NameIndex:
        """Give the names of everything in the directory."""
        return NameIndex(self.directory)

    @cached_property
    def referral(self) -> Referral | None:
        """Give the referral, where one is plugged in."""
        return self._referral_of(self.directory) if self._referral_of else None

    def suggestions(
        self, text: str, *, start_id: str = "", step_free: bool = False, most: int = 6
    ) -> list[Suggested]:
        """Give the places that a text may mean, best first; of equally good ones the nearest to `start_id` first.

        A text that is exactly a name needs no referral. Everything else may be a complaint ("headache" begins the name
        of a room too), so where a referral is plugged in it is asked first, with its red flags.

        Raises:
            PlaceNotFound: If there is no such start.
        """
        named = self._nearest_first(self.names.find(text), start_id, step_free=step_free)[:most]
        if self.referral is None or (named and named[0].score == EXACT):
            return [Suggested(one.place) for one in named]
        referred = [
            Suggested(self.directory.department(one.department), one.reason)
            for one in self.referral.departments_for(text)[:MOST_REFERRED]
        ]
        if referred and referred[0].place.id == EMERGENCY:
            return referred[:1]  # never to a clinic: the specialties behind it are for the staff
        known = {one.place.id for one in referred}
        return [*referred, *(Suggested(one.place) for one in named if one.place.id not in known)][:most]

    def nearest(self, rooms: Sequence[Room], start_id: str, *, step_free: bool = False) -> list[Room]:
        """Order rooms by how soon one is there from an entrance or room.

        Raises:
            PlaceNotFound: If there is no such start.
        """
        seconds = seconds_from(self.graph, self.directory.start(start_id), step_free=step_free)
        return sorted(rooms, key=lambda room: seconds[door_of(room)])

    def _nearest_first(self, named: list[Named], start_id: str, *, step_free: bool) -> list[Named]:
        """Order places of equal score: departments as they are, then rooms by nearness."""
        rooms = [one.place for one in named if isinstance(one.place, Room)]
        if not start_id or not rooms:
            return named
        rank = {
            room.id: place for place, room in enumerate(self.nearest(rooms, start_id, step_free=step_free), 1)
        }
        return sorted(named, key=lambda one: (-one.score, rank.get(one.place.id, 0)))

    def goals(self, place_id: str, start_id: str, moment: datetime) -> Sequence[Room]:
        """Give the rooms that an id leads to, best first for who stands at `start_id` at that moment.

        Raises:
            PlaceNotFound: If either is not in the directory.
        """
        campus = self.directory.start(start_id).campus
        return self.directory.goals(place_id, campus=campus, at=moment)

    def guidance(self, start_id: str, room_id: str, moment: datetime, *, step_free: bool) -> Guidance:
        """Give the way from an entrance or room to a room, and how the room stands at a moment.

        Raises:
            PlaceNotFound: If either is not in the directory.
        """
        goal = self.directory.room(room_id)
        way = way_between(self.graph, self.directory.start(start_id), goal, step_free=step_free)
        opening = self.directory.opening(goal, moment)
        alternative = None if opening.is_open else self.directory.alternative(goal, moment)
        return Guidance(way, steps_of(way, self.directory), opening, alternative)

    def plan(self, way: Way, floor_id: str, language: str) -> str:
        """Draw one floor with a way marked, as SVG."""
        return floor_plan_svg(self.directory, self.directory.floors[floor_id], way, language=language)
