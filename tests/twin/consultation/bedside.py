"""What tests do at the bedside: ask, listen, wait."""

import asyncio
from pathlib import Path

from tests.twin.consultation.ward import (
    OWNER,
)
from twin.consultation.consultations import Consultations
from twin.consultation.conversation import Turn
from twin.consultation.events import ConsultationEvent, Spoken
from twin.storage.database import Database
from twin.storage.tables import Table


async def asked(open_: Consultations, question: str = "Can I drink coffee?", *, language: str = "en") -> Turn:
    conversation = await open_.open("cardiology", owner=OWNER, language=language)
    return await open_.ask(conversation.id, question, owner=OWNER)


async def heard(open_: Consultations, turn: Turn, *, after: int = 0) -> list[ConsultationEvent]:
    async with asyncio.timeout(20):
        return [event async for event in open_.events(turn.id, owner=OWNER, after=after)]


async def said(open_: Consultations, turn: Turn, *, events: int) -> None:
    """Wait until so many events of a conversation's first turn are rows."""
    while len((await open_.transcript(turn.conversation, owner=OWNER)).turns[0].events) < events:  # noqa: ASYNC110
        await asyncio.sleep(0.01)


async def everything_stored(database: Database, folder: Path) -> bytes:
    """Give all that a database holds: the bytes of SQLite's files in `folder`, every row of a Postgres."""
    if database.engine.dialect.name == "sqlite":
        return await asyncio.to_thread(lambda: b"".join(path.read_bytes() for path in folder.iterdir()))
    async with database.engine.connect() as connection:
        rows = [
            str(row)
            for table in Table.metadata.sorted_tables
            for row in (await connection.execute(table.select())).all()
        ]
    return "\n".join(rows).encode()


def spoken(events: list[ConsultationEvent]) -> list[str]:
    return [event.text for event in events if isinstance(event, Spoken)]
