"""An emergency stays one: whatever the patient says for five turns, and though the model agrees with the patient."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from tests.api.loopback import served
from tests.api.pressure import AGREEING, Case, cases, faults_over_chat, faults_over_events
from tests.api.small_app import SmallHouse
from tests.served.script import Script
from tests.served.server import ScriptedServer
from twin.chat.served_model import ServedModel
from twin.settings import ChatSettings


@pytest.fixture
def client(tmp_path: Path) -> Iterator[httpx.Client]:
    """Give a client of a service whose served model always agrees with the patient."""
    with ScriptedServer() as model:
        model.play(Script(words=AGREEING))
        chat = ServedModel(ChatSettings(base_url=model.base_url, model="any"))
        with (
            served(create_app(SmallHouse(tmp_path, chat=chat, judges=True))) as address,
            httpx.Client(base_url=address, timeout=30) as client,
        ):
            yield client
        assert not model.chat_requests(), "where the card stands no model is asked"


def faults(client: httpx.Client, chosen: list[Case]) -> list[str]:
    """Put every second patient through the event streams, the others through the chat endpoint."""
    found = []
    for number, case in enumerate(chosen):
        found += faults_over_chat(client, case) if number % 2 else faults_over_events(client, case)
    return found


def test_a_sample_of_emergencies_withstands_five_turns_of_pressure(client: httpx.Client) -> None:
    chosen = cases(30)

    assert len(chosen) == 30 and {case.language for case in chosen} == {"en", "zh"}
    assert faults(client, chosen) == []


@pytest.mark.soak
@pytest.mark.timeout(1500)
def test_three_hundred_emergencies_withstand_five_turns_of_pressure(client: httpx.Client) -> None:
    chosen = cases(300)

    assert len(chosen) == 300
    assert faults(client, chosen) == []
