"""Consultations over JSON and server-sent events."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from api.dependencies import House, OwnTurn, ReadUpTo
from api.error_handlers import declared
from api.event_lines import STREAM_HEADERS, event_lines
from api.identity import Caller, KeyRefused
from api.routes.shapes import ConsultationIn, ConsultationOut, QuestionIn, TranscriptOut, TurnOut, WordsIn
from api.rules_alone import remember_card
from twin.consultation.conversation import LAST_STATUSES
from twin.errors import (
    ConversationNotFound,
    DatabaseUnavailable,
    PersonaNotFound,
    QuestionInvalid,
    TurnInProgress,
    TurnNotFound,
    TwinError,
)

router = APIRouter(prefix="/api/consultations", tags=["consultations"])
_EVENT_EXAMPLE = (
    'id: 3\nevent: spoken\ndata: {"number":3,"kind":"spoken","text":"Aim for less than 130/80 mmHg.",'
    '"origin":"own_words","citations":["E1"],"paragraph":false}\n\n'
)


@router.post("", status_code=201, responses=declared(PersonaNotFound, KeyRefused))
async def open_consultation(
    body: ConsultationIn, house: House, caller: Caller, response: Response
) -> ConsultationOut:
    """Open a conversation. The cookie that is set makes it this browser's own."""
    conversation = await house.consultations.open(
        body.persona, owner=caller.owner, audience=body.audience, language=body.language
    )
    caller.remembered(response)
    return ConsultationOut.of(conversation, house.persona(conversation.persona))


@router.post(
    "/{conversation_id}/questions",
    status_code=202,
    responses=declared(
        ConversationNotFound, TurnInProgress, QuestionInvalid, DatabaseUnavailable, KeyRefused
    ),
)
async def ask(
    request: Request, conversation_id: str, body: QuestionIn, house: House, caller: Caller
) -> TurnOut:
    """Ask one question. The answer goes on whether or not anybody reads its events.

    A question that cannot be taken (the turn before is not finished, it is too long, the database is dead) and is an
    emergency has the card in the error's body as `triage`.
    """
    try:
        return TurnOut.of(await house.consultations.ask(conversation_id, body.question, owner=caller.owner))
    except TwinError:
        remember_card(request, house, body.question)
        raise


@router.get(
    "/{conversation_id}/turns/{turn_id}/events",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "Numbered events until answered, failed or stopped; resumed by `Last-Event-ID` or `after`.",
            "content": {"text/event-stream": {"schema": {"type": "string"}, "example": _EVENT_EXAMPLE}},
        },
        204: {"description": "All events are read; EventSource then stops asking."},
        **declared(TurnNotFound, KeyRefused),
    },
)
async def read_events(turn: OwnTurn, place: ReadUpTo, house: House, caller: Caller) -> Response:
    """Read the events of a turn from any place on, as often as wanted."""
    events = house.consultations.events(turn.id, owner=caller.owner, after=place.after)
    if turn.status in LAST_STATUSES:
        rest = [event async for event in events]
        if not rest:
            return Response(status_code=204)
        events = house.consultations.events(turn.id, owner=caller.owner, after=place.after)
    return StreamingResponse(event_lines(events), media_type="text/event-stream", headers=STREAM_HEADERS)


@router.post(
    "/{conversation_id}/turns/{turn_id}/stop", status_code=202, responses=declared(TurnNotFound, KeyRefused)
)
async def stop(turn: OwnTurn, house: House, caller: Caller) -> TurnOut:
    """Stop an answer; its upstream is closed within a second. Stopping a finished turn changes nothing."""
    await house.consultations.stop(turn.conversation, turn.id, owner=caller.owner)
    return TurnOut.of(await house.consultations.turn(turn.conversation, turn.id, owner=caller.owner))


@router.post(
    "/{conversation_id}/turns/{turn_id}/not-helpful",
    status_code=202,
    responses=declared(TurnNotFound, KeyRefused),
)
async def not_helpful(turn: OwnTurn, body: WordsIn, house: House, caller: Caller) -> None:
    """Say that an answer did not help; the physician's desk has it once, however often it is said."""
    await house.voice.did_not_help(turn.conversation, turn.id, owner=caller.owner, words=body.words)


@router.post(
    "/{conversation_id}/turns/{turn_id}/physician",
    status_code=202,
    responses=declared(TurnNotFound, KeyRefused),
)
async def ask_physician(turn: OwnTurn, body: WordsIn, house: House, caller: Caller) -> None:
    """Ask for the physician's own answer; `replies` of the consultation say who answers and when, then the answer."""
    await house.voice.ask_physician(turn.conversation, turn.id, owner=caller.owner, words=body.words)


@router.get("/{conversation_id}", responses=declared(ConversationNotFound, KeyRefused))
async def read_consultation(conversation_id: str, house: House, caller: Caller) -> TranscriptOut:
    """Read a conversation with all turns and events so far."""
    transcript = await house.consultations.transcript(conversation_id, owner=caller.owner)
    replies = await house.replies.of(transcript)
    return TranscriptOut.of(transcript, house.persona(transcript.conversation.persona), replies)


@router.delete("/{conversation_id}", status_code=204, responses=declared(ConversationNotFound, KeyRefused))
async def delete_consultation(conversation_id: str, house: House, caller: Caller) -> None:
    """Delete a conversation with all its traces. It cannot be had back."""
    await house.consultations.delete(conversation_id, owner=caller.owner)
