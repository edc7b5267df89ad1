"""How far a long job is: a bar on a terminal, plain lines off it. Always on stderr."""

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from twin.jobs.job import JobStatus
    from twin.jobs.jobs import Jobs

WIDTH = 28


async def shown_until_done(jobs: "Jobs", job_id: str) -> dict[str, Any]:
    """Follow a job to its end and give its result.

    Raises:
        JobEnded: If it failed or was cancelled.
    """
    from twin.jobs.job import JobState
    from twin.jobs.jobs import ended

    is_terminal = sys.stderr.isatty()
    last = ""
    async for told in jobs.follow(job_id):
        if is_terminal:
            print(f"\r\033[K{bar(told)}", end="", file=sys.stderr, flush=True)
        elif told.progress and told.progress.step != last:
            last = told.progress.step
            print(f"{told.progress.percent:3.0f} % {last}", file=sys.stderr, flush=True)
        if told.state.is_final:
            if is_terminal:
                print("\r\033[K", end="", file=sys.stderr, flush=True)
            if told.state is not JobState.DONE:
                raise ended(told)
            return told.result or {}
    return {}


def bar(told: "JobStatus") -> str:
    """Draw one line: a bar, the percent, the step with its parts, and the time left."""
    progress = told.progress
    if progress is None:
        return told.state.value
    full = round(WIDTH * progress.percent / 100)
    parts = f" {progress.part}/{progress.parts}" if progress.parts else ""
    left = f" · {_clock(progress.seconds_left)} left" if progress.seconds_left is not None else ""
    return f"[{'#' * full}{'·' * (WIDTH - full)}] {progress.percent:3.0f} % {progress.step}{parts}{left}"


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
