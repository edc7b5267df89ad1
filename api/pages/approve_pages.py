"""Before the physician: what is to be approved, what has changed since, and who may. No script needed."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData
from starlette.requests import Request

from api.dependencies import House
from api.pages.desk_view import shown_time
from api.pages.error_pages import PageRoute
from api.pages.page_house import PageHouse, Pages
from api.pages.rendering import page
from api.pages.studio_pages import SEE_OTHER, Member, OwnTalk, talk_values
from api.pages.studio_view import (
    clock_of,
    fault_of,
    shown_differences,
    shown_scenes,
    titles_of,
)
from api.served_house import ServedHouse
from twin.errors import BriefInvalid, LectureError, PolicyRefused, ScriptRefused, TwinError
from twin.lecture.project import Approval, Project, ProjectState, Version
from twin.lecture.talk_length import script_seconds
from twin.staff.member import Role, StaffMember

router = APIRouter(route_class=PageRoute, default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/studio/{project_id}/approve")
async def approve_page(
    request: Request, house: Pages, served: House, talk: OwnTalk, member: Member
) -> Response:
    """Show what an approval would bind to, and what changed since the last one."""
    return await _approve_page(request, house, served, talk, member)


@router.post("/studio/{project_id}/submit")
async def submit(request: Request, house: Pages, served: House, talk: OwnTalk, member: Member) -> Response:
    """Lay the newest script before the physician."""
    try:
        await served.studio.approvals.ask_for_approval(talk.id)
    except LectureError as error:
        return await _approve_page(request, house, served, talk, member, fault=fault_of(error))
    return RedirectResponse(f"/studio/{talk.id}/approve", SEE_OTHER)


@router.post("/studio/{project_id}/approve")
async def approve(request: Request, house: Pages, served: House, talk: OwnTalk, member: Member) -> Response:
    """Approve exactly what the page showed: this script, these slides, this voice."""
    form = await request.form()
    try:
        if _field(form, "read") != "1":
            raise BriefInvalid("Confirm that you have read every sentence and seen every slide.")
        await served.studio.approvals.approve(
            talk.id,
            version=int(_field(form, "version") or 0) if _field(form, "version").isdigit() else 0,
            slides_hash=_field(form, "slides_hash")[:64],
            voice_id=_field(form, "voice_id")[:120],
            by=member,
        )
    except (LectureError, PolicyRefused) as error:
        return await _approve_page(request, house, served, talk, member, fault=fault_of(error))
    return RedirectResponse(f"/studio/{talk.id}/approve", SEE_OTHER)


@router.post("/studio/{project_id}/withdraw")
async def withdraw(served: House, talk: OwnTalk, member: Member) -> Response:
    """Take every approval back; what is public of the talk is gone at the next request."""
    await served.studio.approvals.withdraw(talk.id, by=member)
    return RedirectResponse(f"/studio/{talk.id}/approve", SEE_OTHER)


async def _approve_page(
    request: Request,
    house: PageHouse,
    served: ServedHouse,
    talk: Project,
    member: StaffMember,
    *,
    fault: dict[str, str] | None = None,
) -> Response:
    made = await served.studio.store.version(talk.id)
    talk = await served.studio.store.project(talk.id)
    approval = await served.studio.approvals.last_approval(talk.id)
    since: list[dict[str, str]] = []
    if approval is not None:
        old = await served.studio.store.version(talk.id, approval.version)
        found = await served.studio.talks.since_approval(talk.id) or ()
        since = shown_differences(found, titles_of(old.script, made.script))
    refusal = served.studio.approvals.refusal(talk, made, member)
    scenes = shown_scenes(made.script)
    return page(
        request,
        "studio_approve.html",
        emergency_number=house.emergency_number,
        status_code=422 if fault else 200,
        address=f"/studio/{talk.id}/approve",
        made=made,
        written_by=made.line.author,
        scenes=scenes,
        length=clock_of(script_seconds(made.script)),
        binding=await served.films.to_approve(talk.id, made.number),
        approval=approval,
        approved_at=shown_time(approval.approved_at) if approval else "",
        is_in_force=_is_in_force(talk, approval, made),
        since=since,
        why_not=_why_not(refusal, talk, member),
        why_not_detail=str(refusal) if refusal else "",
        is_unsupported=any(one.refused for scene in scenes for one in scene.sentences),
        fault=fault,
        **talk_values(request, served, talk),
    )


def _is_in_force(talk: Project, approval: Approval | None, made: Version) -> bool:
    """Say whether nothing has been saved since the approval and it was not taken back."""
    if approval is None or talk.state in (
        ProjectState.DRAFT,
        ProjectState.AWAITING_APPROVAL,
        ProjectState.REVOKED,
    ):
        return False
    return approval.version == made.number


def _why_not(refusal: TwinError | None, talk: Project, member: StaffMember) -> str:
    """Give which words say why this account cannot approve; empty when it can."""
    if refusal is None:
        return ""
    if talk.state is ProjectState.REVOKED:
        return "revoked"
    if member.role is not Role.PHYSICIAN or talk.persona not in member.personas:
        return "not_physician"
    if isinstance(refusal, ScriptRefused):
        return "unsupported"
    return "consent" if isinstance(refusal, PolicyRefused) else "author"


def _field(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""
