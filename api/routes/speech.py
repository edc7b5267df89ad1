"""An answer read aloud: as a stream that begins at once, or whole as a WAV file."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import Response, StreamingResponse

from api.dependencies import House, OwnTurn
from api.error_handlers import declared
from api.identity import Caller, KeyRefused
from api.served_house import ServedHouse
from twin.consultation.conversation import Conversation, TurnRecord
from twin.consultation.listening import line_sound
from twin.consultation.read_aloud import is_complete
from twin.errors import TurnInProgress, TurnNotFound
from twin.voice.speech import Speech
from twin.voice.voice_errors import VoiceNotSet
from twin.voice.wave_sound import endless_wav_head

router = APIRouter(prefix="/api/consultations", tags=["consultations"])
_WAV = {"audio/wav": {"schema": {"type": "string", "format": "binary"}}}
# A patient's answer: no cache of any proxy holds it. Buffering proxies are asked to pass the first second on.
_HEADERS = {"cache-control": "private, no-store", "x-accel-buffering": "no", "accept-ranges": "none"}


@router.get(
    "/{conversation_id}/turns/{turn_id}/speech",
    response_class=StreamingResponse,
    responses={
        200: {"description": "Mono WAV of unknown length, 24 kHz, sent while it is made.", "content": _WAV},
        **declared(TurnNotFound, TurnInProgress, VoiceNotSet, KeyRefused),
    },
)
async def hear(turn: OwnTurn, house: House, caller: Caller) -> Response:
    """Hear a finished answer, sentence by sentence. The first words say that it is a computer voice."""
    conversation, record = await _finished(turn.conversation, turn.id, house, caller.owner)
    sentences = house.listening.sentences(conversation, record)
    first = await anext(sentences)  # what fails, fails before the first byte
    return StreamingResponse(_streamed(first, sentences), media_type="audio/wav", headers=_HEADERS)


@router.get(
    "/{conversation_id}/turns/{turn_id}/speech.wav",
    response_class=Response,
    responses={
        200: {"description": "The same as one file.", "content": _WAV},
        206: {"description": "The bytes that `Range` asked for.", "content": _WAV},
        **declared(TurnNotFound, TurnInProgress, VoiceNotSet, KeyRefused),
    },
)
async def hear_whole(
    turn: OwnTurn,
    house: House,
    caller: Caller,
    range_: Annotated[str, Header(alias="range", description="One range of bytes.")] = "",
) -> Response:
    """Hear a finished answer as one labelled file, for players that want its length first, and to keep."""
    conversation, record = await _finished(turn.conversation, turn.id, house, caller.owner)
    return _in_range(await house.listening.file(conversation, record), range_)


async def _finished(
    conversation_id: str, turn_id: str, house: ServedHouse, owner: str
) -> tuple[Conversation, TurnRecord]:
    """Give a turn with all its events.

    Raises:
        TurnNotFound: If it was deleted.
        TurnInProgress: While it is still being answered.
    """
    transcript = await house.consultations.transcript(conversation_id, owner=owner)
    record = next((one for one in transcript.turns if one.turn.id == turn_id), None)
    if record is None:
        raise TurnNotFound(turn_id)
    if not is_complete(record.events):
        raise TurnInProgress("The answer is still being written. Listen to it when it is ready.")
    return transcript.conversation, record


async def _streamed(first: Speech, rest: AsyncGenerator[Speech, None]) -> AsyncGenerator[bytes, None]:
    yield endless_wav_head() + line_sound(first).astype("<i2").tobytes()
    async with aclosing(rest):
        async for speech in rest:
            yield line_sound(speech).astype("<i2").tobytes()


def _in_range(sound: bytes, asked: str) -> Response:
    """Answer with the whole, or with the one range asked for: some players play nothing without."""
    headers = _HEADERS | {"accept-ranges": "bytes", "content-disposition": 'inline; filename="answer.wav"'}
    unit, _, span = asked.partition("=")
    first, _, last = span.partition("-")
    is_span = first.isascii() and first.isdigit() and (not last or (last.isascii() and last.isdigit()))
    if unit != "bytes" or not is_span:
        return Response(sound, media_type="audio/wav", headers=headers)
    begin, end = int(first), min(int(last) if last else len(sound) - 1, len(sound) - 1)
    if begin > end:
        return Response(status_code=416, headers=headers | {"content-range": f"bytes */{len(sound)}"})
    headers |= {"content-range": f"bytes {begin}-{end}/{len(sound)}"}
    return Response(sound[begin : end + 1], status_code=206, media_type="audio/wav", headers=headers)
