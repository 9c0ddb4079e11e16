"""The figures: how often the right situation is first or among three, how often we are wrong and sure of it.

All shares run from 0 to 1. A need is a message labelled with a situation.

top1, top3: the label is the likeliest situation, or among the three likeliest.
answered: needs in the band "answer". wrong_and_confident: needs and out-of-scope messages answered with a wrong
situation, of all messages. false_rejections: needs taken for out of scope. out_of_scope_recall: out-of-scope messages
that were not answered with a situation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.evaluation.cases import OUT_OF_SCOPE, Case
from bot.nlu.calibration import SITUATION_PREFIX, Decision
from bot.understanding import Understood


@dataclass(frozen=True)
class Judged:
    """A message beside what the model made of it."""

    case: Case
    understood: Understood

    @property
    def is_need(self) -> bool:
        return self.case.label != OUT_OF_SCOPE

    def in_top(self, count: int) -> bool:
        return any(self.case.accepts(name) for name, _ in self.understood.situations[:count])

    @property
    def answered_with(self) -> str | None:
        """The situation that would be shown at once; None when we would ask, search or decline."""
        u = self.understood
        answers = u.decision == Decision.ANSWER.value and u.intent.startswith(SITUATION_PREFIX)
        return u.intent.removeprefix(SITUATION_PREFIX) if answers else None

    @property
    def wrong_and_confident(self) -> bool:
        return self.answered_with is not None and not self.case.accepts(self.answered_with)

    @property
    def declined(self) -> bool:
        return self.understood.decision == Decision.OUT_OF_SCOPE.value


@dataclass(frozen=True)
class Figures:
    """The figures over some messages; a share over no messages is None."""

    messages: int
    needs: int
    top1: float | None
    top3: float | None
    answered: float | None
    wrong_and_confident: float | None
    false_rejections: float | None
    out_of_scope_recall: float | None


def figures(judged: Sequence[Judged]) -> Figures:
    needs = [one for one in judged if one.is_need]
    outside = [one for one in judged if not one.is_need]
    return Figures(
        messages=len(judged),
        needs=len(needs),
        top1=_share(needs, lambda one: one.in_top(1)),
        top3=_share(needs, lambda one: one.in_top(3)),
        answered=_share(needs, lambda one: one.answered_with is not None),
        wrong_and_confident=_share(judged, lambda one: one.wrong_and_confident),
        false_rejections=_share(needs, lambda one: one.declined),
        out_of_scope_recall=_share(outside, lambda one: one.answered_with is None),
    )


def by(judged: Sequence[Judged], key: Callable[[Case], str]) -> dict[str, Figures]:
    """The figures for each value of the key, the largest group first."""
    sizes = Counter(key(one.case) for one in judged)
    return {value: figures([one for one in judged if key(one.case) == value]) for value, _ in sizes.most_common()}


def confusions(judged: Sequence[Judged], most: int = 15) -> list[dict[str, Any]]:
    """The commonest mistakes: label, what came first instead, how often."""
    pairs = Counter(
        (one.case.label, one.understood.situations[0][0] if one.understood.situations else "")
        for one in judged
        if one.is_need and not one.in_top(1)
    )
    return [{"label": label, "taken_for": taken, "times": times} for (label, taken), times in pairs.most_common(most)]


def misses(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    """Every message that was not understood as labelled, with the ranking, for reading."""
    return [
        {
            "text": one.case.text,
            "label": one.case.label,
            "lang": one.case.lang,
            "style": one.case.style,
            "intent": one.understood.intent,
            "decision": one.understood.decision,
            "ranking": [[name, round(share, 3)] for name, share in one.understood.situations[:3]],
        }
        for one in judged
        if (one.is_need and (not one.in_top(1) or one.declined)) or one.wrong_and_confident
    ]


def _share(among: Sequence[Judged], holds: Callable[[Judged], bool]) -> float | None:
    return round(sum(1 for one in among if holds(one)) / len(among), 4) if among else None
