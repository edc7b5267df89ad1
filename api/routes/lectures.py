"""Talks over JSON: projects, outline, script, edits, versions, comments, approval. A change carries `X-Form-Token`."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import PlainTextResponse

from api.dependencies import House
from api.error_handlers import declared
from api.identity import StaffCaller
from api.routes.lecture_shapes import (
    ApprovalOut,
    ApproveIn,
    CommentIn,
    CommentOut,
    DifferenceOut,
    EditIn,
    FileIn,
    OutlineOut,
    ProjectOut,
    RestoreIn,
    TalkAnswerOut,
    TalkQuestionIn,
    VersionLineOut,
    VersionOut,
)
from twin.errors import (
    AccessRefused,
    ApprovalRefused,
    BriefInvalid,
    FormRefused,
    LectureChanged,
    LectureNotFound,
    LectureVersionNotFound,
    NotApproved,
    QuestionInvalid,
    ScriptFileInvalid,
    ScriptRefused,
    SentenceNotFound,
    SignInNeeded,
)
from twin.lecture import editing
from twin.lecture.project import Project
from twin.lecture.script import Brief, Script
from twin.staff.member import StaffMember

router = APIRouter(prefix="/api/lectures", tags=["lectures"])
_REFUSALS = (SignInNeeded, AccessRefused)
_SAVING = (LectureNotFound, LectureVersionNotFound, LectureChanged, FormRefused, *_REFUSALS)


async def _own_talk(project_id: str, house: House, caller: StaffCaller) -> Project:
    """Give the talk only when its persona is the caller's; another's is told like an absent one."""
    return await house.studio.store.project(project_id, caller.bound)


def _member(caller: StaffCaller) -> StaffMember:
    if caller.staff is None:
        raise SignInNeeded
    return caller.staff


OwnTalk = Annotated[Project, Depends(_own_talk)]
Member = Annotated[StaffMember, Depends(_member)]


@router.get("", responses=declared(*_REFUSALS))
async def talks(house: House, caller: StaffCaller) -> list[ProjectOut]:
    """Give the talks of the caller's personas, the last changed first."""
    return [ProjectOut.of(one) for one in await house.studio.store.projects(caller.bound)]


@router.post("", status_code=201, responses=declared(BriefInvalid, FormRefused, *_REFUSALS))
async def begin(brief: Brief, house: House, caller: StaffCaller, member: Member) -> ProjectOut:
    """Begin a talk from its brief; the script is written by `POST …/script`."""
    caller.require_persona(brief.persona_id)
    return ProjectOut.of(await house.studio.talks.new(brief, by=member))


@router.get("/{project_id}", responses=declared(LectureNotFound, *_REFUSALS))
async def talk(talk: OwnTalk) -> ProjectOut:
    """Give one talk."""
    return ProjectOut.of(talk)


@router.get("/{project_id}/outline", responses=declared(LectureNotFound, *_REFUSALS))
async def outline(talk: OwnTalk, house: House) -> OutlineOut:
    """Give the outline that the brief gives now; nothing is saved."""
    return OutlineOut.of(await house.studio.talks.outline(talk.brief))


@router.post("/{project_id}/script", responses=declared(BriefInvalid, *_SAVING))
async def write(talk: OwnTalk, house: House, member: Member) -> VersionOut:
    """Write the script anew from the brief, as a new version."""
    return VersionOut.of(await house.studio.talks.write(talk.id, by=member))


@router.get("/{project_id}/script", responses=declared(LectureNotFound, LectureVersionNotFound, *_REFUSALS))
async def script(
    talk: OwnTalk, house: House, version: Annotated[int | None, Query(ge=1)] = None
) -> VersionOut:
    """Give a script, the newest when no version is named."""
    return VersionOut.of(await house.studio.store.version(talk.id, version))


@router.post("/{project_id}/sentences", responses=declared(SentenceNotFound, BriefInvalid, *_SAVING))
async def edit(talk: OwnTalk, body: EditIn, house: House, member: Member) -> VersionOut:
    """Change, add, remove or move a sentence, split or merge scenes; what was touched passes the gate again."""
    made = await house.studio.talks.edit(
        talk.id, based_on=body.based_on, by=member, change=_change(body), note=body.change
    )
    return VersionOut.of(made)


@router.get(
    "/{project_id}/script.md",
    response_class=PlainTextResponse,
    responses=declared(LectureNotFound, LectureVersionNotFound, *_REFUSALS),
)
async def export(
    talk: OwnTalk, house: House, version: Annotated[int | None, Query(ge=1)] = None
) -> PlainTextResponse:
    """Give a script as a Markdown file that can be changed and sent back."""
    text = await house.studio.talks.export(talk.id, version)
    return PlainTextResponse(text, media_type="text/markdown; charset=utf-8")


@router.post("/{project_id}/script.md", responses=declared(ScriptFileInvalid, *_SAVING))
async def take_back(talk: OwnTalk, body: FileIn, house: House, member: Member) -> VersionOut:
    """Save a changed Markdown file as a new version."""
    made = await house.studio.talks.take_back(talk.id, body.markdown, based_on=body.based_on, by=member)
    return VersionOut.of(made)


@router.get("/{project_id}/versions", responses=declared(LectureNotFound, *_REFUSALS))
async def versions(talk: OwnTalk, house: House) -> list[VersionLineOut]:
    """Give who saved what when, the newest first."""
    return [VersionLineOut.of(one) for one in await house.studio.store.versions(talk.id)]


@router.post("/{project_id}/versions", responses=declared(*_SAVING))
async def restore(talk: OwnTalk, body: RestoreIn, house: House, member: Member) -> VersionOut:
    """Bring an old version back as a new one."""
    made = await house.studio.store.restore(talk.id, body.number, based_on=body.based_on, by=member)
    return VersionOut.of(made)


@router.get(
    "/{project_id}/differences", responses=declared(LectureNotFound, LectureVersionNotFound, *_REFUSALS)
)
async def differences(
    talk: OwnTalk,
    house: House,
    older: Annotated[int | None, Query(ge=1, description="Left out: the approved version.")] = None,
    newer: Annotated[int | None, Query(ge=1, description="Left out: the newest.")] = None,
) -> list[DifferenceOut]:
    """Give what changed between two versions; without numbers, since the approval."""
    if older is None:
        return [DifferenceOut.of(one) for one in await house.studio.talks.since_approval(talk.id) or ()]
    found = await house.studio.talks.difference(talk.id, older, newer or talk.version)
    return [DifferenceOut.of(one) for one in found]


@router.get("/{project_id}/comments", responses=declared(LectureNotFound, *_REFUSALS))
async def comments(talk: OwnTalk, house: House) -> list[CommentOut]:
    """Give every comment, the oldest first."""
    return [CommentOut.of(one) for one in await house.studio.store.comments(talk.id)]


@router.post("/{project_id}/comments", status_code=201, responses=declared(SentenceNotFound, *_SAVING))
async def comment(talk: OwnTalk, body: CommentIn, house: House, member: Member) -> CommentOut:
    """Write a comment beside a sentence of the newest script."""
    return CommentOut.of(await house.studio.store.comment(talk.id, body.sentence, body.text, by=member))


@router.post("/{project_id}/comments/{comment_id}/resolve", responses=declared(SentenceNotFound, *_SAVING))
async def resolve(talk: OwnTalk, comment_id: str, house: House, member: Member) -> CommentOut:
    """Mark a comment as dealt with."""
    return CommentOut.of(await house.studio.store.resolve(talk.id, comment_id, by=member))


@router.post("/{project_id}/submit", responses=declared(ScriptRefused, *_SAVING))
async def submit(talk: OwnTalk, house: House) -> ProjectOut:
    """Lay the newest script before the physician. Refused while a sentence has no support."""
    await house.studio.approvals.ask_for_approval(talk.id)
    return ProjectOut.of(await house.studio.store.project(talk.id))


@router.post(
    "/{project_id}/approve", responses=declared(ApprovalRefused, ScriptRefused, NotApproved, *_SAVING)
)
async def approve(talk: OwnTalk, body: ApproveIn, house: House, member: Member) -> ApprovalOut:
    """Approve a script with its slides and its voice. Only a physician of the persona, never its author."""
    made = await house.studio.approvals.approve(
        talk.id, version=body.version, slides_hash=body.slides_hash, voice_id=body.voice_id, by=member
    )
    return ApprovalOut.of(made)


@router.post("/{project_id}/withdraw", responses=declared(*_SAVING))
async def withdraw(talk: OwnTalk, house: House, member: Member) -> ProjectOut:
    """Take every approval of a talk back; the next step of its production is refused."""
    await house.studio.approvals.withdraw(talk.id, by=member)
    return ProjectOut.of(await house.studio.store.project(talk.id))


@router.post("/{project_id}/questions", responses=declared(LectureNotFound, QuestionInvalid))
async def ask(project_id: str, body: TalkQuestionIn, house: House) -> TalkAnswerOut:
    """Ask about a finished talk; answered from what it rests on. Anybody may, once it is public."""
    # The same look as the talk's page: finished, approved and lent at this moment; else nobody outside learns that it is there.
    shown = await house.films.made.public(project_id)
    return TalkAnswerOut.of(
        await house.studio.questions.ask(shown.script, body.question, language=body.language)
    )


def _change(body: EditIn) -> Callable[[Script], Script]:
    """Give the edit that was asked for."""

    def change(script: Script) -> Script:
        match body.change:
            case "words":
                return editing.changed(script, body.sentence, body.text)
            case "add":
                return editing.added(script, body.scene, body.text, after=body.sentence or None)
            case "remove":
                return editing.removed(script, body.sentence)
            case "up" | "down":
                return editing.moved(script, body.sentence, up=body.change == "up")
            case "split":
                return editing.split(script, body.scene, before=body.sentence, title=body.text)
            case "merge":
                return editing.merged(script, body.scene)

    return change
