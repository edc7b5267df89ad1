"""Production killed at any moment: the same files at the end, and nothing bought twice."""

import asyncio
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.twin.lecture.making import Studio
from twin.lecture.production import KIND
from twin.lecture.talk_order import STEPS, TalkOrder

TRIES = 30


async def ordered(data: Path, personas: Path, job_id: str) -> Studio:
    """Approve a talk and order it; nobody works yet."""
    studio = Studio(data, personas)
    from twin.storage.migrating import upgrade

    await upgrade(studio.database)
    project = await studio.approved()
    order = TalkOrder(project, 1, str(data / "out"), presenter=False)
    await studio.jobs.order(KIND, order.as_order(), job_id=job_id)
    return studio


def worker(data: Path, personas: Path, job_id: str) -> "subprocess.Popen[bytes]":
    """Begin a process that works until the job is finished."""
    command = [sys.executable, "-m", "tests.twin.lecture.making", str(data), str(personas), job_id]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


async def killed_in(step: str, studio: Studio, personas: Path, job_id: str, wait: float) -> None:
    """Let a process work until it is `wait` seconds in a step, and kill it."""
    process = worker(studio.data, personas, job_id)
    while process.poll() is None:
        told = await studio.jobs.status(job_id)
        if told.state.is_final:
            break
        if told.progress and told.progress.step == step:
            await asyncio.sleep(wait)
            break
        await asyncio.sleep(0.02)
    process.kill()
    process.wait()


@pytest.mark.soak
async def test_a_talk_killed_thirty_times_at_every_step_is_the_same_talk_and_costs_the_same(
    tmp_path: Path, personas: Path
) -> None:
    chance = random.Random(5)
    undisturbed = await ordered(tmp_path / "calm", personas, "talk")
    process = await asyncio.to_thread(worker, undisturbed.data, personas, "talk")
    wanted = (await undisturbed.jobs.result("talk"))["files"]
    process.wait()
    paid = sorted(undisturbed.bought())
    await undisturbed.close()

    steps = list(STEPS)
    for number in range(TRIES):
        studio = await ordered(tmp_path / f"try{number}", personas, "talk")
        await killed_in(steps[number % len(steps)], studio, personas, "talk", chance.uniform(0, 0.4))
        await killed_in(chance.choice(steps), studio, personas, "talk", chance.uniform(0, 0.4))
        process = worker(studio.data, personas, "talk")
        made = (await studio.jobs.result("talk"))["files"]
        process.wait()

        differing = [name for name in wanted if made.get(name) != wanted[name] and name != "manifest.json"]
        assert not differing, f"try {number}"
        assert sorted(studio.bought()) == paid, f"try {number}"
        await studio.close()
