"""Captions in the other language: each sentence beside a field for what its caption says. No script needed."""

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData
from starlette.requests import Request

from api.dependencies import House
from api.pages.error_pages import PageRoute
from api.pages.page_house import PageHouse, Pages
from api.pages.rendering import page
from api.pages.studio_forms import field, version_number
from api.pages.studio_pages import SEE_OTHER, Member, OwnTalk, talk_values
from api.pages.studio_view import fault_of, tongue
from api.served_house import ServedHouse
from twin.errors import LectureError
from twin.lecture import editing
from twin.lecture.project import Project
from twin.lecture.script import Script
from twin.lecture.second_captions import OTHER_FIGURES, Counterpart, has_second_captions, other_language

router = APIRouter(route_class=PageRoute, default_response_class=HTMLResponse, include_in_schema=False)
_FIELD = "t-"  # before a sentence's id


@dataclass(frozen=True, slots=True)
class ShownCounterpart:
    """One sentence and its field. `own` is the studio's own caption, for which nobody types; `fault` is missing, figures, or empty."""

    number: int
    id: str
    text: str
    typed: str
    own: str
    fault: str


@dataclass(frozen=True, slots=True)
class CaptionedScene:
    """One scene with its rows."""

    number: int
    title: str
    rows: tuple[ShownCounterpart, ...]


@router.get("/studio/{project_id}/captions")
async def captions(request: Request, house: Pages, served: House, talk: OwnTalk) -> Response:
    """Show every sentence beside its caption in the other language, and how many there are."""
    return await _captions_page(request, house, served, talk)


@router.post("/studio/{project_id}/captions")
async def type_captions(
    request: Request, house: Pages, served: House, talk: OwnTalk, member: Member
) -> Response:
    """Save what was typed as a new version; with `action=clear`, take every caption away. What cannot be saved comes back."""
    form = await request.form()
    typed = _typed(form)
    is_cleared = field(form, "action") == "clear"
    try:
        words = dict.fromkeys(typed, "") if is_cleared else typed
        await served.studio.talks.caption(
            talk.id, words, based_on=version_number(form, "based_on"), by=member
        )
    except LectureError as error:
        return await _captions_page(request, house, served, talk, fault=fault_of(error), kept=typed)
    return RedirectResponse(f"/studio/{talk.id}/captions", SEE_OTHER)


def _typed(form: FormData) -> dict[str, str]:
    return {
        name.removeprefix(_FIELD): " ".join(value.split())
        for name, value in form.multi_items()
        if name.startswith(_FIELD) and isinstance(value, str)
    }


async def _captions_page(
    request: Request,
    house: PageHouse,
    served: ServedHouse,
    talk: Project,
    *,
    fault: dict[str, str] | None = None,
    kept: dict[str, str] | None = None,
) -> Response:
    made, found = await served.studio.talks.counterparts(talk.id)
    other = other_language(made.script.brief.language)
    has_begun = has_second_captions(made.script)
    return page(
        request,
        "studio_captions.html",
        emergency_number=house.emergency_number,
        status_code=422 if fault else 200,
        address=f"/studio/{talk.id}/captions",
        number=made.number,
        scenes=_shown(made.script, found, kept or {}, has_begun=has_begun),
        other=other,
        other_tongue=tongue(other),
        done=sum(not one.fault for one in found),
        count=len(found),
        wrong=sum(one.fault == OTHER_FIGURES for one in found),
        has_begun=has_begun,
        longest=editing.LONGEST_SENTENCE,
        fault=fault,
        **talk_values(request, served, talk),
    )


def _shown(
    script: Script, found: tuple[Counterpart, ...], kept: dict[str, str], *, has_begun: bool
) -> tuple[CaptionedScene, ...]:
    """Give the rows by scene. A sentence without caption is a fault only once somebody has begun to type."""
    rows = {}
    for number, one in enumerate(found, start=1):
        fault = "figures" if one.fault == OTHER_FIGURES else "missing" if one.fault and has_begun else ""
        id_ = one.sentence.id
        own = "" if one.typed else one.own
        rows[id_] = ShownCounterpart(number, id_, one.sentence.text, kept.get(id_, one.typed), own, fault)
    return tuple(
        CaptionedScene(number, scene.title, tuple(rows[one.id] for one in scene.sentences))
        for number, scene in enumerate(script.scenes, start=1)
    )
