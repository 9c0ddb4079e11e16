"""Shares with their uncertainty, and whether a difference between two models is more than chance.

>>> Share(90, 100).value
0.9
>>> low, high = Share(90, 100).interval
>>> round(low, 3), round(high, 3)
(0.826, 0.945)
>>> round(chance_of(better=2, worse=10), 4)
0.0386
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, sqrt
from typing import Any

#: Standard deviations to each side that hold 95 % of a normal distribution.
Z_95 = 1.959964


@dataclass(frozen=True)
class Share:
    """`hits` out of `of`; `of` is above 0."""

    hits: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.hits <= self.of or self.of == 0:
            raise ValueError(f"a share of {self.hits} out of {self.of}; write 0 ≤ hits ≤ of, and of > 0")

    @property
    def value(self) -> float:
        return round(self.hits / self.of, 6)

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval: with 95 % confidence the share over all such messages lies in it. Fits few messages."""
        n, p, z = self.of, self.hits / self.of, Z_95
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)

    def as_json(self) -> dict[str, Any]:
        return {"value": self.value, "hits": self.hits, "of": self.of, "interval": list(self.interval)}

    @classmethod
    def or_none(cls, hits: int, of: int) -> Share | None:
        """The share; None over no messages."""
        return cls(hits, of) if of else None


def chance_of(better: int, worse: int) -> float:
    """McNemar's exact test: how probable a split at least as uneven is if neither model understood more than the other.

    `better` and `worse` count the messages that only the second, or only the first model understood.
    """
    changed = better + worse
    tail = sum(comb(changed, count) for count in range(min(better, worse) + 1))
    return float(min(1.0, 2 * tail / 2**changed))
