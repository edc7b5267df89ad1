"""Server-sent events out of network chunks."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.chat.event_lines import EventLines
from twin.chat.upstream_fault import UpstreamFault

STREAM = (
    ': hello\r\n\r\nevent: message\nid: 1\ndata: {"a": "是"}\r\n\r\ndata:{"b":2}\n\ndata: [DONE]'.encode()
)


@given(st.lists(st.integers(1, len(STREAM) - 1), max_size=8))
def test_payloads_are_the_same_however_the_network_cuts_them(cuts: list[int]) -> None:
    places = sorted({0, *cuts, len(STREAM)})
    lines = EventLines()

    payloads = [p for a, b in itertools.pairwise(places) for p in lines.feed(STREAM[a:b])] + lines.end()

    assert payloads == ['{"a": "是"}'.encode(), b'{"b":2}', b"[DONE]"]


@pytest.mark.parametrize("stream", [b"<html>\n", b"data: " + b"x" * 2_000_000])
def test_what_is_no_event_stream_is_a_fault(stream: bytes) -> None:
    with pytest.raises(UpstreamFault):
        EventLines().feed(stream)
