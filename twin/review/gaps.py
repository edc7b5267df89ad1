"""The gaps: what was asked and is not in the folder, clustered, and counted by language."""

from collections.abc import Sequence
from dataclasses import dataclass

from twin.review.queue import Group, Kind


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that ask the same and were not answered. `entry` is the one to write an answer for."""

    entry: str
    persona: str
    question: str
    others: tuple[str, ...]
    english: int
    chinese: int

    @property
    def conversations(self) -> int:
        """Give by how many conversations it was asked; one that asked in both languages counts in both."""
        return self.english + self.chinese


def gaps_of(groups: Sequence[Group]) -> list[Gap]:
    """Give the gaps among groups of waiting entries, the most asked first."""
    gaps = []
    for group in groups:
        unanswered = [entry for entry in group.entries if entry.kind is Kind.NOT_COVERED]
        if not unanswered:
            continue
        of_gap = Group(tuple(unanswered))
        questions = tuple(dict.fromkeys(entry.question for entry in unanswered))
        gaps.append(
            Gap(
                entry=of_gap.first.id,
                persona=of_gap.first.persona,
                question=questions[0],
                others=questions[1:],
                english=of_gap.asked_in("en"),
                chinese=of_gap.asked_in("zh"),
            )
        )
    return sorted(gaps, key=lambda gap: (-gap.conversations, gap.question))
