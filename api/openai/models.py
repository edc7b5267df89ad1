"""GET /v1/models: every twin is a model."""

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter

from api.dependencies import House, KnownPersona
from api.identity import Program
from twin.labels.disclosure import twin_name
from twin.persona.persona import Persona

router = APIRouter(prefix="/v1", tags=["openai"])
_EXAMPLE = {
    "id": "cardiology",
    "object": "model",
    "created": 1790000000,
    "owned_by": "Shanghai Qinghe Hospital",
}
_REFUSED = {"description": "The API key is missing or unknown; errors have OpenAI's shape."}


@router.get(
    "/models",
    responses={
        200: {"content": {"application/json": {"example": {"object": "list", "data": [_EXAMPLE]}}}},
        401: _REFUSED,
    },
)
async def list_models(house: House, _: Program) -> dict[str, Any]:
    """List the twins as models; the model name is the persona id."""
    return {"object": "list", "data": [_model(persona) for persona in house.personas()]}


@router.get(
    "/models/{persona_id}",
    responses={
        200: {"content": {"application/json": {"example": _EXAMPLE}}},
        401: _REFUSED,
        404: {"description": "No such twin."},
    },
)
async def read_model(persona: KnownPersona, _: Program) -> dict[str, Any]:
    """Describe one twin as a model."""
    return _model(persona)


def _model(persona: Persona) -> dict[str, Any]:
    signed = persona.consent.signed
    return {
        "id": persona.id,
        "object": "model",
        "created": int(datetime(signed.year, signed.month, signed.day, tzinfo=UTC).timestamp()),
        "owned_by": persona.hospital.en,
        "name": twin_name(persona, "en"),
    }
