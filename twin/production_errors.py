"""Errors of long jobs and of the production of talks; `twin.errors` draws the tree."""

from twin.twin_error import TwinError

__all__ = ["JobEnded", "JobNotFound", "ProductionError", "TalkUnsound"]


class ProductionError(TwinError):
    """Something about a long job, or about making a talk."""


class JobNotFound(ProductionError):
    """No job of that id."""

    def __init__(self, job_id: str) -> None:
        super().__init__(
            f"No job {job_id!r}. `twin lecture status` lists the talks; start one with `twin lecture render`."
        )


class JobEnded(ProductionError):
    """A job failed or was cancelled; carries what its book says and its exit code."""

    def __init__(self, message: str, *, kind: str, exit_code: int) -> None:
        super().__init__(message)
        self.kind, self.exit_code = kind, exit_code


class TalkUnsound(ProductionError):
    """What was made is not what it should be (frames, cuts, loudness, captions); it is not published."""
