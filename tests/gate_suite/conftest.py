"""The scripted server, for the hostile suite."""

from tests.served.fixtures import scripted_server

__all__ = ["scripted_server"]
