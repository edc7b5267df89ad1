"""The way to a room as its page shows it, in one language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from twin.wayfinding.directory import Directory
from twin.wayfinding.floor_plan import plan_name
from twin.wayfinding.opening import SHANGHAI
from twin.wayfinding.opening_words import closure_lines, date_words, hours_lines, opening_words
from twin.wayfinding.places import Department, Entrance, Room
from twin.wayfinding.wayfinder import Guidance, Suggested, Wayfinder


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A link to a place: its name, where it is, how it stands, why it is offered ("" where there is nothing to say)."""

    id: str
    name: str
    place: str = ""
    opening: str = ""
    is_open: bool = False
    reason: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """One floor plan: its name, the drawing as SVG, and whether the goal is on it."""

    name: str
    drawing: str
    has_goal: bool


@dataclass(frozen=True, slots=True)
class ShownWay:
    """Everything on the page of a way, in the reader's language."""

    title: str
    goal: ShownPlace
    start_id: str
    start: str
    step_free: bool
    minutes: int
    metres: int
    steps: tuple[str, ...]
    plans: tuple[ShownPlan, ...]
    hours: tuple[str, ...]
    closures: tuple[str, ...]
    alternative: ShownPlace | None
    alternative_words: tuple[str, ...]
    bring: tuple[str, ...]
    register: tuple[str, ...]
    others: tuple[ShownPlace, ...]
    valid_from: str


def find_address(place_id: str, start_id: str, *, step_free: bool, page: str = "") -> str:
    """Give the address of a place's page: `/find/cardiology?from=east-gate`; `page` is "", sheet or staff-card."""
    query = {"from": start_id} | ({"step_free": "1"} if step_free else {})
    return f"/find/{place_id}{'/' + page if page else ''}?{urlencode(query)}"


def shown_way(
    guide: Wayfinder,
    guidance: Guidance,
    asked: Department | Room,
    others: Sequence[Room],
    *,
    moment: datetime,
    language: str,
) -> ShownWay:
    """Show a way.

    Args:
        guide: Whose directory the way is of.
        guidance: The way and how its goal stands.
        asked: What was asked for: a department, or the goal itself.
        others: Further clinics of the department.
        moment: Now.
        language: en or zh.
    """
    directory, way = guide.directory, guidance.way
    today = moment.astimezone(SHANGHAI).date()
    start_id, step_free = way.start.id, way.is_step_free

    def linked(room: Room) -> ShownPlace:
        address = find_address(room.id, start_id, step_free=step_free)
        return shown_room(directory, room, moment=moment, language=language, address=address)

    clinics = [one.clinic for one in way.goal.clinics]
    plans = [_plan(guide, guidance, floor_id, language) for floor_id in way.floors]
    return ShownWay(
        title=asked.name.in_language(language),
        goal=linked(way.goal),
        start_id=start_id,
        start=way.start.name.in_language(language),
        step_free=step_free,
        minutes=way.minutes,
        metres=way.metres,
        steps=tuple(step.words.in_language(language) for step in guidance.steps),
        plans=tuple(plans),
        hours=tuple(line.in_language(language) for line in hours_lines(way.goal.hours)),
        closures=tuple(line.in_language(language) for line in closure_lines(way.goal.hours, today)),
        alternative=linked(guidance.alternative) if guidance.alternative else None,
        alternative_words=tuple(clinic.alternative.in_language(language) for clinic in clinics),
        bring=tuple(clinic.bring.in_language(language) for clinic in clinics),
        register=tuple(clinic.register_how.in_language(language) for clinic in clinics),
        others=tuple(linked(room) for room in others),
        valid_from=date_words(way.goal.valid_from).in_language(language),
    )


def shown_room(
    directory: Directory, room: Room, *, moment: datetime, language: str, address: str
) -> ShownPlace:
    """Show one room with its place and how it stands at a moment."""
    opening = directory.opening(room, moment)
    return ShownPlace(
        id=room.id,
        name=room.name.in_language(language),
        place=directory.place(room).in_language(language),
        opening=opening_words(opening, moment).in_language(language),
        is_open=opening.is_open,
        address=address,
    )


def shown_suggestions(
    directory: Directory,
    suggested: Sequence[Suggested],
    start_id: str,
    *,
    step_free: bool,
    moment: datetime,
    language: str,
) -> tuple[ShownPlace, ...]:
    """Show what a text may mean; each leads to its way."""
    shown = []
    for one in suggested:
        address = find_address(one.place.id, start_id, step_free=step_free)
        reason = one.reason.in_language(language) if one.reason else ""
        if isinstance(one.place, Room):
            room = shown_room(directory, one.place, moment=moment, language=language, address=address)
            shown.append(
                ShownPlace(room.id, room.name, room.place, room.opening, room.is_open, reason, address)
            )
        else:
            name = one.place.name.in_language(language)
            shown.append(ShownPlace(one.place.id, name, reason=reason, address=address))
    return tuple(shown)


def shown_starts(directory: Directory, language: str, *, chosen: str) -> list[tuple[str, str]]:
    """Give the entrances one can start from: id and name with campus; the room one stands before first, if any."""
    starts = []
    if chosen in directory.rooms:
        starts.append((chosen, directory.rooms[chosen].name.in_language(language)))
    return [*starts, *((gate.id, _gate(directory, gate, language)) for gate in directory.entrances.values())]


def _gate(directory: Directory, gate: Entrance, language: str) -> str:
    """Name an entrance with its campus."""
    campus = directory.campuses[gate.campus].name.in_language(language)
    name = gate.name.in_language(language)
    return f"{campus} {name}" if language == "zh" else f"{name}, {campus.lower()}"


def _plan(guide: Wayfinder, guidance: Guidance, floor_id: str, language: str) -> ShownPlan:
    """Draw one floor."""
    floor = guide.directory.floors[floor_id]
    return ShownPlan(
        plan_name(guide.directory, floor, language),
        guide.plan(guidance.way, floor_id, language),
        floor_id == guidance.way.goal.floor,
    )
