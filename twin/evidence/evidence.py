"""Evidence: passages found for one question, numbered E1 to En, with a printable source."""

from dataclasses import dataclass

from twin.index.held_passage import HeldPassage


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One numbered piece.

    `key` is E1…En; `source` is what a person reads: who, what, when, where in it. `score` is in [0, 1] after
    fusion, larger is better.
    """

    key: str
    held: HeldPassage
    source: str
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the folder holds for one question.

    `covered` is false when nothing held comes near enough (below the persona's measured floor): the twin then says
    its no-answer words, and `items` are only the nearest things held. `question` is self-standing: a follow-up turn was completed
    from the turns before. `decision` is the id of the physician's decision that gave or forbade the answer, else "".
    """

    question: str
    language: str
    covered: bool
    nearness: float
    items: tuple[EvidenceItem, ...]
    decision: str = ""

    def item(self, key: str) -> EvidenceItem | None:
        """Give the item of that key, or None."""
        return next((item for item in self.items if item.key == key), None)
