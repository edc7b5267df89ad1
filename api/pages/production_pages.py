"""A talk in production and its result: start, follow, cancel; then player, files, verification, list of all made."""

import asyncio
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import Request

from api.dependencies import House
from api.pages.desk_view import shown_time
from api.pages.error_pages import PageRoute
from api.pages.made_file import file_response
from api.pages.page_house import PageHouse, Pages
from api.pages.rendering import page
from api.pages.studio_pages import SEE_OTHER, OwnTalk, talk_values
from api.pages.studio_view import clock_of, fault_key, fault_of
from api.pages.talk_view import shown_player
from api.served_house import ServedHouse
from twin.errors import JobNotFound, LectureError, LectureNotFound, PolicyRefused
from twin.jobs.job import JobState, JobStatus
from twin.labels.verifying import verify as verify_file
from twin.lecture.made_talks import MadeTalk
from twin.lecture.project import Project, ProjectState
from twin.lecture.talk_order import STEPS

router = APIRouter(route_class=PageRoute, default_response_class=HTMLResponse, include_in_schema=False)
Kind = Literal["talk", "draft"]
MOST_JOBS = 20


@router.get("/studio/{project_id}/production")
async def production(request: Request, house: Pages, served: House, talk: OwnTalk) -> Response:
    """Show where the newest job stands, what went before, and what may be started."""
    return await _production_page(request, house, served, talk)


@router.post("/studio/{project_id}/render")
async def render(
    request: Request,
    *,
    house: Pages,
    served: House,
    talk: OwnTalk,
    kind: Annotated[Kind, Form()] = "talk",
    burned: Annotated[Literal["", "1"], Form()] = "",
) -> Response:
    """Order the film; what may not be made is refused here with its reason."""
    try:
        await served.films.order_here(talk.id, draft=kind == "draft", presenter=True, burned=burned == "1")
    except (LectureError, PolicyRefused) as error:
        return await _production_page(request, house, served, talk, fault=fault_of(error))
    return RedirectResponse(f"/studio/{talk.id}/production", SEE_OTHER)


@router.post("/studio/{project_id}/jobs/{job_id}/cancel")
async def cancel(job_id: str, served: House, talk: OwnTalk) -> Response:
    """End a job at its next part; nothing of it is published."""
    if not job_id.startswith(f"{talk.id}."):
        raise JobNotFound(job_id)
    await served.films.jobs.cancel(job_id)
    return RedirectResponse(f"/studio/{talk.id}/production", SEE_OTHER)


@router.get("/studio/{project_id}/result")
async def result(
    request: Request,
    *,
    house: Pages,
    served: House,
    talk: OwnTalk,
    version: Annotated[int | None, Query(ge=1)] = None,
    kind: Annotated[Kind | None, Query()] = None,
    verify: Annotated[Literal["", "1"], Query()] = "",
) -> Response:
    """Show what was made: the newest talk, or the one that is asked for; with `verify`, every file looked at."""
    made = await served.films.made.made(talk)
    shown = _chosen(made, version, kind)
    player = None
    if shown is not None:
        script = (await served.studio.store.version(talk.id, shown.version)).script
        player = shown_player(script, shown, base=_base(talk.id, shown))
    listed = await served.films.artefacts.artefacts_of_project(talk.id)
    return page(
        request,
        "studio_result.html",
        emergency_number=house.emergency_number,
        player=player,
        version=shown.version if shown else 0,
        kind=_kind(shown) if shown else "talk",
        others=[(one.version, _kind(one)) for one in made if one is not shown],
        verified=await _verified(served, shown) if shown and verify else [],
        artefacts=[
            (one.path.rsplit("/", 1)[-1], one.kind, one.version, one.sha256[:12], shown_time(one.made_at))
            for one in listed
        ],
        is_revoked=talk.state is ProjectState.REVOKED or bool(listed and not made),
        is_public=talk.state is ProjectState.DONE and any(not one.is_draft for one in made),
        **talk_values(request, served, talk),
    )


@router.get("/studio/{project_id}/files/{kind}/{version}/{name}")
async def made_file(*, kind: Kind, version: int, name: str, served: House, talk: OwnTalk) -> Response:
    """Give one file of what was made, drafts too."""
    chosen = _chosen(await served.films.made.made(talk), version, kind)
    if chosen is None:
        raise LectureNotFound(talk.id)
    return file_response(chosen, talk.id, name)


async def _verified(served: ServedHouse, made: MadeTalk) -> list[dict[str, Any]]:
    """Look at every file as anybody would who was sent it; they are the house's own, so in this process."""
    paths = [path for one in made.files if (path := made.file(one.name)) is not None]
    looks = [asyncio.to_thread(verify_file, path, sealing=served.films.sealing) for path in paths]
    return [found.to_json() for found in await asyncio.gather(*looks)]


async def _production_page(
    request: Request,
    house: PageHouse,
    served: ServedHouse,
    talk: Project,
    *,
    fault: dict[str, str] | None = None,
) -> Response:
    talk = await served.studio.store.project(talk.id)
    jobs = [_shown_job(one) for one in (await served.films.jobs_of(talk.id))[:MOST_JOBS]]
    scenes = (await served.studio.store.version(talk.id)).script.scenes if talk.version else ()
    return page(
        request,
        "studio_production.html",
        emergency_number=house.emergency_number,
        status_code=422 if fault else 200,
        address=f"/studio/{talk.id}/production",
        jobs=jobs,
        is_running=bool(jobs) and not jobs[0]["is_final"],
        is_approved=talk.state in (ProjectState.APPROVED, ProjectState.DONE, ProjectState.FAILED),
        scenes=[(scene.id, scene.title) for scene in scenes],
        fault=fault,
        **talk_values(request, served, talk),
    )


def _shown_job(told: JobStatus) -> dict[str, Any]:
    progress = told.progress
    parts = told.id.split(".")
    step = progress.step if progress and progress.step in STEPS else ""
    return {
        "id": told.id,
        "version": parts[1] if len(parts) > 1 else "",
        "kind": "draft" if len(parts) > 2 and parts[2] == "draft" else "talk",
        "state": told.state.value,
        "is_final": told.state.is_final,
        "is_done": told.state is JobState.DONE,
        "step": step,
        "steps": [(name, _stand(name, step, told.state)) for name in STEPS],
        "part": progress.part if progress else 0,
        "parts": progress.parts if progress else 0,
        "percent": round(progress.percent) if progress else 0,
        "left": clock_of(progress.seconds_left) if progress and progress.seconds_left is not None else "",
        "error": told.error,
        "error_key": fault_key(told.error_kind) if told.error else "",
        "changed": shown_time(told.changed_at) if told.changed_at else "",
    }


def _stand(name: str, step: str, state: JobState) -> str:
    """Say whether a step is done, the present one, or still to come."""
    order = list(STEPS)
    if state is JobState.DONE or (step and order.index(name) < order.index(step)):
        return "done"
    return "now" if name == step else "coming"


def _chosen(made: tuple[MadeTalk, ...], version: int | None, kind: str | None) -> MadeTalk | None:
    """Give the folder that is asked for; unasked, the newest talk, else the newest draft."""
    fitting = [one for one in made if version in (None, one.version) and (kind is None or kind == _kind(one))]
    return next((one for one in fitting if not one.is_draft), fitting[0] if fitting else None)


def _kind(made: MadeTalk) -> str:
    return "draft" if made.is_draft else "talk"


def _base(project_id: str, made: MadeTalk) -> str:
    return f"/studio/{project_id}/files/{_kind(made)}/{made.version}/"
