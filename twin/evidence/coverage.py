"""Whether the folder holds an answer: a nearness in [0, 1] and the persona's own floor, measured at every build.

The nearness is a logistic regression over a few plain signs. Its coefficients are the house's, fitted over the tuned
questions of the demo's four personas (`fit_coefficients`); coefficients fitted on a single persona's hundred questions
did worse on questions kept aside (docs/decisions/0004-retrieval.md). The floor is each persona's own: measured on its covered and
uncovered questions. A folder without questions gets `UNMEASURED`, which is strict, and the build report says so.
"""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RIDGE = 0.1  # pull towards zero
STEPS = 40  # Newton steps; it settles in fewer than ten


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for an answer being held, and against it; each about in [0, 1].

    `named`: share of the question's concepts, by rarity, that one place of a found passage holds; `whole`: 1 when that is nearly all. `much`: how much that is, in
    rare concepts (log). `absent`: rarity of the rarest term that stands nowhere in the folder. `no_term`: 1 when the question
    names no term. `words`: best BM25 over the most it could be. `meant`: best cosine of the question to a passage or a sentence;
    `meant_across`: the same where the question was translated for the embedder, and `translated` is then 1. `lead`: how far the first
    hit by words is ahead of the fifth. `ascribed`: 1 when the question ascribes something to the physician; `ascribed_unheld`: that times
    what is missing from `named`. `name_absent`: 1 when it names a thing whose name stands nowhere in the folder.
    `asked`: how far the likest phrasing of a found passage asks the same. `coming`: 1 when it asks when, where or how to come to the
    clinic and a passage about the clinic was found.
    """

    named: float
    whole: float
    much: float
    absent: float
    no_term: float
    words: float
    meant: float
    meant_across: float
    translated: float
    lead: float
    ascribed: float
    ascribed_unheld: float
    name_absent: float
    asked: float
    coming: float

    def row(self) -> list[float]:
        """Give the signs in their fixed order, with the constant first."""
        return [1.0, *(float(getattr(self, name)) for name in self.__slots__)]


# In the order of `Signs.row`, constant first.
COEFFICIENTS = (
    -7.547,
    -3.769,
    3.01,
    5.823,
    -3.28,
    2.248,
    1.349,
    4.211,
    4.262,
    0.384,
    1.57,
    -0.864,
    -1.562,
    -3.487,
    4.482,
    1.384,
)


def nearness_of(signs: Signs) -> float:
    """Give the nearness in [0, 1]."""
    weighted = sum(c * s for c, s in zip(COEFFICIENTS, signs.row(), strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, weighted))))


@dataclass(frozen=True, slots=True)
class CoverageFloor:
    """How near is near enough for one persona. `measured_on` counts the questions behind it.

    `covered_kept` and `uncovered_declined` are the shares on those questions.
    """

    floor: float
    measured_on: int = 0
    covered_kept: float | None = None
    uncovered_declined: float | None = None

    def to_json(self) -> dict[str, Any]:
        """Give the values as JSON holds them."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "CoverageFloor":
        """Read what `to_json` wrote; an empty value gives `UNMEASURED`."""
        return cls(**value) if value else UNMEASURED


UNMEASURED = CoverageFloor(floor=0.8)  # above the floors of all four demo personas


def measure_floor(
    covered: Sequence[Signs], uncovered: Sequence[Signs], *, declined_goal: float = 0.945
) -> CoverageFloor:
    """Choose a persona's floor.

    Args:
        covered: Signs of questions that the folder answers, at least one.
        uncovered: Signs of questions that it does not, at least one.
        declined_goal: Share of uncovered questions that must fall below the floor; among the floors that reach it,
            the one with the largest sum of both shares is taken.
    """
    import numpy as np

    nearness = np.array([nearness_of(one) for one in (*covered, *uncovered)])
    labels = np.array([1.0] * len(covered) + [0.0] * len(uncovered))
    floor = _best_floor(nearness, labels, declined_goal)
    return CoverageFloor(
        floor=round(floor, 4),
        measured_on=len(labels),
        covered_kept=round(float((nearness[labels == 1] >= floor).mean()), 4),
        uncovered_declined=round(float((nearness[labels == 0] < floor).mean()), 4),
    )


def fit_coefficients(covered: Sequence[Signs], uncovered: Sequence[Signs]) -> tuple[float, ...]:
    """Fit a ridge logistic regression by Newton's method; both classes weigh the same.

    Returns:
        One coefficient a sign, in the order of `Signs.row`, the constant first.
    """
    import numpy as np

    rows = np.array([one.row() for one in (*covered, *uncovered)])
    labels = np.array([1.0] * len(covered) + [0.0] * len(uncovered))
    share = labels.mean()
    weights = np.where(labels == 1, 0.5 / share, 0.5 / (1 - share))
    penalty = RIDGE * np.eye(rows.shape[1])
    penalty[0, 0] = 1e-6
    found = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (weights * (chance - labels)) + penalty @ found
        curve = (rows * (weights * chance * (1 - chance))[:, None]).T @ rows + penalty
        found = found - np.linalg.solve(curve, slope)
    return tuple(round(float(one), 3) for one in found)


def _best_floor(nearness: "NDArray[np.float64]", labels: "NDArray[np.float64]", goal: float) -> float:
    """Give the floor that keeps and declines most among those that decline `goal` of the uncovered."""
    import numpy as np

    values = np.unique(nearness)
    between = np.append((values[:-1] + values[1:]) / 2, values[-1] + 1e-6)
    declined = np.array([(nearness[labels == 0] < floor).mean() for floor in between])
    kept = np.array([(nearness[labels == 1] >= floor).mean() for floor in between])
    return float(between[np.argmax(np.where(declined >= goal, kept + declined, -1.0))])
