"""Any LangChain chat model behind our port."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult

from tests.served.script import RIGHT_WORDS
from tests.served.server import ScriptedServer
from tests.twin.chat.conftest import answer_of, words_of
from twin.chat.any_model import AnyModel, open_any_model
from twin.chat.model import Usage
from twin.errors import ChatModelOverloaded, ChatModelTruncated, ChatModelUnavailable, SettingsError
from twin.settings import ChatSettings


class VendorBusy(Exception):
    """What some vendor raises."""

    status_code = 429


class Scripted(BaseChatModel):
    """A LangChain chat model that gives chunks, waits, or raises, as told."""

    given: list[Any]

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(self, *_: Any, **__: Any) -> ChatResult:
        return ChatResult(generations=[])

    async def _astream(
        self, messages: list[BaseMessage], *_: Any, **__: Any
    ) -> AsyncIterator[ChatGenerationChunk]:
        for step in self.given:
            if isinstance(step, Exception):
                raise step
            if isinstance(step, float):
                await asyncio.sleep(step)
            else:
                yield ChatGenerationChunk(message=step)


def said(text: Any, **given: Any) -> AIMessageChunk:
    """Make a chunk."""
    return AIMessageChunk(content=text, **given)


def over(*given: Any, **settings: Any) -> AnyModel:
    """Put our port over a scripted model."""
    return AnyModel(Scripted(given=list(given)), settings=ChatSettings(**settings))


async def test_chunks_become_pieces_and_the_end_is_checked() -> None:
    usage = {"input_tokens": 2, "output_tokens": 3, "total_tokens": 5}
    model = over(
        said([{"type": "thinking", "thinking": "Hm."}]),
        said([{"type": "text", "text": "Rest "}]),
        said("well [E1].", response_metadata={"stop_reason": "end_turn"}, usage_metadata=usage),
    )

    pieces = await answer_of(model)

    assert words_of(pieces) == "Rest well [E1]." and pieces[0].reasoning == "Hm."
    assert pieces[-1].finish_reason == "stop" and pieces[-1].usage == Usage(2, 3)


async def test_an_answer_that_hit_its_length_is_truncated() -> None:
    model = over(said("Rest", response_metadata={"stop_reason": "max_tokens"}))

    with pytest.raises(ChatModelTruncated):
        await answer_of(model)


async def test_a_vendor_s_exception_becomes_ours_without_its_words() -> None:
    with pytest.raises(ChatModelOverloaded) as raised:
        await answer_of(over(VendorBusy("key sk-secret, patient wrote: my chest")))

    assert "secret" not in str(raised.value) and "chest" not in str(raised.value)


async def test_a_vendor_s_exception_after_the_first_words_is_a_cut_answer() -> None:
    with pytest.raises(ChatModelTruncated):
        await answer_of(over(said("Rest"), VendorBusy("busy")))


async def test_silence_is_unavailable() -> None:
    with pytest.raises(ChatModelUnavailable):
        await answer_of(over(20.0, first_piece_seconds=0.2))


async def test_a_model_named_in_settings_is_opened_by_langchain(scripted_server: ScriptedServer) -> None:
    settings = ChatSettings(provider="openai:any", base_url=scripted_server.base_url, api_key="k")

    pieces = await answer_of(open_any_model(settings))

    assert words_of(pieces) == RIGHT_WORDS and pieces[-1].model == "openai:any"


async def test_a_cut_stream_does_not_look_complete(scripted_server: ScriptedServer) -> None:
    scripted_server.play("cut politely")
    settings = ChatSettings(provider="openai:any", base_url=scripted_server.base_url, api_key="k")

    with pytest.raises(ChatModelTruncated):
        await answer_of(open_any_model(settings))


def test_a_provider_nobody_knows_is_a_settings_error() -> None:
    with pytest.raises(SettingsError, match="TWIN_CHAT__PROVIDER"):
        open_any_model(ChatSettings(provider="nobody:nothing"))
