"""The script editor: sentences with their sources, edits by buttons, comments, versions, files, previews. No script needed."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from api.dependencies import House
from api.pages.error_pages import PageRoute
from api.pages.page_house import PageHouse, Pages
from api.pages.rendering import page
from api.pages.studio_forms import field, version_number
from api.pages.studio_pages import SEE_OTHER, Member, OwnTalk, talk_values
from api.pages.studio_view import (
    clock_of,
    fault_of,
    length_word,
    shown_differences,
    shown_scenes,
    shown_versions,
    titles_of,
)
from api.served_house import ServedHouse
from twin.errors import BriefInvalid, LectureError, ScriptFileInvalid
from twin.lecture import editing
from twin.lecture.project import Project
from twin.lecture.script import Script
from twin.lecture.talk_length import script_seconds

router = APIRouter(route_class=PageRoute, default_response_class=HTMLResponse, include_in_schema=False)
LONGEST_FILE = 2_000_000  # bytes; a script of 45 minutes has some 100 kB
_PREVIEW_HEADERS = {"cache-control": "private, no-store", "x-content-type-options": "nosniff"}
Number = Annotated[int | None, Query(ge=1)]


@router.get("/studio/{project_id}/script")
async def script(request: Request, house: Pages, served: House, talk: OwnTalk) -> Response:
    """Show the newest script."""
    return await _script_page(request, house, served, talk)


@router.post("/studio/{project_id}/script")
async def edit(request: Request, house: Pages, served: House, talk: OwnTalk, member: Member) -> Response:
    """Make one edit and lead back to its sentence; what cannot be made comes back with its reason and the words."""
    form = await request.form()
    change = field(form, "change")
    try:
        made = await served.studio.talks.edit(
            talk.id,
            based_on=version_number(form, "based_on"),
            by=member,
            change=_change(form),
            note=change,
        )
    except LectureError as error:
        kept = {"sentence": field(form, "sentence"), "text": field(form, "text"), "change": change}
        return await _script_page(request, house, served, talk, fault=fault_of(error), kept=kept)
    return RedirectResponse(f"/studio/{talk.id}/script#{_place(made.script, form)}", SEE_OTHER)


@router.post("/studio/{project_id}/comments")
async def comment(request: Request, house: Pages, served: House, talk: OwnTalk, member: Member) -> Response:
    """Write a comment beside a sentence."""
    form = await request.form()
    sentence, text = field(form, "sentence"), field(form, "text").strip()[:2_000]
    if text:
        await served.studio.store.comment(talk.id, sentence, text, by=member)
    return RedirectResponse(f"/studio/{talk.id}/script#s-{sentence}", SEE_OTHER)


@router.post("/studio/{project_id}/comments/{comment_id}/resolve")
async def resolve(comment_id: str, served: House, talk: OwnTalk, member: Member) -> Response:
    """Mark a comment as dealt with."""
    resolved = await served.studio.store.resolve(talk.id, comment_id, by=member)
    return RedirectResponse(f"/studio/{talk.id}/script#s-{resolved.sentence_id}", SEE_OTHER)


@router.get("/studio/{project_id}/versions")
async def versions(
    request: Request,
    *,
    house: Pages,
    served: House,
    talk: OwnTalk,
    older: Number = None,
    newer: Number = None,
) -> Response:
    """Show who saved what, and what changed between two versions, sentence by sentence."""
    lines = await served.studio.store.versions(talk.id)
    newer = newer or talk.version
    differences: list[dict[str, str]] = []
    if older is not None:
        old = await served.studio.store.version(talk.id, older)
        new = await served.studio.store.version(talk.id, newer)
        found = await served.studio.talks.difference(talk.id, older, newer)
        differences = shown_differences(found, titles_of(old.script, new.script))
    return page(
        request,
        "studio_versions.html",
        emergency_number=house.emergency_number,
        versions=shown_versions(lines),
        older=older,
        newer=newer,
        differences=differences,
        **talk_values(request, served, talk),
    )


@router.post("/studio/{project_id}/versions")
async def restore(request: Request, served: House, talk: OwnTalk, member: Member) -> Response:
    """Bring an old version back as a new one; nothing in between is lost."""
    form = await request.form()
    await served.studio.store.restore(
        talk.id, version_number(form, "number"), based_on=version_number(form, "based_on"), by=member
    )
    return RedirectResponse(f"/studio/{talk.id}/script", SEE_OTHER)


@router.get("/studio/{project_id}/script.md")
async def export(served: House, talk: OwnTalk, version: Number = None) -> Response:
    """Give the script as a Markdown file that can be changed and sent back."""
    text = await served.studio.talks.export(talk.id, version)
    name = f"script-v{version or talk.version}.md"
    headers = _PREVIEW_HEADERS | {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type="text/markdown; charset=utf-8", headers=headers)


@router.post("/studio/{project_id}/script.md")
async def take_back(request: Request, house: Pages, served: House, talk: OwnTalk, member: Member) -> Response:
    """Save a changed Markdown file as a new version."""
    form = await request.form()
    try:
        text = await _file_text(form)
        await served.studio.talks.take_back(
            talk.id, text, based_on=version_number(form, "based_on"), by=member
        )
    except LectureError as error:
        return await _script_page(request, house, served, talk, fault=fault_of(error))
    return RedirectResponse(f"/studio/{talk.id}/script", SEE_OTHER)


@router.get("/studio/{project_id}/slides/{scene_id}.png")
async def slide(scene_id: str, served: House, talk: OwnTalk, version: Number = None) -> Response:
    """Draw one slide with the DRAFT watermark."""
    made = await served.studio.store.version(talk.id, version)
    png = await served.films.previews.slide(talk.id, made.number, made.script, scene_id)
    return Response(png, media_type="image/png", headers=_PREVIEW_HEADERS)


@router.get("/studio/{project_id}/sentences/{sentence_id}.wav")
async def sound(sentence_id: str, served: House, talk: OwnTalk, version: Number = None) -> Response:
    """Speak one sentence with the embedded voice."""
    made = await served.studio.store.version(talk.id, version)
    wav = await served.films.previews.sentence(talk.id, made.number, made.script, sentence_id)
    return Response(wav, media_type="audio/wav", headers=_PREVIEW_HEADERS)


async def _script_page(
    request: Request,
    house: PageHouse,
    served: ServedHouse,
    talk: Project,
    *,
    fault: dict[str, str] | None = None,
    kept: dict[str, str] | None = None,
) -> Response:
    made = await served.studio.store.version(talk.id)
    scenes = shown_scenes(made.script, await served.studio.store.comments(talk.id))
    seconds, asked = script_seconds(made.script), made.script.brief.minutes * 60
    return page(
        request,
        "studio_script.html",
        emergency_number=house.emergency_number,
        status_code=422 if fault else 200,
        address=f"/studio/{talk.id}/script",
        script=made.script,
        number=made.number,
        scenes=scenes,
        unsupported=[one for scene in scenes for one in scene.sentences if one.refused],
        open_comments=sum(not c.resolved_by for s in scenes for one in s.sentences for c in one.comments),
        length=clock_of(seconds),
        asked=clock_of(asked),
        off=length_word(seconds, asked),
        longest=editing.LONGEST_SENTENCE,
        fault=fault,
        kept=kept or {},
        **talk_values(request, served, talk),
    )


def _change(form: FormData) -> Callable[[Script], Script]:
    """Give the edit that a form asks for.

    Raises:
        BriefInvalid: When it is none of them.
    """
    kind, sentence, scene, text = (field(form, name) for name in ("change", "sentence", "scene", "text"))
    changes: dict[str, Callable[[Script], Script]] = {
        "words": lambda script: editing.changed(script, sentence, text),
        "add": lambda script: editing.added(script, scene, text, after=sentence or None),
        "remove": lambda script: editing.removed(script, sentence),
        "up": lambda script: editing.moved(script, sentence, up=True),
        "down": lambda script: editing.moved(script, sentence, up=False),
        "split": lambda script: editing.split(script, scene, before=sentence, title=text),
        "merge": lambda script: editing.merged(script, scene),
    }
    if kind not in changes:
        raise BriefInvalid(f"No such change: {kind[:20]!r}. Use the buttons of the page.")
    return changes[kind]


def _place(script: Script, form: FormData) -> str:
    """Give the anchor to come back to: the sentence, else the scene, else the list."""
    sentence, scene = field(form, "sentence"), field(form, "scene")
    if sentence in {one.id for one in script.sentences()}:
        return f"s-{sentence}"
    return f"c-{scene}" if scene else "sentences"


async def _file_text(form: FormData) -> str:
    """Read the file of the form.

    Raises:
        ScriptFileInvalid: When there is none, or it is no text.
    """
    file: Any = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise ScriptFileInvalid(1, "no file was chosen.")
    content = await file.read(LONGEST_FILE + 1)
    if len(content) > LONGEST_FILE:
        raise ScriptFileInvalid(1, f"the file is larger than {LONGEST_FILE} bytes.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ScriptFileInvalid(1, "the file is not UTF-8 text.") from None
