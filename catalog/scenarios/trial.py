"""Trying a scenario out: the person's plan beside what was expected, and every difference between the two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from catalog.catalogue import Catalogue
from catalog.plan import Plan, Standing, plan
from catalog.scenarios.scenario import NOTHING_TO_ASK, People, Scenario, Sum


@dataclass(frozen=True)
class Difference:
    """What one field of the scenario expects, and what the plan holds instead."""

    field: str
    expected: str
    found: str


@dataclass(frozen=True)
class Trial:
    """A scenario with the plan its person gets; without differences it holds."""

    scenario: Scenario
    plan: Plan
    differences: tuple[Difference, ...]

    @property
    def holds(self) -> bool:
        return not self.differences


def try_out(people: Iterable[People], catalogue: Catalogue, today: date) -> Iterator[Trial]:
    """Every scenario against the catalogue; `today` is the day for those that name none.

    Situations that the catalogue does not hold are passed over.
    """
    for one in people:
        for scenario in one.scenarios:
            situation = catalogue.situation(one.situation)
            if situation is not None:
                found = plan(situation, scenario.answers, scenario.today or today)
                yield Trial(scenario, found, tuple(_differences(scenario, found)))


def _differences(scenario: Scenario, found: Plan) -> Iterator[Difference]:
    expected = scenario.expected
    standing = {step.id: step.standing for step in found.steps}
    told = {
        **dict.fromkeys(expected.applies, Standing.APPLIES.value),
        **dict.fromkeys(expected.may_apply, Standing.MAY_APPLY.value),
    }
    for step in found.situation.steps:
        should, does = told.get(step.id, "never"), standing[step.id].value if step.id in standing else "never"
        if should != does:
            yield Difference(should, f"{step.id}: {should}", f"{step.id}: {does}")
    yield from _misplaced(scenario, found)
    money = Sum(found.totals.money.least, found.totals.money.most)
    if expected.cost is not None and money != expected.cost:
        yield Difference("cost", str(expected.cost), str(money))
    asked = found.next_question.id if found.next_question is not None else NOTHING_TO_ASK
    if expected.next_question is not None and asked != expected.next_question:
        yield Difference("next", expected.next_question, asked)


def _misplaced(scenario: Scenario, found: Plan) -> Iterator[Difference]:
    number = {step.id: step.number for step in found.steps}
    for before, after in scenario.expected.order:
        if before not in number or after not in number:
            absent = before if before not in number else after
            yield Difference("order", f"{before} before {after}", f"{absent} is not in the list")
        elif number[before] > number[after]:
            yield Difference("order", f"{before} before {after}", f"{after} before {before}")
