"""Open now, closed until when, and why."""

from datetime import UTC, date, datetime

import pytest

from tests.twin.wayfinding.real_hospital import real_directory
from twin.persona.clinic import Clinic
from twin.persona.persona import Bilingual
from twin.wayfinding.opening import (
    SHANGHAI,
    Closure,
    Session,
    Timetable,
    minute_of,
    opening_at,
    timetable_of_clinics,
)
from twin.wayfinding.opening_words import closure_lines, hours_lines, opening_words

HOLIDAY = Closure(date(2026, 10, 1), date(2026, 10, 8), Bilingual(en="National Day holiday", zh="国庆假期"))
# Monday and Wednesday mornings.
MORNINGS = Timetable((Session(frozenset({0, 2}), 8 * 60, 11 * 60 + 30),), (HOLIDAY,), date(2026, 3, 1))
ALWAYS = Timetable((Session(frozenset(range(7)), 0, 24 * 60),))


def at(text: str) -> datetime:
    """Give a moment in Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def test_a_clinic_is_open_from_its_first_minute_to_before_its_last() -> None:
    assert opening_at(MORNINGS, at("2026-11-23T08:00")).is_open
    assert opening_at(MORNINGS, at("2026-11-23T11:29")).until == at("2026-11-23T11:30")
    assert not opening_at(MORNINGS, at("2026-11-23T07:59")).is_open
    assert not opening_at(MORNINGS, at("2026-11-23T11:30")).is_open


def test_before_the_morning_the_next_opening_is_today() -> None:
    opening = opening_at(MORNINGS, at("2026-11-23T06:00"))

    assert opening.next == at("2026-11-23T08:00")
    assert opening_words(opening, at("2026-11-23T06:00")).en == "Closed now; opens today at 08:00."


def test_after_the_morning_the_next_opening_is_the_next_day_of_the_clinic() -> None:
    opening = opening_at(MORNINGS, at("2026-11-25T12:00"))

    assert opening.next == at("2026-11-30T08:00")
    assert opening_words(opening, at("2026-11-25T12:00")).zh == "现在不开放，2026年11月30日周一08:00开放。"


def test_on_a_holiday_it_is_closed_with_the_reason_and_opens_after_it() -> None:
    opening = opening_at(MORNINGS, at("2026-10-05T09:00"))

    assert (opening.state, opening.next) == ("closed", at("2026-10-12T08:00"))
    assert opening_words(opening, at("2026-10-05T09:00")).en.startswith(
        "Closed now (National Day holiday); opens Monday"
    )


def test_the_hour_is_that_of_the_hospital_wherever_the_visitor_s_clock_stands() -> None:
    assert opening_at(MORNINGS, datetime(2026, 11, 23, 1, 0, tzinfo=UTC)).is_open  # nine o'clock in Shanghai
    with pytest.raises(ValueError, match="no time zone"):
        opening_at(MORNINGS, datetime(2026, 11, 23, 9, 0))


def test_an_emergency_department_is_open_on_a_holiday_night() -> None:
    room = real_directory().room("em-101")

    opening = opening_at(room.hours, at("2026-10-01T03:00"))

    assert (opening.is_open, opening.until) == (True, None)
    assert opening_words(opening, at("2026-10-01T03:00")).zh == "现在开放，24小时开放。"


def test_every_physician_s_clinic_is_shut_on_national_day() -> None:
    directory = real_directory()

    hung = [room for room in directory.rooms.values() if room.clinics]

    assert len(hung) == 12
    assert not [room.id for room in hung if directory.opening(room, at("2026-10-05T10:00")).is_open]


@pytest.mark.parametrize(
    "moment", ["2026-10-05T10:00", "2026-11-22T03:00", "2026-11-23T09:00", "2026-11-23T12:00"]
)
def test_whoever_finds_a_door_closed_is_sent_to_an_open_one_on_the_same_campus(moment: str) -> None:
    directory = real_directory()

    for room in directory.rooms.values():
        alternative = directory.alternative(room, at(moment))
        if alternative is None:
            assert directory.opening(room, at(moment)).is_open, room.id
            continue
        assert directory.opening(alternative, at(moment)).is_open, room.id
        assert alternative.campus == room.campus and alternative.id != room.id


def test_a_closed_alternative_gives_way_to_the_next() -> None:
    directory = real_directory()
    upstairs = directory.room(
        "op-218"
    )  # names the blood taking downstairs, which names the emergency laboratory

    in_the_afternoon = directory.alternative(upstairs, at("2026-11-23T15:00"))

    assert in_the_afternoon is not None and in_the_afternoon.id == "em-106"


def test_a_room_whose_first_day_has_not_come_is_not_open_yet() -> None:
    new = Timetable(MORNINGS.sessions, (), date(2027, 1, 4))

    opening = opening_at(new, at("2026-11-23T09:00"))

    assert (opening.state, opening.next) == ("not_yet", at("2027-01-04T08:00"))
    assert opening_words(opening, at("2026-11-23T09:00")).en.startswith(
        "Not open yet; opens Monday, 4 January 2027"
    )


def test_a_room_without_published_hours_says_so() -> None:
    assert (
        "ask at the information desk"
        in opening_words(opening_at(None, at("2026-11-23T09:00")), at("2026-11-23T09:00")).en
    )


def test_a_clinic_that_is_shut_for_good_has_no_next_opening() -> None:
    gone = Timetable(
        MORNINGS.sessions, (Closure(date(2026, 1, 1), date(2099, 1, 1), HOLIDAY.reason),), date(2026, 1, 1)
    )

    assert opening_at(gone, at("2026-11-23T09:00")).next is None


def test_midnight_is_an_hour_and_twenty_five_o_clock_is_none() -> None:
    assert (minute_of("00:00"), minute_of("24:00")) == (0, 1440)
    with pytest.raises(ValueError, match="is no time of a day"):
        minute_of("25:00")


def test_hours_are_written_by_days_and_passed_closures_are_left_out() -> None:
    week = Timetable(
        (
            Session(frozenset(range(5)), 480, 690),
            Session(frozenset(range(5)), 810, 990),
            Session(frozenset({5}), 480, 690),
        )
    )

    assert [line.en for line in hours_lines(week)] == [
        "Monday to Friday 08:00–11:30, 13:30–16:30",
        "Saturday 08:00–11:30",
    ]
    assert [line.zh for line in hours_lines(ALWAYS)] == ["每天24小时"]
    assert hours_lines(None) == ()
    assert closure_lines(MORNINGS, date(2026, 10, 9)) == ()
    assert closure_lines(MORNINGS, date(2026, 10, 8))[0].zh == "2026年10月1日至2026年10月8日：国庆假期"


def test_a_room_of_two_clinics_is_shut_only_when_both_are() -> None:
    two = [one.clinic for room in real_directory().rooms.values() for one in room.clinics][:2]

    hours = timetable_of_clinics(two, valid_from=date(2026, 3, 1))

    shared = {(one.from_date, one.to_date) for one in two[0].closed} & {
        (one.from_date, one.to_date) for one in two[1].closed
    }
    assert {(one.first, one.last) for one in hours.closures} == shared
    assert isinstance(two[0], Clinic)
