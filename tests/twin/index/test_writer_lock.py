"""One writer per persona, on either kind of database."""

from pathlib import Path

import pytest

from twin.errors import IndexBusy
from twin.index.writer_lock import only_writer
from twin.storage.database import Database


async def test_a_second_writer_of_the_same_persona_is_told_to_wait(
    database: Database, tmp_path: Path
) -> None:
    async with only_writer(database, tmp_path, "cardiology", wait_seconds=1):
        with pytest.raises(IndexBusy, match="twin index build cardiology"):
            async with only_writer(database, tmp_path, "cardiology", wait_seconds=0.2):
                pass


async def test_writers_of_different_personas_and_later_ones_do_not_wait(
    database: Database, tmp_path: Path
) -> None:
    async with (
        only_writer(database, tmp_path, "cardiology", wait_seconds=1),
        only_writer(database, tmp_path, "urology", wait_seconds=1),
    ):
        pass

    async with only_writer(database, tmp_path, "cardiology", wait_seconds=1):
        pass
