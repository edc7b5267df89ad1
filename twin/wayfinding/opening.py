"""Whether a room is open at a given moment, until when, and when it opens next. Local time of the hospital."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from twin.persona.clinic import Clinic
from twin.persona.persona import Bilingual

# China has one time zone and no summer time since 1991, so no zone data is needed to know it.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MIDNIGHT = 24 * 60
SEARCHED_DAYS = 400  # a clinic that opens next year is still found


@dataclass(frozen=True, slots=True)
class Session:
    """Hours on certain days (0 is Monday); minutes after midnight, half-open, at most 1440."""

    days: frozenset[int]
    from_minute: int
    to_minute: int


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which a room is shut, both included."""

    first: date
    last: date
    reason: Bilingual


@dataclass(frozen=True, slots=True)
class Timetable:
    """When a room is open: its sessions, except on closures, from a date on."""

    sessions: tuple[Session, ...]
    closures: tuple[Closure, ...] = ()
    valid_from: date = date.min

    @property
    def is_always(self) -> bool:
        """Say whether it is open day and night, without closures."""
        whole = (one for one in self.sessions if (one.from_minute, one.to_minute) == (0, MIDNIGHT))
        return not self.closures and any(len(one.days) == len(DAYS) for one in whole)

    def closure_on(self, day: date) -> Closure | None:
        """Give the closure that a day falls in."""
        return next((one for one in self.closures if one.first <= day <= one.last), None)


@dataclass(frozen=True, slots=True)
class Opening:
    """How a room stands at one moment.

    `state` is open, closed, not_yet (its first day has not come) or unknown (no hours are published). `until` is when
    it closes, None when it never does or is not open; `next` is when it opens next, None when it is open or never
    opens again within the searched days; `reason` is given on closures.
    """

    state: str
    until: datetime | None = None
    next: datetime | None = None
    reason: Bilingual | None = None

    @property
    def is_open(self) -> bool:
        """Say whether one can go now."""
        return self.state == "open"


def opening_at(timetable: Timetable | None, moment: datetime) -> Opening:
    """Say how a room stands at a moment.

    Args:
        timetable: The room's hours; None where none are published.
        moment: With a time zone; it is read in the hospital's own.

    Raises:
        ValueError: If the moment has no time zone, for then nobody knows what hour it is.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone; give one, such as opening.SHANGHAI.")
    if timetable is None:
        return Opening("unknown")
    local = moment.astimezone(SHANGHAI)
    if timetable.is_always and local.date() >= timetable.valid_from:
        return Opening("open")
    until = _open_until(timetable, local)
    if until is not None:
        return Opening("open", until=until)
    closure = timetable.closure_on(local.date())
    state = "not_yet" if local.date() < timetable.valid_from else "closed"
    return Opening(state, next=_next_opening(timetable, local), reason=closure.reason if closure else None)


def timetable_of_clinics(clinics: Iterable[Clinic], *, valid_from: date) -> Timetable:
    """Give the hours of a room from the clinics that physicians hold there.

    A closure counts only where every clinic of the room is shut.
    """
    sessions: list[Session] = []
    closures: list[Closure] = []
    several = list(clinics)
    for clinic in several:
        sessions += [
            Session(
                frozenset(DAYS.index(day) for day in one.days),
                minute_of(one.from_time),
                minute_of(one.to_time),
            )
            for one in clinic.sessions
        ]
        closures += [
            Closure(one.from_date, one.to_date, one.reason)
            for one in clinic.closed
            if all((one.from_date, one.to_date) in _shut(other) for other in several)
        ]
    return Timetable(tuple(sessions), tuple(dict.fromkeys(closures)), valid_from)


def minute_of(text: str) -> int:
    """Give the minutes after midnight of HH:MM, up to 24:00.

    Raises:
        ValueError: If it is no such time.
    """
    hours, _, minutes = text.partition(":")
    minute = int(hours) * 60 + int(minutes)
    if not 0 <= minute <= MIDNIGHT or not 0 <= int(minutes) < 60:
        raise ValueError(f"{text!r} is no time of a day; write HH:MM from 00:00 to 24:00.")
    return minute


def _shut(clinic: Clinic) -> set[tuple[date, date]]:
    """Give the closures of a clinic as pairs of days."""
    return {(one.from_date, one.to_date) for one in clinic.closed}


def _sessions_on(timetable: Timetable, day: date) -> list[Session]:
    """Give the sessions that are held on a day, in order."""
    if day < timetable.valid_from or timetable.closure_on(day):
        return []
    held = (one for one in timetable.sessions if day.weekday() in one.days)
    return sorted(held, key=lambda one: (one.from_minute, one.to_minute))


def _open_until(timetable: Timetable, local: datetime) -> datetime | None:
    """Give when the session closes that runs at a moment; None when none runs."""
    minute = local.hour * 60 + local.minute
    running = [
        one for one in _sessions_on(timetable, local.date()) if one.from_minute <= minute < one.to_minute
    ]
    return _at(local.date(), max(one.to_minute for one in running)) if running else None


def _next_opening(timetable: Timetable, local: datetime) -> datetime | None:
    """Give the first opening after a moment."""
    first = max(local.date(), timetable.valid_from)
    for ahead in range(SEARCHED_DAYS):
        day = first + timedelta(days=ahead)
        for session in _sessions_on(timetable, day):
            opens = _at(day, session.from_minute)
            if opens > local:
                return opens
    return None


def _at(day: date, minute: int) -> datetime:
    """Give a moment of a day in the hospital's time."""
    return datetime.combine(day, time.min, SHANGHAI) + timedelta(minutes=minute)
