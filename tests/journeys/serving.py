"""A real server for a real browser: the cardboard house in a thread, the real one as a process."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import uvicorn
from fastapi import FastAPI

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60.0
BUILD_SECONDS = 180.0


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """Serve an application on a free port of loopback; give its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    waiting = threading.Event()
    for _ in range(int(START_SECONDS / 0.05)):
        if server.started or not thread.is_alive():
            break
        waiting.wait(0.05)
    assert server.started, "The application did not start; run it with `twin serve` to see why."
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=15)
        listener.close()


def free_port() -> int:
    """Give a port of loopback that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def served_process(folder: Path, *, port: int, build: bool, **settings: str) -> Iterator[str]:
    """Run `twin serve` over `folder/personas` and `folder/data`; give its address, and end it behind.

    Args:
        folder: Holds a folder `personas`.
        port: Where it listens.
        build: Bring the index up to date first.
        settings: Further environment variables.
    """
    with started_process(folder, port=port, build=build, **settings) as service:
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            service.terminate()


@contextmanager
def started_process(
    folder: Path, *, port: int, build: bool, **settings: str
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run `twin serve` until it answers, and give the process; whoever asked for it ends it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TWIN_")} | {
        "TWIN_PATHS__PERSONAS": str(folder / "personas"),
        "TWIN_PATHS__CORPORA": str(ROOT / "corpora"),
        "TWIN_PATHS__DATA": str(folder / "data"),
        **settings,
    }
    program = "from twin.cli.app import main; main()"
    command = [sys.executable, "-c", program, "serve", f"--port={port}", *(["--build"] if build else [])]
    with (folder / "log").open("ab") as log:
        service = subprocess.Popen(command, env=environment, cwd=folder, stderr=log, stdout=log)
        try:
            assert _answers(f"http://127.0.0.1:{port}/health/live", service), (folder / "log").read_text(
                encoding="utf-8"
            )[-2000:]
            yield service
        finally:
            if service.poll() is None:
                service.terminate()
            service.wait(timeout=20)


def _answers(address: str, service: "subprocess.Popen[bytes]") -> bool:
    """Wait until the service answers; False when it ended or took too long."""
    until = time.monotonic() + BUILD_SECONDS
    while time.monotonic() < until and service.poll() is None:
        try:
            with urlopen(address, timeout=2):
                return True
        except (URLError, OSError):
            time.sleep(0.3)
    return False
