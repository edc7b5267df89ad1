"""What the ward round routes take and give."""

from pydantic import BaseModel, Field

from api.routes.teaching_shapes import SpokenOut
from twin.teaching.clinical_case import Phase
from twin.teaching.session import Act, Step, acts_open
from twin.teaching.ward_round import BoardEvent, RoundRecord


class JoinIn(BaseModel):
    """The code of a join link: what stands behind `/learn/join/`."""

    code: str = Field(min_length=1, max_length=64)


class BoardEventOut(SpokenOut):
    """One thing on the board, numbered from 1; `called_on` is who comes next after it."""

    number: int
    name: str
    called_on: str
    is_over: bool

    @classmethod
    def of_event(cls, event: BoardEvent) -> "BoardEventOut":
        """Shape one event."""
        return cls(
            **dict(SpokenOut.of(event.spoken)),
            number=event.number,
            name=event.spoken.name,
            called_on=event.called_on,
            is_over=event.is_over,
        )

    @classmethod
    def to_line(cls, event: BoardEvent) -> str:
        """Write one event as the data of a server-sent line."""
        return cls.of_event(event).model_dump_json()


class SeatOut(BaseModel):
    """One resident; `number` is the order in which they are called on."""

    number: int
    name: str
    is_me: bool


class RoundOut(BaseModel):
    """A round as one who sits in it reads it. `acts` are what the reader may do now; empty while another is called on."""

    id: str
    persona: str
    case: str
    title: str
    language: str
    phase: Phase
    step: Step
    code: str
    join_link: str
    called_on: str
    is_mine: bool
    may_call_next: bool
    is_over: bool
    acts: tuple[Act, ...]
    seats: tuple[SeatOut, ...]
    board: tuple[BoardEventOut, ...]

    @classmethod
    def of(cls, record: RoundRecord, *, learner: str, title: str, public_url: str) -> "RoundOut":
        """Shape one round for one of its residents."""
        is_mine = record.turn_of == learner
        return cls(
            id=record.id,
            persona=record.persona,
            case=record.case,
            title=title,
            language=record.state.language,
            phase=record.state.phase,
            step=record.state.step,
            code=record.code,
            join_link=f"{public_url.rstrip('/')}/learn/join/{record.code}",
            called_on=record.called_on,
            is_mine=is_mine,
            may_call_next=learner in (record.turn_of, record.opened_by),
            is_over=record.state.is_over,
            acts=acts_open(record.state) if is_mine else (),
            seats=tuple(
                SeatOut(number=seat.number, name=seat.name, is_me=seat.learner == learner)
                for seat in record.seats
            ),
            board=tuple(BoardEventOut.of_event(event) for event in record.board),
        )
