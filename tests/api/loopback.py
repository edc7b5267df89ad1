"""A real uvicorn on loopback, in a thread or in a process of its own."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """Serve an application in a thread with a loop of its own; give its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=2))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listening])), daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("The server did not start; its thread's traceback is above.")
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


class ServerProcess:
    """`tests.api.small_app` in a process that can be killed and started again on the same data."""

    def __init__(self, data: Path, *, pause: float, lease: float = 15.0) -> None:
        """Choose a free port; nothing runs yet."""
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._environment = {
            **os.environ,
            "SMALL_APP_DATA": str(data),
            "SMALL_APP_PAUSE": str(pause),
            "SMALL_APP_LEASE": str(lease),
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until it answers."""
        command = [
            sys.executable,
            "-m",
            "uvicorn",
            "tests.api.small_app:made",
            "--factory",
            "--port",
            str(self.port),
        ]
        self._process = subprocess.Popen(
            [*command, "--log-level", "warning"], cwd=ROOT, env=self._environment
        )
        deadline = time.monotonic() + 30
        while True:
            try:
                with urllib.request.urlopen(f"{self.address}/health/live", timeout=1):
                    return
            except OSError:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    raise
                time.sleep(0.05)

    def kill(self) -> None:
        """Kill it as a power cut does."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait(10)
            self._process = None
