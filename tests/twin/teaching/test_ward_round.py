"""Residents join by link, are called on in turn, and read the same board, whichever worker wrote it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import cast

import pytest

from twin.errors import RoundNotFound, TurnOfAnother
from twin.storage.database import Database, sqlite_url
from twin.storage.migrating import upgrade
from twin.teaching.case_room import CaseRoom
from twin.teaching.case_shelf import CaseShelf
from twin.teaching.session import Act
from twin.teaching.ward_round import WardRounds


class OneCase:
    """A shelf with one case."""

    def __init__(self, room: CaseRoom) -> None:
        self._room = room

    async def room(self, persona_id: str, case_id: str) -> CaseRoom:
        """Give the one."""
        return self._room


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    (tmp_path / "data").mkdir()
    opened = Database(sqlite_url(tmp_path / "data"))
    await upgrade(opened)
    yield opened
    await opened.close()


def worker(database: Database, room: CaseRoom) -> WardRounds:
    """Give the rounds as one worker serves them."""
    return WardRounds(database, cast(CaseShelf, OneCase(room)), look_seconds=0.01)


async def test_residents_are_called_on_in_the_order_of_joining(database: Database, room: CaseRoom) -> None:
    rounds = worker(database, room)
    opened = await rounds.open("a", "Ada", "geriatrics", "uneven-pulse", language="en")
    await rounds.join(opened.code, "b", "Ben")
    await rounds.join(opened.code, "b", "Ben")

    first = await rounds.answer(opened.id, "a", Act.ASK, "When did it start?")
    second = await rounds.answer(opened.id, "b", Act.ASK, "Any chest pain?")

    assert [seat.name for seat in second.seats] == ["Ada", "Ben"]
    assert (first.called_on, second.called_on) == ("Ben", "Ada")
    assert second.state.asked == ("onset", "chest-pain")


async def test_who_is_not_called_on_must_wait(database: Database, room: CaseRoom) -> None:
    rounds = worker(database, room)
    opened = await rounds.open("a", "Ada", "geriatrics", "uneven-pulse", language="en")
    await rounds.join(opened.code, "b", "Ben")

    with pytest.raises(TurnOfAnother, match="Ada"):
        await rounds.answer(opened.id, "b", Act.ASK, "Any chest pain?")

    passed = await rounds.pass_on(opened.id, "a")
    assert passed.called_on == "Ben"


async def test_what_one_worker_writes_is_read_at_another(database: Database, room: CaseRoom) -> None:
    here, there = worker(database, room), worker(database, room)
    opened = await here.open("a", "Ada", "geriatrics", "uneven-pulse", language="zh")
    await there.join(opened.code, "b", "Ben")
    reading = there.events(opened.id, "b", after=len(opened.board))

    await here.answer(opened.id, "a", Act.ASK, "您喝酒吗？")
    events = [event for event in [await anext(reading), await anext(reading)] if event is not None]
    await reading.aclose()

    assert [event.spoken.name or event.spoken.text for event in events] == ["Ada", "周末喝几瓶啤酒。"]
    assert [event.number for event in events] == [len(opened.board) + 1, len(opened.board) + 2]


async def test_nobody_reads_a_round_without_a_seat(database: Database, room: CaseRoom) -> None:
    rounds = worker(database, room)
    opened = await rounds.open("a", "Ada", "geriatrics", "uneven-pulse", language="en")

    with pytest.raises(RoundNotFound):
        await rounds.round(opened.id, "b")
    with pytest.raises(RoundNotFound):
        await rounds.join("no-such-code", "b", "Ben")
