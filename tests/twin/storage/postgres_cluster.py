"""A Postgres of the tests' own: a throw-away cluster on a loopback port.

Import the fixture `postgres_url` in a room's conftest: `from tests.twin.storage.postgres_cluster import postgres_url`.
"""

import asyncio
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def _account() -> int | None:
    """Postgres refuses to run as root: give the account to run it as, or None to stay who we are."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_uid
    except KeyError:
        pytest.skip("Running as root, and there is no account `postgres` to run the server as.")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Give the URL of a running server, without a database name."""
    if not _BINARIES:
        pytest.skip("Postgres is not installed (no /usr/lib/postgresql/*/bin/initdb).")
    binaries, user = _BINARIES[-1].parent, _account()
    folder = Path(tempfile.mkdtemp(prefix="twin-pg-"))
    if user is not None:
        os.chown(folder, user, -1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    cluster = str(folder / "cluster")
    subprocess.run(
        [
            str(binaries / "initdb"),
            "-D",
            cluster,
            "-U",
            "twin",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ],
        check=True,
        user=user,
        capture_output=True,
        cwd=folder,
    )
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' -c fsync=off"
    control = [str(binaries / "pg_ctl"), "-D", cluster, "-w", "-l", str(folder / "log")]
    subprocess.run(
        [*control, "-o", options, "start"], check=True, user=user, stdout=subprocess.DEVNULL, cwd=folder
    )
    try:
        yield f"postgresql+asyncpg://twin@127.0.0.1:{port}"
    finally:
        subprocess.run(
            [*control, "-m", "immediate", "stop"],
            user=user,
            stdout=subprocess.DEVNULL,
            cwd=folder,
            check=False,
        )
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """Give the URL of a new, empty database."""
    name = f"twin_{uuid4().hex[:12]}"

    async def create() -> None:
        import asyncpg

        connection = await asyncpg.connect(postgres_server.replace("+asyncpg", "") + "/postgres")
        await connection.execute(f"CREATE DATABASE {name}")
        await connection.close()

    asyncio.run(create())
    return f"{postgres_server}/{name}"
