"""What the scripted chat server does with one request: right, or wrong in one of the ways servers are wrong."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

RIGHT_WORDS = "Measure at home, morning and evening [E1]. Write the numbers down [E1]."
_EVIDENCE = re.compile(r'<evidence key="(E\d+)"[^>]*>\n?(.*?)\n?</evidence>', re.DOTALL)
_FIRST_SENTENCE = re.compile(r"(.*?(?:[。！？]|[.!?](?=\s|$)))", re.DOTALL)


def quote_the_evidence(request: dict[str, Any]) -> str:
    """Answer with the first sentence of each of the first three numbered pieces, as a good model would.

    A request without fenced evidence is answered with `RIGHT_WORDS`.
    """
    prompt = "\n".join(str(message.get("content")) for message in request.get("messages", []))
    sentences = []
    for key, text in _EVIDENCE.findall(prompt)[:3]:
        found = _FIRST_SENTENCE.match(text.strip())
        if found:
            sentence = found.group(1).strip()
            sentences.append(f"{sentence[:-1]} [{key}]{sentence[-1]}")
    return " ".join(sentences) or RIGHT_WORDS


@dataclass(frozen=True, slots=True)
class Script:
    """One way to answer a chat request.

    `words` is the answer, or a function of the request; it is sent in pieces of `piece_characters`.
    `status` other than 200 sends `body` and `headers` at once. `raw` is sent as the event stream, byte for byte.
    `cut_after` counts pieces after which the connection is torn; `end_after` ends it politely without a finish
    reason. `stall_after` counts pieces after which nothing comes for `stall_seconds`. `reasoning` names the field
    that carries `thoughts`; "think" puts them inline. `usage` names the place where usage stands.
    """

    words: str | Callable[[dict[str, Any]], str] = quote_the_evidence
    piece_characters: int = 7
    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "text/event-stream"
    raw: bytes | None = None
    first_seconds: float = 0.0
    between_seconds: float = 0.0
    stall_after: int | None = None
    stall_seconds: float = 30.0
    cut_after: int | None = None
    end_after: int | None = None
    error_after: int | None = None
    endless: bool = False
    comments: bool = False
    role_chunk: bool = True
    finish: str | None = "stop"
    done: bool = True
    usage: Literal["own_chunk", "in_choice_chunk", "x_groq", "absent"] = "own_chunk"
    reasoning: Literal["reasoning_content", "reasoning", "think"] | None = None
    thoughts: str = "The first passage answers."


def _error(message: str, kind: str, code: str | None = None) -> str:
    quoted = "null" if code is None else f'"{code}"'
    return f'{{"error": {{"message": "{message}", "type": "{kind}", "code": {quoted}}}}}'


LEAKY = "Incorrect API key provided: sk-secret-key. Request was: my chest hurts"
SCRIPTS: dict[str, Script] = {
    "right": Script(),
    "slow": Script(first_seconds=30.0),
    "unhurried": Script(first_seconds=0.05, between_seconds=0.02),
    "paused": Script(stall_after=2),
    "400": Script(status=400, body=_error(LEAKY, "invalid_request_error")),
    "401": Script(status=401, body=_error(LEAKY, "invalid_request_error", "invalid_api_key")),
    "403": Script(status=403, body=_error("No access.", "permission_error")),
    "404": Script(status=404, body=_error("No such model.", "not_found", "model_not_found")),
    "408": Script(status=408, body=_error("Request timeout.", "timeout")),
    "429": Script(status=429, body=_error("Slow down.", "rate_limit"), headers={"retry-after": "0"}),
    "429 for an hour": Script(status=429, body=_error("Quota.", "quota"), headers={"retry-after": "3600"}),
    "500": Script(status=500, body=_error("Internal error.", "server_error")),
    "503": Script(status=503, body="upstream connect error", content_type="text/plain"),
    "no max_tokens": Script(
        status=400,
        body=_error("Unsupported parameter: max_tokens is not supported.", "invalid_request_error"),
    ),
    "cut": Script(cut_after=3),
    "cut at once": Script(cut_after=0),
    "cut politely": Script(end_after=3),
    "garbage": Script(raw=b"data: {this is not json\n\ndata: [DONE]\n\n"),
    "garbage later": Script(
        raw=b'data: {"choices":[{"delta":{"content":"Hello "}}]}\n\ndata: <html>\n\ndata: [DONE]\n\n'
    ),
    "web page": Script(raw=b"<html><body>Log in</body></html>", content_type="text/html"),
    "no line end": Script(raw=b"data: " + b"x" * 3_000_000),
    "empty": Script(raw=b""),
    "only done": Script(raw=b"data: [DONE]\n\n"),
    "says nothing": Script(words=""),
    "endless": Script(endless=True),
    "length": Script(finish="length"),
    "content filter": Script(finish="content_filter"),
    "error in stream": Script(error_after=2),
    "error at once": Script(error_after=0),
    "no role chunk": Script(role_chunk=False),
    "no done": Script(done=False),
    "comments": Script(comments=True),
    "usage in choice chunk": Script(usage="in_choice_chunk"),
    "usage in x_groq": Script(usage="x_groq"),
    "no usage": Script(usage="absent"),
    "reasoning_content": Script(reasoning="reasoning_content"),
    "reasoning": Script(reasoning="reasoning"),
    "think": Script(reasoning="think"),
    "not a stream": Script(
        raw=b'{"choices":[{"message":{"content":"All at once [E1]."},"finish_reason":"stop"}],'
        b'"usage":{"prompt_tokens":3,"completion_tokens":4}}',
        content_type="application/json",
    ),
}
