"""The weights of the referral: one number a bucket and department, fitted by tools/fit_referral.py."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from twin.errors import DirectoryInvalid
from twin.wayfinding.complaint_features import BUCKETS, features_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "referral.npz"


@dataclass(frozen=True, slots=True)
class ReferralWeights:
    """A softmax regression over hashed features.

    `departments` are ids in the columns' order. `rarity` is float32 (BUCKETS,); `matrix` int8 (BUCKETS, departments), to be
    multiplied by `scale`, float32 (departments,); `bias` float32 (departments,).
    """

    departments: tuple[str, ...]
    rarity: "NDArray[np.float32]"
    matrix: "NDArray[np.int8]"
    scale: "NDArray[np.float32]"
    bias: "NDArray[np.float32]"

    def chances(self, text: str) -> "NDArray[np.float32]":
        """Give the chance of each department, float32 (departments,), summing to 1."""
        import numpy as np

        buckets, values = weighted(text, self.rarity)
        logits = (values @ self.matrix[buckets]) * self.scale + self.bias
        powers = np.exp(logits - logits.max())
        chances: NDArray[np.float32] = (powers / powers.sum()).astype(np.float32)
        return chances


def weighted(text: str, rarity: "NDArray[np.float32]") -> "tuple[NDArray[np.int32], NDArray[np.float32]]":
    """Give the features of a text weighed by rarity, as a unit vector over their buckets."""
    import numpy as np

    buckets, counts = features_of(text)
    values = counts * rarity[buckets]
    return buckets, values / max(float(np.linalg.norm(values)), 1e-9)


@lru_cache(maxsize=2)
def load_weights(folder: Path) -> ReferralWeights:
    """Read the fitted weights of the hospital's folder.

    Raises:
        DirectoryInvalid: If the file is missing or of another shape.
    """
    import numpy as np

    path = folder / FILE
    if not path.is_file():
        raise DirectoryInvalid([f"{FILE} is missing: run `python -m tools.fit_referral`."])
    with np.load(path) as held:
        found = ReferralWeights(
            tuple(map(str, held["departments"])), held["rarity"], held["matrix"], held["scale"], held["bias"]
        )
    if found.matrix.shape != (BUCKETS, len(found.departments)):
        raise DirectoryInvalid(
            [f"{FILE} has the shape {found.matrix.shape}: run `python -m tools.fit_referral`."]
        )
    return found
