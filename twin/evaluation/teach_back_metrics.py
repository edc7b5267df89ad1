"""Does the judge of key points agree with the labels: by language, tuned and kept aside, and how often danger is passed over."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from twin.evaluation.teach_back_cases import TeachBackCase
from twin.key_points.judgement import Said
from twin.key_points.judging import KeyPointJudge
from twin.shares import Share


@dataclass(slots=True)
class TeachBackFigures:
    """Counts of (label, judgement) over the points of some replies."""

    counts: Counter[tuple[Said, Said]] = field(default_factory=Counter)
    replies: int = 0

    @property
    def agreement(self) -> Share:
        """Give the share of points judged as labelled."""
        return Share(sum(self.counts[one, one] for one in Said), self.counts.total())

    @property
    def danger(self) -> Share:
        """Give the share of wrong points that were judged said: a wrong belief praised. Lower is better."""
        wrong = sum(self.counts[Said.WRONG, one] for one in Said)
        return Share(self.counts[Said.WRONG, Said.SAID], wrong)

    def to_json(self) -> dict[str, Any]:
        """Give the figures for programs."""
        return {
            "replies": self.replies,
            "agreement": self.agreement.to_json(),
            "wrong_judged_said": self.danger.to_json(),
            "confusion": {label: {one: self.counts[label, one] for one in Said} for label in Said},
        }

    def to_text(self) -> str:
        """Give the figures for people; rows are labels, columns judgements."""
        lines = [
            f"{self.replies} replies; agreement {self.agreement.to_text()}; wrong judged said {self.danger.to_text()}",
            f"{'label':>10} {'said':>8} {'missing':>8} {'wrong':>8}",
        ]
        for label in Said:
            numbers = " ".join(f"{self.counts[label, one]:>8}" for one in Said)
            lines.append(f"{label.value:>10} {numbers}")
        return "\n".join(lines)


def judged_cases(
    judge: KeyPointJudge, parts: Iterable[tuple[str, Iterable[TeachBackCase]]]
) -> dict[str, TeachBackFigures]:
    """Judge every reply of the named parts; give the figures by `part language`, in order of first sight."""
    found: dict[str, TeachBackFigures] = {}
    for part, cases in parts:
        for case in cases:
            figures = found.setdefault(f"{part} {case.language}", TeachBackFigures())
            figures.replies += 1
            judged = judge.judge(case.reply, case.points, case.language)
            figures.counts.update((label, one.said) for label, one in zip(case.labels, judged, strict=True))
    return found
