"""Whether a candidate answers its own questions worse than the serving index, beyond what chance explains."""

from collections.abc import Mapping
from typing import Any

from twin.shares import Share

FIGURES = {
    "recall": "Recall@5 on the persona's own questions",
    "covered_kept": "the share of covered questions that are answered",
    "uncovered_declined": "the share of uncovered questions that are declined",
}


def worse_than_before(before: Mapping[str, Any], now: Mapping[str, Any]) -> str | None:
    """Compare the counts of two measurements on the same questions.

    Args:
        before: `counts` of the serving index: figure to [hits, total].
        now: The same of the candidate.

    Returns:
        A sentence on the first figure that fell below the 95 % Wilson interval of what it was; None when none did. A figure
        that either side lacks is not compared.
    """
    for key, name in FIGURES.items():
        if not before.get(key) or not now.get(key):
            continue
        was, is_now = Share(*before[key]), Share(*now[key])
        if was.total and is_now.total and is_now.value < was.interval[0]:
            low, high = was.interval
            return (
                f"{name} fell from {was.value:.2f} (interval {low:.2f} to {high:.2f}) to {is_now.value:.2f}"
            )
    return None
