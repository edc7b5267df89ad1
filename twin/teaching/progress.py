"""What a learner's sessions say: calibration, cases done, gaps by topic. No streaks, no points."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from twin.shares import Share
from twin.teaching.clinical_case import ClinicalCase
from twin.teaching.session_store import SessionRecord

# Confidence is given in five steps; a figure stands for each that was used.
CONFIDENCES = (10, 30, 50, 70, 90)


@dataclass(frozen=True, slots=True)
class Calibration:
    """How often the learner was right when this sure. `confidence` is in per cent."""

    confidence: int
    right: Share


@dataclass(frozen=True, slots=True)
class TopicGap:
    """How many key points of a topic were said, of those that cases asked for."""

    topic: str
    said: Share


@dataclass(frozen=True, slots=True)
class Progress:
    """All figures of one learner. `gaps` has the topic with the smallest share first."""

    done: int
    begun: int
    calibration: tuple[Calibration, ...]
    gaps: tuple[TopicGap, ...]

    @property
    def mean_confidence(self) -> float | None:
        """Give the mean confidence, 0 to 1; None without attempts."""
        total = sum(one.right.total for one in self.calibration)
        return (
            sum(one.confidence * one.right.total for one in self.calibration) / (100 * total)
            if total
            else None
        )

    @property
    def mean_right(self) -> float | None:
        """Give the share of attempts that were right; None without attempts."""
        total = sum(one.right.total for one in self.calibration)
        return sum(one.right.hits for one in self.calibration) / total if total else None


def progress_of(sessions: Sequence[SessionRecord], cases: Mapping[tuple[str, str], ClinicalCase]) -> Progress:
    """Count the sessions of one learner; a case that is not published any more counts for calibration only."""
    bins: dict[int, list[bool]] = defaultdict(list)
    topics: dict[str, list[bool]] = defaultdict(list)
    for record in sessions:
        for attempt in record.state.attempts:
            nearest = min(CONFIDENCES, key=lambda one: abs(one - attempt.confidence))
            bins[nearest].append(attempt.right)
        case = cases.get((record.persona, record.case))
        if case is not None and record.state.is_over:
            said = [point.id in record.state.said for _, point in case.points()]
            for topic in case.topics:
                topics[topic] += said
    gaps = [TopicGap(topic, Share(sum(said), len(said))) for topic, said in topics.items()]
    return Progress(
        done=len({(one.persona, one.case) for one in sessions if one.state.is_over}),
        begun=len({(one.persona, one.case) for one in sessions}),
        calibration=tuple(Calibration(at, Share(sum(bins[at]), len(bins[at]))) for at in sorted(bins)),
        gaps=tuple(sorted(gaps, key=lambda gap: (gap.said.value, gap.topic))),
    )
