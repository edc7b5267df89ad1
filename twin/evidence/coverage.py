"""Whether the folder holds an answer: a nearness in [0, 1] and the persona's own floor, measured at every build.

The nearness is a logistic regression over a few plain signs. Its coefficients and the floor are fitted on the
persona's own covered and uncovered questions (`personas/<id>/questions/`); a folder without questions uses
`UNMEASURED`, which is strict, and the build report says so.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RIDGE = 0.3  # pull towards zero; with some hundred questions larger coefficients would only remember them
STEPS = 40  # Newton steps; it settles in fewer than ten


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for an answer being held; each in [0, 1].

    `named`: share of the question's concepts, by rarity, that stand together in the best passage. `named_anywhere`: share
    that stands anywhere in the folder. `asked`: likeness to a question an approved answer was written for. `meant`: best cosine
    of the question to a passage. `both`: share of the first passages that words and meaning both found.
    """

    named: float
    named_anywhere: float
    asked: float
    meant: float
    both: float

    def row(self) -> list[float]:
        """Give the signs in their fixed order, with the constant first."""
        return [1.0, self.named, self.named_anywhere, self.asked, self.meant, self.both]


@dataclass(frozen=True, slots=True)
class CoverageFloor:
    """How near is near enough. `coefficients` go with `Signs.row`; `measured_on` counts the questions behind it.

    `covered_kept` and `uncovered_declined` are the shares on those questions, each question judged by a floor
    fitted without it.
    """

    coefficients: tuple[float, ...]
    floor: float
    measured_on: int = 0
    covered_kept: float | None = None
    uncovered_declined: float | None = None

    def nearness(self, signs: Signs) -> float:
        """Give the nearness in [0, 1]."""
        import math

        weighted = sum(c * s for c, s in zip(self.coefficients, signs.row(), strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, weighted))))

    def to_json(self) -> dict[str, Any]:
        """Give the values as JSON holds them."""
        return asdict(self) | {"coefficients": list(self.coefficients)}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "CoverageFloor":
        """Read what `to_json` wrote; an empty value gives `UNMEASURED`."""
        if not value.get("coefficients"):
            return UNMEASURED
        return cls(**(value | {"coefficients": tuple(value["coefficients"])}))


# Fitted once on the demo cardiologist's questions and rounded; only for folders that have no questions of their own.
UNMEASURED = CoverageFloor(coefficients=(-6.5, 4.0, 1.5, 2.0, 4.0, 1.0), floor=0.5)


def fit_floor(
    covered: Sequence[Signs], uncovered: Sequence[Signs], *, declined_goal: float = 0.96
) -> CoverageFloor:
    """Fit the regression and choose the floor.

    Args:
        covered: Signs of questions that the folder answers; at least 10.
        uncovered: Signs of questions that it does not; at least 10.
        declined_goal: Share of uncovered questions that must fall below the floor; among the floors that reach it,
            the one with the largest sum of both shares is taken.

    Returns:
        The floor, with honest shares: every question was judged by coefficients fitted without it (ten folds).
    """
    import numpy as np

    rows = np.array([one.row() for one in (*covered, *uncovered)])
    labels = np.array([1.0] * len(covered) + [0.0] * len(uncovered))
    folds = np.arange(len(labels)) % 10
    held_out = np.empty(len(labels))
    for fold in range(10):
        inside = folds != fold
        held_out[~inside] = _nearness(rows[~inside], _coefficients(rows[inside], labels[inside]))
    floor = _best_floor(held_out, labels, declined_goal)
    coefficients = _coefficients(rows, labels)
    return CoverageFloor(
        coefficients=tuple(round(float(c), 4) for c in coefficients),
        floor=round(float(floor), 4),
        measured_on=len(labels),
        covered_kept=round(float((held_out[labels == 1] >= floor).mean()), 4),
        uncovered_declined=round(float((held_out[labels == 0] < floor).mean()), 4),
    )


def _coefficients(rows: "NDArray[np.float64]", labels: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Fit a ridge logistic regression by Newton's method; both classes weigh the same. shape (signs,)."""
    import numpy as np

    share = labels.mean()
    weights = np.where(labels == 1, 0.5 / share, 0.5 / (1 - share))
    penalty = RIDGE * np.eye(rows.shape[1])
    penalty[0, 0] = 1e-6
    found = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = _nearness(rows, found)
        slope = rows.T @ (weights * (chance - labels)) + penalty @ found
        curve = (rows * (weights * chance * (1 - chance))[:, None]).T @ rows + penalty
        found = found - np.linalg.solve(curve, slope)
    return found


def _nearness(rows: "NDArray[np.float64]", coefficients: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Give the nearness of every row. shape (rows,)."""
    import numpy as np

    weighted: NDArray[np.float64] = rows @ coefficients
    return 1 / (1 + np.exp(-np.clip(weighted, -30, 30)))


def _best_floor(nearness: "NDArray[np.float64]", labels: "NDArray[np.float64]", goal: float) -> float:
    """Give the floor that keeps and declines most among those that decline `goal` of the uncovered."""
    import numpy as np

    values = np.unique(nearness)
    between = np.append((values[:-1] + values[1:]) / 2, values[-1] + 1e-6)
    declined = np.array([(nearness[labels == 0] < floor).mean() for floor in between])
    kept = np.array([(nearness[labels == 1] >= floor).mean() for floor in between])
    return float(between[np.argmax(np.where(declined >= goal, kept + declined, -1.0))])
