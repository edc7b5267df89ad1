"""Long jobs: followed, cancelled, failed, killed and taken over."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.twin.jobs.steps_of_a_job import jobs_in
from twin.errors import JobEnded, JobNotFound
from twin.jobs.executor_slots import FileSlots
from twin.jobs.job import JobState
from twin.jobs.jobs import Jobs, sync_url


@pytest.fixture
async def jobs(tmp_path: Path) -> AsyncIterator[Jobs]:
    office = jobs_in(tmp_path)
    await office.work()
    yield office
    await office.close()


def killable(data: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "tests.twin.jobs.steps_of_a_job", str(data), "t1"])


async def begun(step: str, data: Path) -> None:
    async with asyncio.timeout(20):
        while step not in written(data):  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(0.05)


def written(tmp_path: Path) -> list[str]:
    book = tmp_path / "book"
    return book.read_text().split() if book.exists() else []


async def test_a_job_does_its_steps_in_order_and_gives_its_result(jobs: Jobs, tmp_path: Path) -> None:
    await jobs.order("tea", {"book": str(tmp_path / "book")}, job_id="t1")

    assert await jobs.result("t1") == {"done": ["boiled", "brewed", "poured"]}
    assert written(tmp_path) == ["boil", "brew", "pour"]


async def test_the_same_order_twice_is_one_job(jobs: Jobs, tmp_path: Path) -> None:
    for _ in range(2):
        await jobs.order("tea", {"book": str(tmp_path / "book")}, job_id="t1")

    await jobs.result("t1")
    assert written(tmp_path) == ["boil", "brew", "pour"]


async def test_progress_goes_forward_and_is_seen_from_another_office(jobs: Jobs, tmp_path: Path) -> None:
    onlooker = Jobs(tmp_path)
    await jobs.order("tea", {"book": str(tmp_path / "book"), "seconds": 0.8}, job_id="t1")

    seen = [told async for told in onlooker.follow("t1")]
    await onlooker.close()

    percents = [told.progress.percent for told in seen if told.progress]
    steps = [told.progress.step for told in seen if told.progress]
    assert percents == sorted(percents) and steps[0] == "boil" and steps[-1] == "pour"
    assert seen[-1].state is JobState.DONE
    assert any(told.progress and told.progress.seconds_left for told in seen)


async def test_a_failure_keeps_its_words_its_name_and_its_exit_code(jobs: Jobs, tmp_path: Path) -> None:
    await jobs.order("tea", {"book": str(tmp_path / "book"), "fails_at": "brew"}, job_id="t1")

    with pytest.raises(JobEnded, match="No consent to tea") as failed:
        await jobs.result("t1")

    assert (failed.value.kind, failed.value.exit_code) == ("PolicyRefused", 5)
    assert written(tmp_path) == ["boil", "brew"]


async def test_a_cancelled_job_ends_and_does_no_further_step(jobs: Jobs, tmp_path: Path) -> None:
    await jobs.order("tea", {"book": str(tmp_path / "book"), "seconds": 2}, job_id="t1")
    await begun("boil", tmp_path)

    await jobs.cancel("t1")

    with pytest.raises(JobEnded, match="cancelled"):
        await jobs.result("t1")
    await asyncio.sleep(0.8)
    assert "pour" not in written(tmp_path)


async def test_an_unknown_job_is_said_to_be_unknown(jobs: Jobs) -> None:
    with pytest.raises(JobNotFound, match="gone"):
        await jobs.status("gone")


async def test_a_killed_job_goes_on_behind_its_last_finished_step(tmp_path: Path) -> None:
    office = jobs_in(tmp_path)
    await office.order("tea", {"book": str(tmp_path / "book"), "seconds": 0.7}, job_id="t1")
    worker = killable(tmp_path)
    await begun("brew", tmp_path)
    worker.send_signal(signal.SIGKILL)
    worker.wait()

    await office.work()
    result = await office.result("t1")
    await office.close()

    assert result["done"] == ["boiled", "brewed", "poured"]
    assert written(tmp_path) == ["boil", "brew", "brew", "pour"]


async def test_a_living_worker_takes_over_the_job_of_a_dead_one(tmp_path: Path) -> None:
    office = jobs_in(tmp_path)
    await office.order("tea", {"book": str(tmp_path / "book"), "seconds": 0.7}, job_id="t1")
    worker = killable(tmp_path)
    await begun("brew", tmp_path)
    await office.work()  # alive beside it, in another slot
    worker.send_signal(signal.SIGKILL)
    worker.wait()

    result = await office.result("t1")
    await office.close()

    assert result["done"] == ["boiled", "brewed", "poured"]
    assert written(tmp_path).count("boil") == 1


def test_a_slot_is_held_by_the_living_and_free_when_given_back(tmp_path: Path) -> None:
    one, other = FileSlots(tmp_path), FileSlots(tmp_path)

    assert (one.claim(), other.claim()) == (0, 1)
    assert other.is_held(0)
    one.close()
    assert not other.is_held(0)


def test_postgres_keeps_the_jobs_only_when_it_keeps_the_rest() -> None:
    assert sync_url("postgresql+asyncpg://u:p@h/db") == "postgresql://u:p@h/db"
    assert sync_url("sqlite+aiosqlite:///x") == "" and sync_url(None) == ""
