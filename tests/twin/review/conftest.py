"""What the tests of the review room share: a database of either kind."""

from tests.twin.storage.either_database import database, database_url, postgres_server, postgres_url

__all__ = ["database", "database_url", "postgres_server", "postgres_url"]
