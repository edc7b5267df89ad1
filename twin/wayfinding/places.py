"""What a hospital consists of, as its directory states it: campuses, buildings, floors, rooms, doors."""

from dataclasses import dataclass, field
from datetime import date

from twin.persona.clinic import Clinic
from twin.persona.persona import Bilingual, BilingualList
from twin.wayfinding.opening import Timetable

# Metres on the campus: (east, south), as the plans are drawn.
Point = tuple[float, float]
OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in metres: its north-west corner, its width to the east and its depth to the south."""

    x: float
    y: float
    width: float
    depth: float

    @property
    def centre(self) -> Point:
        """Give the middle."""
        return self.x + self.width / 2, self.y + self.depth / 2

    def overlaps(self, other: "Area") -> bool:
        """Say whether the two share more than an edge."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.depth
            and other.y < self.y + self.depth
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """A straight stretch one can walk. One with steps takes no wheelchair."""

    start: Point
    end: Point
    name: Bilingual | None = None
    has_steps: bool = False


@dataclass(frozen=True, slots=True)
class HungClinic:
    """A physician's clinic that hangs on a room; `persona` is the id of the physician's folder."""

    persona: str
    clinic: Clinic


@dataclass(frozen=True, slots=True)
class Room:
    """One room, window or hall that a visitor may look for.

    `number` is what stands on the door; `floor` is a floor's id. `door` lies on a passage of that floor. `hours` is
    None where none are published. `alternative` is the id of the room to go to while this one is closed.
    """

    id: str
    number: Bilingual
    name: Bilingual
    kind: str
    campus: str
    building: str
    floor: str
    area: Area
    door: Point
    valid_from: date
    department: str | None = None
    hours: Timetable | None = None
    alternative: str | None = None
    is_landmark: bool = False
    also: BilingualList = field(default_factory=BilingualList)
    clinics: tuple[HungClinic, ...] = ()


@dataclass(frozen=True, slots=True)
class Connector:
    """Lifts or stairs of one building; `door` is where one steps out, at the same place on every level."""

    id: str
    kind: str
    name: Bilingual
    building: str
    area: Area
    door: Point
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Floor:
    """One floor of a building, or the ground out of doors (`building` is empty, `level` 0)."""

    id: str
    campus: str
    building: str
    level: int
    name: Bilingual
    outline: Area
    passages: tuple[Passage, ...]

    @property
    def is_outside(self) -> bool:
        """Say whether this is the ground out of doors."""
        return not self.building


@dataclass(frozen=True, slots=True)
class Building:
    """One building; coordinates of all its floors are those of the campus."""

    id: str
    campus: str
    name: Bilingual
    outline: Area
    connectors: tuple[Connector, ...]


@dataclass(frozen=True, slots=True)
class Entrance:
    """A gate of a campus, where a walk may begin."""

    id: str
    campus: str
    name: Bilingual
    at: Point


@dataclass(frozen=True, slots=True)
class Door:
    """A door between the ground out of doors and the first floor of a building."""

    building: str
    at: Point
    name: Bilingual
    has_steps: bool = False


@dataclass(frozen=True, slots=True)
class Bridge:
    """A walk indoors from one building to another, on one level."""

    name: Bilingual
    level: int
    start_building: str
    start: Point
    end_building: str
    end: Point


@dataclass(frozen=True, slots=True)
class Campus:
    """One campus. `emergency` and `information` are ids of rooms; `full` is how personas' clinics name it."""

    id: str
    name: Bilingual
    full: Bilingual
    emergency: str
    information: str
    doors: tuple[Door, ...] = ()
    bridges: tuple[Bridge, ...] = ()


@dataclass(frozen=True, slots=True)
class Shuttle:
    """The bus between the campuses; `stops` gives the place of its stop by campus."""

    name: Bilingual
    minutes: int
    stops: dict[str, Point]


@dataclass(frozen=True, slots=True)
class Department:
    """One department and the other names it goes by."""

    id: str
    name: Bilingual
    also: BilingualList = field(default_factory=BilingualList)


@dataclass(frozen=True, slots=True)
class Hospital:
    """The hospital itself."""

    name: Bilingual
    is_fictional: bool
    valid_from: date
    shuttle: Shuttle | None = None
