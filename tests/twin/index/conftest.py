"""What the index tests share."""

from tests.served.fixtures import scripted_server

__all__ = ["scripted_server"]
