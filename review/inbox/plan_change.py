"""What a turn changed in the person's list of steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from catalog.plan import Plan, Standing, plan
from catalog.situations import Situation
from catalog.text import Text

Steps = tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class Knowing:
    """What the assistant knew at one moment: the slots that a plan rests on."""

    situation: str | None = None
    answers: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    done: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, slots: Mapping[str, Any]) -> "Knowing":
        return cls(slots.get("situation"), slots.get("answers") or {}, slots.get("done_steps") or {})

    def given(self, situation: str) -> Mapping[str, tuple[str, ...]]:
        return {name: tuple(values) for name, values in self.answers.get(situation, {}).items()}


@dataclass(frozen=True)
class PlanChange:
    """Steps as (id, title). `certain`: steps that might have applied and now do. `before` and `after` count steps."""

    situation: str
    before: int
    after: int
    gained: Steps = ()
    lost: Steps = ()
    certain: Steps = ()
    done: Steps = ()

    @property
    def changed(self) -> bool:
        return bool(self.gained or self.lost or self.certain or self.done)


def plan_change(situation: Situation, before: Knowing, after: Knowing, today: date) -> PlanChange:
    """The list of this situation before and after a turn. It counts as empty before the situation was known."""
    earlier = _plan(situation, before, today) if before.situation == situation.id else None
    later = _plan(situation, after, today)
    was = {one.id: one for one in earlier.steps} if earlier else {}
    now = {one.id: one for one in later.steps}
    return PlanChange(
        situation=situation.id,
        before=len(was),
        after=len(now),
        gained=tuple((one.id, one.step.title) for one in later.steps if one.id not in was) if earlier else (),
        lost=tuple((one.id, one.step.title) for one in was.values() if one.id not in now),
        certain=_turned(was, later, Standing.APPLIES, since=Standing.MAY_APPLY),
        done=_turned(was, later, Standing.DONE),
    )


def _plan(situation: Situation, known: Knowing, today: date) -> Plan:
    return plan(situation, known.given(situation.id), today, tuple(known.done.get(situation.id, ())))


def _turned(was: Mapping[str, Any], later: Plan, into: Standing, since: Standing | None = None) -> Steps:
    """Steps that were in the list and have taken this standing."""
    return tuple(
        (one.id, one.step.title)
        for one in later.steps
        if one.standing is into
        and one.id in was
        and was[one.id].standing is not into
        and (since is None or was[one.id].standing is since)
    )
