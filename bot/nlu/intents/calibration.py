"""From a linear model's scores to probabilities that mean what they say, and to the three bands of confidence.

Both are learned from predictions made out of fold: each example is scored by a model that has not seen it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

#: Intents whose full name begins so are life situations; the rest are dialogue acts or out of scope.
SITUATION_PREFIX = "situation/"
OUT_OF_SCOPE_PREFIX = "out_of_scope/"
#: The label of danger to life and of violence.
CRISIS = f"{OUT_OF_SCOPE_PREFIX}crisis"
#: The share of needs beside which the emergency lines may be told though nothing threatens. It costs a few lines of
#: reading; a danger that is missed may cost a life.
FALSE_ALARMS = 0.01
#: The share of needs that may be refused as not ours.
REFUSED = 0.01
#: No probability reaches it.
NEVER = 2.0

#: A message is taken for an act of conversation where that is right so many times as often as it hides a need.
RIGHT_PER_LOST = 3
#: Messages of about the same confidence that are counted together.
WINDOW = 100


class Decision(str, Enum):
    """What the understanding allows us to do."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    SEARCH = "search"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class Bands:
    """Where the bands begin.

    `answer`: probability of the first situation; `clarify`: of the first three together; `danger`: of danger to life,
    be it the likeliest or not.
    """

    answer: float
    clarify: float
    out_of_scope: float
    dialogue: float
    danger: float = NEVER

    def endangers(self, ranking: Sequence[tuple[str, float]]) -> bool:
        """Whether the message may speak of a danger to life."""
        return dict(ranking).get(CRISIS, 0.0) >= self.danger

    def decide(self, ranking: Sequence[tuple[str, float]]) -> Decision:
        """The decision for labels with their probabilities, likeliest first."""
        if not ranking:
            return Decision.SEARCH
        label, probability = ranking[0]
        if label.startswith(OUT_OF_SCOPE_PREFIX) and probability >= self.out_of_scope:
            return Decision.OUT_OF_SCOPE
        if label.startswith(SITUATION_PREFIX) and probability >= self.answer:
            return Decision.ANSWER
        is_dialogue = not label.startswith((SITUATION_PREFIX, OUT_OF_SCOPE_PREFIX))
        if is_dialogue and probability >= self.dialogue:
            return Decision.ANSWER
        likely = [share for name, share in ranking[:5] if name.startswith(SITUATION_PREFIX)][:3]
        return Decision.CLARIFY if likely and sum(likely) >= self.clarify else Decision.SEARCH

    def as_json(self) -> dict[str, float]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Bands":
        return cls(**{name: float(value) for name, value in data.items()})


def probabilities(scores: NDArray[np.float64], sharpness: float) -> NDArray[np.float64]:
    """Softmax of the scores (messages × labels); a higher sharpness makes it surer of itself."""
    scaled = scores * sharpness
    scaled -= scaled.max(axis=1, keepdims=True)
    raised = np.exp(scaled)
    return raised / raised.sum(axis=1, keepdims=True)


def pooled(several: Sequence[tuple[float, NDArray[np.float64]]], sharpness: float) -> NDArray[np.float64]:
    """The probabilities of several voters, each with its share, as one.

    Their mean is less sure than any of them has reason to be, so that it is sharpened.
    Source: Ranjan and Gneiting, Combining probability forecasts, 2010.
    """
    mean = sum(given * share for share, given in several)
    return probabilities(np.log(np.asarray(mean) + 1e-12), sharpness)


def fit_sharpness(scores: NDArray[np.float64], truth: NDArray[np.int64]) -> float:
    """The sharpness under which the true labels were likeliest, over out-of-fold scores."""

    def loss(log_sharpness: float) -> float:
        given = probabilities(scores.copy(), float(np.exp(log_sharpness)))
        return float(-np.log(given[np.arange(len(truth)), truth] + 1e-12).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-2.0, 4.0), method="bounded").x))


def fit_bands(
    labels: Sequence[str], given: NDArray[np.float64], truth: NDArray[np.int64], wrong_and_confident: float
) -> Bands:
    """The widest bands that keep confident mistakes within the allowed share of all messages.

    `given` holds out-of-fold probabilities. `wrong_and_confident` is the share of messages that may be answered with
    a wrong situation.
    """
    first = given.argmax(axis=1)
    confidence = given.max(axis=1)
    is_situation = np.array([label.startswith(SITUATION_PREFIX) for label in labels])
    is_outside = np.array([label.startswith(OUT_OF_SCOPE_PREFIX) for label in labels])
    allowed = int(wrong_and_confident * len(truth))
    wrong = first != truth
    answer = _threshold(confidence[wrong & is_situation[first]], allowed)
    refused = confidence[is_outside[first] & is_situation[truth]]
    out_of_scope = _threshold(refused, int(REFUSED * is_situation[truth].sum()))
    as_act = ~is_situation[first] & ~is_outside[first]
    act, need = ~is_situation[truth] & ~is_outside[truth], is_situation[truth]
    dialogue = max(
        _threshold(confidence[wrong & as_act], allowed),
        from_where_right(confidence[as_act], act[as_act], need[as_act]),
    )
    top_three = -np.sort(-np.where(is_situation[None, :], given, 0.0), axis=1)[:, :3].sum(axis=1)
    needs = top_three[is_situation[truth]]
    clarify = float(np.quantile(needs, 0.03)) if needs.size else answer
    danger = NEVER
    if CRISIS in labels:
        alarms = given[is_situation[truth], labels.index(CRISIS)]
        danger = _threshold(alarms, int(FALSE_ALARMS * len(alarms)))
    return Bands(answer, min(clarify, answer), out_of_scope, dialogue, danger)


def from_where_right(
    confidence: NDArray[np.float64], right: NDArray[np.bool_], lost: NDArray[np.bool_], window: int = WINDOW
) -> float:
    """The lowest confidence from which on messages are right `RIGHT_PER_LOST` times as often as lost, window by window.

    Below it somebody with a need would too often be taken for somebody who says "yes" or "thank you".
    """
    order = np.argsort(-confidence, kind="stable")
    limit = 1.0
    for begin in range(0, len(order), window):
        those = order[begin : begin + window]
        if right[those].sum() < RIGHT_PER_LOST * lost[those].sum():
            return limit
        limit = float(confidence[those].min())
    return 0.0


def _threshold(confident_mistakes: NDArray[np.float64], allowed: int) -> float:
    """The lowest confidence at which no more than `allowed` of these mistakes remain above it."""
    if len(confident_mistakes) <= allowed:
        return 0.0
    ordered = np.sort(confident_mistakes)[::-1]
    return float(min(ordered[allowed] + 1e-6, 0.999))
