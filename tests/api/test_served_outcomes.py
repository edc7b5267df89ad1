"""A consultation over real HTTP to the scripted served model: right, or wrong in every way servers are wrong."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.served.script import SCRIPTS, Script
from tests.served.server import ScriptedServer
from tests.twin.consultation.bedside import asked, heard, said
from tests.twin.consultation.ward import GOOD_WORDS, OWNER, consultations_over, made_database
from twin.chat.served_model import ServedModel
from twin.consultation.events import Answered, Failed, Spoken
from twin.settings import ChatSettings

WAYS = sorted(
    set(SCRIPTS) - {"slow", "paused", "unhurried"}
)  # those are a matter of settings; one of them is below


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    """Give a scripted served model."""
    with ScriptedServer() as server:
        yield server


def model_at(server: ScriptedServer) -> ServedModel:
    return ServedModel(
        ChatSettings(
            base_url=server.base_url,
            model="any",
            retries=0,
            first_piece_seconds=0.5,
            between_pieces_seconds=0.5,
        )
    )


@pytest.mark.parametrize("way", [*WAYS, "slow"])
async def test_whatever_the_server_does_the_turn_ends_typed_and_visible(
    tmp_path: Path, server: ScriptedServer, way: str
) -> None:
    server.play(SCRIPTS[way])
    database = await made_database(tmp_path)
    model = model_at(server)
    open_ = consultations_over(database, served=model)

    events = await heard(open_, await asked(open_))

    last, sentences = events[-1], [e for e in events if isinstance(e, Spoken)]
    assert isinstance(last, Answered | Failed) and sentences
    if isinstance(last, Failed):
        assert last.error.startswith("ChatModel") and last.notice
    elif last.model == "quotations":
        assert sentences[0].origin == "notice"
    assert "sk-secret" not in "".join(e.model_dump_json() for e in events)
    await open_.close()
    await model.aclose()
    await database.close()


@pytest.mark.soak
async def test_stop_closes_the_connection_to_the_served_model_within_a_second(
    tmp_path: Path, server: ScriptedServer
) -> None:
    server.play(Script(words=GOOD_WORDS, stall_after=16, stall_seconds=30))
    database = await made_database(tmp_path)
    model = ServedModel(ChatSettings(base_url=server.base_url, model="any"))
    here, there = consultations_over(database, served=model), consultations_over(database)
    turn = await asked(here)
    await said(here, turn, events=3)

    pressed = time.monotonic()
    await there.stop(turn.conversation, turn.id, owner=OWNER)
    events = await heard(there, turn)
    async with asyncio.timeout(5):
        while server.requests[0].client_left is None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)

    assert events[-1].kind == "stopped" and server.requests[0].client_left - pressed < 1.0
    await here.close()
    await there.close()
    await model.aclose()
    await database.close()
