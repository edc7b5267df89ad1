"""Left and right, computed from where one is going; and what one sees on the way."""

from collections.abc import Sequence
from math import atan2, degrees, dist

from twin.wayfinding.places import Building, Point, Room

AHEAD = 30.0  # degrees to either side that still count as straight on
BACK = 150.0
SEEN_OUTSIDE_METRES = 40.0  # a building further from the path is no landmark of it


def turn(before: Point, after: Point) -> str:
    """Say how one turns from one heading to another: ahead, left, right or back.

    Headings are (metres east, metres south): south is drawn downwards, so a growing angle is a turn to the right.
    """
    angle = degrees(atan2(after[1], after[0]) - atan2(before[1], before[0]))
    angle = (angle + 180) % 360 - 180
    if abs(angle) <= AHEAD:
        return "ahead"
    if abs(angle) >= BACK:
        return "back"
    return "right" if angle > 0 else "left"


def side_of(place: Point, start: Point, end: Point) -> str:
    """Say on which side of a walk from `start` to `end` a place lies: left or right."""
    (sx, sy), (ex, ey) = start, end
    across = (ex - sx) * (place[1] - sy) - (ey - sy) * (place[0] - sx)
    return "right" if across > 0 else "left"


def room_on_the_way(rooms: Sequence[Room], start: Point, end: Point, *, but: str) -> Room | None:
    """Give the landmark whose door one passes last on a walk; the goal itself (`but`) is none."""
    passed = [
        room for room in rooms if room.is_landmark and room.id != but and _between(room.door, start, end)
    ]
    return max(passed, key=lambda room: dist(start, room.door), default=None)


def building_on_the_way(
    buildings: Sequence[Building], start: Point, end: Point, *, but: str
) -> Building | None:
    """Give the building nearest to a walk out of doors, beside it; the one gone to (`but`) is none."""
    beside = []
    for building in buildings:
        gap, share = _gap(building.outline.centre, start, end)
        if building.id != but and 0 < share < 1 and gap < SEEN_OUTSIDE_METRES:
            beside.append((gap, building.id, building))
    return min(beside)[2] if beside else None


def _between(point: Point, start: Point, end: Point) -> bool:
    """Say whether a door on the passage lies between two places of it, ends included, but not where one stands."""
    return dist(start, point) > 1 and dist(start, point) + dist(point, end) - dist(start, end) < 0.1


def _gap(point: Point, start: Point, end: Point) -> tuple[float, float]:
    """Give the distance of a point from a walk in metres, and how far along it lies (0 to 1 is beside it)."""
    length = dist(start, end)
    if length == 0:
        return dist(start, point), -1.0
    along = (
        (end[0] - start[0]) * (point[0] - start[0]) + (end[1] - start[1]) * (point[1] - start[1])
    ) / length**2
    foot = (start[0] + along * (end[0] - start[0]), start[1] + along * (end[1] - start[1]))
    return dist(foot, point), along
