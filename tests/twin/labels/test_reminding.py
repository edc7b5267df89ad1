"""In a conversation of hours the notice comes again."""

from datetime import UTC, datetime, timedelta

from twin.labels.reminding import reminded_turns

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def at(*hours: float) -> list[datetime]:
    return [START + timedelta(hours=hour) for hour in hours]


def test_a_short_conversation_is_told_once_at_its_head() -> None:
    assert reminded_turns(START, at(0, 0.5, 1.9)) == frozenset()


def test_after_two_hours_the_notice_comes_again_and_after_two_more_once_more() -> None:
    assert reminded_turns(START, at(0, 2, 2.5, 3.9, 4.1)) == {2, 5}


def test_a_conversation_taken_up_the_next_day_begins_with_the_notice() -> None:
    assert reminded_turns(START, at(0, 24, 24.1)) == {2}
