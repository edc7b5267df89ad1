"""How long a talk is as it is spoken, and fitting its script to the minutes, over JSON. A change carries `X-Form-Token`."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.dependencies import House
from api.error_handlers import declared
from api.routes.lecture_shapes import DifferenceOut, VersionOut
from api.routes.lectures import Member, OwnTalk
from twin.errors import (
    AccessRefused,
    BriefInvalid,
    FormRefused,
    IndexMissing,
    LectureChanged,
    LectureNotFound,
    LectureVersionNotFound,
    SignInNeeded,
)
from twin.lecture.fitting import is_long_enough
from twin.lecture.talk_length import script_seconds

router = APIRouter(prefix="/api/lectures/{project_id}", tags=["lectures"])
_READING = (LectureNotFound, LectureVersionNotFound, SignInNeeded, AccessRefused)


class LengthOut(BaseModel):
    """How long one script is. `measured_seconds` is spoken by the embedded voice, with every pause of the talk."""

    version: int
    asked_seconds: float
    estimated_seconds: float = Field(description="As the script holds it; measured where it was fitted.")
    measured_seconds: float
    fits: bool = Field(description="Within 10 % of what was asked.")


class FitIn(BaseModel, extra="forbid"):
    """Fit the script that was read; a newer one refuses it."""

    based_on: int = Field(ge=1)
    minutes: float | None = Field(None, description="Of the whole talk; left out: as the brief asks.")


class FittedOut(BaseModel):
    """The script that was made, and what was left out or added, sentence by sentence."""

    version: VersionOut
    measured_seconds: float
    fits: bool
    differences: list[DifferenceOut]


@router.get("/length", responses=declared(*_READING))
async def length(
    talk: OwnTalk, house: House, version: Annotated[int | None, Query(ge=1)] = None
) -> LengthOut:
    """Measure a script on the embedded voice; the newest when no version is named. What was spoken before is not spoken again."""
    made = await house.studio.store.version(talk.id, version)
    minutes = made.script.brief.minutes
    measured = await house.films.measured_length(made.script)
    return LengthOut(
        version=made.number,
        asked_seconds=minutes * 60,
        estimated_seconds=round(script_seconds(made.script), 1),
        measured_seconds=round(measured, 1),
        fits=is_long_enough(measured, minutes),
    )


@router.post("/fit", responses=declared(BriefInvalid, IndexMissing, LectureChanged, FormRefused, *_READING))
async def fit(talk: OwnTalk, body: FitIn, house: House, member: Member) -> FittedOut:
    """Take whole sentences out, or more of the folder in, until the talk is as long as asked; saved as a new version."""
    minutes = talk.brief.minutes if body.minutes is None else body.minutes
    made = await house.studio.talks.fit(
        talk.id,
        seconds=minutes * 60,
        measured=house.films.measured_seconds,
        by=member,
        based_on=body.based_on,
    )
    measured = await house.films.measured_length(made.script)
    found = await house.studio.talks.difference(talk.id, body.based_on, made.number)
    return FittedOut(
        version=VersionOut.of(made),
        measured_seconds=round(measured, 1),
        fits=is_long_enough(measured, minutes),
        differences=[DifferenceOut.of(one) for one in found],
    )
