"""JSON shapes of the hospital's departments and rooms, and of the way to one."""

from datetime import datetime
from urllib.parse import urlencode

from pydantic import BaseModel, Field

from twin.persona.persona import Bilingual
from twin.wayfinding.directory import Directory
from twin.wayfinding.opening import Opening
from twin.wayfinding.opening_words import hours_lines, opening_words
from twin.wayfinding.places import Department, Entrance, Room
from twin.wayfinding.wayfinder import Guidance


class NamedOut(BaseModel):
    """A place by its id and its names."""

    id: str = Field(examples=["east-gate"])
    en: str = Field(examples=["East gate"])
    zh: str = Field(examples=["东门"])

    @classmethod
    def of(cls, place: Department | Room | Entrance) -> "NamedOut":
        """Name a place."""
        return cls(id=place.id, en=place.name.en, zh=place.name.zh)


class DepartmentOut(NamedOut):
    """A department and its rooms."""

    also: list[str] = Field(description="Other names, both languages.")
    rooms: list[str] = Field(description="Ids of its rooms, clinics first.")

    @classmethod
    def in_directory(cls, department: Department, directory: Directory) -> "DepartmentOut":
        """Show a department."""
        return cls(
            **NamedOut.of(department).model_dump(),
            also=[*department.also.en, *department.also.zh],
            rooms=[room.id for room in directory.rooms_of(department.id)],
        )


class OpeningOut(BaseModel):
    """Whether a room is open at the moment asked about."""

    state: str = Field(description="open, closed, not_yet or unknown.")
    until: datetime | None = Field(description="When it closes; null when it never does, or is not open.")
    next: datetime | None = Field(description="When it opens next; null when it is open.")
    words: Bilingual

    @classmethod
    def of(cls, opening: Opening, moment: datetime) -> "OpeningOut":
        """Show an opening."""
        words = opening_words(opening, moment)
        return cls(state=opening.state, until=opening.until, next=opening.next, words=words)


class RoomOut(NamedOut):
    """One room."""

    number: Bilingual = Field(description="What stands on the door.")
    place: Bilingual = Field(description="Campus, building, floor, number.")
    kind: str = Field(examples=["clinic"])
    department: str | None
    campus: str
    building: str
    floor: str
    hours: list[Bilingual] = Field(description="Opening hours in words; empty where none are published.")
    opening: OpeningOut
    alternative: str | None = Field(description="Room to go to while it is closed; null if it never closes.")

    @classmethod
    def in_directory(cls, room: Room, directory: Directory, moment: datetime) -> "RoomOut":
        """Show a room as it stands at a moment."""
        alternative = directory.alternative(room, moment)
        return cls(
            **NamedOut.of(room).model_dump(),
            number=room.number,
            place=directory.place(room),
            kind=room.kind,
            department=room.department,
            campus=room.campus,
            building=room.building,
            floor=room.floor,
            hours=list(hours_lines(room.hours)),
            opening=OpeningOut.of(directory.opening(room, moment), moment),
            alternative=alternative.id if alternative else None,
        )


class StepOut(BaseModel):
    """One step of a way."""

    number: int
    en: str
    zh: str
    floor: str = Field(description="Id of the floor where it begins.")


class WayOut(BaseModel):
    """The way from an entrance or room to a room."""

    start: NamedOut
    goal: RoomOut
    step_free: bool
    metres: int
    minutes: int
    steps: list[StepOut] = Field(max_length=5)
    plans: list[str] = Field(description="Addresses of the floor plans with the way marked, in order.")
    alternative: RoomOut | None = Field(description="Where to go instead, when the goal is closed.")
    others: list[NamedOut] = Field(description="Other clinics of the department that was asked for.")

    @classmethod
    def of(
        cls, guidance: Guidance, others: list[NamedOut], directory: Directory, moment: datetime
    ) -> "WayOut":
        """Show a way."""
        way, instead = guidance.way, guidance.alternative
        query = urlencode({"from": way.start.id, "to": way.goal.id, "step_free": int(way.is_step_free)})
        return cls(
            start=NamedOut.of(way.start),
            goal=RoomOut.in_directory(way.goal, directory, moment),
            step_free=way.is_step_free,
            metres=way.metres,
            minutes=way.minutes,
            steps=[
                StepOut(number=number, en=step.words.en, zh=step.words.zh, floor=step.floor)
                for number, step in enumerate(guidance.steps, 1)
            ],
            plans=[f"/api/wayfinding/plans/{floor}.svg?{query}" for floor in way.floors],
            alternative=RoomOut.in_directory(instead, directory, moment) if instead else None,
            others=others,
        )
