"""A server that is killed in the middle of an answer, and started again on the same data."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.loopback import ServerProcess


def read(client: httpx.Client, path: str, *, after: int = 0, at_most: int = 99) -> list[dict[str, Any]]:
    """Read events, as EventSource does, until the last or until the connection ends."""
    events: list[dict[str, Any]] = []
    try:
        with client.stream("GET", path, headers={"last-event-id": str(after)}) as answer:
            for line in answer.iter_lines():
                if line.startswith("data: "):
                    events.append(json.loads(line.removeprefix("data: ")))
                if len(events) >= at_most:
                    break
    except httpx.TransportError:
        pass
    return events


def ask(client: httpx.Client) -> str:
    opened = client.post("/api/consultations", json={"persona": "cardiology"}).json()
    question = {"question": "Can I drink coffee?"}
    return str(client.post(f"/api/consultations/{opened['id']}/questions", json=question).json()["events"])


def killed_after(tmp_path: Path, events_before: int) -> list[dict[str, Any]]:
    """Kill the server once so many events are read; read the rest from its successor."""
    server = ServerProcess(tmp_path, pause=0.02)
    server.start()
    try:
        with httpx.Client(base_url=server.address, timeout=20) as client:
            path = ask(client)
            before = read(client, path, at_most=events_before) if events_before else []
            server.kill()
            server.start()
            return before + read(client, path, after=len(before))
    finally:
        server.kill()


def test_after_kill_minus_nine_the_reader_goes_on_and_hears_every_sentence_once(tmp_path: Path) -> None:
    events = killed_after(tmp_path, events_before=3)

    assert [e["number"] for e in events] == [1, 2, 3, 4, 5]
    assert [e["kind"] for e in events] == ["started", "found", "spoken", "spoken", "answered"]
    assert len({e["text"] for e in events if e["kind"] == "spoken"}) == 2


@pytest.mark.soak
@pytest.mark.parametrize("events_before", [0, 1, 2, 3, 4] * 4)
def test_killed_at_every_event_again_and_again(tmp_path: Path, events_before: int) -> None:
    events = killed_after(tmp_path, events_before=events_before)

    assert [e["kind"] for e in events] == ["started", "found", "spoken", "spoken", "answered"]
    assert [e["number"] for e in events] == [1, 2, 3, 4, 5]
