"""Whether the probabilities mean what they say: of the messages given 0.8, eight in ten should be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.evaluation.prediction import Prediction
from bot.evaluation.shares import Share

BINS = 10


@dataclass(frozen=True)
class Bin:
    """The messages whose likeliest intent has a probability from `low` to `high`: its mean, and how many were right."""

    low: float
    high: float
    confidence: float
    right: Share

    def as_json(self) -> dict[str, Any]:
        return {"low": self.low, "high": self.high, "confidence": self.confidence, "right": self.right.as_json()}


@dataclass(frozen=True)
class Reliability:
    """`error` is the expected calibration error: the mean distance of probability and share right, by messages."""

    bins: tuple[Bin, ...]
    error: float

    def as_json(self) -> dict[str, Any]:
        return {"expected_calibration_error": self.error, "bins": [one.as_json() for one in self.bins]}


def reliability(predictions: Sequence[Prediction], count: int = BINS) -> Reliability:
    """The bins that hold messages, from unsure to sure."""
    held: list[list[Prediction]] = [[] for _ in range(count)]
    for one in predictions:
        held[min(int(one.confidence * count), count - 1)].append(one)
    bins = tuple(_bin(number / count, (number + 1) / count, group) for number, group in enumerate(held) if group)
    distance = sum(abs(one.confidence - one.right.value) * one.right.of for one in bins)
    return Reliability(bins, round(distance / len(predictions), 4) if predictions else 0.0)


def _bin(low: float, high: float, group: Sequence[Prediction]) -> Bin:
    mean = sum(one.confidence for one in group) / len(group)
    return Bin(low, high, round(mean, 4), Share(sum(1 for one in group if one.likeliest_is_right), len(group)))
