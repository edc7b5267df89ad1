"""The fixture. A room's conftest says `from tests.served.fixtures import scripted_server`."""

from collections.abc import Iterator

import pytest

from tests.served.server import ScriptedServer


@pytest.fixture
def scripted_server() -> Iterator[ScriptedServer]:
    """Give a running server that answers right until told otherwise."""
    with ScriptedServer() as server:
        yield server
