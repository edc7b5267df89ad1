"""The physician's desk over JSON: the queue, one entry, decisions, gaps, insights. A change carries `X-Form-Token`."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query

from api.dependencies import House
from api.error_handlers import declared
from api.identity import StaffCaller
from api.routes.review_shapes import (
    DecisionIn,
    DecisionOut,
    FileOut,
    GapOut,
    GroupOut,
    InsightOut,
    UndoIn,
)
from twin.errors import (
    AccessRefused,
    DecisionInvalid,
    DecisionNotFound,
    EntryDecided,
    EntryNotFound,
    FormRefused,
    SignInNeeded,
)
from twin.review.decisions import NewDecision, Scope, Verdict
from twin.review.insights import DAYS

router = APIRouter(prefix="/api/reviews", tags=["reviews"])
_REFUSALS = (SignInNeeded, AccessRefused)


@router.get("", responses=declared(*_REFUSALS))
async def waiting(house: House, caller: StaffCaller) -> list[GroupOut]:
    """Give what waits at the caller's desk, similar ones together, the most pressing first."""
    return [GroupOut.of(one) for one in await house.desk.waiting(caller.bound)]


@router.get("/gaps", responses=declared(*_REFUSALS))
async def gaps(house: House, caller: StaffCaller) -> list[GapOut]:
    """Give what was asked and is not in the folder, the most asked first."""
    return [GapOut.of(one) for one in await house.desk.gaps(caller.bound)]


@router.get("/insights", responses=declared(*_REFUSALS))
async def insights(
    house: House, caller: StaffCaller, days: Annotated[int, Query(ge=1, le=365)] = DAYS
) -> list[InsightOut]:
    """Give the figures of the last days, each with its definition."""
    return [InsightOut.of(one) for one in await house.desk.insights(caller.bound, days=days)]


@router.get("/decisions", responses=declared(*_REFUSALS))
async def decisions(house: House, caller: StaffCaller) -> list[DecisionOut]:
    """Give the newest decisions, undone ones too."""
    return [DecisionOut.of(one) for one in await house.desk.history(caller.bound)]


@router.post(
    "/decisions/{decision_id}/undo",
    responses=declared(DecisionNotFound, DecisionInvalid, FormRefused, *_REFUSALS),
)
async def undo(decision_id: str, body: UndoIn, house: House, caller: StaffCaller) -> DecisionOut:
    """Take a decision back; what it decided waits again, and its effect ends at the next request."""
    undone = await house.desk.undo(decision_id, caller.bound, by=caller.staff_name, reason=body.reason)
    return DecisionOut.of(undone)


@router.get("/{entry_id}", responses=declared(EntryNotFound, *_REFUSALS))
async def entry(entry_id: str, house: House, caller: StaffCaller) -> FileOut:
    """Give one entry with its summary, evidence and what was withheld."""
    return FileOut.of(await house.desk.file(entry_id, caller.bound))


@router.post(
    "/{entry_id}/decision",
    responses=declared(EntryNotFound, EntryDecided, DecisionInvalid, FormRefused, *_REFUSALS),
)
async def decide(entry_id: str, body: DecisionIn, house: House, caller: StaffCaller) -> DecisionOut:
    """Decide about an entry. It counts at the next request of every process."""
    file = await house.desk.file(entry_id, caller.bound)
    try:
        verdict, scope = Verdict(body.verdict), Scope(body.scope)
    except ValueError as error:
        raise DecisionInvalid(
            f"Verdict is one of {', '.join(Verdict)}, scope one of {', '.join(Scope)}; see /openapi.json."
        ) from error
    new = NewDecision(
        verdict=verdict,
        persona=file.entry.persona,
        author=caller.staff_name,
        reason=body.reason,
        review_by=body.review_by or datetime.now(UTC).date() + timedelta(days=house.desk.review_days),
        author_id=caller.staff_id or "",
        scope=scope,
        question=body.question or file.question,
        answer_en=body.answer_en,
        answer_zh=body.answer_zh,
        passages=tuple(body.passages),
    )
    decided = await house.desk.decide(entry_id, new, caller.bound, alike_too=body.alike, serious=body.serious)
    return DecisionOut.of(decided)
