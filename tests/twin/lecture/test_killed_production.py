"""Production killed at any moment: the same files at the end, and nothing bought twice."""

import asyncio
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.twin.lecture.making import Studio
from twin.labels.signing_key import SigningKey
from twin.lecture.production import KIND
from twin.lecture.talk_order import STEPS, TalkOrder
from twin.storage.migrating import upgrade

TRIES = 30
JOB = "talk"


async def approved(data: Path, personas: Path) -> str:
    """Prepare a folder with an approved talk and a signing key; give the project."""
    studio = Studio(data, personas)
    await upgrade(studio.database)
    project = await studio.approved()
    SigningKey(data / "seal")
    await studio.close()
    return project


async def ordered(prepared: Path, data: Path, personas: Path, project: str) -> Studio:
    """Order the talk in a copy of the prepared folder; nobody works yet."""
    shutil.copytree(prepared, data)
    studio = Studio(data, personas)
    order = TalkOrder(project, 1, str(data / "out"), presenter=False)
    await studio.jobs.order(KIND, order.as_order(), job_id=JOB)
    return studio


async def finished(studio: Studio, personas: Path) -> dict[str, str]:
    """Let a process work to the end; give the hashes of the files."""
    process = worker(studio.data, personas)
    made: dict[str, str] = (await studio.jobs.result(JOB))["files"]
    process.wait()
    return made


def worker(data: Path, personas: Path) -> "subprocess.Popen[bytes]":
    """Begin a process that works until the job is finished."""
    command = [sys.executable, "-m", "tests.twin.lecture.making", str(data), str(personas), JOB]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


async def killed_in(step: str, studio: Studio, personas: Path, wait: float) -> None:
    """Let a process work until it is `wait` seconds in a step, and kill it."""
    process = worker(studio.data, personas)
    while process.poll() is None:
        told = await studio.jobs.status(JOB)
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
    chance, steps = random.Random(5), list(STEPS)
    prepared = tmp_path / "prepared"
    project = await approved(prepared, personas)
    undisturbed = await ordered(prepared, tmp_path / "calm", personas, project)
    wanted = await finished(undisturbed, personas)
    paid = sorted(undisturbed.bought())
    await undisturbed.close()

    for number in range(TRIES):
        studio = await ordered(prepared, tmp_path / f"try{number}", personas, project)
        await killed_in(steps[number % len(steps)], studio, personas, chance.uniform(0, 0.4))
        await killed_in(chance.choice(steps), studio, personas, chance.uniform(0, 0.4))

        made = await finished(studio, personas)

        assert {name for name in wanted if made.get(name) != wanted[name]} == set(), f"try {number}"
        assert sorted(studio.bought()) == paid, f"try {number}"
        await studio.close()
