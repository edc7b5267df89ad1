"""When a long conversation is told again that it is with a computer programme."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

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


# A client of the OpenAI protocol keeps the conversation itself: when it was told is written where it was told.
_TOLD = re.compile(r"(?:Told at |告知时间：)(\d{4}-\d\d-\d\d \d\d:\d\d) UTC")
_MOMENT = "%Y-%m-%d %H:%M"


def told_at(moment: datetime, language: str) -> str:
    """Give the words that say when the notice was given, to stand behind it; to the minute, in UTC."""
    written = moment.astimezone(UTC).strftime(_MOMENT)
    return f"（告知时间：{written} UTC）" if language == "zh" else f" (Told at {written} UTC.)"


def must_be_told(answers: Iterable[str], now: datetime) -> bool:
    """Say whether the notice is due: none of the answers so far holds one that is younger than two hours.

    Args:
        answers: What the twin said so far, as the client sends it back.
        now: With its time zone.
    """
    for answer in answers:
        for written in _TOLD.findall(answer):
            try:
                told = datetime.strptime(written, _MOMENT).replace(tzinfo=UTC)
            except ValueError:  # no such day: not ours
                continue
            if now - told < AGAIN_AFTER:
                return False
    return True
