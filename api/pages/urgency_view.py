"""The emergency card as the pages show it, and which one of a conversation stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from twin.consultation.conversation import Transcript
from twin.consultation.events import Triaged

# Help lines that the crisis card names; on a phone one taps them.
_HELP_LINE = re.compile(r"(?<!\d)(12356|988|116 123)(?!\d)")


@dataclass(frozen=True, slots=True)
class LinePart:
    """A run of a line; `number` is what a tap on it calls, "" for plain words."""

    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class ShownCard:
    """The card. `kind`: emergency, crisis or poison. Lines are runs of words and of numbers to call."""

    kind: str
    language: str
    number: str
    why: tuple[str, ...]
    do_now: tuple[tuple[LinePart, ...], ...]
    until_help: tuple[tuple[LinePart, ...], ...]
    come_back_if: tuple[str, ...]
    way: str
    way_name: str


def shown_card(triaged: Triaged | None) -> ShownCard | None:
    """Give the card of a judgement; None where it is no emergency."""
    if triaged is None or triaged.form != "card":
        return None
    return ShownCard(
        kind=triaged.card_kind if triaged.card_kind in ("crisis", "poison") else "emergency",
        language=triaged.language,
        number=triaged.emergency_number,
        why=triaged.why,
        do_now=_parts(triaged.do_now),
        until_help=_parts(triaged.until_help),
        come_back_if=triaged.come_back_if,
        way=triaged.way,
        way_name=triaged.departments[0].name if triaged.departments else "",
    )


def standing_card(transcript: Transcript) -> ShownCard | None:
    """Give the card that stands over a conversation: the newest one shown, until a physician lowers the level."""
    kept = transcript.triage
    if kept.level is not None and not kept.is_emergency:
        return None
    shown = [
        event
        for record in transcript.turns
        for event in record.events
        if isinstance(event, Triaged) and event.form == "card"
    ]
    return shown_card(shown[-1]) if shown else None


def _parts(lines: Sequence[str]) -> tuple[tuple[LinePart, ...], ...]:
    return tuple(
        tuple(
            LinePart(run, run.replace(" ", "") if _HELP_LINE.fullmatch(run) else "")
            for run in _HELP_LINE.split(line)
            if run
        )
        for line in lines
    )
