"""The one door to ffmpeg: graphs are built with ffmpeg-python, and run with the binary of imageio-ffmpeg or the system's.

`source` begins a graph, its methods (`filter`, `overlay`) go on, `output` ends it, `run` runs it. Nothing here asks a
network; ffmpeg reads only files and pipes.
"""

import shutil
import signal
import subprocess
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, Any

from twin.media.media_errors import DiskFull, MediaKilled, MediaMissing, MediaUnreadable

Graph = Any  # ffmpeg-python has no types; a graph is opaque to the rest of the house
FULL = ("No space left on device", "File too large", "Disk quota exceeded")
# What ffmpeg says last is often only that it failed; what it says before names the cause.
EMPTY_WORDS = (
    "Conversion failed!",
    "Error opening output file",
    "Error : Invalid argument",
    "At least one output file must be specified",
)
QUIET = ("-hide_banner", "-nostdin", "-nostats")
SAID_CHARACTERS = 400  # of ffmpeg's last line, enough for a path and a cause


@cache
def ffmpeg_binary() -> str:
    """Give the path of ffmpeg: the one of imageio-ffmpeg, else the system's.

    Raises:
        MediaMissing: If there is neither.
    """
    import imageio_ffmpeg

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        if found := shutil.which("ffmpeg"):
            return found
        raise MediaMissing(str(error)) from None


def source(path: Path | str, **options: object) -> Graph:
    """Begin a graph with a file or "pipe:"; `options` stand before its `-i` (`f="rawvideo"`, `framerate=25`)."""
    import ffmpeg

    return ffmpeg.input(str(path), **options)


def merged(streams: Sequence[Graph], name: str, *arguments: object, **options: object) -> Graph:
    """Give one filter over several streams."""
    import ffmpeg

    return ffmpeg.filter(list(streams), name, *arguments, **options)


def output(*streams: Graph, path: Path | str, **options: object) -> Graph:
    """End a graph in a file or "pipe:"; `options` stand before it (`vcodec="copy"`)."""
    import ffmpeg

    return ffmpeg.output(*streams, str(path), **options)


def command_of(graph: Graph) -> list[str]:
    """Give the command that runs a graph; files are overwritten."""
    import ffmpeg

    binary, *arguments = ffmpeg.compile(graph, cmd=ffmpeg_binary(), overwrite_output=True)
    return [binary, *QUIET, *arguments]


def run(
    graph: Graph,
    *,
    given: bytes | Iterable[bytes] | None = None,
    what: str = "the file",
    seconds: float | None = None,
    folder: Path | None = None,
) -> tuple[bytes, str]:
    """Run a graph to its end and give what it wrote to "pipe:" and what it said.

    `given` goes to its "pipe:" input, piece by piece; `what` names the result in errors; `seconds` bounds the run;
    relative paths begin in `folder`.
    See `run_command` for what it raises.
    """
    return run_command(command_of(graph), given=given, what=what, seconds=seconds, folder=folder)


def run_command(
    command: Sequence[str],
    *,
    given: bytes | Iterable[bytes] | None = None,
    what: str = "the file",
    seconds: float | None = None,
    folder: Path | None = None,
) -> tuple[bytes, str]:
    """Run a command line of ffmpeg, its first word the binary.

    Raises:
        DiskFull: If there is no room for its file.
        MediaKilled: If it was ended from outside, or took longer than `seconds`.
        MediaMissing: If the binary cannot be run.
        MediaUnreadable: If it failed for another reason; carries its last line.
    """
    process = _started(command, piped=given is not None, folder=folder)
    written: list[bytes] = []
    said: list[bytes] = []
    readers = [_reader(process.stdout, written), _reader(process.stderr, said)]
    late = threading.Event()

    def end() -> None:
        late.set()
        process.kill()

    clock = threading.Timer(seconds or 0, end)
    if seconds:
        clock.start()
    try:
        if given is not None and process.stdin is not None:
            _feed(process.stdin, (given,) if isinstance(given, bytes) else given)
        code = process.wait()
    except BaseException:
        process.kill()
        process.wait()
        raise
    finally:
        clock.cancel()
        for reader in readers:
            reader.join()
    words = b"".join(said).decode("utf-8", "replace")
    _judge(code, words, what=what, late=late.is_set())
    return b"".join(written), words


def _started(command: Sequence[str], *, piped: bool, folder: Path | None) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(  # noqa: S603 - our own words and a list, never a shell
            list(command),
            stdin=subprocess.PIPE if piped else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
        )
    except OSError as error:
        raise MediaMissing(str(error)) from None


def _reader(stream: IO[bytes] | None, into: list[bytes]) -> threading.Thread:
    """Read a pipe beside the writing, so that neither side waits for the other."""

    def read() -> None:
        if stream is not None:
            with stream:
                into.extend(iter(lambda: stream.read(1 << 16), b""))

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    return thread


def _feed(pipe: IO[bytes], pieces: Iterable[bytes]) -> None:
    # A broken pipe is ffmpeg ending early; its own last line says why, better than the pipe does.
    with suppress(BrokenPipeError), pipe:
        for piece in pieces:
            pipe.write(piece)


def _judge(code: int, words: str, *, what: str, late: bool) -> None:
    """Turn an exit code and what was said into an error; full disks are seen even where ffmpeg shrugs."""
    if any(mark in words for mark in FULL) or code == -signal.SIGXFSZ:
        raise DiskFull(what)
    if late:
        raise MediaKilled(f"{what} took too long")
    if code < 0:
        raise MediaKilled(f"signal {-code} while making {what}")
    if code:
        raise MediaUnreadable(what, last_words(words))


def last_words(words: str) -> str:
    """Give the last line of what ffmpeg said that names a cause."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    telling = [line for line in lines if not line.startswith(EMPTY_WORDS)]
    return (telling or lines or [""])[-1][:SAID_CHARACTERS]
