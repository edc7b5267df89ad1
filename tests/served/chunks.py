"""The event-stream bytes of one scripted answer, in the dialects that servers speak."""

import json
from collections.abc import Iterator
from typing import Any

from tests.served.script import Script

USAGE = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
ERROR = {"error": {"message": "The model fell over.", "type": "server_error", "code": 500}}


def event(value: dict[str, Any]) -> bytes:
    """Give one SSE event."""
    return f"data: {json.dumps(value, ensure_ascii=False)}\n\n".encode()


def words_of(script: Script, request: dict[str, Any]) -> str:
    """Give the words this script says to this request."""
    return script.words if isinstance(script.words, str) else script.words(request)


def _chunk(model: str, delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "scripted", "object": "chat.completion.chunk", "model": model, "choices": [choice]}


def opening(script: Script, model: str) -> Iterator[bytes]:
    """Yield what comes before the first word: comment, role chunk, reasoning."""
    if script.comments:
        yield b": PROCESSING\n\n"
    if script.role_chunk:
        yield event(_chunk(model, {"role": "assistant", "content": None}))
    if script.reasoning == "think":
        for piece in ("<th", "ink>", script.thoughts, "</thi", "nk>\n\n"):
            yield event(_chunk(model, {"content": piece}))
    elif script.reasoning:
        yield event(_chunk(model, {"content": None, script.reasoning: script.thoughts}))


def pieces(script: Script, request: dict[str, Any]) -> Iterator[bytes]:
    """Yield one event a piece; without end for an endless script."""
    words, size = words_of(script, request), script.piece_characters
    while True:
        for start in range(0, len(words), size):
            yield event(_chunk(request["model"], {"content": words[start : start + size]}))
        if not script.endless:
            return


def closing(script: Script, model: str) -> Iterator[bytes]:
    """Yield finish reason, usage in its place, and the end mark."""
    last = _chunk(model, {}, script.finish)
    if script.usage == "in_choice_chunk":
        last["usage"] = USAGE
    if script.usage == "x_groq":
        last["x_groq"] = {"usage": USAGE}
    yield event(last)
    if script.usage == "own_chunk":
        yield event({"id": "scripted", "model": model, "choices": [], "usage": USAGE})
    if script.done:
        yield b"data: [DONE]\n\n"


def whole(script: Script, request: dict[str, Any]) -> dict[str, Any]:
    """Give the answer to a request that does not stream."""
    message = {"role": "assistant", "content": words_of(script, request)}
    choice = {"index": 0, "message": message, "finish_reason": script.finish}
    return {
        "id": "scripted",
        "object": "chat.completion",
        "model": request["model"],
        "choices": [choice],
        "usage": USAGE,
    }
