"""The office of long jobs: order, follow, cancel; and run them here, if this process is one that works."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from threading import Lock

from twin.errors import JobEnded, JobNotFound
from twin.jobs.dbos_door import JobBook, JobWorker, make_book
from twin.jobs.executor_slots import FileSlots, PostgresSlots, Slots
from twin.jobs.job import JobKind, JobState, JobStatus, Order, Result

FILE = "jobs.sqlite3"
LOOK_SECONDS = 0.4  # between two looks of a follower; progress is not written more often either


class Jobs:
    """Jobs of one data directory, or of one Postgres database."""

    def __init__(
        self, data: Path, *, database_url: str | None = None, kinds: Iterable[JobKind] = (), at_once: int = 1
    ) -> None:
        """Take where jobs are kept, what kinds this process can do, and how many it does at once.

        `database_url` is TWIN_DATABASE__URL; Postgres then keeps the jobs too, else they have an SQLite file of their own.
        """
        self._folder = data / "jobs"
        self._postgres = sync_url(database_url)
        self._kinds = {kind.name: kind for kind in kinds}
        self._at_once = at_once
        self._worker: JobWorker | None = None
        self._opened: JobBook | None = None
        self._opening = Lock()

    @property
    def url(self) -> str:
        """Give the address of the book."""
        return self._postgres or f"sqlite:///{(self._folder / FILE).resolve()}"

    @property
    def is_working(self) -> bool:
        """Say whether this process runs jobs."""
        return self._worker is not None

    def has_book(self) -> bool:
        """Say whether any job was ever ordered here; on Postgres nobody knows before looking."""
        return bool(self._postgres) or (self._folder / FILE).exists()

    async def work(self) -> None:
        """Begin to run jobs in this process; their steps use the running loop. Takes over what the dead left."""
        if self._worker is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            worker = JobWorker(self.url, self._slots(), self._kinds, at_once=self._at_once)
            await asyncio.to_thread(worker.launch, asyncio.get_running_loop())
            self._worker = worker

    async def order(self, kind: str, order: Order, *, job_id: str) -> None:
        """Put a job in; the same id twice is one job."""
        await asyncio.to_thread(lambda: self._book().order(kind, order, job_id=job_id))

    async def status(self, job_id: str) -> JobStatus:
        """Give where a job stands.

        Raises:
            JobNotFound: If there is none of that id.
        """
        told = await asyncio.to_thread(lambda: self._book().status(job_id))
        if told is None:
            raise JobNotFound(job_id)
        return told

    async def listed(self, prefix: str = "", *, most: int = 100) -> tuple[JobStatus, ...]:
        """Give the jobs whose id begins so, the newest first."""
        return await asyncio.to_thread(lambda: self._book().listed(prefix, most=most))

    async def unfinished(self, prefix: str) -> tuple[str, ...]:
        """Give the ids of jobs that begin so and go on, the oldest first."""
        return await asyncio.to_thread(lambda: self._book().unfinished(prefix))

    async def cancel(self, job_id: str) -> None:
        """End a job at its next part; what is finished of it is kept, nothing is published.

        Raises:
            JobNotFound: If there is none of that id.
        """
        await self.status(job_id)
        await asyncio.to_thread(lambda: self._book().cancel(job_id))

    async def follow(self, job_id: str) -> AsyncIterator[JobStatus]:
        """Give a job's status now and whenever it has changed, until it is final; the final one is always given.

        Raises:
            JobNotFound: If there is none of that id.
        """
        last: JobStatus | None = None
        while last is None or not last.state.is_final:
            now = await self.status(job_id)
            if last is None or (now.state, now.progress) != (last.state, last.progress):
                yield now
            last = now
            if not now.state.is_final:
                await asyncio.sleep(LOOK_SECONDS)

    async def result(self, job_id: str) -> Result:
        """Wait for a job and give what it made.

        Raises:
            JobEnded: If it failed or was cancelled.
            JobNotFound: If there is none of that id.
        """
        async for told in self.follow(job_id):
            if told.state is JobState.DONE:
                return told.result or {}
            if told.state.is_final:
                raise ended(told)
        raise JobNotFound(job_id)

    async def close(self) -> None:
        """Stop working and close the book; unfinished jobs go on with the next worker."""
        if self._worker is not None:
            await asyncio.to_thread(self._worker.close)
            self._worker = None
        if self._opened is not None:
            await asyncio.to_thread(self._opened.close)
            self._opened = None

    def _book(self) -> JobBook:
        with self._opening:
            if self._opened is None:
                if not self._postgres and not (self._folder / FILE).exists():
                    self._folder.mkdir(parents=True, exist_ok=True)
                    make_book(self.url)
                    (self._folder / FILE).chmod(0o600)
                self._opened = JobBook(self.url)
            return self._opened

    def _slots(self) -> Slots:
        return (
            PostgresSlots(self._postgres.replace("postgresql:", "postgresql+psycopg:", 1))
            if self._postgres
            else FileSlots(self._folder)
        )


def ended(told: JobStatus) -> JobEnded:
    """Give the error of a job that ended without a result."""
    cancelled = "The job was cancelled. Start it again; what is finished is kept."
    message = cancelled if told.state is JobState.CANCELLED else told.error
    return JobEnded(message, kind=told.error_kind or "JobCancelled", exit_code=told.exit_code or 1)


def sync_url(url: str | None) -> str:
    """Give the plain address of a Postgres database; empty for any other."""
    if not url or not url.startswith("postgresql"):
        return ""
    return "postgresql:" + url.split(":", 1)[1]
