"""Events as server-sent lines: ready strings in one StreamingResponse, the cheapest way there is."""

import asyncio
from collections.abc import AsyncGenerator, Callable

from twin.consultation.events import ConsultationEvent
from twin.teaching.ward_round import BoardEvent

HEARTBEAT_SECONDS = 15.0  # proxies close a silent connection after 30 to 60 seconds
HEARTBEAT = ": still here\n\n"
STREAM_HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}


def event_line(event: ConsultationEvent) -> str:
    """Write one event: its number is the id by which a reader resumes."""
    return f"id: {event.number}\nevent: {event.kind}\ndata: {event.model_dump_json()}\n\n"


async def event_lines(
    events: AsyncGenerator[ConsultationEvent, None], *, heartbeat_seconds: float = HEARTBEAT_SECONDS
) -> AsyncGenerator[str, None]:
    """Write events as they come, and a comment in every long silence."""
    waiting: asyncio.Future[ConsultationEvent] | None = None
    try:
        while True:
            waiting = waiting or asyncio.ensure_future(anext(events))
            done, _ = await asyncio.wait([waiting], timeout=heartbeat_seconds)
            if not done:
                yield HEARTBEAT
                continue
            try:
                event = waiting.result()
            except StopAsyncIteration:
                return
            waiting = None
            yield event_line(event)
    finally:
        if waiting is not None and not waiting.done():
            waiting.cancel()


async def board_lines(
    board: AsyncGenerator[BoardEvent | None, None], to_json: Callable[[BoardEvent], str]
) -> AsyncGenerator[str, None]:
    """Write what a ward round's board gets as it comes; the first line opens the stream, so that a reader knows it is heard."""
    yield HEARTBEAT
    async for event in board:
        yield (
            HEARTBEAT if event is None else f"id: {event.number}\nevent: board\ndata: {to_json(event)}\n\n"
        )
