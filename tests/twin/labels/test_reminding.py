"""In a conversation of hours the notice comes again."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from twin.labels.reminding import must_be_told, reminded_turns, told_at

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def at(*hours: float) -> list[datetime]:
    return [START + timedelta(hours=hour) for hour in hours]


def test_a_short_conversation_is_told_once_at_its_head() -> None:
    assert reminded_turns(START, at(0, 0.5, 1.9)) == frozenset()


def test_after_two_hours_the_notice_comes_again_and_after_two_more_once_more() -> None:
    assert reminded_turns(START, at(0, 2, 2.5, 3.9, 4.1)) == {2, 5}


def test_a_conversation_taken_up_the_next_day_begins_with_the_notice() -> None:
    assert reminded_turns(START, at(0, 24, 24.1)) == {2}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_was_told_is_read_back_from_the_answer_for_two_hours(language: str) -> None:
    answer = f"…{told_at(START, language)}\n\nOne or two cups."

    assert not must_be_told([answer, "Yes."], START + timedelta(hours=1, minutes=59))
    assert must_be_told([answer, "Yes."], START + timedelta(hours=2))


def test_the_time_is_told_in_universal_time_wherever_the_server_stands() -> None:
    shanghai = START.astimezone(timezone(timedelta(hours=8)))

    assert told_at(shanghai, "en") == told_at(START, "en") and "09:00 UTC" in told_at(shanghai, "en")


def test_a_history_without_the_notice_is_told() -> None:
    assert must_be_told([], START)
    assert must_be_told(["Yes.", "Told at half past nine", "(Told at 2026-13-40 09:00 UTC.)"], START)


def test_of_several_notices_the_youngest_counts() -> None:
    old, young = told_at(START - timedelta(hours=5), "en"), told_at(START - timedelta(hours=1), "en")

    assert not must_be_told([old, young], START)
