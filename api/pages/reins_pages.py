"""The physician's reins: pause my twin, and how far it goes alone."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import Request

from api.dependencies import House
from api.identity import StaffCaller
from api.pages.error_pages import PageRoute
from api.pages.page_house import Pages
from api.pages.reader import reader_of
from api.pages.rendering import page
from api.pages.twin_view import shown_twin
from api.served_house import ServedHouse
from twin.errors import PolicyRefused, StaffInvalid
from twin.review.autonomy import Autonomy, Evidence, Level, highest
from twin.review.topics import Duty, Topic, duty_named, topic_named

router = APIRouter(route_class=PageRoute, default_response_class=HTMLResponse, include_in_schema=False)
SEE_OTHER = 303
HISTORY = 20  # changes shown, newest first
Reason = Annotated[str, Form(max_length=500)]


@dataclass(frozen=True, slots=True)
class ShownTopic:
    """One topic's level, what may be chosen, and what speaks for more."""

    now: Autonomy
    evidence: Evidence
    choices: tuple[Level, ...]

    @property
    def bound(self) -> str:
        """Give the lower bound of the evidence, as text."""
        return f"{self.evidence.approvals.interval[0]:.2f}"


@router.get("/staff/reins")
async def all_reins(request: Request, house: Pages, served: House, caller: StaffCaller) -> Response:
    """List the twins whose reins are the caller's."""
    language = reader_of(request).language
    paused = await served.pauses.paused()
    assert caller.staff is not None
    twins = [
        (shown_twin(persona, language), persona.id in paused)
        for persona in house.personas()
        if caller.staff.may_act_for(persona.id)
    ]
    return page(request, "reins_list.html", emergency_number=house.emergency_number, twins=twins)


@router.get("/staff/reins/{persona_id}")
async def reins(
    request: Request,
    persona_id: str,
    house: Pages,
    served: House,
    duty: Annotated[str, Query(max_length=20)] = Duty.CONSULTATION.value,
) -> Response:
    """Show the reins of one twin for one duty."""
    return await _reins_page(request, persona_id, house, served, duty_named(duty))


@router.post("/staff/reins/{persona_id}/pause")
async def pause(
    persona_id: str, house: Pages, served: House, caller: StaffCaller, reason: Reason = ""
) -> Response:
    """Pause the twin on every surface, and lead back."""
    house.persona(persona_id)
    await served.pauses.pause(persona_id, by=caller.staff_name, reason=reason)
    return RedirectResponse(f"/staff/reins/{persona_id}", SEE_OTHER)


@router.post("/staff/reins/{persona_id}/resume")
async def resume(persona_id: str, house: Pages, served: House, caller: StaffCaller) -> Response:
    """Let the twin speak again, and lead back."""
    house.persona(persona_id)
    await served.pauses.resume(persona_id, by=caller.staff_name)
    return RedirectResponse(f"/staff/reins/{persona_id}", SEE_OTHER)


@router.post("/staff/reins/{persona_id}/level")
async def change_level(
    request: Request,
    persona_id: str,
    *,
    house: Pages,
    served: House,
    caller: StaffCaller,
    topic: Annotated[str, Form(max_length=40)],
    level: Annotated[int, Form(ge=0, le=3)],
    duty: Annotated[str, Form(max_length=20)] = Duty.CONSULTATION.value,
    reason: Reason = "",
) -> Response:
    """Set a level, and lead back; what policy refuses comes back with its reason."""
    house.persona(persona_id)
    chosen = duty_named(duty)
    try:
        await served.autonomy.change(
            persona_id, chosen, topic_named(topic), Level(level), by=caller.staff_name, reason=reason
        )
    except (PolicyRefused, StaffInvalid) as error:
        return await _reins_page(request, persona_id, house, served, chosen, fault=str(error))
    return RedirectResponse(f"/staff/reins/{persona_id}?duty={chosen}#topic-{topic}", SEE_OTHER)


async def _reins_page(
    request: Request, persona_id: str, house: Pages, served: ServedHouse, duty: Duty, *, fault: str = ""
) -> Response:
    twin = shown_twin(house.persona(persona_id), reader_of(request).language)
    topics = []
    for topic in Topic:
        now = await served.autonomy.of(persona_id, duty, topic)
        evidence = await served.autonomy.evidence(persona_id, duty, topic)
        top = min(highest(topic), now.level + 1)
        topics.append(ShownTopic(now, evidence, tuple(level for level in Level if level <= top)))
    return page(
        request,
        "reins.html",
        emergency_number=house.emergency_number,
        status_code=422 if fault else 200,
        address=f"/staff/reins/{persona_id}",
        twin=twin,
        duty=duty.value,
        duties=tuple(one.value for one in Duty),
        pause=await served.pauses.of(persona_id),
        topics=topics,
        history=(await served.autonomy.history(persona_id, duty))[:HISTORY],
        fault=fault,
    )
