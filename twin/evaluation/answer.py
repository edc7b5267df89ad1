"""One question and the answer a twin gave, as figures are taken from it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from twin.consultation.events import Answered, CitationShown, ConsultationEvent, Found, Spoken
from twin.gate.verdict import Origin
from twin.persona.phrasings import squeezed

FRAMING = frozenset({Origin.MANNER.value, Origin.NOTICE.value})  # what states nothing from the folder


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question.

    `sentences` are what was said, in order, framing among them; `citations` what was shown, by key. `covered` is true when the turn
    ended as an answer from the folder. `kept_aside` says to which part the question belongs.
    """

    question: str
    kept_aside: bool
    language: str
    covered: bool
    sentences: tuple[Spoken, ...]
    citations: dict[str, CitationShown]

    def stated(self) -> tuple[Spoken, ...]:
        """Give the sentences that state something: neither framing nor notices."""
        return tuple(one for one in self.sentences if one.origin not in FRAMING)

    def supported(self) -> tuple[str, ...]:
        """Give the sentences that stand, marks and blanks aside, in a passage they cite."""
        return tuple(one.text for one in self.stated() if self.is_supported(one))

    def is_supported(self, sentence: Spoken) -> bool:
        """Say whether a sentence stands in one of the passages it cites; of a table, each of its parts: `head: cell; head: cell`."""
        quotes = [self.citations[key].quote for key in sentence.citations if key in self.citations]
        parts = [letters_of(part) for part in re.split(r"[:：;；·|]", sentence.text)]
        return any(
            letters_of(sentence.text) in letters_of(quote)
            or (" | " in quote and all(part in letters_of(quote) for part in parts))
            for quote in quotes
        )

    def cited_documents(self) -> frozenset[str]:
        """Give the names of the documents behind what was stated."""
        keys = {key for one in self.stated() for key in one.citations}
        return frozenset(self.citations[key].document for key in keys if key in self.citations)


def letters_of(text: str) -> str:
    """Give a text squeezed, and without what parts the cells of a table: `a | b` is shown as `a · b`."""
    return squeezed(text).replace("|", "").replace("·", "")


def answer_of(
    question: str, events: Sequence[ConsultationEvent], *, kept_aside: bool, language: str
) -> Answer:
    """Read the events of one turn."""
    return Answer(
        question=question,
        kept_aside=kept_aside,
        language=language,
        covered=any(isinstance(event, Answered) and event.covered for event in events),
        sentences=tuple(event for event in events if isinstance(event, Spoken)),
        citations={one.key: one for event in events if isinstance(event, Found) for one in event.citations},
    )
