"""The signs by meaning: how near the vectors of a reply's units are to those of what is said and what is wrong of a point.

Beside the nearness, the vector of the place itself is weighed: "I would sleep on it" sounds like putting off whatever the
point is.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twin.key_points.comparison import Comparison

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float64]

ATTENTION = 0.06  # how sharply the likest units are looked at: likeness that changes a weight by e
NEARNESS = 0.05  # the same for the soft maximum of cosines
# A point without a wrong belief is compared with one this much less near than what is said: the mean over tuned said points.
WITHOUT_BELIEF = 0.75


@dataclass(frozen=True, slots=True)
class Meaning:
    """`signs` by name, and `place`, the mean vector of the units that speak of the point; shape (384,)."""

    signs: dict[str, float]
    place: "Table"


def meanings(comparison: Comparison, points: int) -> list[Meaning] | None:
    """Give the meaning of each point's place in the reply; None where no vectors are."""
    import numpy as np

    units, wordings = comparison.unit_vectors, comparison.wording_vectors
    if units is None or wordings is None:
        return None
    point = np.array([one.point for one in comparison.wordings])
    is_wrong = np.array([one.is_wrong for one in comparison.wordings])
    nearest = np.stack([comparison.cosine[:, point == n].max(axis=1) for n in range(points)], axis=1)
    small = [n for n, unit in enumerate(comparison.units) if len(unit.parts) == 1]
    whole = units[small].mean(axis=0)
    found = []
    for number in range(points):
        said, wrong = (point == number) & ~is_wrong, (point == number) & is_wrong
        others = np.delete(nearest, number, axis=1)
        other = others.max(axis=1) if others.shape[1] else np.zeros(len(units))
        alike = comparison.alike[:, point == number].max(axis=1)
        signs, place = _signs(comparison.cosine, alike, other, said, wrong)
        signs["whole_said"] = float((wordings[said] @ whole).max())
        signs["whole_believed"] = (
            float((wordings[wrong] @ whole).max()) if wrong.any() else WITHOUT_BELIEF * signs["whole_said"]
        )
        found.append(Meaning({f"near_{name}": value for name, value in signs.items()}, place @ units))
    return found


def _signs(
    cosine: "Table",
    alike: "Table",
    other: "Table",
    said: "NDArray[np.bool_]",
    wrong: "NDArray[np.bool_]",
) -> "tuple[dict[str, float], Table]":
    """Give the signs of one point, and how much each unit is looked at."""
    import numpy as np

    near = cosine[:, said].max(axis=1)
    belief = cosine[:, wrong].max(axis=1) if wrong.any() else WITHOUT_BELIEF * near
    looked = np.exp((alike - alike.max()) / ATTENTION)
    looked = looked / looked.sum()
    ahead = near - belief
    signs = {
        "said": near.max(),
        "believed": belief.max(),
        "ahead": near.max() - belief.max(),
        "said_there": looked @ near,
        "believed_there": looked @ belief,
        "ahead_there": looked @ ahead,
        "ahead_at_likest": ahead[alike.argmax()],
        "most_ahead": ahead.max(),
        "least_ahead": ahead.min(),
        "said_before_others": (near - other).max(),
        "believed_before_others": (belief - other).max(),
        "said_at_all": NEARNESS * np.log(np.exp(near / NEARNESS).sum()),
        "believed_at_all": NEARNESS * np.log(np.exp(belief / NEARNESS).sum()),
    }
    return {name: float(value) for name, value in signs.items()}, looked
