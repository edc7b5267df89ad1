"""How sure it is that two sentences conflict: signs weighed by what was fitted on planted pairs (`python -m tools.fit_conflicts`)."""

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from twin.conflicts.signs import Signs

COEFFICIENTS = Path(__file__).with_name("coefficients.json")
NUMBER, ADVICE = "number", "recommend_avoid"
CONSTANT, LEAST = "constant", "least"


def margin(signs: Sequence[Signs], weights: Mapping[str, float]) -> float:
    """Give how far the likeliest of some signs lies above the least score that is shown, in log odds; minus infinity for none."""
    return max((score(one, weights) for one in signs), default=-math.inf) - weights[LEAST]


def score(signs: Signs, weights: Mapping[str, float]) -> float:
    """Give the log odds of a conflict."""
    return weights[CONSTANT] + sum(weights.get(name, 0.0) * value for name, value in signs.items())


@lru_cache(maxsize=1)
def fitted_weights() -> Mapping[str, Mapping[str, float]]:
    """Give for each kind of conflict the weight of every sign, the constant, and the least score that is shown."""
    found: Mapping[str, Mapping[str, float]] = json.loads(COEFFICIENTS.read_text(encoding="utf-8"))
    return found
