"""How far a guess may be trusted: the probability that it is right, and from which on it is taken.

Both are learned from guesses about examples that were set aside while guessing. A logistic regression over a few
features, so that what counts how much can be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bot.nlu.circumstances.guesses import Guess

#: A threshold is learned from at least so many guesses; with fewer nothing is ever taken.
FEWEST = 50
#: No probability reaches it.
NEVER = 2.0


@dataclass(frozen=True)
class Judge:
    """Weights of standardised features; `threshold` is the probability from which on a guess is taken."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    intercept: float
    threshold: float

    @classmethod
    def learn(cls, features: NDArray[np.float64], right: NDArray[np.bool_], may_be_wrong: float) -> Judge:
        """From guesses (guesses × features) and whether each was right.

        Of the guesses that reach the threshold at most the share `may_be_wrong` is wrong.
        """
        mean, scale = features.mean(axis=0), features.std(axis=0)
        scale[scale == 0] = 1.0
        if len(right) < FEWEST or right.all() or not right.any():
            return cls(mean, scale, np.zeros(features.shape[1]), 0.0, NEVER)
        model = LogisticRegression(max_iter=1_000).fit((features - mean) / scale, right)
        judge = cls(mean, scale, model.coef_[0], float(model.intercept_[0]), 0.0)
        return cls(mean, scale, judge.weights, judge.intercept, _threshold(judge.of(features), right, may_be_wrong))

    @classmethod
    def of_guesses(cls, tried: Sequence[tuple[Guess, bool]], features: int, may_be_wrong: float) -> Judge:
        """The same from guesses themselves; one that takes nothing if there are none."""
        if not tried:
            return cls.never(features)
        right = np.array([is_right for _, is_right in tried])
        return cls.learn(np.array([guess.features for guess, _ in tried]), right, may_be_wrong)

    def for_unasked(self, tried: Sequence[Sequence[tuple[Guess, bool]]], may_be_wrong: float) -> Judge:
        """The same, but taking a guess only where nobody said what question it answers.

        From the guesses about each of many texts: that of the surest one reaches the threshold, or none does.
        """
        shares, right = [], []
        for guesses in filter(None, tried):
            given = self.of(np.array([guess.features for guess, _ in guesses]))
            shares.append(given.max())
            right.append(guesses[int(given.argmax())][1])
        enough = _threshold(np.array(shares), np.array(right), may_be_wrong) if len(right) >= FEWEST else NEVER
        return replace(self, threshold=max(self.threshold, enough))

    @classmethod
    def never(cls, features: int) -> Judge:
        """One that takes nothing, where there is nothing to learn from."""
        return cls(np.zeros(features), np.ones(features), np.zeros(features), 0.0, NEVER)

    def of(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """The probability that each guess (guesses × features) is right."""
        score = ((features - self.mean) / self.scale) @ self.weights + self.intercept
        return np.asarray(1.0 / (1.0 + np.exp(-score)))

    def taken(self, guesses: Sequence[Guess]) -> list[tuple[Guess, float]]:
        """The guesses that may be taken with their probability, the surest first."""
        if not guesses:
            return []
        given = self.of(np.array([guess.features for guess in guesses]))
        taken = [(one, round(float(share), 3)) for one, share in zip(guesses, given) if share >= self.threshold]
        return sorted(taken, key=lambda pair: -pair[1])

    def as_json(self) -> dict[str, Any]:
        return {
            "mean": self.mean.tolist(),
            "scale": self.scale.tolist(),
            "weights": self.weights.tolist(),
            "intercept": self.intercept,
            "threshold": self.threshold,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Judge:
        mean, scale, weights = (np.array(data[name], dtype=np.float64) for name in ("mean", "scale", "weights"))
        return cls(mean, scale, weights, float(data["intercept"]), float(data["threshold"]))


def _threshold(given: NDArray[np.float64], right: NDArray[np.bool_], may_be_wrong: float) -> float:
    """The lowest probability above which the share of wrong guesses stays within what is allowed."""
    order = np.argsort(-given, kind="stable")
    wrong = np.cumsum(~right[order]) / np.arange(1, len(order) + 1)
    allowed = np.flatnonzero(wrong[FEWEST - 1 :] <= may_be_wrong)
    return float(given[order[allowed[-1] + FEWEST - 1]]) if len(allowed) else NEVER
