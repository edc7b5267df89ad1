"""The child process that opens files from outside: `python -m twin.passages.reading_child`.

It reads one request a line (JSON) from standard input and answers one line (JSON) each: `{"text", "anchors",
"paths", "tired"}` or `{"error", "message", "tired"}`. It limits itself before it opens anything; `tired` asks the
parent for a fresh child. Whatever a library prints goes nowhere.
"""

import importlib
import json
import os
import resource
import zipfile
from pathlib import Path
from typing import Any

from twin.errors import DocumentEncrypted, DocumentError, DocumentTooLarge, DocumentUnreadable
from twin.passages.document import ReadText
from twin.passages.file_kind import check_archive, check_kind
from twin.passages.pdf_streams import check_streams

MAX_ANSWER_BYTES = 12 << 20  # one answer line; the parent reads no further
_MIB = 1 << 20
_XML_NO_MEMORY = 2  # XML_ERR_NO_MEMORY
_MOST_MESSAGE = 400  # characters of an error
_READERS = {
    ".pdf": "pdf",
    ".pptx": "slides",
    ".docx": "word",
    ".md": "markdown",
    ".vtt": "transcript",
    ".srt": "transcript",
    ".yaml": "clinic",
}


def main() -> None:
    """Answer requests until standard input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    requests = os.fdopen(os.dup(0), "rb")
    start_bytes = _address_space()
    answers.write(b"ready\n")
    answers.flush()
    for line in requests:
        request = json.loads(line)
        answer = _answer(request, start_bytes)
        answer["tired"] = _address_space() > start_bytes + request["memory_mib"] * _MIB // 2
        raw = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
        if len(raw) > MAX_ANSWER_BYTES:
            raw = json.dumps(
                {"error": "DocumentTooLarge", "message": "too much text", "tired": True}
            ).encode()
        answers.write(raw + b"\n")
        answers.flush()


def _answer(request: dict[str, Any], start_bytes: int) -> dict[str, Any]:
    try:
        _limit(request, start_bytes)
        found = read_file(
            Path(request["path"]),
            body_start=request["body_start"],
            inflated_bytes=request["inflated_mib"] * _MIB,
        )
        return _as_json(found)
    except MemoryError:
        return {"error": "DocumentTooLarge", "message": _no_memory(request["memory_mib"])}
    except DocumentError as error:
        kinds = (DocumentEncrypted, DocumentTooLarge, DocumentUnreadable)
        kind = next(k.__name__ for k in kinds if isinstance(error, k))
        return {"error": kind, "message": str(error)[:_MOST_MESSAGE]}
    except Exception as error:  # whatever a vendor's parser throws at a bad file must end as one clear error
        # lxml reports a failed allocation as a syntax error with libxml2's code for it.
        if getattr(error, "code", None) == _XML_NO_MEMORY or "memory" in str(error).lower():
            return {"error": "DocumentTooLarge", "message": _no_memory(request["memory_mib"])}
        damaged = f"the file is damaged ({type(error).__name__}). Open it in its program and save it again"
        return {"error": "DocumentUnreadable", "message": damaged}


def _no_memory(mib: int) -> str:
    return (
        f"reading it needs more than {mib} MiB of memory (setting passages.memory_mib). Divide the document"
    )


def read_file(path: Path, *, body_start: int, inflated_bytes: int) -> ReadText:
    """Check what the file is, and read it with the reader of its format.

    Raises:
        DocumentError: If it cannot be read. Parsers' own errors pass through; `main` turns them into ours.
    """
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        raise DocumentUnreadable(
            f"files ending in {suffix or 'nothing'} are not read. Use {', '.join(_READERS)}"
        )
    check_kind(path)
    if suffix == ".pdf":
        check_streams(path, inflated_bytes=inflated_bytes)
    elif zipfile.is_zipfile(path):
        check_archive(path, inflated_bytes=inflated_bytes)
    reader = importlib.import_module(f"twin.passages.readers.{_READERS[suffix]}")
    options = {"body_start": body_start} if suffix == ".md" else {}
    found: ReadText = reader.read(path, **options)
    if not found.text.strip():
        raise DocumentUnreadable("the file holds no text. Put the text in, or remove the file")
    return found


def _limit(request: dict[str, Any], start_bytes: int) -> None:
    """Bound memory, processor time, files written and core dumps of this process."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(spent.ru_utime + spent.ru_stime + request["seconds"]) + 1
    most = start_bytes + request["memory_mib"] * _MIB
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most if hard < 0 else min(most, hard), hard))
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds if hard < 0 else min(seconds, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _address_space() -> int:
    """Give the size of this process's address space in bytes."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:  # no /proc outside Linux: count what is resident, in KiB there
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return pages * resource.getpagesize()


def _as_json(found: ReadText) -> dict[str, Any]:
    """Write a result; heading paths once each, because a long document repeats them."""
    paths: dict[tuple[str, ...], int] = {}
    anchors = []
    for a in found.anchors:
        path = paths.setdefault(a.headings, len(paths))
        anchors.append(
            [a.start, a.end, a.page, a.slide, a.start_seconds, a.end_seconds, path, int(a.is_table)]
        )
    return {"text": found.text, "anchors": anchors, "paths": [list(p) for p in paths]}


if __name__ == "__main__":
    main()
