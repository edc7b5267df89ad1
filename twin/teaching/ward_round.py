"""A ward round: one tutor, several residents, one case. They join by link and are called on in turn; all see the board."""

import asyncio
import secrets
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from twin.errors import RoundNotFound, TeachingInputInvalid, TurnOfAnother
from twin.storage.database import Database
from twin.storage.teaching_tables import WardRoundEventRow, WardRoundRow, WardRoundSeatRow
from twin.teaching.case_room import CaseRoom
from twin.teaching.case_shelf import CaseShelf
from twin.teaching.classroom import checked_turn, heard
from twin.teaching.debrief import Debrief, debrief_of
from twin.teaching.session import Act, CaseState
from twin.teaching.session_store import LEARNER, Spoken, spoken_from_json, spoken_to_json

LOOK_SECONDS = 0.4  # how often a reader of the board looks for what another worker wrote
SILENCE_SECONDS = 15.0  # proxies close a silent connection after 30 to 60 seconds
CODE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Seat:
    """One resident in a round. `number` is the order in which they are called on, from 1."""

    learner: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class BoardEvent:
    """One thing on the board, numbered from 1. `called_on` is the name of who comes next, after this event."""

    number: int
    spoken: Spoken
    called_on: str
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class RoundRecord:
    """A round as it stands. `turn_of` is the account that is called on; `code` is the secret of the join link."""

    id: str
    code: str
    opened_by: str
    persona: str
    case: str
    state: CaseState
    turn_of: str
    seats: tuple[Seat, ...]
    board: tuple[BoardEvent, ...]

    @property
    def called_on(self) -> str:
        """Give the name of who is called on."""
        return next((seat.name for seat in self.seats if seat.learner == self.turn_of), "")


class WardRounds:
    """Opens rounds, seats residents, takes turns, and lets everybody read the board as it is written."""

    def __init__(self, database: Database, shelf: CaseShelf, *, look_seconds: float = LOOK_SECONDS) -> None:
        """Take the database, the cases, and how often a reader looks."""
        self._database = database
        self._shelf = shelf
        self._look_seconds = look_seconds

    async def open(
        self, learner: str, name: str, persona_id: str, case_id: str, *, language: str
    ) -> RoundRecord:
        """Open a round; who opens it has the first seat. Raises `CaseNotFound`."""
        room = await self._shelf.room(persona_id, case_id)
        state, said = await room.begin(language)
        row = WardRoundRow(
            id=uuid4().hex,
            code=secrets.token_urlsafe(CODE_BYTES),
            opened_by=learner,
            persona=persona_id,
            case_id=case_id,
            language=state.language,
            state=state.model_dump(mode="json"),
            turn_of=learner,
            events=0,
            created_at=datetime.now(UTC),
        )
        async with self._database.transaction() as session:
            session.add(row)
            await session.flush()
            session.add(WardRoundSeatRow(round_id=row.id, learner=learner, name=name, number=1))
            await self._write(session, row, heard(said), called_on=name)
        return await self.round(row.id, learner)

    async def join(self, code: str, learner: str, name: str) -> RoundRecord:
        """Take a seat by the code of the link; joining twice changes nothing. Raises `RoundNotFound`."""
        async with self._database.transaction() as session:
            found = await session.scalar(
                select(WardRoundRow).where(WardRoundRow.code == code).with_for_update()
            )
            if found is None:
                raise RoundNotFound("of this link")
            seats = await _seats(session, found.id)
            if learner not in {seat.learner for seat in seats}:
                session.add(
                    WardRoundSeatRow(round_id=found.id, learner=learner, name=name, number=len(seats) + 1)
                )
        return await self.round(found.id, learner)

    async def round(self, round_id: str, learner: str) -> RoundRecord:
        """Give a round to one who sits in it. Raises `RoundNotFound`."""
        async with self._database.reading() as session:
            row = await session.get(WardRoundRow, round_id)
            seats = await _seats(session, round_id)
            if row is None or learner not in {seat.learner for seat in seats}:
                raise RoundNotFound(round_id)
            board = await _events(session, round_id, after=0)
        return _record(row, seats, board)

    async def room_of(self, record: RoundRecord) -> CaseRoom:
        """Give the room of a round's case. Raises `CaseNotFound`."""
        return await self._shelf.room(record.persona, record.case)

    async def answer(
        self, round_id: str, learner: str, act: Act, text: str, *, confidence: int | None = None
    ) -> RoundRecord:
        """Take the turn of the one who is called on; then the next is called.

        Raises:
            RoundNotFound: Absent, or not a member.
            TurnOfAnother: When somebody else is called on.
            TeachingInputInvalid: When the turn cannot be taken.
        """
        checked_turn(act, text, confidence)
        known = await self.round(round_id, learner)
        room = await self.room_of(known)
        async with self._database.transaction() as session:
            row = await _held(session, round_id)
            seats = await _seats(session, round_id)
            mine = next(seat for seat in seats if seat.learner == learner)
            if row.turn_of != learner:
                raise TurnOfAnother(next((s.name for s in seats if s.learner == row.turn_of), ""))
            before = CaseState.model_validate(row.state)
            # A served wording would wait on a network here; rounds are worded from the case file alone.
            state, said = await room.answer(before, act, text.strip(), confidence, in_file_words=True)
            row.state = state.model_dump(mode="json")
            following = _after(seats, learner)
            row.turn_of = following.learner
            own = Spoken(LEARNER, text.strip(), before.phase, confidence=confidence, name=mine.name)
            words = (*((own,) if text.strip() else ()), *heard(said))
            await self._write(session, row, words, called_on=following.name, is_over=state.is_over)
        return await self.round(round_id, learner)

    async def pass_on(self, round_id: str, learner: str) -> RoundRecord:
        """Call on the next: by the one who is called on, or by who opened the round.

        Raises:
            RoundNotFound: Absent, or not a member.
            TurnOfAnother: When it is neither.
        """
        await self.round(round_id, learner)
        async with self._database.transaction() as session:
            row = await _held(session, round_id)
            seats = await _seats(session, round_id)
            if learner not in (row.turn_of, row.opened_by):
                raise TurnOfAnother(next((s.name for s in seats if s.learner == row.turn_of), ""))
            state = CaseState.model_validate(row.state)
            following = _after(seats, row.turn_of)
            row.turn_of = following.learner
            await self._write(session, row, (Spoken("board", "", state.phase),), called_on=following.name)
        return await self.round(round_id, learner)

    async def debrief(self, record: RoundRecord) -> Debrief:
        """Write the debrief of a round, one for all who sat in it.

        Raises:
            TeachingInputInvalid: While the case is not over.
            CaseNotFound: If it is not published any more.
        """
        if not record.state.is_over:
            raise TeachingInputInvalid(
                "The case is not over; the debrief comes at its end. Go on with the board."
            )
        room = await self.room_of(record)
        return debrief_of(room.case, record.state, room.tutor)

    async def events(
        self, round_id: str, learner: str, *, after: int = 0
    ) -> AsyncGenerator[BoardEvent | None, None]:
        """Read the board from a number on, live; whichever worker writes it. Ends behind the last event.

        A long silence gives None from time to time, so that a connection is not taken for dead.
        """
        await self.round(round_id, learner)
        last, silent = after, 0.0
        while True:
            async with self._database.reading() as session:
                fresh = await _events(session, round_id, after=last)
            for event in fresh:
                last, silent = event.number, 0.0
                yield event
                if event.is_over:
                    return
            await asyncio.sleep(self._look_seconds)
            silent += self._look_seconds
            if silent >= SILENCE_SECONDS:
                silent = 0.0
                yield None

    async def _write(
        self,
        session: AsyncSession,
        row: WardRoundRow,
        words: Sequence[Spoken],
        *,
        called_on: str,
        is_over: bool = False,
    ) -> None:
        values = [
            {
                "round_id": row.id,
                "number": row.events + number,
                "body": {
                    "spoken": spoken_to_json(one),
                    "called_on": called_on,
                    "is_over": is_over and number == len(words),
                },
            }
            for number, one in enumerate(words, start=1)
        ]
        await session.execute(insert(WardRoundEventRow), values)
        row.events += len(values)


async def _held(session: AsyncSession, round_id: str) -> WardRoundRow:
    """Give the row, locked until the end of the transaction."""
    row = await session.scalar(select(WardRoundRow).where(WardRoundRow.id == round_id).with_for_update())
    if row is None:
        raise RoundNotFound(round_id)
    return row


async def _seats(session: AsyncSession, round_id: str) -> tuple[Seat, ...]:
    query = select(WardRoundSeatRow).where(WardRoundSeatRow.round_id == round_id)
    rows = (await session.execute(query.order_by(WardRoundSeatRow.number))).scalars()
    return tuple(Seat(row.learner, row.name, row.number) for row in rows)


async def _events(session: AsyncSession, round_id: str, *, after: int) -> tuple[BoardEvent, ...]:
    query = select(WardRoundEventRow).where(
        WardRoundEventRow.round_id == round_id, WardRoundEventRow.number > after
    )
    rows = (await session.execute(query.order_by(WardRoundEventRow.number))).scalars()
    return tuple(_event(row.number, row.body) for row in rows)


def _event(number: int, body: dict[str, Any]) -> BoardEvent:
    return BoardEvent(number, spoken_from_json(body["spoken"]), body["called_on"], body["is_over"])


def _after(seats: Sequence[Seat], learner: str) -> Seat:
    """Give who comes after a seat, round the table."""
    at = next((n for n, seat in enumerate(seats) if seat.learner == learner), -1)
    return seats[(at + 1) % len(seats)]


def _record(row: WardRoundRow, seats: tuple[Seat, ...], board: tuple[BoardEvent, ...]) -> RoundRecord:
    return RoundRecord(
        id=row.id,
        code=row.code,
        opened_by=row.opened_by,
        persona=row.persona,
        case=row.case_id,
        state=CaseState.model_validate(row.state),
        turn_of=row.turn_of,
        seats=seats,
        board=board,
    )
