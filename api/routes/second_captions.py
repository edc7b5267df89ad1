"""Captions in the other language over JSON: each sentence beside what an author typed for it. A change carries `X-Form-Token`."""

from typing import Annotated, Self

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.dependencies import House
from api.error_handlers import declared
from api.routes.lectures import Member, OwnTalk
from twin.errors import (
    AccessRefused,
    BriefInvalid,
    FormRefused,
    LectureChanged,
    LectureNotFound,
    LectureVersionNotFound,
    SentenceNotFound,
    SignInNeeded,
)
from twin.lecture.project import Version
from twin.lecture.second_captions import Counterpart, has_second_captions, other_language

router = APIRouter(prefix="/api/lectures/{project_id}/second-captions", tags=["lectures"])
_READING = (LectureNotFound, LectureVersionNotFound, SignInNeeded, AccessRefused)


class CounterpartOut(BaseModel):
    """One sentence beside its caption. `own` is the studio's own caption for it, shown where nothing is typed."""

    sentence: str
    text: str
    typed: str
    own: str
    fault: str = Field(description="`no counterpart`, `other figures`, or empty.")

    @classmethod
    def of(cls, one: Counterpart) -> Self:
        """Give one as it leaves."""
        return cls(
            sentence=one.sentence.id, text=one.sentence.text, typed=one.typed, own=one.own, fault=one.fault
        )


class SecondCaptionsOut(BaseModel):
    """The second captions of one script. Once begun they must be complete before the talk is approved; then the film has them."""

    version: int
    language: str
    begun: bool
    done: int = Field(description="Sentences that have theirs, of `of`.")
    of: int
    complete: bool
    sentences: list[CounterpartOut]


class SecondCaptionsIn(BaseModel, extra="forbid"):
    """Captions by sentence id, of the script that was read. Empty words take one away; sentences that are not named stay."""

    based_on: int = Field(ge=1)
    words: dict[str, str] = Field(max_length=2_000)


@router.get("", responses=declared(*_READING))
async def captions(
    talk: OwnTalk, house: House, version: Annotated[int | None, Query(ge=1)] = None
) -> SecondCaptionsOut:
    """Give each sentence beside its caption in the other language; of the newest script when no version is named."""
    return _told(*await house.studio.talks.counterparts(talk.id, version))


@router.post("", responses=declared(SentenceNotFound, BriefInvalid, LectureChanged, FormRefused, *_READING))
async def type_captions(
    talk: OwnTalk, body: SecondCaptionsIn, house: House, member: Member
) -> SecondCaptionsOut:
    """Save captions as a new version; without a change nothing is saved."""
    made = await house.studio.talks.caption(talk.id, body.words, based_on=body.based_on, by=member)
    return _told(*await house.studio.talks.counterparts(talk.id, made.number))


def _told(made: Version, found: tuple[Counterpart, ...]) -> SecondCaptionsOut:
    return SecondCaptionsOut(
        version=made.number,
        language=other_language(made.script.brief.language),
        begun=has_second_captions(made.script),
        done=sum(not one.fault for one in found),
        of=len(found),
        complete=has_second_captions(made.script) and not any(one.fault for one in found),
        sentences=[CounterpartOut.of(one) for one in found],
    )
