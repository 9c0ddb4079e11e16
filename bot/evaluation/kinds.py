"""What is not ours, kind by kind: whether it got the reply of its kind, and a danger the emergency lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.evaluation.prediction import Prediction
from bot.evaluation.shares import Share

#: The kind of messages that speak of a danger to life.
CRISIS = "crisis"


@dataclass(frozen=True)
class KindFigures:
    """`own_reply`: messages that got the reply of their kind; `answered`: those answered as if they were a need."""

    messages: int
    own_reply: Share
    answered: Share

    def as_json(self) -> dict[str, Any]:
        return {"messages": self.messages, "own_reply": self.own_reply.value, "answered": self.answered.value}


@dataclass(frozen=True)
class DangerFigures:
    """`told`: messages of danger that got the emergency lines; `alarms`: needs that got them though none is meant."""

    told: Share | None
    alarms: Share | None

    def as_json(self) -> dict[str, Any]:
        return {
            "told": self.told.value if self.told else None,
            "alarms": self.alarms.value if self.alarms else None,
        }


def by_kind(predictions: Sequence[Prediction]) -> dict[str, KindFigures]:
    """The figures of each kind that messages are labelled with, the largest first."""
    found: dict[str, list[Prediction]] = defaultdict(list)
    for one in predictions:
        if not one.case.is_need and one.case.kind:
            found[one.case.kind].append(one)
    return {
        kind: KindFigures(
            len(group),
            Share(sum(one.replied_as(kind) for one in group), len(group)),
            Share(sum(one.answered_with is not None for one in group), len(group)),
        )
        for kind, group in sorted(found.items(), key=lambda pair: -len(pair[1]))
    }


def danger(predictions: Sequence[Prediction]) -> DangerFigures:
    """How often the emergency lines are told, where somebody is in danger and where nobody is."""
    endangered = [one for one in predictions if one.case.kind == CRISIS]
    needs = [one for one in predictions if one.case.is_need]
    return DangerFigures(
        Share.or_none(sum(one.told_the_lines for one in endangered), len(endangered)),
        Share.or_none(sum(one.told_the_lines for one in needs), len(needs)),
    )
