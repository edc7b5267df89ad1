"""Twins, their passages, and the search over them."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.dependencies import House, KnownPersona
from api.error_handlers import declared
from api.routes.shapes import HitOut, PassageOut, PersonaOut
from twin.errors import ChromaUnavailable, EmbedderUnavailable, IndexMissing, PassageNotFound, PersonaNotFound

router = APIRouter(prefix="/api", tags=["personas"])


@router.get("/personas")
async def list_personas(house: House) -> list[PersonaOut]:
    """List the twins that can be asked."""
    paused = await house.pauses.paused()
    return [PersonaOut.of(persona, paused=persona.id in paused) for persona in house.personas()]


@router.get("/passages/{persona_id}/{passage_id}", responses=declared(PersonaNotFound, PassageNotFound))
async def read_passage(
    persona: KnownPersona, passage_id: Annotated[str, Path(examples=["p3f2a"])], house: House
) -> PassageOut:
    """Read the passage a citation names."""
    return PassageOut.of(await house.held_passage(persona.id, passage_id), persona.id)


@router.get(
    "/search",
    responses=declared(PersonaNotFound, IndexMissing, EmbedderUnavailable, ChromaUnavailable),
)
async def search(
    house: House,
    persona: Annotated[str, Query(max_length=40, examples=["cardiology"])],
    q: Annotated[str, Query(min_length=1, max_length=2_000, examples=["coffee with atrial fibrillation"])],
    top: Annotated[int, Query(ge=1, le=50)] = 10,
) -> list[HitOut]:
    """Search a twin's folder; best first. No chat model is asked."""
    known = house.persona(persona)
    return [HitOut.of(item, known.id) for item in await house.search(known.id, q, top=top)]
