"""When a card is seen again: the FSRS scheduler. The only file that knows the `fsrs` package."""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any


class Recall(IntEnum):
    """How well a card was remembered."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


def new_schedule() -> dict[str, Any]:
    """Give the schedule of a card that was never seen; it is due at once."""
    from fsrs import Card

    # FSRS names a card by a number of its own; ours have ids, so it is always the same.
    return dict(Card(card_id=1).to_dict())


def rescheduled(
    schedule: Mapping[str, Any], recall: Recall, *, now: datetime | None = None
) -> tuple[dict[str, Any], datetime]:
    """Give the schedule after one look at a card, and when it is due again.

    Times are not shaken by chance: the same answers give the same days.
    """
    from fsrs import Card, Rating, Scheduler

    kept: Any = dict(schedule)  # as `new_schedule` or this function wrote it
    card, _ = Scheduler(enable_fuzzing=False).review_card(
        Card.from_dict(kept), Rating(int(recall)), now or datetime.now(UTC)
    )
    return dict(card.to_dict()), card.due
