"""A served model on the scripted server, and a prompt."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from tests.served import fixtures
from tests.served.server import ScriptedServer
from twin.chat.model import ChatModel, Message, Piece, Prompt
from twin.chat.served_model import ServedModel
from twin.settings import ChatSettings

scripted_server = fixtures.scripted_server
PROMPT = Prompt(
    question="How do I measure?",
    language="en",
    evidence=(),
    messages=(Message("system", "Answer."), Message("user", "my chest hurts")),
)


async def answer_of(model: ChatModel, prompt: Prompt = PROMPT) -> list[Piece]:
    """Give all pieces of one answer."""
    return [piece async for piece in model.stream(prompt)]


def words_of(pieces: list[Piece]) -> str:
    """Give the text of an answer."""
    return "".join(piece.text for piece in pieces)


@pytest.fixture
async def served(scripted_server: ScriptedServer) -> AsyncIterator[Callable[..., ServedModel]]:
    """Make served models on the scripted server; short pauses, short limits."""
    made: list[ServedModel] = []

    def make(**given: Any) -> ServedModel:
        settings = {
            "base_url": scripted_server.base_url,
            "model": "first",
            "api_key": "sk-secret-key",
            "first_piece_seconds": 10.0,
            "between_pieces_seconds": 10.0,
            "total_seconds": 20.0,
            **given,
        }
        made.append(ServedModel(ChatSettings(**settings), first_pause_seconds=0.01))
        return made[-1]

    yield make
    for model in made:
        await model.aclose()
