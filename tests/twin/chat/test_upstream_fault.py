"""What a server's status, error object and wishes mean."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from twin.chat.upstream_fault import fault_for_error_object, fault_for_status, retry_after
from twin.errors import ChatModelOverloaded, ChatModelRefused, ChatModelRejected, ChatModelUnavailable


@pytest.mark.parametrize(
    ("status", "kind", "retryable"),
    [
        (400, ChatModelRejected, False),
        (401, ChatModelRefused, False),
        (404, ChatModelRefused, False),
        (408, ChatModelUnavailable, True),
        (422, ChatModelRejected, False),
        (429, ChatModelOverloaded, True),
        (500, ChatModelUnavailable, True),
        (529, ChatModelUnavailable, True),
        (302, ChatModelUnavailable, False),
    ],
)
def test_a_status_becomes_an_error_of_ours(status: int, kind: type, retryable: bool) -> None:
    fault = fault_for_status(status)

    assert fault.kind is kind and fault.retryable is retryable
    assert str(status) in fault.what and fault.way_out


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ({"code": 429}, ChatModelOverloaded),
        ({"code": "503", "message": "x"}, ChatModelUnavailable),
        ({"type": "rate_limit_error"}, ChatModelOverloaded),
        ({"type": "authentication_error"}, ChatModelRefused),
        ({"type": "invalid_request_error", "code": None}, ChatModelRejected),
        ("just words", ChatModelUnavailable),
        ({"code": "²"}, ChatModelUnavailable),
    ],
)
def test_an_error_object_becomes_an_error_of_ours(error: Any, kind: type) -> None:
    assert fault_for_error_object(error).kind is kind


def test_the_server_s_wish_for_a_pause_is_read_in_all_its_forms() -> None:
    in_a_minute = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)

    assert retry_after({"retry-after": "1.5"}) == 1.5
    assert retry_after({"retry-after-ms": "250"}) == 0.25
    assert 50 < (retry_after({"retry-after": in_a_minute}) or 0) <= 60
    assert retry_after({"retry-after": "soon"}) is None and retry_after({}) is None
