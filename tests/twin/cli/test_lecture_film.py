"""What the command line says while a talk is made."""

from collections.abc import AsyncIterator
from typing import Any, cast

import pytest
import typer

from tests.twin.lecture.studio import small_script
from twin.cli.film_approval import approver_of
from twin.cli.job_progress import bar, shown_until_done
from twin.cli.lecture_film import _brief
from twin.errors import ApprovalRefused, JobEnded
from twin.jobs.job import JobState, JobStatus, Progress
from twin.jobs.jobs import Jobs


class Told:
    """Jobs that tell what they were given."""

    def __init__(self, *told: JobStatus) -> None:
        self._told = told

    async def follow(self, _: str) -> AsyncIterator[JobStatus]:
        for one in self._told:
            yield one


RUNNING = JobStatus("j", "talk", JobState.RUNNING, Progress("voice", 3, 31, 50.0, 61.0))


def test_the_bar_shows_step_parts_percent_and_time_left() -> None:
    assert bar(RUNNING) == "[##############··············]  50 % voice 3/31 · 1:01 left"


async def test_off_a_terminal_each_step_is_one_plain_line(capsys: pytest.CaptureFixture[str]) -> None:
    done = JobStatus("j", "talk", JobState.DONE, Progress("verify", percent=99), result={"folder": "x"})

    result = await shown_until_done(cast(Jobs, Told(RUNNING, RUNNING, done)), "j")

    assert result == {"folder": "x"}
    assert capsys.readouterr().err.splitlines() == [" 50 % voice", " 99 % verify"]


async def test_a_failed_job_keeps_its_words_and_exit_code() -> None:
    failed = JobStatus(
        "j", "talk", JobState.FAILED, error="No credit left.", error_kind="VoiceUnpaid", exit_code=4
    )

    with pytest.raises(JobEnded, match="No credit left") as ended:
        await shown_until_done(cast(Jobs, Told(failed)), "j")

    assert ended.value.exit_code == 4


def test_a_brief_that_cannot_be_is_a_usage_error() -> None:
    with pytest.raises(typer.BadParameter, match="minutes"):
        _brief("cardiology", "Heart failure", 300, "public", "en")


class Shelf:
    """Holds one physician, fictional or not."""

    def __init__(self, *, fictional: bool) -> None:
        self.fictional = fictional

    def persona(self, _: str) -> Any:
        return self


class SmallHouse:
    """Only what an approval needs."""

    def __init__(self, *, fictional: bool) -> None:
        self.shelf = Shelf(fictional=fictional)


async def test_the_demonstration_never_approves_for_a_physician_who_exists() -> None:
    house = cast(Any, SmallHouse(fictional=False))

    with pytest.raises(ApprovalRefused, match="no fictional physician"):
        await approver_of(house, small_script(), login="", by_demo=True)


async def test_the_demonstration_says_openly_that_it_approves(capsys: pytest.CaptureFixture[str]) -> None:
    approver = await approver_of(
        cast(Any, SmallHouse(fictional=True)), small_script(), login="", by_demo=True
    )

    assert approver is not None and "demonstration" in approver.name
    assert "manifest says so" in capsys.readouterr().err


async def test_without_anybody_named_nobody_approves() -> None:
    assert (
        await approver_of(cast(Any, SmallHouse(fictional=True)), small_script(), login="", by_demo=False)
        is None
    )
