"""A Chroma server as a child of this process, on loopback, started again when it dies.

The child inherits the directory's lock and is killed by the kernel when this process ends, however it ends.
"""

import asyncio
import contextlib
import ctypes
import logging
import os
import signal
import socket
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

from twin.errors import ChromaUnavailable

START_SECONDS = 20.0  # a start takes 0.1 s on an idle machine
_PROBE_SECONDS = 0.02
_RESTART_PAUSE_SECONDS = 0.2
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
# The binary part of Chroma alone: the Python package around it would cost 0.5 s and 70 MB.
_PROGRAMME = "import sys, chromadb_rust_bindings as chroma; chroma.cli(['chroma', 'run', *sys.argv[1:]])"
_DAMAGED = (
    "The Chroma server on {directory} did not answer within {seconds:.0f} s. If the directory is damaged, "
    "delete it and run `twin index rebuild`: all vectors are kept in the database."
)

_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # loopback never goes by a proxy

log = logging.getLogger(__name__)


def answers(port: int) -> bool:
    """Say whether a Chroma server answers on this loopback port. Blocks for at most a second."""
    try:
        with _DIRECT.open(f"http://127.0.0.1:{port}/api/v2/heartbeat", timeout=1) as answer:
            return b"heartbeat" in answer.read(200)
    except (OSError, ValueError):
        return False


class ChromaServer:
    """Runs `chroma run` on one directory and watches it."""

    def __init__(self, directory: Path, *, lock: int, on_listening: Callable[[int], None]) -> None:
        """Remember the directory, its lock's descriptor, and whom to tell the port after every start."""
        self._directory = directory
        self._lock = lock
        self._on_listening = on_listening
        self._child: asyncio.subprocess.Process | None = None
        self._watch: asyncio.Task[None] | None = None
        self._listening = asyncio.Event()
        self.port = 0

    @property
    def has_given_up(self) -> bool:
        """Say whether the child could not be started again; another `start` may succeed."""
        return self._watch is not None and self._watch.done()

    async def listening_port(self) -> int:
        """Give the port, after a restart in progress has ended.

        Raises:
            ChromaUnavailable: If it does not end in time.
        """
        try:
            await asyncio.wait_for(self._listening.wait(), START_SECONDS)
        except TimeoutError as error:
            raise ChromaUnavailable(
                _DAMAGED.format(directory=self._directory, seconds=START_SECONDS)
            ) from error
        return self.port

    async def start(self) -> None:
        """Start the child and wait until it answers.

        Raises:
            ChromaUnavailable: If it does not answer in time.
        """
        await self._launch()
        self._watch = asyncio.create_task(self._restart_when_it_dies())

    async def close(self) -> None:
        """End the child and wait for its end."""
        if self._watch is not None:
            self._watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watch
        await self._end()

    async def _launch(self) -> None:
        """Start the child on a free port; once more on another port when it does not come up."""
        self._directory.mkdir(parents=True, exist_ok=True)
        for _ in range(2):
            self.port = _free_port()
            arguments = ["--path", str(self._directory), "--host", "127.0.0.1", "--port", str(self.port)]
            self._child = await asyncio.create_subprocess_exec(
                sys.executable,
                "-c",
                _PROGRAMME,
                *arguments,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
                env={**os.environ, "RUST_LOG": "error"},
                pass_fds=(self._lock,),
                preexec_fn=_die_with_parent(),
            )
            if await self._comes_up():
                self._on_listening(self.port)
                self._listening.set()
                log.info("chroma listening", extra={"port": self.port, "pid": self._child.pid})
                return
            await self._end()
        raise ChromaUnavailable(_DAMAGED.format(directory=self._directory, seconds=START_SECONDS))

    async def _comes_up(self) -> bool:
        """Wait until the child answers; False when it ended or stayed silent."""
        assert self._child is not None
        deadline = asyncio.get_running_loop().time() + START_SECONDS
        while asyncio.get_running_loop().time() < deadline and self._child.returncode is None:
            if await asyncio.to_thread(answers, self.port):
                return True
            await asyncio.sleep(_PROBE_SECONDS)
        return False

    async def _restart_when_it_dies(self) -> None:
        """Start the child again, for as long as this server is not closed."""
        while self._child is not None:
            code = await self._child.wait()
            self._listening.clear()
            log.warning("chroma ended and is started again", extra={"code": code})
            await asyncio.sleep(_RESTART_PAUSE_SECONDS)
            try:
                await self._launch()
            except ChromaUnavailable:
                log.exception("chroma does not start")
                return

    async def _end(self) -> None:
        """Kill the child; nothing acknowledged is lost by it."""
        if self._child is not None and self._child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._child.kill()
            await self._child.wait()
        self._child = None


def _free_port() -> int:
    """Ask the kernel for a loopback port nobody uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _die_with_parent() -> Callable[[], None] | None:
    """Give what the child calls first: the kernel shall kill it when its parent ends. Linux only."""
    if sys.platform != "linux":
        return None
    libc, parent = ctypes.CDLL(None), os.getpid()  # loaded before the fork

    def ask_kernel() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended in between
            os._exit(1)

    return ask_kernel
