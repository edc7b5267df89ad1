"""Films of talks over JSON and server-sent events: order, follow, cancel. A change carries `X-Form-Token`."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from api.dependencies import House
from api.error_handlers import declared
from api.event_lines import STREAM_HEADERS
from api.identity import StaffCaller
from twin.errors import (
    AccessRefused,
    FormRefused,
    JobNotFound,
    LectureNotFound,
    NotApproved,
    PolicyRefused,
    ScriptRefused,
    SignInNeeded,
)
from twin.jobs.job import JobStatus, Progress
from twin.lecture.made_talks import MadeTalk
from twin.lecture.project import Project

router = APIRouter(prefix="/api/lectures/{project_id}", tags=["lectures"])
_REFUSALS = (SignInNeeded, AccessRefused, LectureNotFound)
_EVENT_EXAMPLE = (
    'event: running\ndata: {"id":"3f2a.1.talk.1","state":"running","progress":{"step":"voice","part":3,"parts":31,'
    '"percent":12.4,"seconds_left":61.0},"error":"","error_kind":""}\n\n'
)


class RenderIn(BaseModel, extra="forbid"):
    """What to make. A draft needs no approval, is watermarked, and speaks with the embedded voice."""

    version: int | None = Field(None, ge=1)
    draft: bool = False
    presenter: bool = True
    burned_captions: bool = False


class JobOut(BaseModel):
    """Where a job stands. `progress` is null before it runs."""

    id: str
    state: str = Field(description="queued, running, done, failed or cancelled.")
    progress: Progress | None
    error: str
    error_kind: str

    @classmethod
    def of(cls, told: JobStatus) -> "JobOut":
        """Shape a status; where its files lie is not told to the browser."""
        return cls(
            id=told.id,
            state=told.state.value,
            progress=told.progress,
            error=told.error,
            error_kind=told.error_kind,
        )


class FileOut(BaseModel):
    """One finished file; `sha256` as the signed manifest has it, empty for the manifest itself."""

    name: str
    bytes: int
    sha256: str
    href: str


class MadeOut(BaseModel):
    """One finished folder of a talk. A draft is watermarked and nobody's but the studio's."""

    version: int
    draft: bool
    approved_by: str
    made_on: str
    files: list[FileOut]

    @classmethod
    def of(cls, project_id: str, made: MadeTalk) -> "MadeOut":
        """Shape a folder."""
        listed = {one.name: one.sha256 for one in made.manifest.files}
        base = f"/studio/{project_id}/files/{'draft' if made.is_draft else 'talk'}/{made.version}"
        facts = made.manifest.facts
        files = [
            FileOut(name=one.name, bytes=one.size, sha256=listed.get(one.name, ""), href=f"{base}/{one.name}")
            for one in made.files
        ]
        return cls(
            version=made.version,
            draft=made.is_draft,
            approved_by=facts.approved_by,
            made_on=facts.made_on,
            files=files,
        )


class ToApproveOut(BaseModel):
    """What an approval of the newest script binds to: its slides and the voice that would speak."""

    slides_hash: str
    voice_id: str


async def _own_talk(project_id: str, house: House, caller: StaffCaller) -> Project:
    return await house.studio.store.project(project_id, caller.bound)


OwnTalk = Annotated[Project, Depends(_own_talk)]


async def _own_job(job_id: str, talk: OwnTalk, house: House) -> JobStatus:
    """Give a job of this talk; another talk's is told like an absent one."""
    if not job_id.startswith(f"{talk.id}."):
        raise JobNotFound(job_id)
    return await house.films.jobs.status(job_id)


OwnJob = Annotated[JobStatus, Depends(_own_job)]


@router.get("/to-approve", responses=declared(*_REFUSALS))
async def to_approve(talk: OwnTalk, house: House, *, presenter: bool = True) -> ToApproveOut:
    """Give what the physician's approval binds to beside the script."""
    binding = await house.films.to_approve(talk.id, presenter=presenter)
    return ToApproveOut(slides_hash=binding.slides_hash, voice_id=binding.voice_id)


@router.post(
    "/render",
    status_code=202,
    responses=declared(NotApproved, ScriptRefused, PolicyRefused, FormRefused, *_REFUSALS),
)
async def render(talk: OwnTalk, body: RenderIn, house: House) -> JobOut:
    """Order the film of a talk. What may not be made is refused here, and again before every step."""
    job_id = await house.films.order_here(
        talk.id,
        version=body.version,
        draft=body.draft,
        presenter=body.presenter,
        burned=body.burned_captions,
    )
    return JobOut.of(await house.films.jobs.status(job_id))


@router.get("/files", responses=declared(*_REFUSALS))
async def files(talk: OwnTalk, house: House) -> list[MadeOut]:
    """Give what was made of a talk, the newest first; nothing once the talk or a consent it uses is revoked."""
    return [MadeOut.of(talk.id, one) for one in await house.films.made.made(talk)]


@router.get("/jobs", responses=declared(*_REFUSALS))
async def jobs(talk: OwnTalk, house: House) -> list[JobOut]:
    """Give the jobs of a talk, the newest first."""
    return [JobOut.of(told) for told in await house.films.jobs_of(talk.id)]


@router.get("/jobs/{job_id}", responses=declared(JobNotFound, *_REFUSALS))
async def job(told: OwnJob) -> JobOut:
    """Give where one job stands."""
    return JobOut.of(told)


@router.get(
    "/jobs/{job_id}/events",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "A status now and at every change; the last one is done, failed or cancelled.",
            "content": {"text/event-stream": {"schema": {"type": "string"}, "example": _EVENT_EXAMPLE}},
        },
        **declared(JobNotFound, *_REFUSALS),
    },
)
async def events(told: OwnJob, house: House) -> StreamingResponse:
    """Follow a job until it is finished."""

    async def lines() -> AsyncIterator[str]:
        async for now in house.films.jobs.follow(told.id):
            shaped = JobOut.of(now)
            yield f"event: {shaped.state}\ndata: {shaped.model_dump_json()}\n\n"

    return StreamingResponse(lines(), media_type="text/event-stream", headers=STREAM_HEADERS)


@router.post("/jobs/{job_id}/cancel", responses=declared(JobNotFound, FormRefused, *_REFUSALS))
async def cancel(told: OwnJob, house: House) -> JobOut:
    """End a job at its next part. What is finished is kept; nothing is published."""
    await house.films.jobs.cancel(told.id)
    return JobOut.of(await house.films.jobs.status(told.id))
