"""A killed indexing never shows half a document, and never locks anybody out."""

import asyncio
import random
import subprocess
import sys
import time
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from tests.twin.index.folder import WordEmbedder
from tests.twin.index.indexing_child import DOCUMENTS, PERSONA, folder
from twin.index.chroma_home import ChromaHome
from twin.index.chroma_index import ChromaIndex
from twin.index.library import Library
from twin.index.tokens import tokens
from twin.settings import ChromaSettings
from twin.storage.database import Database, sqlite_url
from twin.storage.migrating import upgrade

ROOT = Path(__file__).parents[3]


def _index_and_kill(data: Path, first_version: int, seconds: float) -> None:
    """Start an indexing process and kill it some time after it begins."""
    command = [sys.executable, "-m", "tests.twin.index.indexing_child", str(data), str(first_version)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begin\n"
        time.sleep(seconds)
        process.kill()


async def _shown_version(data: Path) -> int | None:
    """Look through every door of the library; give the version all documents have, or None before the first."""
    settings, embedder = ChromaSettings(wait_seconds=20), WordEmbedder()
    database, home = Database(sqlite_url(data)), ChromaHome(data, settings)
    await upgrade(database)
    chroma = ChromaIndex(home, settings)
    shown: int | None = None
    for exact_below in (50_000, 0):
        library = Library(database, chroma, embedder_name=embedder.name, exact_below=exact_below)
        if await library.published(PERSONA) is not None:
            shown = await _checked_version(library, embedder)
    await chroma.close()
    await home.close()
    await database.close()
    return shown


async def _checked_version(library: Library, embedder: WordEmbedder) -> int:
    documents = await library.documents(PERSONA)
    version = int(documents[0].text.split("version")[1].split(" ")[0])
    expected = {passage.id: passage for _, part in folder(version) for passage in part}
    assert sorted(document.name for document in documents) == [f"doc{n}" for n in range(DOCUMENTS)]
    assert set(await library.retrievable(PERSONA)) == set(expected)
    everything = await library.dense(PERSONA, await embedder.embed_query("passage document"), 500)
    assert {hit.passage_id for hit in everything} == set(expected)
    by_words = await library.words(PERSONA, tokens("document0 document1 document2 document3 document4"), 500)
    assert {hit.passage_id for hit in by_words} == set(expected)
    held = await library.passages(PERSONA, list(expected))
    assert [item.passage.text for item in held] == [passage.text for passage in expected.values()]
    return version


async def _kill_often(data: Path, kills: int, *, seed: int) -> list[int | None]:
    chance = random.Random(seed)
    shown: list[int | None] = []
    for _ in range(kills):
        last = next((version for version in reversed(shown) if version is not None), 0)
        _index_and_kill(data, last + 1, chance.uniform(0.0, 0.4))
        shown.append(await _shown_version(data))
    return shown


async def test_five_kills_never_show_half_a_document(tmp_path: Path) -> None:
    shown = await _kill_often(tmp_path, 5, seed=5)

    versions = [version for version in shown if version is not None]
    assert versions == sorted(versions)


async def _index_twice_at_once(data: Path, seconds: float) -> int | None:
    """Let two processes index the same persona beside a serving one, kill all, and look."""
    home = ChromaHome(data, ChromaSettings())
    await home.serve()
    command = [sys.executable, "-m", "tests.twin.index.indexing_child", str(data), "1"]
    children = [await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=PIPE) for _ in range(2)]
    for child in children:
        assert child.stdout is not None
        assert await child.stdout.readline() == b"begin\n"
    await asyncio.sleep(seconds)
    ended = [child.returncode for child in children]
    for child in children:
        child.kill()
        await child.wait()
    await home.close()
    assert ended == [None, None]  # neither stumbled over the other
    return await _shown_version(data)


async def test_two_indexing_processes_beside_a_serving_one_leave_a_whole_index(tmp_path: Path) -> None:
    assert await _index_twice_at_once(tmp_path, 1.5) is not None


@pytest.mark.soak
async def test_two_indexing_processes_leave_a_whole_index_after_a_minute(tmp_path: Path) -> None:
    assert await _index_twice_at_once(tmp_path, 60) is not None


@pytest.mark.soak
@pytest.mark.timeout(1200)
async def test_a_hundred_kills_never_show_half_a_document(tmp_path: Path) -> None:
    shown = await _kill_often(tmp_path, 100, seed=100)

    versions = [version for version in shown if version is not None]
    assert versions == sorted(versions)
    assert len(set(versions)) > 20  # many kills fell between two publications
