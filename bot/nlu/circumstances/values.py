"""The values of a situation's circumstances, in order, and which of them rule each other out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]


def circumstance_of(value: str) -> str:
    """The circumstance of a value as it is written everywhere: `circumstance=value`."""
    return value.partition("=")[0]


@dataclass(frozen=True)
class Values:
    """Each value as `circumstance=value`. Scores are arrays with one number for each of them."""

    names: tuple[str, ...]

    @cached_property
    def circumstances(self) -> tuple[str, ...]:
        """The circumstance of each value."""
        return tuple(map(circumstance_of, self.names))

    def best_rival(self, place: int, scores: Scores, alone: float = 0.0) -> float:
        """The best score among the other values of the circumstance; `alone` if there is no other."""
        return float(scores[self._rivals[place]].max()) if len(self._rivals[place]) else alone

    def best_of_others(self, place: int, scores: Scores, alone: float = 0.0) -> float:
        """The best score among the values of other circumstances; `alone` if there is no other."""
        return float(scores[self._others[place]].max()) if len(self._others[place]) else alone

    def first_of_each_circumstance(self, scores: Scores) -> list[int]:
        """The place of the best value of each circumstance; none where all are minus infinity."""
        best: dict[str, int] = {}
        for place, score in enumerate(scores.tolist()):
            circumstance = self.circumstances[place]
            if score > -np.inf and (circumstance not in best or score > scores[best[circumstance]]):
                best[circumstance] = place
        return list(best.values())

    @cached_property
    def _rivals(self) -> tuple[NDArray[np.int64], ...]:
        of = np.array(self.circumstances)
        return tuple(np.flatnonzero((of == one) & (np.arange(len(of)) != place)) for place, one in enumerate(of))

    @cached_property
    def _others(self) -> tuple[NDArray[np.int64], ...]:
        of = np.array(self.circumstances)
        return tuple(np.flatnonzero(of != one) for one in of)
