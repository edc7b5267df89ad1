"""Bring a database to the newest revision when a process starts."""

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from twin.storage.database import Database

HEAD = "0007"  # the newest file in migrations/versions; a test compares them
_LOCK_NUMBER = 0x7477696E  # "twin"; any number no other program uses in this Postgres database


async def upgrade(database: Database) -> None:
    """Run the revisions that `database` lacks, all or none.

    Safe to call in several processes at once: one migrates, the others wait and find nothing to do. Costs one
    query when nothing is lacking; Alembic is imported only when something is.
    """
    async with database.engine.connect() as connection:
        if await _revision(connection) == HEAD:
            return
    async with database.engine.connect() as connection:
        if database.is_sqlite:
            # Python's sqlite3 opens no transaction before DDL: without this a kill would leave half a schema.
            await connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK_NUMBER})
        await connection.run_sync(_run_revisions)
        await connection.commit()


async def _revision(connection: AsyncConnection) -> str | None:
    """Give the revision the database is at, or None where it is empty."""
    try:
        return (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar()
    except DBAPIError:  # no such table
        await connection.rollback()
        return None


def _run_revisions(connection: Connection) -> None:
    """Let Alembic run what is lacking on this connection, inside its transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    # Alembic interpolates %: an installation path may hold one.
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
