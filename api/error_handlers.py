"""The one table from domain error to HTTP status, and the two shapes in which errors leave: ours and OpenAI's."""

import logging
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.identity import KeyRefused
from twin import errors
from twin.consultation.events import Triaged
from twin.voice import voice_errors

log = logging.getLogger(__name__)

# The first class that fits counts, so the more special stand first.
STATUS_OF: tuple[tuple[type[errors.TwinError], int], ...] = (
    (KeyRefused, 401),
    (errors.PersonaNotFound, 404),
    (errors.ConversationNotFound, 404),
    (errors.TurnNotFound, 404),
    (errors.PassageNotFound, 404),
    (errors.PlaceNotFound, 404),
    (errors.TopicNotFound, 404),
    (errors.LessonSessionNotFound, 404),
    (errors.LessonSessionOver, 409),
    (errors.LessonTooHard, 422),
    (errors.EducationError, 500),
    (errors.EntryNotFound, 404),
    (errors.DecisionNotFound, 404),
    (errors.EntryDecided, 409),
    (errors.DecisionInvalid, 422),
    (errors.LectureNotFound, 404),
    (errors.LectureVersionNotFound, 404),
    (errors.SentenceNotFound, 404),
    (errors.LectureChanged, 409),
    (errors.ScriptRefused, 409),
    (errors.SecondCaptionsMissing, 409),
    (errors.NotApproved, 403),
    (errors.ApprovalRefused, 403),
    (errors.LectureError, 422),
    (errors.CaseNotFound, 404),
    (errors.SessionNotFound, 404),
    (errors.CardNotFound, 404),
    (errors.RoundNotFound, 404),
    (errors.PaperNotFound, 404),
    (errors.SessionChanged, 409),
    (errors.TurnOfAnother, 409),
    (errors.TeachingError, 422),
    (errors.JobNotFound, 404),
    (errors.ProductionError, 409),
    (errors.FontMissing, 503),
    (errors.TypesettingFailed, 500),
    (errors.TypesettingError, 422),
    (errors.UploadTooLarge, 413),
    (errors.UploadInvalid, 422),
    (errors.DirectoryError, 503),
    (errors.TurnInProgress, 409),
    (errors.EvidenceGone, 409),
    (errors.QuestionInvalid, 422),
    (errors.SignInThrottled, 429),
    (errors.SignInNeeded, 401),
    (errors.SignInRefused, 401),
    (errors.InvitationInvalid, 404),
    (errors.StaffNotFound, 404),
    (errors.StaffInvalid, 422),
    (errors.StaffError, 403),
    (errors.PolicyRefused, 403),
    (errors.DatabaseUnavailable, 503),
    (errors.IndexMissing, 503),
    (errors.IndexBusy, 503),
    (errors.ChatModelOverloaded, 503),
    (errors.ChatModelUnavailable, 503),
    (errors.EmbedderUnavailable, 503),
    (errors.ChromaUnavailable, 503),
    (voice_errors.VoiceNotSet, 503),
    (voice_errors.VoiceUnavailable, 503),
    (voice_errors.VoiceOverloaded, 503),
    (errors.UpstreamError, 502),
    (errors.TwinError, 500),
)
_OPENAI_KIND = {
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    429: "rate_limit_error",
}
_OPENAI_CODE = {"KeyRefused": "invalid_api_key", "PersonaNotFound": "model_not_found"}


class ErrorOut(BaseModel):
    """What went wrong."""

    type: str = Field(description="Name of the error class.", examples=["ConversationNotFound"])
    message: str = Field(
        description="What happened, the value, and the way out.",
        examples=["No conversation 'c1'. It may have been deleted; start a new one from the twin's page."],
    )


class ErrorBody(BaseModel):
    """The body of every error of the JSON routes.

    `triage` is there where a question could not be taken and is an emergency: the card, from the rules alone.
    """

    error: ErrorOut
    triage: Triaged | None = None


def status_of(error: errors.TwinError) -> int:
    """Give the HTTP status of an error of ours."""
    return status_for(type(error))


def status_for(kind: type[errors.TwinError]) -> int:
    """Give the HTTP status of a class of our errors."""
    return next(status for known, status in STATUS_OF if issubclass(kind, known))


def declared(*kinds: type[errors.TwinError]) -> dict[int | str, dict[str, Any]]:
    """Declare the errors of a route for OpenAPI."""
    names: dict[int, list[str]] = {}
    for kind in kinds:
        names.setdefault(status_for(kind), []).append(kind.__name__)
    return {
        status: {"model": ErrorBody, "description": ", ".join(kind_names)}
        for status, kind_names in sorted(names.items())
    }


def openai_error(
    status: int, message: str, *, code: str | None = None, param: str | None = None
) -> JSONResponse:
    """Give an error in OpenAI's shape."""
    kind = _OPENAI_KIND.get(status, "invalid_request_error" if status < 500 else "server_error")
    return JSONResponse(
        {"error": {"message": message, "type": kind, "param": param, "code": code}}, status_code=status
    )


def add_error_handlers(app: FastAPI) -> None:
    """Give every error its shape: OpenAI's below /v1, ours elsewhere."""
    app.add_exception_handler(errors.TwinError, _twin_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _unexpected)


async def _twin_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, errors.TwinError)
    return _shaped(request, status_of(error), type(error).__name__, str(error))


async def _invalid_request(request: Request, error: Exception) -> JSONResponse:
    """Name the fields, never their content: a question may stand there."""
    assert isinstance(error, RequestValidationError)
    faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
    status = 400 if _speaks_openai(request) else 422
    return _shaped(request, status, "RequestInvalid", f"{faults}. The routes are described in /openapi.json.")


async def _http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return _shaped(
        request, error.status_code, "HttpError", f"{error.detail}: {request.method} {request.url.path}"
    )


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    log.error("unexpected error", extra={"fault": type(error).__name__, "path": request.url.path})
    return _shaped(
        request, 500, "InternalError", "Something failed that should not. The log names it; try again."
    )


def _shaped(request: Request, status: int, kind: str, message: str) -> JSONResponse:
    if _speaks_openai(request):
        return openai_error(status, message, code=_OPENAI_CODE.get(kind))
    body: dict[str, Any] = {"error": {"type": kind, "message": message}}
    triaged: Triaged | None = getattr(request.state, "triaged", None)  # api/rules_alone.py puts it there
    if triaged is not None:
        body["triage"] = triaged.model_dump(mode="json")
    return JSONResponse(body, status_code=status)


def _speaks_openai(request: Request) -> bool:
    return request.url.path.startswith("/v1/")
