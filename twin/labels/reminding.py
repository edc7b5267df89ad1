"""When a long conversation is told again that it is with a computer programme."""

from collections.abc import Sequence
from datetime import datetime, timedelta

# Article 50 asks for "at the latest at first interaction"; rules on companions ask again after two to three hours.
AGAIN_AFTER = timedelta(hours=2)


def reminded_turns(created_at: datetime, asked_at: Sequence[datetime]) -> frozenset[int]:
    """Give the numbers, from 1, of the turns before which the notice stands again.

    Args:
        created_at: When the conversation began, with the notice at its head.
        asked_at: When each turn was asked, in order.
    """
    told, reminded = created_at, set()
    for number, moment in enumerate(asked_at, start=1):
        if moment - told >= AGAIN_AFTER:
            reminded.add(number)
            told = moment
    return frozenset(reminded)
