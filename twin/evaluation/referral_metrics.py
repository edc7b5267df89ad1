"""How often a complaint is sent to the right department: first, and among the first three."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from twin.evaluation.referral_cases import LabelledComplaint
from twin.shares import Share, share_of

AMONG = 3
COMMONEST_MISTAKES = 8

Referred = tuple[LabelledComplaint, Sequence[str]]  # and the departments given, best first


@dataclass(frozen=True, slots=True)
class ReferralFigures:
    """`strict`: the labelled department is first. `top_1`, `top_3`: it or an acceptable one is first, or among three.

    `mistakes` counts (labelled, given first) where neither was right, the commonest ones.
    """

    strict: Share
    top_1: Share
    top_3: Share
    mistakes: tuple[tuple[str, str, int], ...]

    def to_json(self) -> dict[str, Any]:
        """Give the values for programs."""
        return {
            "strict": self.strict.to_json(),
            "top_1": self.top_1.to_json(),
            "top_3": self.top_3.to_json(),
            "mistakes": [list(one) for one in self.mistakes],
        }

    def to_text(self) -> str:
        """Give the values as lines."""
        return (
            f"first, acceptable ones counted  {self.top_1.to_text()}\n"
            f"among three                     {self.top_3.to_text()}\n"
            f"first, the labelled one only    {self.strict.to_text()}"
        )


def referral_figures(judged: Sequence[Referred]) -> ReferralFigures:
    """Count."""
    wrong = Counter((one.department, given[0]) for one, given in judged if given[0] not in one.right)
    return ReferralFigures(
        strict=share_of([given[0] == one.department for one, given in judged]),
        top_1=share_of([given[0] in one.right for one, given in judged]),
        top_3=share_of([not one.right.isdisjoint(given[:AMONG]) for one, given in judged]),
        mistakes=tuple((*pair, count) for pair, count in wrong.most_common(COMMONEST_MISTAKES)),
    )


def by_part_and_language(judged: Sequence[Referred]) -> dict[str, ReferralFigures]:
    """Give the figures of the tuned part and of the part kept aside, each whole and by language."""
    sections = {}
    for part, is_aside in (("tuned", False), ("kept aside", True)):
        several = [pair for pair in judged if pair[0].is_kept_aside is is_aside]
        sections[part] = referral_figures(several)
        for language in sorted({one.language for one, _ in several}):
            sections[f"{part} · {language}"] = referral_figures(
                [pair for pair in several if pair[0].language == language]
            )
    return sections
