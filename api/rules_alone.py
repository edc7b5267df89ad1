"""The red flags with everything else dead: what a question that could not be taken is told nevertheless."""

from collections.abc import Sequence
from typing import Protocol

from starlette.requests import Request

from twin.consultation.events import Triaged
from twin.consultation.urgency_words import UrgencyWords
from twin.errors import TwinError
from twin.evidence.language import language_of

LONGEST = 20_000  # characters; a longer message is read as far as this


class WithUrgency(Protocol):
    """A house that knows red flags."""

    @property
    def urgency(self) -> UrgencyWords:
        """Give the red flags in words; they need no database, no index and no model."""
        ...


def triaged_by_rules(house: WithUrgency, messages: Sequence[str], *, language: str = "") -> Triaged | None:
    """Judge messages by the rules alone; None where nothing was said, or the rules themselves are out of order.

    Args:
        house: Whose red flags.
        messages: What the patient wrote, oldest first.
        language: en or zh; told from the last message where it is empty.
    """
    said = [message[:LONGEST] for message in messages if message.strip()]
    if not said:
        return None
    try:
        return house.urgency.by_rules(said, language or language_of(said[-1]))
    except TwinError:
        return None


def remember_card(request: Request, house: WithUrgency, question: str) -> None:
    """Let the error that is about to leave carry the card, if the question is an emergency."""
    triaged = triaged_by_rules(house, [question])
    if triaged is not None and triaged.form == "card":
        request.state.triaged = triaged
