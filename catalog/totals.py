"""Sums over a plan: money, time, the nearest deadline, every document once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from catalog.conditions import ALWAYS
from catalog.situations import Cost, Deadline, Evidence, Step

WORKING_DAYS_A_WEEK = 5


@dataclass(frozen=True)
class Money:
    """Hryvnias: the least and the most that the steps cost, and how many of them have no price in our sources."""

    least: float
    most: float
    unpriced: int


@dataclass(frozen=True)
class Due:
    """A term, and the id of the step that it is the term of."""

    deadline: Deadline
    step: str

    @property
    def days(self) -> int:
        assert self.deadline.days is not None
        return self.deadline.days


@dataclass(frozen=True)
class Totals:
    """`money` counts steps that apply, `possible_money` those that may apply as well.

    `days` is the longest chain of waiting, in calendar days, when what can be done at the same time is; None if no
    step says how long it takes. `untimed` counts applying steps that do not say. `deadline` is the shortest term among
    applying steps, `possible_deadline` the first shorter one of a step that may apply.
    """

    money: Money
    possible_money: Money
    days: int | None
    untimed: int
    deadline: Due | None
    possible_deadline: Due | None
    documents: tuple[Evidence, ...]


def totals(steps: Sequence[tuple[Step, bool]]) -> Totals:
    """The totals over (step, does it apply for certain) pairs; steps already done should be left out."""
    certain = [step for step, applies in steps if applies]
    everything = [step for step, _ in steps]
    deadline = min(_terms(certain), key=lambda due: due.days, default=None)
    return Totals(
        money=_money(certain),
        possible_money=_money(everything),
        days=_longest_wait(certain),
        untimed=sum(1 for step in certain if _days(step) is None),
        deadline=deadline,
        possible_deadline=_first_nearer(everything, deadline),
        documents=_documents(certain),
    )


def _money(steps: Sequence[Step]) -> Money:
    least = most = 0.0
    unpriced = 0
    for step in steps:
        known = [cost.amount for cost in step.cost if cost.amount is not None]
        if known:
            least += min(known)
            most += max(known)
        else:
            unpriced += 1
    return Money(round(least, 2), round(most, 2), unpriced)


def _days(step: Step) -> int | None:
    """The longest time this step may take, in calendar days."""
    known = [
        math.ceil(time.days * 7 / WORKING_DAYS_A_WEEK) if time.working else time.days
        for time in step.processing_time
        if time.days is not None
    ]
    return max(known) if known else None


def _longest_wait(steps: Sequence[Step]) -> int | None:
    """The longest chain of `after`, each step waiting for those before it. Steps come in order."""
    if all(_days(step) is None for step in steps):
        return None
    finished: dict[str, int] = {}
    for step in steps:
        begins = max((finished[before] for before in step.after if before in finished), default=0)
        finished[step.id] = begins + (_days(step) or 0)
    return max(finished.values(), default=None)


def _terms(steps: Sequence[Step]) -> list[Due]:
    """The terms of the steps that can be counted."""
    return [Due(deadline, step.id) for step in steps for deadline in step.deadline if deadline.days is not None]


def _first_nearer(steps: Sequence[Step], certain: Due | None) -> Due | None:
    """The first term on the way that comes before the certain one and does not depend on anything but its step.

    Not the shortest: that is often one of a rare case far down the list.
    """
    terms = _terms([step for step in steps if not step.optional])
    return next(
        (due for due in terms if due.deadline.when is ALWAYS and (not certain or due.days < certain.days)), None
    )


def _documents(steps: Sequence[Step]) -> tuple[Evidence, ...]:
    """Every document once, in order of first need. One needed for certain wins over the same that may be needed."""
    found: dict[str, Evidence] = {}
    for step in steps:
        for evidence in step.documents:
            key = evidence.title.uk.casefold()
            if key not in found or evidence.when is ALWAYS:
                found[key] = evidence
    return tuple(found.values())


def is_free(costs: Sequence[Cost]) -> bool:
    """Whether every price is known to be nothing."""
    return bool(costs) and all(cost.amount == 0 for cost in costs)
