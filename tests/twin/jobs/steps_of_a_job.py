"""A job that writes down every step it really does; also a program that can be killed."""

import asyncio
import sys
import time
from collections.abc import Callable
from pathlib import Path

from twin.errors import PolicyRefused
from twin.jobs.job import JobKind, JobRun, Order, Result
from twin.jobs.jobs import Jobs

STEPS = {"boil": 1.0, "brew": 3.0, "pour": 1.0}


def tea(run: JobRun, order: Order) -> Result:
    """Make tea in three steps; `order` says in which file each is written down and how long it takes."""
    book, seconds = Path(order["book"]), float(order.get("seconds", 0))

    def step(name: str) -> Callable[[], str]:
        def work() -> str:
            with book.open("a") as file:
                file.write(f"{name}\n")
            if order.get("fails_at") == name:
                raise PolicyRefused("No consent to tea.")
            for part in range(4):
                run.report(part, 4)
                time.sleep(seconds / 4)
            return f"{name}ed"

        return work

    async def poured() -> str:
        await asyncio.sleep(0)
        return step("pour")()

    return {
        "done": [run.step("boil", step("boil")), run.step("brew", step("brew")), run.step("pour", poured)]
    }


def jobs_in(data: Path) -> Jobs:
    """Give the office over a folder."""
    return Jobs(data, kinds=[JobKind("tea", STEPS, tea)])


async def serve(data: Path, job_id: str) -> None:
    """Work until a job is finished."""
    jobs = jobs_in(data)
    await jobs.work()
    await jobs.result(job_id)
    await jobs.close()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), sys.argv[2]))
