"""How long a talk is as it is spoken, and fitting its script to the minutes asked. No script needed."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import Request

from api.dependencies import House
from api.pages.error_pages import PageRoute
from api.pages.page_house import PageHouse, Pages
from api.pages.rendering import page
from api.pages.studio_forms import field, version_number
from api.pages.studio_pages import SEE_OTHER, Member, OwnTalk, talk_values
from api.pages.studio_view import clock_of, fault_of, length_word, shown_differences, titles_of
from api.served_house import ServedHouse
from twin.errors import BriefInvalid, IndexMissing, LectureError, TwinError
from twin.lecture.project import Project, Version

router = APIRouter(route_class=PageRoute, default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/studio/{project_id}/length")
async def length(
    request: Request,
    *,
    house: Pages,
    served: House,
    talk: OwnTalk,
    older: Annotated[int | None, Query(ge=1)] = None,
) -> Response:
    """Show the measured length beside the minutes asked; with `older`, what fitting changed since that version."""
    return await _length_page(request, house, served, talk, older=older)


@router.post("/studio/{project_id}/length")
async def fit(request: Request, house: Pages, served: House, talk: OwnTalk, member: Member) -> Response:
    """Fit the script to the minutes as a new version, and show what was left out or added."""
    form = await request.form()
    minutes = field(form, "minutes")
    try:
        based_on = version_number(form, "based_on")
        await served.studio.talks.fit(
            talk.id,
            seconds=_minutes(minutes) * 60,
            measured=served.films.measured_seconds,
            by=member,
            based_on=based_on,
        )
    except (LectureError, IndexMissing) as error:
        return await _length_page(request, house, served, talk, fault=fault_of(error), minutes=minutes)
    return RedirectResponse(f"/studio/{talk.id}/length?older={based_on}", SEE_OTHER)


async def _length_page(
    request: Request,
    house: PageHouse,
    served: ServedHouse,
    talk: Project,
    *,
    older: int | None = None,
    fault: dict[str, str] | None = None,
    minutes: str = "",
) -> Response:
    made = await served.studio.store.version(talk.id)
    asked = made.script.brief.minutes
    seconds: float | None = None
    try:
        seconds = await served.films.measured_length(made.script)
    except TwinError as error:  # without a voice the page says so; the script stands all the same
        fault = fault or fault_of(error)
    return page(
        request,
        "studio_length.html",
        emergency_number=house.emergency_number,
        status_code=422 if fault else 200,
        address=f"/studio/{talk.id}/length",
        script=made.script,
        number=made.number,
        length=clock_of(seconds) if seconds is not None else "",
        asked=clock_of(asked * 60),
        off=length_word(seconds, asked * 60) if seconds is not None else "",
        minutes=minutes or f"{asked:.4g}",
        fault=fault,
        **await _fitted(served, talk, made, older),
        **talk_values(request, served, talk),
    )


async def _fitted(served: ServedHouse, talk: Project, made: Version, older: int | None) -> dict[str, Any]:
    """Give what is different since `older`: every sentence that went out or came in, and how many of each."""
    if older is None or older >= made.number:
        return {"older": None, "differences": [], "went": 0, "came": 0}
    old = await served.studio.store.version(talk.id, older)
    found = await served.studio.talks.difference(talk.id, older, made.number)
    sentences = [one for one in found if one.change != "slide"]  # slides follow their sentences
    return {
        "older": older,
        "differences": shown_differences(sentences, titles_of(old.script, made.script)),
        "went": sum(one.change == "removed" for one in found),
        "came": sum(one.change == "added" for one in found),
    }


def _minutes(text: str) -> float:
    """Read minutes.

    Raises:
        BriefInvalid: When it is no number.
    """
    try:
        minutes = float(text)
    except ValueError:
        minutes = 0.0
    if not 0 < minutes < 1_000:
        raise BriefInvalid(f"{text[:20]!r} is no number of minutes. Write such as 3 or 4.5.")
    return minutes
