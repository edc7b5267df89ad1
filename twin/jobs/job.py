"""A long job: its order, where it stands, and how it failed. Values only."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, TypeVar

Order = Mapping[str, Any]  # what JSON can hold; the whole of what a job is told
Result = dict[str, Any]
T = TypeVar("T")


class JobState(StrEnum):
    """Where a job stands. The last three are final."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """Say whether nothing more will happen."""
        return self in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is. `part` of `parts` counts inside the step, 0 of 0 where it has none; `percent` is of the whole job.

    `seconds_left` is an estimate from the pace so far; None before there is one.
    """

    step: str
    part: int = 0
    parts: int = 0
    percent: float = 0.0
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class JobStatus:
    """What anybody may know of a job. `error` is a message for people, `error_kind` its class; `result` only when done."""

    id: str
    kind: str
    state: JobState
    progress: Progress | None = None
    error: str = ""
    error_kind: str = ""
    exit_code: int = 0
    result: Result | None = None
    changed_at: datetime.datetime | None = None


class JobFailed(Exception):
    """A failure as it is kept in the book of jobs: all of it survives the way to another process."""

    def __init__(self, kind: str, message: str, exit_code: int) -> None:
        super().__init__(kind, message, exit_code)
        self.kind, self.message, self.exit_code = kind, message, exit_code


class JobRun(Protocol):
    """What a job's work is given while it runs."""

    @property
    def id(self) -> str:
        """Give the job's id."""
        ...

    def step(self, name: str, work: Callable[[], Any]) -> Any:
        """Do one named step, or give what it gave before the process was killed.

        `work` returns what JSON can hold, or a coroutine of it, which runs in the loop of the house.
        """
        ...

    def report(self, part: int, parts: int) -> None:
        """Say how far the present step is, from any thread; cancelled jobs end here."""
        ...


@dataclass(frozen=True, slots=True)
class JobKind:
    """One kind of job. `steps` are its step names with their share of the time, in order; `work` calls them in that order."""

    name: str
    steps: Mapping[str, float]
    work: Callable[[JobRun, Order], Result]
