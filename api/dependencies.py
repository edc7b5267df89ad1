"""What a route may ask for. What can fail, fails here, before the first byte."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Path, Query
from starlette.requests import Request

from api.identity import Caller
from api.served_house import ServedHouse
from twin.consultation.conversation import Turn
from twin.persona.persona import Persona


def _house(request: Request) -> ServedHouse:
    house: ServedHouse = request.app.state.house
    return house


House = Annotated[ServedHouse, Depends(_house)]


def _persona(house: House, persona_id: Annotated[str, Path(examples=["cardiology"])]) -> Persona:
    return house.persona(persona_id)


KnownPersona = Annotated[Persona, Depends(_persona)]


async def _turn(house: House, caller: Caller, conversation_id: str, turn_id: str) -> Turn:
    return await house.consultations.turn(conversation_id, turn_id, owner=caller.owner)


OwnTurn = Annotated[Turn, Depends(_turn)]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader of events stands: numbers up to `after` are known."""

    after: int


def _place(
    after: Annotated[int, Query(ge=0, description="Number of the last event already read.")] = 0,
    last_event_id: Annotated[
        str, Header(description="What EventSource sends when it reconnects; wins over `after`.")
    ] = "",
) -> Place:
    return Place(int(last_event_id) if last_event_id.isascii() and last_event_id.isdigit() else after)


ReadUpTo = Annotated[Place, Depends(_place)]
