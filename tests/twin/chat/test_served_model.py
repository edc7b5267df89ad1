"""The served model against a scripted server: each fault ends in its typed error."""

import asyncio
import time
import traceback
from collections.abc import Callable

import pytest

from tests.served.script import RIGHT_WORDS, Script
from tests.served.server import ScriptedServer
from tests.twin.chat.conftest import PROMPT, answer_of, words_of
from twin.chat.model import Usage
from twin.chat.served_model import ServedModel
from twin.errors import (
    ChatModelError,
    ChatModelOverloaded,
    ChatModelRefused,
    ChatModelRejected,
    ChatModelTruncated,
    ChatModelUnavailable,
    SettingsError,
)
from twin.settings import ChatSettings

Make = Callable[..., ServedModel]


async def test_a_right_answer_comes_whole_and_ends_with_stop_and_usage(
    scripted_server: ScriptedServer, served: Make
) -> None:
    scripted_server.play("right")

    pieces = await answer_of(served())

    assert words_of(pieces) == RIGHT_WORDS
    assert pieces[-1].finish_reason == "stop" and pieces[-1].text == ""
    assert pieces[-1].usage == Usage(11, 7) and pieces[-1].model == "first"
    assert all(piece.finish_reason is None for piece in pieces[:-1])


@pytest.mark.parametrize(
    "script",
    ["no role chunk", "no done", "comments", "usage in choice chunk", "usage in x_groq", "unhurried"],
)
async def test_the_dialects_of_real_servers_are_all_understood(
    scripted_server: ScriptedServer, served: Make, script: str
) -> None:
    scripted_server.play(script)

    pieces = await answer_of(served())

    assert words_of(pieces) == RIGHT_WORDS
    assert pieces[-1].usage == Usage(11, 7)


async def test_absent_usage_is_none_and_no_fault(scripted_server: ScriptedServer, served: Make) -> None:
    scripted_server.play("no usage")

    pieces = await answer_of(served())

    assert words_of(pieces) == RIGHT_WORDS
    assert pieces[-1].usage is None


async def test_a_server_that_does_not_stream_is_read_too(
    scripted_server: ScriptedServer, served: Make
) -> None:
    scripted_server.play("not a stream")

    pieces = await answer_of(served())

    assert words_of(pieces) == "All at once [E1]."
    assert pieces[-1].usage == Usage(3, 4)


@pytest.mark.parametrize("script", ["reasoning_content", "reasoning", "think"])
async def test_reasoning_is_kept_apart_from_what_is_said(
    scripted_server: ScriptedServer, served: Make, script: str
) -> None:
    scripted_server.play(script)

    pieces = await answer_of(served())

    assert words_of(pieces) == RIGHT_WORDS
    assert "".join(piece.reasoning for piece in pieces) == "The first passage answers."


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ("slow", ChatModelUnavailable),
        ("400", ChatModelRejected),
        ("401", ChatModelRefused),
        ("403", ChatModelRefused),
        ("404", ChatModelRefused),
        ("408", ChatModelUnavailable),
        ("429", ChatModelOverloaded),
        ("429 for an hour", ChatModelOverloaded),
        ("500", ChatModelUnavailable),
        ("503", ChatModelUnavailable),
        ("garbage", ChatModelUnavailable),
        ("web page", ChatModelUnavailable),
        ("no line end", ChatModelUnavailable),
        ("empty", ChatModelUnavailable),
        ("only done", ChatModelUnavailable),
        ("says nothing", ChatModelUnavailable),
        ("error at once", ChatModelUnavailable),
        ("cut at once", ChatModelUnavailable),
        ("cut", ChatModelTruncated),
        ("cut politely", ChatModelTruncated),
        ("paused", ChatModelTruncated),
        ("garbage later", ChatModelTruncated),
        ("error in stream", ChatModelTruncated),
        ("length", ChatModelTruncated),
        ("content filter", ChatModelTruncated),
    ],
)
async def test_each_fault_ends_in_its_error_without_key_or_question_in_it(
    scripted_server: ScriptedServer, served: Make, script: str, error: type[ChatModelError]
) -> None:
    scripted_server.play(script)

    with pytest.raises(ChatModelError) as raised:
        await answer_of(served(**_short_wait(script)))

    told = "".join(traceback.format_exception(raised.value))
    assert raised.type is error and raised.value.__cause__ is not None
    assert "sk-secret-key" not in told and "chest" not in told


async def test_an_endless_answer_is_cut_at_the_character_bound(
    scripted_server: ScriptedServer, served: Make
) -> None:
    scripted_server.play("endless")

    with pytest.raises(ChatModelTruncated, match="within 200 characters"):
        await answer_of(served(max_tokens=20))

    await _until_the_client_has_left(scripted_server)


async def test_an_endless_answer_is_cut_at_the_total_time(
    scripted_server: ScriptedServer, served: Make
) -> None:
    scripted_server.play("endless")

    with pytest.raises(ChatModelTruncated):
        await answer_of(served(max_tokens=1_000_000, total_seconds=0.5))

    await _until_the_client_has_left(scripted_server)


async def test_a_refused_connection_is_unavailable() -> None:
    model = ServedModel(ChatSettings(base_url="http://127.0.0.1:9/v1", model="any"), first_pause_seconds=0.01)

    with pytest.raises(ChatModelUnavailable, match="connection to the chat server failed"):
        await answer_of(model)

    await model.aclose()


async def test_a_busy_server_is_asked_again_and_then_answers(
    scripted_server: ScriptedServer, served: Make
) -> None:
    scripted_server.play("429", "500", "right")

    pieces = await answer_of(served(retries=2))

    assert words_of(pieces) == RIGHT_WORDS
    assert len(scripted_server.requests) == 3


@pytest.mark.parametrize(("script", "requests"), [("401", 1), ("429 for an hour", 1), ("429", 3), ("500", 3)])
async def test_only_what_may_pass_is_tried_again_and_only_so_often(
    scripted_server: ScriptedServer, served: Make, script: str, requests: int
) -> None:
    scripted_server.play(script)

    with pytest.raises(ChatModelError):
        await answer_of(served(retries=2))

    assert len(scripted_server.requests) == requests


@pytest.mark.parametrize("script", ["cut", "paused", "error in stream", "garbage later", "length"])
async def test_after_the_first_word_nothing_is_tried_again(
    scripted_server: ScriptedServer, served: Make, script: str
) -> None:
    scripted_server.play(script, "right")

    with pytest.raises(ChatModelTruncated):
        await answer_of(served(fallback_model="second", **_short_wait(script)))

    assert len(scripted_server.requests) == 1


@pytest.mark.parametrize("script", ["401", "404", "429 for an hour", "500", "slow", "garbage", "empty"])
async def test_the_second_model_answers_when_the_first_fails(
    scripted_server: ScriptedServer, served: Make, script: str
) -> None:
    scripted_server.play(script, model="first")
    scripted_server.play("right", model="second")

    pieces = await answer_of(served(fallback_model="second", retries=0, **_short_wait(script)))

    assert words_of(pieces) == RIGHT_WORDS
    assert pieces[-1].model == "second"


async def test_when_both_models_fail_the_error_names_both(
    scripted_server: ScriptedServer, served: Make
) -> None:
    scripted_server.play("429", model="first")
    scripted_server.play("404", model="second")

    with pytest.raises(ChatModelOverloaded, match=r"'first'.*429.*'second'.*404"):
        await answer_of(served(fallback_model="second", retries=0))


async def test_a_field_the_server_does_not_know_is_left_out_from_then_on(
    scripted_server: ScriptedServer, served: Make
) -> None:
    scripted_server.play("no max_tokens", "right")
    model = served()

    first, second = await answer_of(model), await answer_of(model)

    assert words_of(first) == words_of(second) == RIGHT_WORDS
    assert ["max_tokens" in request.json for request in scripted_server.requests] == [True, False, False]


async def test_both_names_of_the_length_limit_and_usage_are_asked_for(
    scripted_server: ScriptedServer, served: Make
) -> None:
    scripted_server.play("right")

    await answer_of(served(max_tokens=50))

    asked = scripted_server.requests[0].json
    assert asked["max_tokens"] == asked["max_completion_tokens"] == 50
    assert asked["stream_options"] == {"include_usage": True} and asked["temperature"] == 0.2
    assert asked["messages"][1] == {"role": "user", "content": "my chest hurts"}


@pytest.mark.parametrize("script", [Script(endless=True), "slow", "paused"])
async def test_stopping_closes_the_connection_within_a_second(
    scripted_server: ScriptedServer, served: Make, script: str | Script
) -> None:
    scripted_server.play(script)
    model = served(first_piece_seconds=20, between_pieces_seconds=20, max_tokens=100_000)
    reading = asyncio.create_task(answer_of(model))
    await _until_asked(scripted_server)

    stopped_at = time.monotonic()
    reading.cancel()

    left_at = await _until_the_client_has_left(scripted_server)
    assert left_at - stopped_at < 1.0


async def test_closing_the_iterator_closes_the_connection(
    scripted_server: ScriptedServer, served: Make
) -> None:
    scripted_server.play("paused")
    pieces = served(between_pieces_seconds=20).stream(PROMPT)
    await anext(pieces)

    await pieces.aclose()

    assert await _until_the_client_has_left(scripted_server)


async def test_a_hundred_answers_at_once_are_all_whole(scripted_server: ScriptedServer, served: Make) -> None:
    scripted_server.play("right")
    model = served(first_piece_seconds=20)

    answers = await asyncio.gather(*(answer_of(model) for _ in range(100)))

    assert {words_of(answer) for answer in answers} == {RIGHT_WORDS}


def test_a_served_model_without_an_address_is_a_settings_error() -> None:
    with pytest.raises(SettingsError, match="TWIN_CHAT__BASE_URL"):
        ServedModel(ChatSettings(model="any"))


def _short_wait(script: str) -> dict[str, float]:
    """Wait briefly for a server that is scripted to be late, and long for all others: the machine may be busy."""
    late = {"slow": "first_piece_seconds", "paused": "between_pieces_seconds"}
    return {late[script]: 0.4} if script in late else {}


async def _until_asked(server: ScriptedServer) -> None:
    for _ in range(200):
        if server.requests:
            await asyncio.sleep(0.1)
            return
        await asyncio.sleep(0.01)


async def _until_the_client_has_left(server: ScriptedServer) -> float:
    for _ in range(200):
        left = server.requests[0].client_left
        if left is not None:
            return left
        await asyncio.sleep(0.01)
    pytest.fail("The connection stayed open for two seconds.")
