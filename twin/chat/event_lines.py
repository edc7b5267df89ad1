"""Server-sent events, cut from network chunks: only the `data` lines matter to a chat stream."""

from twin.chat.upstream_fault import unavailable

LONGEST_LINE_BYTES = 1_048_576  # no honest event of a chat stream comes near one MiB
_FIELDS = (b"event:", b"id:", b"retry:", b"event", b"id", b"retry")


class EventLines:
    """Collects bytes and gives back whole `data` payloads.

    One `data` line is one event, as every chat server sends it. Comments (`: keep-alive`), other fields and blank
    lines are passed over.
    """

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, chunk: bytes) -> list[bytes]:
        """Give the payloads that became whole with this chunk.

        Raises:
            UpstreamFault: When a line is no event-stream line, or grows beyond a MiB.
        """
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        if len(self._rest) > LONGEST_LINE_BYTES:
            raise unavailable("The chat server sent a line without end.", retryable=False)
        return [payload for line in lines if (payload := _payload(line))]

    def end(self) -> list[bytes]:
        """Give what stands in a last line without a line end."""
        last, self._rest = self._rest, b""
        payload = _payload(last)
        return [payload] if payload else []


def _payload(line: bytes) -> bytes:
    line = line.strip()
    if line.startswith(b"data:"):
        return line[5:].strip()
    if line and not line.startswith((b":", *_FIELDS)):
        raise unavailable("The chat server sent something that is no event stream.", retryable=False)
    return b""
