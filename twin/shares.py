"""Shares with their uncertainty."""

import math
from dataclasses import dataclass

Z_95 = 1.959964  # two-sided 95 % normal quantile


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `total`, with the 95 % Wilson interval."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """Give the share; 0 of nothing is 0."""
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Give the Wilson score interval (Wilson 1927); (0, 1) for nothing."""
        if not self.total:
            return 0.0, 1.0
        n, p, z = self.total, self.value, Z_95
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        # The share lies within by theory; rounding may miss it by one part in 10^16.
        return max(0.0, min(p, middle - half)), min(1.0, max(p, middle + half))

    def to_text(self) -> str:
        """Give `0.93 (0.86–0.97), 93/100`."""
        low, high = self.interval
        return f"{self.value:.3f} ({low:.2f}–{high:.2f}), {self.hits}/{self.total}"

    def to_json(self) -> dict[str, float | int | list[float]]:
        """Give the values for programs."""
        return {
            "value": round(self.value, 4),
            "hits": self.hits,
            "total": self.total,
            "interval": [round(bound, 4) for bound in self.interval],
        }


def share_of(judged: list[bool]) -> Share:
    """Count the true ones."""
    return Share(sum(judged), len(judged))
