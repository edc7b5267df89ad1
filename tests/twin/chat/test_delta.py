"""One event in the dialects of servers."""

import json
from typing import Any

import pytest

from twin.chat.delta import Delta, read_delta
from twin.chat.model import Usage
from twin.chat.upstream_fault import UpstreamFault


@pytest.mark.parametrize(
    ("event", "delta"),
    [
        ({"choices": [{"delta": {"role": "assistant", "content": None}}]}, Delta()),
        ({"choices": [{"delta": {"content": "a"}, "finish_reason": None}]}, Delta(text="a")),
        (
            {"choices": [{"message": {"content": "a"}, "finish_reason": "stop"}]},
            Delta(text="a", finish_reason="stop"),
        ),
        ({"choices": [{"delta": {}, "finish_reason": "eos_token"}]}, Delta(finish_reason="stop")),
        ({"choices": [{"delta": {"reasoning": "r", "content": ""}}]}, Delta(reasoning="r")),
        ({"choices": [{"delta": {"content": [{"type": "text", "text": "a"}]}}]}, Delta(text="a")),
        ({"choices": [], "usage": {"prompt_tokens": 1, "completion_tokens": 2}}, Delta(usage=Usage(1, 2))),
        ({"choices": [{"delta": {}, "usage": {"prompt_tokens": 1}}]}, Delta(usage=Usage(1, None))),
        ({"choices": None, "x_groq": {"usage": {"completion_tokens": 2}}}, Delta(usage=Usage(None, 2))),
        ({"object": "ping"}, Delta()),
    ],
)
def test_every_dialect_is_read(event: dict[str, Any], delta: Delta) -> None:
    assert read_delta(json.dumps(event).encode()) == delta


@pytest.mark.parametrize(
    "payload", [b"{", b"[]", b'"text"', b'{"error": {"message": "no"}}', b'{"error": "no"}']
)
def test_garbage_and_errors_are_faults(payload: bytes) -> None:
    with pytest.raises(UpstreamFault):
        read_delta(payload)
