"""The lecture studio: the talks of one's personas, a new brief, the outline. No script needed."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.requests import Request

from api.dependencies import House
from api.identity import Person, StaffCaller
from api.pages.error_pages import PageRoute
from api.pages.page_house import PageHouse, Pages
from api.pages.reader import reader_of
from api.pages.rendering import page
from api.pages.studio_view import (
    clock_of,
    fault_of,
    name_of_twin,
    shown_talk,
    source_link_of,
    state_filters,
)
from api.served_house import ServedHouse
from twin.errors import BriefInvalid, IndexMissing, LectureError, SignInNeeded
from twin.lecture.outline import Outline
from twin.lecture.project import Project
from twin.lecture.script import Brief
from twin.persona.slots import Audience
from twin.staff.member import StaffMember

router = APIRouter(route_class=PageRoute, default_response_class=HTMLResponse, include_in_schema=False)
SEE_OTHER = 303
AUDIENCES = (Audience.PUBLIC, Audience.PATIENT, Audience.RESIDENT, Audience.PHYSICIAN)
MOST_EVIDENCE = 6  # sources shown for a scene; the script names every one


async def _own_talk(project_id: str, served: House, caller: StaffCaller) -> Project:
    """Give a talk of the caller's personas. Another's is told like an absent one."""
    return await served.studio.store.project(project_id, caller.bound)


def member_of(caller: StaffCaller) -> StaffMember:
    """Give the account that is signed in.

    Raises:
        SignInNeeded: When nobody is; the access table has refused before.
    """
    if caller.staff is None:
        raise SignInNeeded
    return caller.staff


OwnTalk = Annotated[Project, Depends(_own_talk)]
Member = Annotated[StaffMember, Depends(member_of)]


def talk_values(request: Request, served: ServedHouse, talk: Project) -> dict[str, Any]:
    """Give what the head of every page of one talk shows."""
    language = reader_of(request).language
    return {"talk": shown_talk(talk, name_of_twin(served, talk.persona, language), language)}


@router.get("/studio")
async def talks(
    request: Request,
    house: Pages,
    served: House,
    caller: StaffCaller,
    state: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """List the talks, the last changed first; all, or those in one state."""
    language = reader_of(request).language
    found = await served.studio.store.projects(caller.bound)
    shown = [shown_talk(one, name_of_twin(served, one.persona, language), language) for one in found]
    counts = {value: sum(one.state == value for one in shown) for value, _ in state_filters(language)}
    return page(
        request,
        "studio.html",
        emergency_number=house.emergency_number,
        talks=[one for one in shown if not state or one.state == state],
        filters=[(value, word, counts[value]) for value, word in state_filters(language) if counts[value]],
        total=len(shown),
        state=state,
    )


@router.get("/studio/new")
async def new(request: Request, house: Pages, served: House, caller: StaffCaller) -> Response:
    """Ask for the brief."""
    return _brief_page(request, house, served, caller)


@router.post("/studio/new")
async def begin(
    request: Request, house: Pages, served: House, caller: StaffCaller, member: Member
) -> Response:
    """Begin the talk; or, with `check`, show only what the folder holds and lacks."""
    form = await request.form()
    kept = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    try:
        brief = _brief_from(form)
        caller.require_persona(brief.persona_id)
        if kept.get("action") == "check":
            outline = await served.studio.talks.outline(brief)
            return _brief_page(request, house, served, caller, kept=kept, outline=outline)
        project = await served.studio.talks.new(brief, by=member)
    except (BriefInvalid, IndexMissing) as error:
        return _brief_page(request, house, served, caller, kept=kept, fault=fault_of(error))
    return RedirectResponse(f"/studio/{project.id}", SEE_OTHER)


@router.get("/studio/{project_id}")
async def outline(request: Request, house: Pages, served: House, talk: OwnTalk) -> Response:
    """Show the outline that the brief gives now."""
    return await _outline_page(request, house, served, talk)


@router.post("/studio/{project_id}/write")
async def write(request: Request, house: Pages, served: House, talk: OwnTalk, member: Member) -> Response:
    """Write the script from the brief as a new version, and open it."""
    try:
        await served.studio.talks.write(talk.id, by=member)
    except LectureError as error:
        return await _outline_page(request, house, served, talk, fault=fault_of(error))
    return RedirectResponse(f"/studio/{talk.id}/script", SEE_OTHER)


def _brief_page(
    request: Request,
    house: PageHouse,
    served: ServedHouse,
    caller: Person,
    *,
    kept: dict[str, str] | None = None,
    outline: Outline | None = None,
    fault: dict[str, str] | None = None,
) -> Response:
    language = reader_of(request).language
    own = [one for one in served.personas() if caller.bound is None or one.id in caller.bound]
    return page(
        request,
        "studio_new.html",
        emergency_number=house.emergency_number,
        status_code=422 if fault else 200,
        address="/studio/new",
        personas=[
            (one.id, name_of_twin(served, one.id, language), one.specialty.in_language(language))
            for one in own
        ],
        audiences=[one.value for one in AUDIENCES],
        kept=kept or {"minutes": "3", "language": language},
        outline=_shown_outline(outline) if outline else None,
        fault=fault,
    )


async def _outline_page(
    request: Request,
    house: PageHouse,
    served: ServedHouse,
    talk: Project,
    *,
    fault: dict[str, str] | None = None,
) -> Response:
    shown: dict[str, Any] | None = None
    try:
        shown = _shown_outline(await served.studio.talks.outline(talk.brief))
    except IndexMissing as error:
        fault = fault or fault_of(error)
    return page(
        request,
        "studio_outline.html",
        emergency_number=house.emergency_number,
        status_code=422 if fault else 200,
        address=f"/studio/{talk.id}",
        brief=talk.brief,
        outline=shown,
        fault=fault,
        **talk_values(request, served, talk),
    )


def _shown_outline(outline: Outline) -> dict[str, Any]:
    """Give scenes with their minutes and the sources that speak for them, and what is not covered."""
    scenes = []
    for number, scene in enumerate(outline.scenes, start=1):
        links = {
            line.source.line: source_link_of(line.source, outline.brief.persona_id) for line in scene.lines
        }
        scenes.append(
            {
                "number": number,
                "kind": scene.kind.value,
                "title": scene.title,
                "clock": clock_of(scene.seconds),
                "lines": len(scene.lines),
                "sources": tuple(links.values())[:MOST_EVIDENCE],
                "more": max(0, len(links) - MOST_EVIDENCE),
            }
        )
    total = clock_of(sum(scene.seconds for scene in outline.scenes))
    return {"scenes": scenes, "not_covered": outline.remarks, "total": total}


def _brief_from(form: FormData) -> Brief:
    """Read the brief from the fields of its form; one wish a line.

    Raises:
        BriefInvalid: Naming the fields that are not of their form.
    """

    def field(name: str) -> str:
        value = form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def lines(name: str) -> list[str]:
        return [line.strip()[:300] for line in field(name).splitlines() if line.strip()][:20]

    try:
        return Brief.model_validate(
            {
                "persona_id": field("persona"),
                "topic": " ".join(field("topic").split()),
                "audience": field("audience") or Audience.PUBLIC.value,
                "language": field("language"),
                "minutes": field("minutes") or "3",
                "occasion": " ".join(field("occasion").split()),
                "must_say": lines("must_say"),
                "must_not_say": lines("must_not_say"),
            }
        )
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise BriefInvalid(
            f"{faults}. A talk has a topic of 2 to 200 characters and 1 to 45 minutes."
        ) from error
