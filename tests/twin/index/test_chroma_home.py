"""One Chroma for all processes of an installation: shared, started again, and never locked by the dead."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np
import pytest

from twin.errors import ChromaUnavailable, IndexBusy
from twin.index.chroma_home import ChromaHome
from twin.index.chroma_index import ChromaIndex
from twin.index.chroma_lock import ADDRESS_FILE, ChromaLock
from twin.settings import ChromaSettings

SETTINGS = ChromaSettings(wait_seconds=10)
IMPATIENT = ChromaSettings(wait_seconds=0.2)
VECTORS = np.eye(5, 16, dtype=np.float32)
IDS = [f"p{number}" for number in range(5)]

_SERVE = """
import asyncio, sys
from pathlib import Path
from twin.index.chroma_home import ChromaHome
from twin.settings import ChromaSettings

async def run():
    home = ChromaHome(Path(sys.argv[1]), ChromaSettings())
    await home.serve()
    print((await home.place()).port, flush=True)
    await asyncio.sleep(600)

asyncio.run(run())
"""


def _serve_and_kill(data: Path) -> tuple[int, int]:
    """Run a serving process and kill it; give the port it served and the process id of its child."""
    command = [sys.executable, "-c", _SERVE, str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        port = int(parent.stdout.readline())
        children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()
        parent.kill()
    return port, int(children[0])


@asynccontextmanager
async def _opened(data: Path, *, serve: bool) -> AsyncIterator[tuple[ChromaHome, ChromaIndex]]:
    home = ChromaHome(data, SETTINGS)
    chroma = ChromaIndex(home, SETTINGS)
    try:
        if serve:
            await home.serve()
        yield home, chroma
    finally:
        await chroma.close()
        await home.close()


async def _becomes(true: Callable[[], bool]) -> bool:
    for _ in range(200):
        if true():
            return True
        await asyncio.sleep(0.05)
    return False


async def test_a_second_process_finds_the_running_server_and_sees_new_vectors(tmp_path: Path) -> None:
    async with (
        _opened(tmp_path, serve=True) as (home, chroma),
        _opened(tmp_path, serve=False) as (other, seen),
    ):
        place = await home.place()
        assert await other.place() == place
        assert await seen.count("cardiology", "e") == 0

        await chroma.add("cardiology", "e", IDS, VECTORS)

        assert [hit.passage_id for hit in await seen.search("cardiology", "e", VECTORS[3], 1)] == ["p3"]
        assert await seen.held("cardiology", "e") == set(IDS)


async def test_a_killed_server_is_started_again_and_nothing_is_lost(tmp_path: Path) -> None:
    async with _opened(tmp_path, serve=True) as (home, chroma), _opened(tmp_path, serve=False) as (_, seen):
        await chroma.add("cardiology", "e", IDS, VECTORS)
        assert await seen.count("cardiology", "e") == 5
        server = home._server
        assert server is not None
        assert server._child is not None

        os.kill(server._child.pid, signal.SIGKILL)

        assert (await chroma.search("cardiology", "e", VECTORS[2], 1))[0].passage_id == "p2"
        assert (await seen.search("cardiology", "e", VECTORS[4], 1))[0].passage_id == "p4"


async def test_the_server_dies_with_its_parent_and_the_next_process_gets_in(tmp_path: Path) -> None:
    port, child = await asyncio.to_thread(_serve_and_kill, tmp_path)

    async with _opened(tmp_path, serve=False) as (home, chroma):
        place = await home.place()
        await chroma.add("cardiology", "e", IDS, VECTORS)

        assert port > 0
        assert place.directory == tmp_path / "chroma"
        assert await chroma.count("cardiology", "e") == 5
    assert await _becomes(lambda: not Path(f"/proc/{child}").exists())


async def test_a_command_that_holds_the_directory_makes_others_wait_and_then_say_so(tmp_path: Path) -> None:
    async with _opened(tmp_path, serve=False) as (_, chroma):
        await chroma.add("cardiology", "e", IDS, VECTORS)

        with pytest.raises(IndexBusy, match=r"Another process holds.*twin serve"):
            await ChromaHome(tmp_path, IMPATIENT).place()

    async with _opened(tmp_path, serve=True) as (_, chroma):
        assert await chroma.count("cardiology", "e") == 5


async def test_a_waiting_command_goes_on_when_the_directory_is_free(tmp_path: Path) -> None:
    lock = ChromaLock(tmp_path)
    assert lock.take()
    waiting = asyncio.create_task(ChromaHome(tmp_path, SETTINGS).place())
    await asyncio.sleep(0.1)
    assert not waiting.done()

    lock.release()

    assert (await waiting).directory == tmp_path / "chroma"


async def test_an_address_left_by_the_dead_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / ADDRESS_FILE).write_text('{"port": 1, "pid": 1}')

    async with _opened(tmp_path, serve=False) as (home, _):
        assert (await home.place()).directory == tmp_path / "chroma"
        assert not (tmp_path / ADDRESS_FILE).exists()


async def test_removing_and_dropping_forget(tmp_path: Path) -> None:
    async with _opened(tmp_path, serve=False) as (_, chroma):
        await chroma.add("cardiology", "e", IDS, VECTORS)
        await chroma.add("cardiology", "e", IDS[:1], VECTORS[4:])
        await chroma.add("urology", "e", IDS, VECTORS)

        await chroma.remove("cardiology", "e", ["p1", "unknown"])
        await chroma.drop("urology", "e")

        assert await chroma.held("cardiology", "e") == {"p0", "p2", "p3", "p4"}
        assert {h.passage_id for h in await chroma.search("cardiology", "e", VECTORS[4], 2)} == {"p0", "p4"}
        assert await chroma.count("urology", "e") == 0
        assert await chroma.search("urology", "e", VECTORS[0], 3) == []


async def test_a_remote_server_that_is_away_names_its_settings(tmp_path: Path) -> None:
    settings = ChromaSettings(host="127.0.0.1", port=9)
    chroma = ChromaIndex(ChromaHome(tmp_path, settings), settings)

    with pytest.raises(ChromaUnavailable, match=r"127\.0\.0\.1:9 failed.*TWIN_CHROMA__HOST"):
        await chroma.count("cardiology", "e")


async def test_a_remote_server_is_sent_the_token_and_the_directory_stays_unlocked(tmp_path: Path) -> None:
    heads: list[str] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append((await reader.readuntil(b"\r\n\r\n")).decode().lower())
        writer.write(b"HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    settings = ChromaSettings.model_validate({"host": "127.0.0.1", "port": port, "token": "s3cret"})
    chroma = ChromaIndex(ChromaHome(tmp_path, settings), settings)

    with pytest.raises(ChromaUnavailable) as caught:
        await chroma.count("cardiology", "e")

    server.close()
    assert "authorization: bearer s3cret" in heads[0]
    assert "s3cret" not in str(caught.value)
    assert ChromaLock(tmp_path).take()
