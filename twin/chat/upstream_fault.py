"""What went wrong upstream, in our words: never the server's, which may repeat a key or what a patient wrote."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from twin.errors import (
    ChatModelError,
    ChatModelOverloaded,
    ChatModelRefused,
    ChatModelRejected,
    ChatModelTruncated,
    ChatModelUnavailable,
)

_KEY_WAY_OUT = "Check TWIN_CHAT__API_KEY and TWIN_CHAT__MODEL."
_LOAD_WAY_OUT = "Wait, or name a second model in TWIN_CHAT__FALLBACK_MODEL."
_REQUEST_WAY_OUT = "Check that TWIN_CHAT__MODEL is a chat model whose context holds the prompt."
_SERVER_WAY_OUT = "Look at the chat server's own log, or check TWIN_CHAT__BASE_URL."


class UpstreamFault(Exception):
    """One attempt failed.

    `kind` is the error of ours it becomes. `retryable` says that the same request may succeed in a moment;
    `retry_after_seconds` is the server's wish, None without one. `disliked` names an optional field of the
    request that the server does not know.
    """

    def __init__(
        self,
        kind: type[ChatModelError],
        what: str,
        way_out: str,
        *,
        retryable: bool = False,
        retry_after_seconds: float | None = None,
        disliked: str | None = None,
    ) -> None:
        super().__init__(f"{what} {way_out}")
        self.kind, self.what, self.way_out = kind, what, way_out
        self.retryable, self.retry_after_seconds, self.disliked = retryable, retry_after_seconds, disliked


def fault_for_status(
    status: int, *, retry_after_seconds: float | None = None, disliked: str | None = None
) -> UpstreamFault:
    """Give the fault an HTTP status stands for (also the `code` of an error object inside a stream)."""
    answered = f"The chat server answered with status {status}."
    if status in {401, 402, 403, 404}:
        return UpstreamFault(ChatModelRefused, answered, _KEY_WAY_OUT)
    if status == 429:
        return UpstreamFault(
            ChatModelOverloaded,
            answered,
            _LOAD_WAY_OUT,
            retryable=True,
            retry_after_seconds=retry_after_seconds,
        )
    if status in {408, 409, 425} or status >= 500:
        return UpstreamFault(
            ChatModelUnavailable,
            answered,
            _SERVER_WAY_OUT,
            retryable=True,
            retry_after_seconds=retry_after_seconds,
        )
    if 400 <= status < 500:
        return UpstreamFault(ChatModelRejected, answered, _REQUEST_WAY_OUT, disliked=disliked)
    return UpstreamFault(ChatModelUnavailable, answered, _SERVER_WAY_OUT)


def fault_for_error_object(error: Any) -> UpstreamFault:
    """Give the fault for an error object that came inside a 200 answer. Its message is not read."""
    fields: Mapping[str, Any] = error if isinstance(error, dict) else {}
    for value in (fields.get("code"), fields.get("status"), fields.get("http_status")):
        status = int(str(value)) if str(value).isdecimal() else 0
        if 400 <= status < 600:
            return fault_for_status(status)
    kind = f"{fields.get('type')} {fields.get('code')}".lower()
    if "rate_limit" in kind or "overloaded" in kind:
        return fault_for_status(429)
    if "auth" in kind or "permission" in kind or "api_key" in kind:
        return fault_for_status(401)
    if "invalid_request" in kind:
        return fault_for_status(400)
    return UpstreamFault(
        ChatModelUnavailable,
        "The chat server sent an error instead of an answer.",
        _SERVER_WAY_OUT,
        retryable=True,
    )


def unavailable(what: str, *, retryable: bool) -> UpstreamFault:
    """Give the fault of a server that did not give the beginning of an answer."""
    return UpstreamFault(ChatModelUnavailable, what, _SERVER_WAY_OUT, retryable=retryable)


def truncated(what: str) -> UpstreamFault:
    """Give the fault of an answer that has a beginning and no end."""
    return UpstreamFault(
        ChatModelTruncated, what, "Ask again; raise TWIN_CHAT__MAX_TOKENS if answers are often cut."
    )


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Read the server's wish for a pause, in seconds: `retry-after-ms`, seconds, or an HTTP date."""
    try:
        if "retry-after-ms" in headers:
            return max(0.0, float(headers["retry-after-ms"]) / 1000)
        wish = headers.get("retry-after")
        if wish is None:
            return None
        if wish.replace(".", "", 1).isdecimal():
            return float(wish)
        return max(0.0, (parsedate_to_datetime(wish) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
