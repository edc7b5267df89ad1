"""The one door to DBOS: durable jobs over SQLite or Postgres.

A job is a workflow of named steps. Killed anywhere, it goes on behind its last finished step: in the same process when that
starts again, or in another one that finds its slot empty. Reading and cancelling (`job_book`) need no running worker.
"""

import asyncio
import datetime
import logging
import threading
import time
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import Future, wait
from typing import Any

from twin.jobs.executor_slots import Slots
from twin.jobs.job import JobFailed, JobKind, JobState, JobStatus, Order, Progress, Result
from twin.twin_error import TwinError

log = logging.getLogger(__name__)

VERSION = (
    "twin-jobs-1"  # fixed by hand: DBOS's own is a hash of the source, and an edit would strand every job
)
QUEUE, WORKFLOW, PROGRESS = "jobs", "job", "progress"
# Each look costs CPU while a film is made: ten a second of all three took 5 % of a core, these take 2 %.
POLL_SECONDS = 0.5  # how soon an ordered job begins
LISTEN_SECONDS = 1.0  # DBOS's own ear for messages, of which this house sends none
SWEEP_SECONDS = 5.0
REPORT_SECONDS = 0.5  # progress is written, and a cancelled job noticed, at most this often
STATES = {
    "ENQUEUED": JobState.QUEUED,
    "DELAYED": JobState.QUEUED,
    "PENDING": JobState.RUNNING,
    "SUCCESS": JobState.DONE,
    "CANCELLED": JobState.CANCELLED,
}
UNFINISHED = ["ENQUEUED", "DELAYED", "PENDING"]


class JobWorker:
    """Runs jobs in this process. One at a time per process, as DBOS is one per process."""

    def __init__(self, url: str, slots: Slots, kinds: Mapping[str, JobKind], *, at_once: int) -> None:
        """Take the book's database, the slots of the living, what can be done, and how many jobs run at once."""
        self._url, self._slots, self._kinds, self._at_once = url, slots, dict(kinds), at_once
        self._waiting: set[Future[Any]] = set()
        self._ended = threading.Event()
        self._sweeper: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._slot = -1

    def launch(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin to run jobs; coroutines of their steps run in `loop`, which must be running."""
        from dbos import DBOS

        self._loop = loop
        self._slot = self._slots.claim()
        DBOS(
            config={
                "name": "twin",
                "system_database_url": self._url,
                "application_version": VERSION,
                "executor_id": executor_name(self._slot),
                "notification_listener_polling_interval_sec": LISTEN_SECONDS,
                "log_level": "CRITICAL",
                "console_log_level": "CRITICAL",
            }
        )

        def job(kind: str, order: dict[str, Any]) -> Result:  # DBOS takes plain functions only
            return self._job(kind, order)

        DBOS.workflow(name=WORKFLOW)(job)
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=self._at_once, polling_interval_sec=POLL_SECONDS)
        self._sweeper = threading.Thread(target=self._sweep, name="job-sweeper", daemon=True)
        self._sweeper.start()

    def close(self) -> None:
        """Stop; what runs stays unfinished in the book and goes on with the next worker."""
        from dbos import DBOS

        self._ended.set()
        DBOS.destroy(destroy_registry=True)
        for waiting in list(self._waiting):
            waiting.cancel()
        if self._sweeper is not None:
            self._sweeper.join(timeout=SWEEP_SECONDS)
        self._slots.close()

    def _job(self, kind: str, order: dict[str, Any]) -> Result:
        """Do one job; this is the workflow."""
        from dbos import DBOS

        known = self._kinds.get(kind)
        if known is None:
            raise JobFailed(
                "JobUnknown", f"No kind of job {kind!r} here. Bring every worker to the same release.", 3
            )
        return known.work(_Run(self, known, str(DBOS.workflow_id)), order)

    def waited(self, coroutine: Coroutine[Any, Any, Any], meanwhile: Callable[[], None]) -> Any:
        """Run a coroutine in the house's loop and wait for it in the job's own thread, doing `meanwhile` now and then."""
        if self._loop is None:
            raise RuntimeError("launch() comes first")
        waiting = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        self._waiting.add(waiting)
        try:
            while True:
                done, _ = wait([waiting], timeout=REPORT_SECONDS)
                if done:
                    return waiting.result()
                meanwhile()
        finally:
            waiting.cancel()  # where `meanwhile` has ended the job; nothing happens to what is done
            self._waiting.discard(waiting)

    def _sweep(self) -> None:
        """Take over the jobs of the dead, again and again."""
        while not self._ended.is_set():
            try:
                with self._slots.sweeping() as alone:
                    if alone:
                        self._take_over()
            except Exception as error:
                log.warning("sweeping failed", extra={"error": type(error).__name__})
            self._ended.wait(SWEEP_SECONDS)

    def _take_over(self) -> None:
        from dbos import DBOS

        for job in DBOS.list_workflows(status="PENDING", name=WORKFLOW, load_input=False, load_output=False):
            slot = slot_of(job.executor_id)
            if slot is not None and slot != self._slot and not self._slots.is_held(slot):
                log.info("job taken over", extra={"job": job.workflow_id, "from": job.executor_id})
                DBOS.resume_workflow(job.workflow_id, queue_name=QUEUE)


class _Run:
    """One run of a job. Only its own thread speaks to DBOS; other threads and the loop leave word here."""

    def __init__(self, worker: JobWorker, kind: JobKind, job_id: str) -> None:
        self._worker, self._kind, self.id = worker, kind, job_id
        self._thread = threading.get_ident()
        self._step = ""
        self._said = (0, 0)
        self._is_cancelled = False
        self._begun: float | None = None
        self._begun_at = self._written = 0.0

    def step(self, name: str, work: Any) -> Any:
        """Do one named step, or give what it gave before."""
        from dbos import DBOS

        if name not in self._kind.steps:
            raise ValueError(f"{name!r} is no step of {self._kind.name!r}: {', '.join(self._kind.steps)}")
        return DBOS.run_step({"name": name}, self._done, name, work)

    def _done(self, name: str, work: Any) -> Any:
        self._step, self._said = name, (0, 0)
        self._write()
        try:
            given = work()
            return self._worker.waited(given, self._write) if asyncio.iscoroutine(given) else given
        except TwinError as error:
            # As plain text: many errors cannot be read back from a database as what they were.
            raise JobFailed(type(error).__name__, str(error), error.exit_code) from None
        except JobFailed:
            raise
        except Exception as error:
            log.exception("step failed", extra={"job": self.id, "step": name})
            raise JobFailed(type(error).__name__, f"Step {name!r} failed; the log says more.", 1) from None

    def report(self, part: int, parts: int) -> None:
        """Say how far the step is; a cancelled job ends here."""
        self._said = (part, parts)
        if threading.get_ident() == self._thread and time.monotonic() - self._written > REPORT_SECONDS:
            self._write()
        if self._is_cancelled:
            raise _cancelled()

    def _write(self) -> None:
        """Write the progress into the book and look whether the job was cancelled."""
        from dbos import DBOS

        self._written = time.monotonic()
        status = DBOS.get_workflow_status(self.id)
        if status is not None and status.status == "CANCELLED":
            self._is_cancelled = True
            raise _cancelled()
        DBOS.set_event(PROGRESS, self._progress(*self._said, self._written))

    def _progress(self, part: int, parts: int, now: float) -> dict[str, Any]:
        names = list(self._kind.steps)
        whole = sum(self._kind.steps.values())
        before = sum(self._kind.steps[name] for name in names[: names.index(self._step)])
        share = (before + self._kind.steps[self._step] * (part / parts if parts else 0.0)) / whole
        if self._begun is None:
            self._begun, self._begun_at = now, share
        gained = share - self._begun_at
        left = (now - self._begun) / gained * (1 - share) if gained > 0.02 else None
        return {
            "step": self._step,
            "part": part,
            "parts": parts,
            "percent": round(share * 100, 1),
            "seconds_left": left,
        }


def _cancelled() -> JobFailed:
    return JobFailed("JobCancelled", "The job was cancelled. Start it again; what is finished is kept.", 1)


class JobBook:
    """Orders, reads and cancels jobs; from any process, whether or not it runs any."""

    def __init__(self, url: str) -> None:
        """Open the book; it must have been made by a worker or by `make_book`."""
        from dbos import DBOSClient

        self._client = DBOSClient(system_database_url=url)

    def order(self, kind: str, order: Order, *, job_id: str) -> None:
        """Put a job in; an id that is there already is the same job and is not put in twice."""
        self._client.enqueue(
            {"queue_name": QUEUE, "workflow_name": WORKFLOW, "workflow_id": job_id, "app_version": VERSION},
            kind,
            dict(order),
        )

    def status(self, job_id: str) -> JobStatus | None:
        """Give where a job stands; None when there is no such job."""
        found = self._client.list_workflows(workflow_ids=[job_id], name=WORKFLOW)
        return self._told(found[0]) if found else None

    def unfinished(self, prefix: str) -> tuple[str, ...]:
        """Give the ids of jobs that begin so and are not finished, the oldest first."""
        found = self._client.list_workflows(workflow_id_prefix=prefix, status=UNFINISHED, load_output=False)
        return tuple(one.workflow_id for one in found)

    def listed(self, prefix: str = "", *, most: int = 100) -> tuple[JobStatus, ...]:
        """Give jobs whose id begins so, the newest first."""
        found = self._client.list_workflows(
            workflow_id_prefix=prefix or None, name=WORKFLOW, sort_desc=True, limit=most
        )
        return tuple(self._told(one) for one in found)

    def cancel(self, job_id: str) -> None:
        """End a job at its next step or part; nothing happens to one that is finished."""
        self._client.cancel_workflow(job_id)

    def close(self) -> None:
        """Close the book."""
        self._client.destroy()

    def _told(self, one: Any) -> JobStatus:
        state = STATES.get(one.status, JobState.FAILED)
        told = None if state is JobState.QUEUED else self._client.get_event(one.workflow_id, PROGRESS, 0)
        failure = one.error if isinstance(one.error, JobFailed) else None
        unnamed = f"{type(one.error).__name__}: see the log and run it again" if one.error else ""
        return JobStatus(
            id=one.workflow_id,
            kind=(one.input or {"args": ["job"]})["args"][0] if one.input else "job",
            state=state,
            progress=Progress(**told) if told else None,
            error=failure.message if failure else unnamed,
            error_kind=failure.kind if failure else type(one.error).__name__ if one.error else "",
            exit_code=failure.exit_code if failure else 1 if one.error else 0,
            result=one.output if state is JobState.DONE else None,
            changed_at=datetime.datetime.fromtimestamp((one.updated_at or 0) / 1000, datetime.UTC),
        )


def make_book(url: str) -> None:
    """Make the book's tables, so that jobs can be read and ordered before any worker has run."""
    from dbos import DBOS

    DBOS.migrate(url)


def executor_name(slot: int) -> str:
    """Give the name of the executor in a slot."""
    return f"slot-{slot}"


def slot_of(executor: str | None) -> int | None:
    """Give the slot of an executor's name; None for a name that is not ours."""
    number = (executor or "").removeprefix("slot-")
    return int(number) if number.isdigit() else None
