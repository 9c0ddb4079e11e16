"""All figures of one evaluation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.evaluation.kinds import DangerFigures, KindFigures, by_kind, danger
from bot.evaluation.prediction import Prediction
from bot.evaluation.reliability import Reliability, reliability
from bot.evaluation.score import GROUPINGS, Confusion, Figures, by, confusions, figures


@dataclass(frozen=True)
class Report:
    """All figures over one set of messages. `groups` has one entry a grouping: `by_language` and so on.

    `kinds` are those of out-of-scope that the messages are labelled with.
    """

    all: Figures
    groups: Mapping[str, Mapping[str, Figures]]
    confusions: Sequence[Confusion]
    reliability: Reliability
    kinds: Mapping[str, KindFigures]
    danger: DangerFigures

    @classmethod
    def of(cls, predictions: Sequence[Prediction]) -> Report:
        return cls(
            all=figures(predictions),
            groups={name: by(predictions, key) for name, key in GROUPINGS.items()},
            confusions=confusions(predictions),
            reliability=reliability(predictions),
            kinds=by_kind(predictions),
            danger=danger(predictions),
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "all": self.all.as_json(),
            **{name: {value: one.as_json() for value, one in group.items()} for name, group in self.groups.items()},
            "confusions": [one.as_json() for one in self.confusions],
            "reliability": self.reliability.as_json(),
            "kinds": {kind: one.as_json() for kind, one in self.kinds.items()},
            "danger": self.danger.as_json(),
        }
