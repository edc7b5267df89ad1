"""One file of a finished talk over HTTP: byte ranges for players, and asked for anew each time it is wanted."""

from pathlib import Path

from fastapi.responses import FileResponse, Response

from api.pages.talk_view import media_type_of
from twin.errors import LectureNotFound
from twin.lecture.made_talks import MadeTalk

# A consent that is taken back takes the files away at the next request, so nothing may be kept unasked.
_HEADERS = {
    "cache-control": "private, no-cache, no-transform",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
}
# A transcript opened by itself may show its own style, and run or load nothing.
_PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_SHOWN = frozenset({".mp4", ".mp3", ".vtt", ".png", ".pdf", ".html"})  # the others are taken home


def file_response(made: MadeTalk, project_id: str, name: str) -> Response:
    """Give a file that the talk's manifest lists; a range of it where a player asks for one.

    Raises:
        LectureNotFound: For any other name.
    """
    path: Path | None = made.file(name)
    if path is None:
        raise LectureNotFound(project_id)
    is_shown = path.suffix.lower() in _SHOWN
    headers = dict(_HEADERS)
    headers["content-disposition"] = f'{"inline" if is_shown else "attachment"}; filename="{name}"'
    if path.suffix.lower() == ".html":
        headers["content-security-policy"] = _PAGE_POLICY
    return FileResponse(path, media_type=media_type_of(name), headers=headers)
