"""Read files safely: whatever a file from outside does, it does to a short-lived child process.

One spawned child reads file after file and is replaced when it dies, runs out of time or has grown. The parent never
opens a document; it reads one bounded answer a file.
"""

import contextlib
import dataclasses
import hashlib
import json
import os
import select
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import twin
from twin.errors import DocumentEncrypted, DocumentError, DocumentTooLarge, DocumentUnreadable
from twin.passages.document import Anchor, Document
from twin.passages.file_kind import MEDIA_TYPES
from twin.passages.reading_child import MAX_ANSWER_BYTES
from twin.persona.slots import DocumentFile
from twin.settings import PassageSettings

READER_VERSION = "2"  # raise it when a reader gives other text for the same file: everything is read again
_START_SECONDS = 60.0  # longest start of a child on a busy machine
_CHUNK = 1 << 16
_ERRORS: dict[str, type[DocumentError]] = {
    kind.__name__: kind for kind in (DocumentEncrypted, DocumentTooLarge, DocumentUnreadable)
}


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be read, and why."""

    file: DocumentFile
    error: DocumentError


def content_hash(file: DocumentFile) -> str:
    """Give the SHA-256 of the file, its place, its metadata and the reader's version, in hexadecimal.

    The same hash means that nothing needs to be read, cut or embedded again. Name and place count too, so that
    two copies of one file stay two documents.

    Raises:
        DocumentUnreadable: If the file is not there or is no ordinary file.
    """
    _check_file(file)
    digest = hashlib.sha256()
    try:
        with file.path.open("rb") as content:
            while chunk := content.read(1 << 20):
                digest.update(chunk)
    except OSError as error:
        raise DocumentUnreadable(f"{file.shown_path}: it cannot be opened ({error.strerror}).") from error
    about = {
        "reader": READER_VERSION,
        "name": file.name,
        "slot": int(file.slot),
        "path": file.shown_path,
        "body_start": file.body_start,
        "metadata": dataclasses.asdict(file.metadata),
    }
    digest.update(json.dumps(about, sort_keys=True, default=str, ensure_ascii=False).encode())
    return digest.hexdigest()


def read_document(file: DocumentFile, settings: PassageSettings) -> Document:
    """Read one file in a child process of its own.

    Raises:
        DocumentError: If it cannot be read; says which file, why, and what to do.
    """
    outcome = next(iter(read_documents([file], settings)))
    if isinstance(outcome, Refused):
        raise outcome.error
    return outcome


def read_documents(files: Iterable[DocumentFile], settings: PassageSettings) -> Iterator[Document | Refused]:
    """Read files one after the other, in their order; a bad one is `Refused` and the rest goes on."""
    child = _Child()
    try:
        for file in files:
            try:
                yield _read(file, settings, child)
            except DocumentError as error:
                yield Refused(file=file, error=error)
    finally:
        child.stop()


def _check_file(file: DocumentFile, *, most_mib: int | None = None) -> None:
    try:
        about = file.path.stat()
    except OSError as error:
        raise DocumentUnreadable(f"{file.shown_path}: it cannot be opened ({error.strerror}).") from error
    if not stat.S_ISREG(about.st_mode):
        raise DocumentUnreadable(
            f"{file.shown_path}: this is no ordinary file. Put the document itself there."
        )
    if about.st_size == 0:
        raise DocumentUnreadable(
            f"{file.shown_path}: the file is empty. Put the content in, or remove the file."
        )
    if most_mib is not None and about.st_size > most_mib << 20:
        raise DocumentTooLarge(
            f"{file.shown_path}: {about.st_size / (1 << 20):.0f} MiB; at most {most_mib} MiB are read "
            "(setting passages.file_mib). Divide it, or shrink its pictures."
        )


def _read(file: DocumentFile, settings: PassageSettings, child: "_Child") -> Document:
    _check_file(file, most_mib=settings.file_mib)
    identity = content_hash(file)
    answer = child.ask(file, settings)
    if "error" in answer:
        raise _ERRORS[answer["error"]](f"{file.shown_path}: {answer['message']}.")
    paths = [tuple(path) for path in answer["paths"]]
    return Document(
        name=file.name,
        slot=file.slot,
        path=file.shown_path,
        media_type=MEDIA_TYPES[file.path.suffix.lower()],
        metadata=file.metadata,
        content_hash=identity,
        text=answer["text"],
        anchors=tuple(
            Anchor(start, end, page, slide, first, last, paths[path], bool(is_table))
            for start, end, page, slide, first, last, path, is_table in answer["anchors"]
        ),
    )


class _Child:
    """The reading process; started at the first question, replaced after a failure."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, file: DocumentFile, settings: PassageSettings) -> dict[str, Any]:
        """Send one file's name and wait for the answer.

        Raises:
            DocumentTooLarge: If the child dies or passes its time.
        """
        process = self._process or self._start()
        request = {
            "path": str(file.path.resolve()),
            "body_start": file.body_start,
            "memory_mib": settings.memory_mib,
            "seconds": settings.seconds,
            "inflated_mib": settings.inflated_mib,
        }
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            answer: dict[str, Any] = json.loads(_line_from(process, settings.seconds))
        except TimeoutError as error:
            self.stop()
            raise DocumentTooLarge(f"{file.shown_path}: {_out_of_time(settings)}") from error
        except (EOFError, BrokenPipeError, ValueError) as error:
            code = self.stop(dying=True)
            raise DocumentTooLarge(f"{file.shown_path}: {_died(code, settings)}") from error
        if answer.pop("tired", False):
            self.stop()
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        """Start a fresh interpreter. It gets no environment of ours: no keys, no settings."""
        place = str(Path(twin.__file__).parents[1])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "twin.passages.reading_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath, "PYTHONPATH": place, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        )
        try:
            _line_from(self._process, _START_SECONDS)
        except (EOFError, TimeoutError) as error:
            code = self.stop(dying=True)
            raise DocumentUnreadable(
                f"The reading process does not start (code {code}). Run `{sys.executable} -m twin.passages.reading_child`."
            ) from error
        return self._process

    def stop(self, *, dying: bool = False) -> int | None:
        """End the child and give how it ended: its exit code, negative for a signal.

        `dying` waits a moment for a child that has closed its answers, so that its own end is told, not ours.
        """
        process, self._process = self._process, None
        if process is None:
            return None
        try:
            process.wait(timeout=2.0 if dying else 0.0)
        except subprocess.TimeoutExpired:
            process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                # A broken pipe on closing says only that the child has gone, which is what is wanted.
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        return process.wait()


def _line_from(process: subprocess.Popen[bytes], seconds: float) -> bytes:
    """Read one line of bounded length within the seconds.

    Raises:
        EOFError: If the child ends, or answers more than it may.
        TimeoutError: If the line does not come in time.
    """
    assert process.stdout is not None
    descriptor = process.stdout.fileno()
    deadline = time.monotonic() + seconds
    line = bytearray()
    while not line.endswith(b"\n"):
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([descriptor], [], [], left)[0]:
            raise TimeoutError
        chunk = os.read(descriptor, _CHUNK)
        if not chunk or len(line) + len(chunk) > MAX_ANSWER_BYTES + _CHUNK:
            raise EOFError
        line += chunk
    return bytes(line)


def _out_of_time(settings: PassageSettings) -> str:
    return f"reading it takes longer than {settings.seconds:g} s (setting passages.seconds). Divide or re-export it."


def _died(code: int | None, settings: PassageSettings) -> str:
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return _out_of_time(settings)
    return (
        f"the reading process ended while reading it (code {code}): it needs more than {settings.memory_mib} MiB "
        "(setting passages.memory_mib) or is damaged. Divide it, or open it in its program and save it again."
    )
