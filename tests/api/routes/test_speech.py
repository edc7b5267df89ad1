"""Answers read aloud over HTTP, without a socket."""

import io
import wave

import httpx
import numpy as np

from tests.api.routes.test_consultations import ask, events_in
from tests.api.small_app import SmallHouse


async def answered(client: httpx.AsyncClient) -> str:
    """Ask, wait for the answer, give the address of the turn."""
    turn = await ask(client)
    assert events_in((await client.get(turn["events"])).text)[-1]["kind"] == "answered"
    return str(turn["events"]).removesuffix("/events")


async def test_an_answer_is_heard_as_a_stream_of_sound(client: httpx.AsyncClient) -> None:
    address = await answered(client)

    heard = await client.get(f"{address}/speech")

    assert heard.status_code == 200 and heard.headers["content-type"] == "audio/wav"
    assert heard.headers["cache-control"] == "private, no-store"
    assert heard.content[:4] == b"RIFF" and "content-length" not in heard.headers
    sound = np.frombuffer(heard.content[44:], "<i2")
    assert len(sound) / 24_000 > 5 and np.abs(sound.astype(int)).max() > 5_000


async def test_the_whole_file_holds_the_same_sound_and_its_length(client: httpx.AsyncClient) -> None:
    address = await answered(client)
    streamed = (await client.get(f"{address}/speech")).content

    whole = (await client.get(f"{address}/speech.wav")).content

    with wave.open(io.BytesIO(whole)) as file:
        assert (file.getframerate(), file.getnchannels()) == (24_000, 1)
        assert file.readframes(file.getnframes()) == streamed[44:]


async def test_the_file_bears_the_label_of_generated_content(client: httpx.AsyncClient) -> None:
    address = await answered(client)

    whole = (await client.get(f"{address}/speech.wav")).content

    assert whole.count(b'{"Label":"1"') == 1


async def test_a_player_that_asks_for_a_part_gets_that_part(client: httpx.AsyncClient) -> None:
    address = await answered(client)
    whole = (await client.get(f"{address}/speech.wav")).content

    first = await client.get(f"{address}/speech.wav", headers={"range": "bytes=0-1"})
    rest = await client.get(f"{address}/speech.wav", headers={"range": "bytes=1000-"})
    beyond = await client.get(f"{address}/speech.wav", headers={"range": f"bytes={len(whole)}-"})

    assert (first.status_code, first.content) == (206, whole[:2])
    assert rest.headers["content-range"] == f"bytes 1000-{len(whole) - 1}/{len(whole)}"
    assert rest.content == whole[1000:] and beyond.status_code == 416


async def test_nobody_hears_another_patients_answer(client: httpx.AsyncClient, house: SmallHouse) -> None:
    address = await answered(client)
    client.cookies.clear()

    stranger = await client.get(f"{address}/speech")

    assert stranger.status_code == 404


async def test_an_answer_that_is_not_there_is_not_read(client: httpx.AsyncClient) -> None:
    address = await answered(client)

    assert (await client.get(address[:-3] + "xyz/speech")).status_code == 404
