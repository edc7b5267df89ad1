"""One turn as the conversation page shows it, folded from its events."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from api.pages.source_links import source_link
from twin.consultation.events import (
    LAST_KINDS,
    CitationShown,
    ConsultationEvent,
    Failed,
    Found,
    Spoken,
    Started,
    Withheld,
)

# Whose words these are is said where they are not the physician's own, taken from the folder.
NAMED_ORIGINS = frozenset({"general", "guideline", "own_view", "hospital", "notice"})


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A cited source with its number within the answer, counted from 1 in the order of first mention."""

    number: int
    citation: CitationShown
    href: str


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """One sentence with its chips. `origin` is "" unless its source must be named before it."""

    text: str
    origin: str
    sources: tuple[ShownSource, ...]
    joined: bool


@dataclass
class ShownTurn:
    """A question and what has been answered so far. `last_number` is the last event folded in."""

    id: str
    number: int
    question: str
    language: str
    paragraphs: list[list[ShownSentence]] = field(default_factory=list)
    sources: list[ShownSource] = field(default_factory=list)
    covered: bool = True
    withheld: list[str] = field(default_factory=list)
    failure: Failed | None = None
    outcome: str = ""
    last_number: int = 0

    @property
    def ended(self) -> bool:
        """Say whether nothing more will come."""
        return bool(self.outcome)


def shown_turn(
    events: Iterable[ConsultationEvent],
    *,
    turn_id: str,
    number: int,
    question: str,
    persona: str,
    conversation: str,
    language: str,
) -> ShownTurn:
    """Fold the events of one turn, in order of their numbers, into what the page shows.

    Args:
        events: All events of the turn so far.
        turn_id: The turn's id.
        number: The turn's number in the conversation, from 1.
        question: The patient's words.
        persona: Persona id, for the links.
        conversation: Conversation id, for the links back.
        language: Language of the conversation, until the turn says its own.
    """
    turn = ShownTurn(id=turn_id, number=number, question=question, language=language)
    citations: dict[str, CitationShown] = {}
    numbered: dict[str, ShownSource] = {}
    for event in events:
        turn.last_number = event.number
        if isinstance(event, Started):
            turn.language = event.language
        elif isinstance(event, Found):
            turn.covered = event.covered
            citations = {citation.key: citation for citation in event.citations}
        elif isinstance(event, Spoken):
            for key in event.citations:
                if key in citations and key not in numbered:
                    link = source_link(
                        citations[key], persona=persona, conversation=conversation, turn=number
                    )
                    numbered[key] = ShownSource(len(numbered) + 1, citations[key], link)
            _say(turn, event, tuple(numbered[key] for key in event.citations if key in numbered))
        elif isinstance(event, Withheld):
            turn.withheld.append(event.reason)
        elif isinstance(event, Failed):
            turn.failure = event
        if event.kind in LAST_KINDS:
            turn.outcome = event.kind
    turn.sources = list(numbered.values())
    return turn


def _say(turn: ShownTurn, event: Spoken, sources: tuple[ShownSource, ...]) -> None:
    """Add a sentence, in a new paragraph where the event asks for one."""
    if event.paragraph or not turn.paragraphs:
        turn.paragraphs.append([])
    paragraph = turn.paragraphs[-1]
    before = paragraph[-1] if paragraph else None
    origin = event.origin if event.origin in NAMED_ORIGINS else ""
    paragraph.append(
        ShownSentence(
            text=event.text,
            origin=origin,
            sources=sources,
            joined=before is not None and _is_wide(before.text[-1:]),
        )
    )


def _is_wide(character: str) -> bool:
    """Say whether a character is of Chinese script or punctuation, behind which no space is written."""
    return bool(character) and ord(character) >= 0x2E80  # CJK radicals start here
