"""The database makes itself when a process starts, once, whole."""

import subprocess
import sys
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import Connection

from twin.storage import migrating
from twin.storage.database import Database, sqlite_url
from twin.storage.tables import Table


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(
        connection,
        opts={
            "include_object": lambda _o, name, kind, *_: (
                not (kind == "table" and str(name).startswith("word_"))
            )
        },
    )
    return list(compare_metadata(context, Table.metadata))


async def test_a_new_database_gets_every_table_the_code_knows(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path))

    await migrating.upgrade(database)

    async with database.engine.connect() as connection:
        missing = await connection.run_sync(_differences)
    assert not missing, f"Write a new revision in twin/storage/migrations/versions for: {missing}"
    await database.close()


async def test_upgrading_twice_changes_nothing(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path))

    await migrating.upgrade(database)
    await migrating.upgrade(database)

    async with database.reading() as session:
        assert (await session.execute(text("SELECT count(*) FROM alembic_version"))).scalar() == 1
    await database.close()


_UPGRADE = """
import asyncio, sys
from pathlib import Path
from twin.storage.database import Database, sqlite_url
from twin.storage.migrating import upgrade

async def run():
    database = Database(sqlite_url(Path(sys.argv[1])))
    await upgrade(database)
    await database.close()

asyncio.run(run())
"""


def test_three_processes_that_start_at_once_make_one_database(tmp_path: Path) -> None:
    processes = [subprocess.Popen([sys.executable, "-c", _UPGRADE, str(tmp_path)]) for _ in range(3)]

    codes = [process.wait(60) for process in processes]

    assert codes == [0, 0, 0]


def test_the_newest_revision_is_the_one_the_code_expects() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrating.__file__).parent / "migrations"))

    heads = ScriptDirectory.from_config(config).get_heads()

    assert heads == [migrating.HEAD], "Set HEAD in twin/storage/migrating.py to the newest revision."
