"""A file that somebody sends: streamed to the disk, counted while it comes, gone when it was looked at."""

import asyncio
import re
import shutil
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from twin.errors import UploadInvalid, UploadTooLarge

MIB = 1 << 20
FORM_BYTES = 1 << 16  # what the form itself may take around its files
DRAINED = 4  # so many times the limit is let pass to tell a person politely; then the line is cut
_ENDING = re.compile(r"\.[a-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class Sent:
    """A file to be verified. `path` has the ending of `name`; `manifest` is its side-car where one was sent."""

    path: Path
    name: str
    manifest: Path | None


@asynccontextmanager
async def sent_file(request: Request, *, most_mib: int) -> AsyncGenerator[Sent, None]:
    """Take the form of a request with `file` and perhaps `manifest`; both are gone afterwards.

    Raises:
        UploadTooLarge: When more comes than `most_mib`; nothing of it is written then.
        UploadInvalid: When it is no such form, or without a file.
    """
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > most_mib * MIB + FORM_BYTES:
        await _let_pass(request, DRAINED * most_mib * MIB)
        raise UploadTooLarge(most_mib)
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise UploadInvalid
    parser = MultiPartParser(request.headers, _counted(request, most_mib), max_files=2, max_fields=4)
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError):
        raise UploadInvalid from None
    try:
        file, manifest = form.get("file"), form.get("manifest")
        if not isinstance(file, UploadFile) or not file.filename:
            raise UploadInvalid
        with tempfile.TemporaryDirectory(prefix="twin-verify-") as folder:
            name = PurePosixPath(file.filename.replace("\\", "/")).name[:200]
            path = await asyncio.to_thread(_written, Path(folder) / f"file{_ending(name)}", file)
            side_car: Path | None = None
            if isinstance(manifest, UploadFile) and manifest.filename:
                side_car = await asyncio.to_thread(_written, Path(folder) / "given.json", manifest)
            yield Sent(path, name, side_car)
    finally:
        await form.close()


async def _let_pass(request: Request, most: int) -> None:
    """Read what still comes and keep nothing: a browser shows the answer only once it has sent its file."""
    come = 0
    async for piece in request.stream():
        come += len(piece)
        if come > most:
            return


async def _counted(request: Request, most_mib: int) -> AsyncGenerator[bytes, None]:
    come = 0
    async for piece in request.stream():
        come += len(piece)
        if come > most_mib * MIB + FORM_BYTES:
            raise UploadTooLarge(most_mib)
        yield piece


def _ending(name: str) -> str:
    ending = PurePosixPath(name).suffix.lower()
    return ending if _ENDING.fullmatch(ending) else ""


def _written(path: Path, file: UploadFile) -> Path:
    file.file.seek(0)
    with path.open("wb") as kept:
        shutil.copyfileobj(file.file, kept, MIB)
    return path
