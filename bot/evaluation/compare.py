"""Two models over the same messages: what got better, what got worse, and whether that is more than chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from bot.evaluation.cases import Case
from bot.evaluation.prediction import Prediction
from bot.evaluation.score import GROUPINGS, Figures, figures, groups
from bot.evaluation.shares import chance_of

#: Differences less probable than this by chance alone are called real.
SIGNIFICANT = 0.05


class Verdict(str, Enum):
    """What may be said of the second model. `UNPROVEN`: they differ, but no more than chance allows."""

    BETTER = "better"
    WORSE = "worse"
    UNPROVEN = "unproven"
    SAME = "same"


@dataclass(frozen=True)
class Change:
    """A message that one of the models understood and the other did not."""

    before: Prediction
    after: Prediction

    @property
    def case(self) -> Case:
        return self.after.case

    def as_json(self) -> dict[str, Any]:
        return {**self.case.as_json(), "before": _outcome(self.before), "after": _outcome(self.after)}


@dataclass(frozen=True)
class Difference:
    """Two models over some of the messages. `p_value` is that of McNemar's exact test."""

    before: Figures
    after: Figures
    better: int
    worse: int
    p_value: float

    @property
    def verdict(self) -> Verdict:
        if self.better == self.worse == 0:
            return Verdict.SAME
        if self.p_value >= SIGNIFICANT:
            return Verdict.UNPROVEN
        return Verdict.BETTER if self.better > self.worse else Verdict.WORSE

    def as_json(self) -> dict[str, Any]:
        return {
            "before": self.before.as_json(),
            "after": self.after.as_json(),
            "better": self.better,
            "worse": self.worse,
            "p_value": round(self.p_value, 6),
            "verdict": self.verdict.value,
        }


@dataclass(frozen=True)
class Comparison:
    """`groups` holds a difference for each value of each grouping (`by_language`, `by_style`, `by_situation`)."""

    all: Difference
    groups: Mapping[str, Mapping[str, Difference]]
    better: tuple[Change, ...]
    worse: tuple[Change, ...]

    @property
    def verdict(self) -> Verdict:
        return self.all.verdict

    def as_json(self) -> dict[str, Any]:
        return {
            "all": self.all.as_json(),
            **{name: {value: one.as_json() for value, one in found.items()} for name, found in self.groups.items()},
            "better": [change.as_json() for change in self.better],
            "worse": [change.as_json() for change in self.worse],
        }


def compare(before: Sequence[Prediction], after: Sequence[Prediction]) -> Comparison:
    """Compare two models message by message.

    Both sequences must hold the same messages in the same order; otherwise ValueError names the first that differs.
    """
    pairs = _paired(before, after)
    changed = [Change(old, new) for old, new in pairs if old.understood != new.understood]
    return Comparison(
        all=_difference(pairs),
        groups={name: _by(pairs, before, name) for name in GROUPINGS},
        better=tuple(change for change in changed if change.after.understood),
        worse=tuple(change for change in changed if change.before.understood),
    )


Pair = tuple[Prediction, Prediction]


def _paired(before: Sequence[Prediction], after: Sequence[Prediction]) -> list[Pair]:
    if len(before) != len(after):
        raise ValueError(f"the models were given {len(before)} and {len(after)} messages; give both the same")
    for number, (old, new) in enumerate(zip(before, after), start=1):
        if old.case != new.case:
            raise ValueError(f'message {number} is "{old.case.text}" before and "{new.case.text}" after, or its label')
    return list(zip(before, after))


def _by(pairs: Sequence[Pair], before: Sequence[Prediction], grouping: str) -> dict[str, Difference]:
    key = GROUPINGS[grouping]
    return {value: _difference([pair for pair in pairs if key(pair[0].case) == value]) for value in groups(before, key)}


def _difference(pairs: Sequence[Pair]) -> Difference:
    better = sum(1 for old, new in pairs if new.understood and not old.understood)
    worse = sum(1 for old, new in pairs if old.understood and not new.understood)
    before, after = figures([old for old, _ in pairs]), figures([new for _, new in pairs])
    return Difference(before, after, better, worse, chance_of(better, worse))


def _outcome(one: Prediction) -> dict[str, Any]:
    return {
        "intent": one.intent,
        "decision": one.decision,
        "confidence": round(one.confidence, 4),
        "ranking": [[name, round(share, 4)] for name, share in one.situations[:3]],
    }
