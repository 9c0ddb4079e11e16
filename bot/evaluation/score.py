"""The figures: how often the right situation is first or among three, how often we are wrong and sure of it.

All shares run from 0 to 1. A need is a message labelled with a situation.

top1, top3: the label is the likeliest situation, or among the three likeliest.
answered: needs in the band "answer". wrong_and_confident: needs and out-of-scope messages answered with a wrong
situation, of all messages. false_rejections: needs taken for out of scope. out_of_scope_recall: out-of-scope messages
that were not answered with a situation.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.evaluation.cases import Case
from bot.evaluation.prediction import Prediction
from bot.evaluation.shares import Share

#: The shares of `Figures`, in the order of the tables.
SHARES = ("top1", "top3", "answered", "wrong_and_confident", "false_rejections", "out_of_scope_recall")
#: The groupings of a report.
GROUPINGS: Mapping[str, Callable[[Case], str]] = {
    "by_language": lambda case: case.lang,
    "by_style": lambda case: case.style,
    "by_situation": lambda case: case.label,
}
EXAMPLES_OF_A_CONFUSION = 3


@dataclass(frozen=True)
class Figures:
    """The figures over some messages; a share over no messages is None."""

    messages: int
    needs: int
    top1: Share | None
    top3: Share | None
    answered: Share | None
    wrong_and_confident: Share | None
    false_rejections: Share | None
    out_of_scope_recall: Share | None

    def share(self, name: str) -> Share | None:
        """One of `SHARES` by its name."""
        found: Share | None = getattr(self, name)
        return found

    def as_json(self) -> dict[str, Any]:
        """Each share as a number, and under `intervals` the bounds of its 95 % interval."""
        shares = {name: self.share(name) for name in SHARES}
        return {
            "messages": self.messages,
            "needs": self.needs,
            **{name: share.value if share else None for name, share in shares.items()},
            "intervals": {name: list(share.interval) for name, share in shares.items() if share},
        }


def figures(predictions: Sequence[Prediction]) -> Figures:
    needs = [one for one in predictions if one.case.is_need]
    outside = [one for one in predictions if not one.case.is_need]
    return Figures(
        messages=len(predictions),
        needs=len(needs),
        top1=_share(needs, lambda one: one.in_top(1)),
        top3=_share(needs, lambda one: one.in_top(3)),
        answered=_share(needs, lambda one: one.answered_with is not None),
        wrong_and_confident=_share(predictions, lambda one: one.wrong_and_confident),
        false_rejections=_share(needs, lambda one: one.declined),
        out_of_scope_recall=_share(outside, lambda one: one.answered_with is None),
    )


def groups(predictions: Sequence[Prediction], key: Callable[[Case], str]) -> dict[str, list[Prediction]]:
    """The predictions for each value of the key, the largest group first."""
    found: dict[str, list[Prediction]] = defaultdict(list)
    for one in predictions:
        found[key(one.case)].append(one)
    return dict(sorted(found.items(), key=lambda pair: -len(pair[1])))


def by(predictions: Sequence[Prediction], key: Callable[[Case], str]) -> dict[str, Figures]:
    """The figures for each value of the key, the largest group first."""
    return {value: figures(group) for value, group in groups(predictions, key).items()}


@dataclass(frozen=True)
class Confusion:
    """A label whose messages came out as another: how often, and some of them. `taken_for` is "" for no situation."""

    label: str
    taken_for: str
    times: int
    examples: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "label": self.label,
            "taken_for": self.taken_for,
            "times": self.times,
            "examples": list(self.examples),
        }


def confusions(predictions: Sequence[Prediction], most: int = 15) -> list[Confusion]:
    """The commonest mistakes, the commonest first."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in predictions:
        if one.case.is_need and not one.in_top(1):
            found[one.case.label, one.first or ""].append(one.case.text)
    ranked = Counter({pair: len(texts) for pair, texts in found.items()}).most_common(most)
    return [
        Confusion(label, taken, times, tuple(sorted(found[label, taken], key=len)[:EXAMPLES_OF_A_CONFUSION]))
        for (label, taken), times in ranked
    ]


def misses(predictions: Sequence[Prediction]) -> list[Prediction]:
    """Every message that was not understood as labelled, for reading."""
    return [one for one in predictions if not one.understood]


def _share(among: Sequence[Prediction], holds: Callable[[Prediction], bool]) -> Share | None:
    return Share.or_none(sum(1 for one in among if holds(one)), len(among))
