"""One turn as the conversation page shows it, folded from its events."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from api.pages.source_links import source_link
from twin.consultation.events import (
    LAST_KINDS,
    Advised,
    CitationShown,
    ConflictShown,
    ConsultationEvent,
    Failed,
    Found,
    HistoryAsked,
    HistoryQuestion,
    Spoken,
    Started,
    Triaged,
    Uncovered,
    Withheld,
)
from twin.sentences import without_marks

# Whose words these are is said where they are not the physician's own, taken from the folder.
NAMED_ORIGINS = frozenset({"general", "guideline", "own_view", "hospital", "notice"})


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A cited source. `number` counts within the answer from 1, in the order of first mention.

    `href` leads to what one sentence rests on; in the list of sources, to what the first one does.
    """

    number: int
    source: str
    quote: str
    href: str


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """One sentence with its chips. `origin` is "" for the physician's own words from the folder.

    `joined`: no space is written before it.
    """

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
    triaged: Triaged | None = None
    advised: Advised | None = None
    asked: tuple[HistoryQuestion, ...] = ()
    uncovered: Uncovered | None = None
    conflicts: tuple[ConflictShown, ...] = ()

    @property
    def ended(self) -> bool:
        """Say whether nothing more will come."""
        return bool(self.outcome)

    @property
    def has_advice(self) -> bool:
        """Say whether the end of the turn tells what one can do; a broken answer tells it, too. The card stands above."""
        if self.triaged is None or self.triaged.form == "card":
            return False
        return self.advised is not None or self.outcome in ("failed", "stopped")


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
    numbers: dict[str, int] = {}
    for event in events:
        turn.last_number = event.number
        if isinstance(event, Started):
            turn.language = event.language
        elif isinstance(event, Found):
            turn.covered, turn.conflicts = event.covered, event.conflicts
            citations = {citation.key: citation for citation in event.citations}
        elif isinstance(event, Spoken):
            cited = [citations[key] for key in event.citations if key in citations]
            shown = [
                _source(
                    one, numbers, persona=persona, conversation=conversation, turn=number, said=event.number
                )
                for one in cited
            ]
            turn.sources += [source for source in shown if source.number > len(turn.sources)]
            _say(turn, event, tuple(shown))
        elif isinstance(event, Withheld):
            turn.withheld.append(event.reason)
        elif isinstance(event, Failed):
            turn.failure = event
        if event.kind in LAST_KINDS:
            turn.outcome = event.kind
        _take_urgency(turn, event)
    return turn


def _source(
    citation: CitationShown, numbers: dict[str, int], *, persona: str, conversation: str, turn: int, said: int
) -> ShownSource:
    """Show one citation; a source that was not mentioned before gets the next number."""
    mention = numbers.setdefault(citation.key, len(numbers) + 1)
    href = source_link(citation, persona=persona, conversation=conversation, turn=turn, said=said)
    return ShownSource(mention, citation.source, without_marks(citation.quote), href)


def _take_urgency(turn: ShownTurn, event: ConsultationEvent) -> None:
    """Take what the red flags say: the newest level, the end of the answer, what is asked, what is open."""
    if isinstance(event, Triaged):
        turn.triaged = event
    elif isinstance(event, Advised):
        turn.advised = event
    elif isinstance(event, HistoryAsked):
        turn.asked = event.questions
    elif isinstance(event, Uncovered):
        turn.uncovered = event


def _say(turn: ShownTurn, event: Spoken, sources: tuple[ShownSource, ...]) -> None:
    """Add a sentence, in a new paragraph where the event asks for one; notices stand apart."""
    origin = event.origin if event.origin in NAMED_ORIGINS else ""
    before = turn.paragraphs[-1][-1] if turn.paragraphs else None
    is_apart = before is not None and origin != before.origin and "notice" in (origin, before.origin)
    if before is None or event.paragraph or is_apart:
        turn.paragraphs.append([ShownSentence(event.text, origin, sources, joined=False)])
        return
    joined = _is_wide(before.text[-1:])
    turn.paragraphs[-1].append(ShownSentence(event.text, origin, sources, joined=joined))


def _is_wide(character: str) -> bool:
    """Say whether a character is of Chinese script or punctuation, behind which no space is written."""
    return bool(character) and ord(character) >= 0x2E80  # CJK radicals start here
