"""Which Chroma this process talks to: a remote server, our own child, another process's child, or the directory."""

import asyncio
from pathlib import Path

from twin.errors import IndexBusy
from twin.index.chroma_lock import ChromaLock, Place
from twin.index.chroma_server import ChromaServer, answers
from twin.settings import ChromaSettings

_RETRY_SECONDS = 0.05


class ChromaHome:
    """Finds Chroma anew whenever `place` is asked, so a server that moved or died is no obstacle.

    A long-lived process (service, worker) calls `serve` first and so lets others in; a command just asks for `place`.
    """

    def __init__(self, data: Path, settings: ChromaSettings) -> None:
        """Remember where to look; nothing is taken or started yet."""
        self._settings = settings
        self._lock = ChromaLock(data)
        self._data = data
        self._server: ChromaServer | None = None
        self._serves = False
        self._finding = asyncio.Lock()

    async def serve(self) -> None:
        """Run a server for all processes of this installation, unless one runs already or Chroma is remote.

        Raises:
            IndexBusy: If another process holds the directory for itself beyond the waiting time.
            ChromaUnavailable: If the child does not start.
        """
        self._serves = True
        await self.place()

    async def place(self) -> Place:
        """Say where Chroma is now.

        Raises:
            IndexBusy: If another process holds the directory for itself beyond the waiting time.
            ChromaUnavailable: If the child does not start.
        """
        if self._settings.host:
            return Place(host=self._settings.host, port=self._settings.port, ours=False)
        async with self._finding:
            deadline = asyncio.get_running_loop().time() + self._settings.wait_seconds
            while True:
                if self._lock.take():
                    return await self._own_place()
                port = self._lock.read_address()
                if port is not None and await asyncio.to_thread(answers, port):
                    return Place(host="127.0.0.1", port=port)
                if asyncio.get_running_loop().time() > deadline:
                    raise self._busy()
                await asyncio.sleep(_RETRY_SECONDS)

    async def close(self) -> None:
        """End our child and give the lock back."""
        if self._server is not None:
            await self._server.close()
            self._server = None
        self._lock.release()

    async def _own_place(self) -> Place:
        """Give the place of a process that holds the lock: its server's, or the directory."""
        if not self._serves:
            return Place(directory=self._lock.directory)
        if self._server is not None and self._server.has_given_up:
            await self._server.close()
            self._server = None
        if self._server is None:
            descriptor = self._lock.descriptor
            assert descriptor is not None
            server = ChromaServer(
                self._lock.directory, lock=descriptor, on_listening=self._lock.write_address
            )
            try:
                await server.start()
            except BaseException:
                await server.close()
                self._lock.release()
                raise
            self._server = server
        return Place(host="127.0.0.1", port=await self._server.listening_port())

    def _busy(self) -> IndexBusy:
        """Say who is waited for and what to do."""
        return IndexBusy(
            f"Another process holds {self._data}/chroma.lock and does not serve it to others "
            f"(waited {self._settings.wait_seconds:.0f} s). Wait for the other `twin` command to end, or start the "
            "service (`twin serve`), which lets all of them work at once. TWIN_CHROMA__WAIT_SECONDS sets the wait."
        )
