"""What is read aloud of an answer: that it is a computer voice, the emergency card, then what the page shows, in order.

Withheld sentences are not in it, nor titles of sources. Nothing is read that the reader does not see.
"""

from collections.abc import Iterable

from twin.consultation.events import (
    LAST_KINDS,
    Advised,
    ConsultationEvent,
    Failed,
    HistoryAsked,
    Spoken,
    Started,
    Triaged,
    Uncovered,
)
from twin.persona.persona import Bilingual
from twin.sentences import without_marks

COMPUTER_VOICE = Bilingual(
    en="This is a computer voice. It is not the physician speaking.",
    zh="这是电脑合成的声音，不是医生本人在说话。",
)


def lines_to_read(events: Iterable[ConsultationEvent], *, language: str) -> list[str]:
    """Give what is read aloud of one turn, line by line; the first says that it is a computer voice.

    Args:
        events: All events of the turn.
        language: Language of the turn; `language_of` tells it.
    """
    card: list[str] = []
    said: list[str] = []
    behind: list[str] = []
    for event in events:
        if isinstance(event, Triaged):
            card = _card(event) if event.form == "card" else card
        elif isinstance(event, Spoken):
            said.append(event.text)
        elif isinstance(event, Failed):
            said.append(event.notice)
        elif isinstance(event, Uncovered):
            behind += [event.notice, event.route]
        elif isinstance(event, Advised) and event.form != "card":
            behind += event.lines
        elif isinstance(event, HistoryAsked):
            behind += [question.text for question in event.questions]
    lines = [COMPUTER_VOICE.in_language(language), *card, *said, *behind]
    return [line for line in (without_marks(one).strip() for one in lines) if any(map(str.isalnum, line))]


def language_of(events: Iterable[ConsultationEvent], *, otherwise: str) -> str:
    """Give the language in which a turn answers: its own where it says one."""
    found = otherwise
    for event in events:
        if isinstance(event, Started | Triaged):
            found = event.language
    return found


def has_card(events: Iterable[ConsultationEvent]) -> bool:
    """Say whether the turn is an emergency: then nothing waits for a network."""
    return any(isinstance(event, Triaged) and event.form == "card" for event in events)


def is_complete(events: Iterable[ConsultationEvent]) -> bool:
    """Say whether nothing more comes in this turn."""
    return any(event.kind in LAST_KINDS for event in events)


def _card(card: Triaged) -> list[str]:
    """Give the lines of the emergency card as the page shows them; one who is in despair is told no level and no reasons."""
    first = [] if card.card_kind == "crisis" else [card.level, *card.why]
    return [*first, *card.do_now, *card.until_help, *card.come_back_if]
