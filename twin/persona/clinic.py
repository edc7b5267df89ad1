"""Where and when the physician sees patients: clinic.yaml."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from twin.persona.persona import Bilingual

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Session(BaseModel, frozen=True, extra="forbid"):
    """Hours on certain days; `from_time` and `to_time` are local, HH:MM."""

    days: tuple[Day, ...] = Field(min_length=1)
    from_time: str = Field(alias="from", pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    to_time: str = Field(alias="to", pattern=r"^([01]\d|2[0-3]):[0-5]\d$")


class Closure(BaseModel, frozen=True, extra="forbid"):
    """Days on which a clinic is shut, both included."""

    from_date: date = Field(alias="from")
    to_date: date = Field(alias="to")
    reason: Bilingual


class Clinic(BaseModel, frozen=True, extra="forbid"):
    """One clinic of the physician. `department` is an id of the hospital directory, where one is kept."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: Bilingual
    kind: Bilingual | None = None
    department: str | None = None
    campus: Bilingual
    building: Bilingual
    floor: Bilingual
    room: Bilingual
    sessions: tuple[Session, ...] = Field(min_length=1)
    closed: tuple[Closure, ...] = ()
    register_how: Bilingual = Field(alias="register")
    bring: Bilingual
    alternative: Bilingual


class ClinicPlan(BaseModel, frozen=True, extra="forbid"):
    """All clinics of one physician, from a date on."""

    valid_from: date
    clinics: tuple[Clinic, ...] = Field(min_length=1)
