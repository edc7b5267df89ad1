"""One event of a chat stream, read in all the dialects that servers speak."""

import json
from dataclasses import dataclass
from typing import Any

from twin.chat.model import Usage
from twin.chat.upstream_fault import fault_for_error_object, unavailable

ENDED_BY_ITSELF = frozenset({"stop", "eos", "eos_token", "end_turn", "stop_sequence", "stop_token"})


@dataclass(frozen=True, slots=True)
class Delta:
    """What one event adds. `finish_reason` is "stop" for every way of ending by itself, else the server's word."""

    text: str = ""
    reasoning: str = ""
    finish_reason: str | None = None
    usage: Usage | None = None
    model: str | None = None


def read_delta(payload: bytes) -> Delta:
    """Read one payload, which is not `[DONE]`; a whole answer (`message` for `delta`) is read alike.

    Raises:
        UpstreamFault: When it is no JSON object, or carries an error.
    """
    try:
        event = json.loads(payload)
    except ValueError as error:
        raise unavailable("The chat server sent an event that is not JSON.", retryable=False) from error
    if not isinstance(event, dict):
        raise unavailable("The chat server sent an event that is no object.", retryable=False)
    if event.get("error"):
        raise fault_for_error_object(event["error"])
    choices = event.get("choices") or [{}]
    choice = choices[0] if isinstance(choices, list) and isinstance(choices[0], dict) else {}
    said = choice.get("delta") or choice.get("message") or {}
    text, reasoning = text_and_thoughts(said.get("content"))
    reasoning += _plain(said.get("reasoning_content")) or _plain(said.get("reasoning"))
    reason = choice.get("finish_reason")
    return Delta(
        text=text,
        reasoning=reasoning,
        finish_reason="stop" if reason in ENDED_BY_ITSELF else reason,
        usage=_usage(event, choice),
        model=event.get("model"),
    )


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else ""


def text_and_thoughts(content: Any) -> tuple[str, str]:
    """Give text and reasoning of a content field: a string, null, or a list of typed parts."""
    if isinstance(content, str):
        return content, ""
    if not isinstance(content, list):
        return "", ""
    parts = [part for part in content if isinstance(part, dict)]
    text = "".join(_plain(part.get("text")) for part in parts if part.get("type") == "text")
    thoughts = "".join(_plain(part.get("thinking")) for part in parts if part.get("type") == "thinking")
    return text, thoughts


def _usage(event: dict[str, Any], choice: dict[str, Any]) -> Usage | None:
    vendor = event.get("x_groq")
    places = (
        event.get("usage"),
        choice.get("usage"),
        vendor.get("usage") if isinstance(vendor, dict) else None,
    )
    for place in places:
        if isinstance(place, dict):
            return Usage(_count(place.get("prompt_tokens")), _count(place.get("completion_tokens")))
    return None


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) else None
