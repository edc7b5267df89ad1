"""POST /v1/chat/completions: one question to a twin, by any client of the OpenAI protocol."""

import json
import time
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from api.dependencies import House
from api.error_handlers import openai_error
from api.event_lines import STREAM_HEADERS
from api.identity import Person, Program
from api.openai.answer_text import AnswerText
from api.openai.schemas import ChatRequest, completion_schema
from api.openai.side_calls import side_call_reply
from api.openai.turn_reading import TurnReading
from api.openai.urgency_text import advised_text, card_text
from api.rules_alone import triaged_by_rules
from api.served_house import ServedHouse
from twin.consultation.conversation import Turn
from twin.consultation.events import Answered, Failed, Triaged
from twin.consultation.notices import RULES_ALONE
from twin.errors import DatabaseUnavailable, QuestionInvalid
from twin.evidence.language import language_of
from twin.labels.disclosure import twin_name
from twin.labels.reminding import must_be_told
from twin.persona.persona import Persona
from twin.triage.disposition import Disposition

router = APIRouter(prefix="/v1", tags=["openai"])
_ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"description": f"{what}; errors have OpenAI's shape."}
    for status, what in (
        (400, "The request cannot be read, or holds no question"),
        (401, "The API key is missing or unknown"),
        (404, "No such twin"),
        (503, "The served model or the index does not answer"),
    )
}
_BAD_GATEWAY = {"ChatModelRefused", "ChatModelRejected"}


@router.post(
    "/chat/completions",
    responses={200: {"content": {"application/json": {"example": completion_schema()}}}, **_ERRORS},
)
async def create_completion(body: ChatRequest, request: Request, house: House, program: Program) -> Response:
    """Ask a twin. A system message is a preference, never the persona; the history is remembered as questions."""
    persona = house.persona(body.model)
    users = [
        message.text.strip() for message in body.messages if message.role == "user" and message.text.strip()
    ]
    if not users:
        return openai_error(400, "There is no user message with text in `messages`.", param="messages")
    reply = side_call_reply(users[-1], title=twin_name(persona, language_of(users[-1])))
    if reply is not None:
        return _plain_reply(body, reply)
    try:
        turn = await _asked(body, users, house, program)
    except (DatabaseUnavailable, QuestionInvalid):
        alone = triaged_by_rules(house, users)
        if alone is None or alone.disposition < Disposition.URGENT:
            raise
        return _plain_reply(body, _by_rules(alone, house))
    return await _answered(body, request, house, program, turn)


async def _answered(
    body: ChatRequest, request: Request, house: ServedHouse, program: Person, turn: Turn
) -> Response:
    """Read the answer to a turn; a failure before the first word is a status, unless something must be read."""
    persona = house.persona(body.model)
    reading = TurnReading(request, house.consultations, turn, owner=program.owner)
    answer = AnswerText(
        persona=persona.id,
        public_url=house.serve.public_url,
        with_notice=must_be_told(
            (message.text for message in body.messages if message.role == "assistant"), datetime.now(UTC)
        ),
        with_footnotes=program.key_name in house.serve.footnote_keys,
    )
    try:
        first = await reading.until_words(answer)
    except BaseException:
        reading.leave()
        raise
    if isinstance(first, Failed):
        if answer.must_be_read:  # a status would hide what one has to do
            return _plain_reply(body, f"{answer.text}\n\n{first.notice}")
        return _failed(first)
    if body.stream:
        chunks = _chunks(body, persona, turn, reading, answer)
        return StreamingResponse(chunks, media_type="text/event-stream", headers=STREAM_HEADERS)
    return await _whole(persona, turn, reading, answer)


async def _asked(body: ChatRequest, users: list[str], house: ServedHouse, program: Person) -> Turn:
    """Open a conversation with the client's history and ask its last question."""
    wishes = [message.text for message in body.messages if message.role in ("system", "developer")]
    conversation = await house.consultations.open(
        body.model, owner=program.owner, language=language_of(users[-1]), earlier_questions=users[:-1]
    )
    return await house.consultations.ask(
        conversation.id, users[-1], owner=program.owner, preference="\n".join(wishes)
    )


def _by_rules(triaged: Triaged, house: ServedHouse) -> str:
    """Say what the rules alone say, and that nothing else can be reached."""
    url = house.serve.public_url
    if triaged.form == "card":
        return card_text(triaged, public_url=url)
    return "\n\n".join(
        (
            RULES_ALONE.in_language(triaged.language),
            advised_text(house.urgency.advised(triaged), triaged, public_url=url),
        )
    )


async def _whole(persona: Persona, turn: Turn, reading: TurnReading, answer: AnswerText) -> Response:
    try:
        while (event := await reading.next()) is not None:
            answer.take(event)
            if isinstance(event, Failed):
                if answer.must_be_read:
                    answer.text += f"\n\n{event.notice}"
                    break
                return _failed(event)
    finally:
        reading.leave()
    answer.footnotes()
    message: dict[str, Any] = {
        "role": "assistant",
        "content": answer.text,
        "refusal": None,
        "annotations": answer.annotations,
    }
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    return JSONResponse(
        {
            **_head("chat.completion", persona.id, turn.id),
            "choices": [choice],
            "usage": _usage(turn.question, answer.text, reading.answered),
        }
    )


async def _chunks(
    body: ChatRequest, persona: Persona, turn: Turn, reading: TurnReading, answer: AnswerText
) -> AsyncGenerator[str, None]:
    """Write the stream: role, sentences as they are released, citations in the last delta, usage if wanted."""
    head = _head("chat.completion.chunk", persona.id, turn.id)
    yield _chunk(head, {"role": "assistant", "content": ""})
    if answer.text:
        yield _chunk(head, {"content": answer.text})
    try:
        while (event := await reading.next()) is not None:
            added = answer.take(event)
            if added:
                yield _chunk(head, {"content": added})
            if isinstance(event, Failed):
                error = {"message": event.notice, "type": "server_error", "param": None, "code": event.error}
                yield f"data: {json.dumps({'error': error}, ensure_ascii=False)}\n\n"
                return
    finally:
        reading.leave()
    footnotes = answer.footnotes()
    if footnotes:
        yield _chunk(head, {"content": footnotes})
    yield _chunk(head, {"annotations": answer.annotations}, finish_reason="stop")
    if body.wants_usage:
        usage = _usage(turn.question, answer.text, reading.answered)
        yield f"data: {json.dumps({**head, 'choices': [], 'usage': usage})}\n\n"
    yield "data: [DONE]\n\n"


def _chunk(head: dict[str, Any], delta: dict[str, Any], *, finish_reason: str | None = None) -> str:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
    return f"data: {json.dumps({**head, 'choices': [choice]}, ensure_ascii=False)}\n\n"


def _head(kind: str, model: str, turn_id: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{turn_id}", "object": kind, "created": int(time.time()), "model": model}


def _failed(event: Failed) -> Response:
    status = 502 if event.error in _BAD_GATEWAY else 503 if event.retryable else 500
    return openai_error(status, event.notice, code=event.error)


def _usage(question: str, answer: str, answered: Answered | None) -> dict[str, int]:
    """Give the server's own counts; without a server (quotations) an estimate, because clients expect numbers."""
    prompt = (
        answered.prompt_tokens if answered and answered.prompt_tokens is not None else _estimate(question)
    )
    words = (
        answered.completion_tokens
        if answered and answered.completion_tokens is not None
        else _estimate(answer)
    )
    return {"prompt_tokens": prompt, "completion_tokens": words, "total_tokens": prompt + words}


def _estimate(text: str) -> int:
    """Estimate tokens: four Latin characters each, or one ideograph."""
    ascii_characters = sum(c.isascii() for c in text)
    return len(text) - ascii_characters + -(-ascii_characters // 4)


def _plain_reply(body: ChatRequest, reply: str) -> Response:
    """Answer with one text, without a turn behind it, in the shape that was asked for."""
    usage = {"prompt_tokens": 0, "completion_tokens": _estimate(reply), "total_tokens": _estimate(reply)}
    if not body.stream:
        message: dict[str, Any] = {"role": "assistant", "content": reply, "refusal": None, "annotations": []}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        return JSONResponse(
            {**_head("chat.completion", body.model, "side"), "choices": [choice], "usage": usage}
        )
    head = _head("chat.completion.chunk", body.model, "side")
    lines = [_chunk(head, {"role": "assistant", "content": reply}), _chunk(head, {}, finish_reason="stop")]
    if body.wants_usage:
        lines.append(f"data: {json.dumps({**head, 'choices': [], 'usage': usage})}\n\n")
    return Response(
        "".join([*lines, "data: [DONE]\n\n"]), media_type="text/event-stream", headers=STREAM_HEADERS
    )
