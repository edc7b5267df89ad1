"""Is it alive, is it ready: for supervisors and load balancers."""

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from api.dependencies import House

router = APIRouter(prefix="/health", tags=["health"])


class LiveOut(BaseModel):
    """The process answers."""

    status: str = Field("alive", examples=["alive"])


class ReadyOut(BaseModel):
    """Whether each part works: "ok", or what is wrong."""

    ready: bool
    parts: dict[str, str] = Field(examples=[{"database": "ok", "index:cardiology": "ok", "chat": "ok"}])


@router.get("/live")
async def live() -> LiveOut:
    """Say that the process answers; looks at nothing else."""
    return LiveOut(status="alive")


@router.get("/ready", responses={503: {"model": ReadyOut, "description": "A part does not work."}})
async def ready(house: House, response: Response) -> ReadyOut:
    """Look at every part; 503 while one does not work."""
    parts = dict(await house.readiness())
    is_ready = all(state == "ok" for state in parts.values())
    if not is_ready:
        response.status_code = 503
    return ReadyOut(ready=is_ready, parts=parts)
