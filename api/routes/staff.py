"""The staff over JSON: sign in, who am I, autonomy, pause. A change by cookie carries `X-Form-Token`."""

from datetime import datetime
from typing import Annotated, Self

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field, SecretStr
from starlette.requests import Request

from api.dependencies import House, KnownPersona
from api.error_handlers import declared
from api.identity import StaffCaller
from api.staff_door import Accounts, address_of, let_in, let_out, session_token
from twin.errors import (
    AccessRefused,
    FormRefused,
    PersonaNotFound,
    PolicyRefused,
    SignInNeeded,
    SignInRefused,
    SignInThrottled,
    StaffInvalid,
)
from twin.review.autonomy import Autonomy, Evidence, Level
from twin.review.topics import Duty, Topic
from twin.staff.member import Role, StaffMember
from twin.staff.secret_tokens import form_token

router = APIRouter(prefix="/api/staff", tags=["staff"])
_REFUSALS = (SignInNeeded, AccessRefused, FormRefused, PersonaNotFound)


class SignInIn(BaseModel):
    """Name and password of an account."""

    login: str = Field(max_length=100, examples=["lin"])
    password: SecretStr = Field(max_length=1_000)


class MemberOut(BaseModel):
    """Who is signed in. `form_token` goes into the header `X-Form-Token` of every change."""

    id: str
    name: str
    role: Role
    personas: list[str]
    form_token: str

    @classmethod
    def of(cls, member: StaffMember, token: str) -> Self:
        """Shape an account with its session's token for forms."""
        return cls(
            id=member.id,
            name=member.name,
            role=member.role,
            personas=sorted(member.personas),
            form_token=form_token(token),
        )


class TopicOut(BaseModel):
    """How far a twin goes alone with one topic, and what speaks for the next level."""

    topic: Topic
    level: Level = Field(description="0 draft only, 1 approve each, 2 sampled afterwards, 3 alone.")
    changed_by: str
    reason: str
    changed_at: datetime | None
    next_level: Level | None = Field(description="None at the highest level of the topic.")
    approved_unedited: int
    judged: int
    lower_bound: float = Field(description="Of the share of unedited approvals; 95 % Wilson interval.")
    needed: float

    @classmethod
    def of(cls, autonomy: Autonomy, evidence: Evidence) -> Self:
        """Shape a level with its evidence."""
        return cls(
            topic=autonomy.topic,
            level=autonomy.level,
            changed_by=autonomy.changed_by,
            reason=autonomy.reason,
            changed_at=autonomy.changed_at,
            next_level=evidence.next_level,
            approved_unedited=evidence.approvals.hits,
            judged=evidence.approvals.total,
            lower_bound=round(evidence.approvals.interval[0], 4),
            needed=evidence.needed,
        )


class ReinsOut(BaseModel):
    """The reins of one twin for one duty."""

    persona: str
    duty: Duty
    paused: bool
    paused_by: str
    topics: list[TopicOut]


class LevelIn(BaseModel):
    """A new level; a higher one is given on evidence only, one step at a time."""

    duty: Duty = Duty.CONSULTATION
    topic: Topic
    level: Level
    reason: str = Field(max_length=500)


class ReasonIn(BaseModel):
    """Why, for those who read it later."""

    reason: str = Field("", max_length=500)


@router.post("/session", status_code=201, responses=declared(SignInRefused, SignInThrottled, FormRefused))
async def sign_in(body: SignInIn, request: Request, response: Response, accounts: Accounts) -> MemberOut:
    """Sign in. The cookie that is set is the session; the browser's earlier one ends."""
    token = await accounts.sign_in(
        body.login,
        body.password.get_secret_value(),
        address=address_of(request),
        instead_of=session_token(request),
    )
    member = await accounts.member_of(token)
    if member is None:
        raise SignInRefused
    let_in(request, response, token)
    return MemberOut.of(member, token)


@router.delete("/session", status_code=204, responses=declared(SignInNeeded, FormRefused))
async def sign_out(request: Request, response: Response, accounts: Accounts) -> None:
    """Sign out."""
    await accounts.sign_out(session_token(request))
    let_out(response)


@router.get("/me", responses=declared(SignInNeeded))
async def who_am_i(request: Request, caller: StaffCaller) -> MemberOut:
    """Say who is signed in."""
    assert caller.staff is not None
    return MemberOut.of(caller.staff, session_token(request))


@router.get("/personas/{persona_id}/reins", responses=declared(*_REFUSALS))
async def read_reins(
    persona: KnownPersona, house: House, duty: Annotated[Duty, Query()] = Duty.CONSULTATION
) -> ReinsOut:
    """Read how far a twin goes alone, and whether it is paused."""
    pause = await house.pauses.of(persona.id)
    topics = [
        TopicOut.of(
            await house.autonomy.of(persona.id, duty, topic),
            await house.autonomy.evidence(persona.id, duty, topic),
        )
        for topic in Topic
    ]
    paused_by = pause.paused_by if pause else ""
    return ReinsOut(
        persona=persona.id, duty=duty, paused=pause is not None, paused_by=paused_by, topics=topics
    )


@router.put("/personas/{persona_id}/level", responses=declared(*_REFUSALS, PolicyRefused, StaffInvalid))
async def change_level(persona: KnownPersona, body: LevelIn, house: House, caller: StaffCaller) -> TopicOut:
    """Set a level; it counts at the next question."""
    changed = await house.autonomy.change(
        persona.id, body.duty, body.topic, body.level, by=caller.staff_name, reason=body.reason
    )
    return TopicOut.of(changed, await house.autonomy.evidence(persona.id, body.duty, body.topic))


@router.post("/personas/{persona_id}/pause", status_code=204, responses=declared(*_REFUSALS))
async def pause(persona: KnownPersona, body: ReasonIn, house: House, caller: StaffCaller) -> None:
    """Pause a twin on every surface; an answer being spoken ends within seconds."""
    await house.pauses.pause(persona.id, by=caller.staff_name, reason=body.reason)


@router.post("/personas/{persona_id}/resume", status_code=204, responses=declared(*_REFUSALS))
async def resume(persona: KnownPersona, body: ReasonIn, house: House, caller: StaffCaller) -> None:
    """Let a paused twin speak again."""
    await house.pauses.resume(persona.id, by=caller.staff_name, reason=body.reason)
