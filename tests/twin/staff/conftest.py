"""A staff of its own over a database of either kind, and somebody who has accepted an invitation."""

import pytest

from tests.twin.storage.either_database import database, database_url, postgres_server, postgres_url
from twin.settings import StaffSettings
from twin.staff.staff import Staff
from twin.storage.database import Database

__all__ = ["database", "database_url", "postgres_server", "postgres_url"]


@pytest.fixture
def staff(database: Database) -> Staff:
    """Give a staff without accounts, that allows three failures."""
    return Staff(database, StaffSettings(failures_allowed=3))
