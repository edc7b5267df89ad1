"""Departments, rooms, and the way to one. Answers without a model, an index or a database."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.dependencies import House
from api.error_handlers import declared
from api.routes.way_shapes import DepartmentOut, NamedOut, RoomOut, WayOut
from twin.errors import DirectoryInvalid, PlaceNotFound

router = APIRouter(prefix="/api/wayfinding", tags=["wayfinding"])
StartId = Annotated[
    str | None,
    Query(alias="from", max_length=60, description="Id of an entrance or room.", examples=["east-gate"]),
]
GoalId = Annotated[
    str, Query(max_length=60, description="Id of a department or room.", examples=["cardiology"])
]
StepFree = Annotated[bool, Query(description="No stairs, no steps.")]
Moment = Annotated[
    datetime | None,
    Query(
        description="Moment for the opening hours; with a time zone, else Coordinated Universal Time. Now by default."
    ),
]
# An SVG opened by itself may neither run nor load anything.
PICTURE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "public, max-age=300",
}


@router.get("/departments", responses=declared(DirectoryInvalid))
async def departments(house: House) -> list[DepartmentOut]:
    """List the departments of the hospital and the ids of their rooms."""
    directory = house.wayfinder.directory
    return [DepartmentOut.in_directory(one, directory) for one in directory.departments.values()]


@router.get("/entrances", responses=declared(DirectoryInvalid))
async def entrances(house: House) -> list[NamedOut]:
    """List the entrances where a walk may begin."""
    return [NamedOut.of(gate) for gate in house.wayfinder.directory.entrances.values()]


@router.get("/rooms", responses=declared(PlaceNotFound, DirectoryInvalid))
async def rooms(
    house: House,
    department: Annotated[
        str | None, Query(max_length=60, description="Only rooms of this department.")
    ] = None,
    at: Moment = None,
) -> list[RoomOut]:
    """List the rooms, with their hours and whether they are open."""
    directory, moment = house.wayfinder.directory, moment_of(at)
    found = directory.rooms_of(department) if department else directory.rooms.values()
    return [RoomOut.in_directory(room, directory, moment) for room in found]


@router.get("/way", responses=declared(PlaceNotFound, DirectoryInvalid))
async def way(
    house: House, to: GoalId, start: StartId = None, step_free: StepFree = False, at: Moment = None
) -> WayOut:
    """Give the way to a room, or to the best clinic of a department, in at most five steps."""
    guide, moment = house.wayfinder, moment_of(at)
    start_id = start or guide.default_entrance
    goal, *others = guide.goals(to, start_id, moment)
    guidance = guide.guidance(start_id, goal.id, moment, step_free=step_free)
    return WayOut.of(guidance, [NamedOut.of(room) for room in others], guide.directory, moment)


@router.get(
    "/plans/{floor_id}.svg",
    response_class=Response,
    responses={
        200: {"content": {"image/svg+xml": {}}, "description": "A drawing without scripts."},
        **declared(PlaceNotFound, DirectoryInvalid),
    },
)
async def plan(
    *,
    house: House,
    floor_id: str,
    to: GoalId,
    start: StartId = None,
    step_free: StepFree = False,
    lang: Annotated[Literal["en", "zh"], Query(description="Language of the drawing.")] = "en",
) -> Response:
    """Draw one floor with the way marked."""
    guide = house.wayfinder
    if floor_id not in guide.directory.floors:
        raise PlaceNotFound("floor", floor_id, [])
    start_id, now = start or guide.default_entrance, datetime.now(UTC)
    goal = guide.goals(to, start_id, now)[0]
    found = guide.guidance(start_id, goal.id, now, step_free=step_free)
    drawing = guide.plan(found.way, floor_id, lang)
    return Response(drawing, media_type="image/svg+xml", headers=PICTURE_HEADERS)


def moment_of(at: datetime | None) -> datetime:
    """Give the moment asked about; now when none is named."""
    if at is None:
        return datetime.now(UTC)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
