"""Laws of every plan, in any small situation one can think of and in every one that ships.

A person is a full set of answers that fit together. What they have said so far is a part of it; the plan made from the
part must never contradict the plan they get in the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from catalog.catalogue import Catalogue
from catalog.conditions import ALWAYS, DONT_KNOW
from catalog.plan import Plan, PlannedStep, Standing, plan
from catalog.questions import next_question
from catalog.situations import Circumstance, Situation
from tests.catalog.people import Given
from tests.catalog.random_situations import persons, situations, told_by
from tests.catalog.small import TODAY

ANYWHERE = settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
HERE = settings(ANYWHERE, max_examples=30)


def in_plan(found: Plan) -> set[str]:
    return {one.id for one in found.steps}


def applying(found: Plan) -> set[str]:
    return {one.id for one in found.steps if one.standing is Standing.APPLIES}


def shown(found: Plan) -> list[tuple[PlannedStep, str]]:
    return [(one, one.standing.value) for one in found.steps]


# -- the laws --------------------------------------------------------------------------------------------------------


def nothing_is_lost(found: Situation, data: st.DataObject) -> None:
    """Whatever a person would get in the end is in the list while they have not said everything."""
    person = data.draw(persons(found))
    said = data.draw(told_by(person))
    assert in_plan(plan(found, person, TODAY)) <= in_plan(plan(found, said, TODAY))


def nothing_certain_is_taken_back(found: Situation, data: st.DataObject) -> None:
    """A step that applies goes on applying, and one that is ruled out stays out, whatever is said next."""
    person = data.draw(persons(found))
    later = data.draw(told_by(person))
    sooner = data.draw(told_by({name: values for name, values in later.items() if values != (DONT_KNOW,)}))
    before, after = plan(found, sooner, TODAY), plan(found, later, TODAY)
    assert applying(before) <= applying(after)
    assert in_plan(after) <= in_plan(before)


def steps_stand_behind_those_they_come_after(found: Situation, data: st.DataObject) -> None:
    made = plan(found, data.draw(told_by(data.draw(persons(found)))), TODAY)
    number = {one.id: one.number for one in made.steps}
    assert sorted(number.values()) == list(range(1, len(made.steps) + 1))
    assert all(number[before] < one.number for one in made.steps for before in one.step.after if before in number)


def asking_in_order_ends_in_the_certain_plan(found: Situation, data: st.DataObject) -> None:
    """Each question is new and makes sense, and when none is left the list is that of the whole person."""
    person = data.draw(persons(found))
    said: dict[str, tuple[str, ...]] = {}
    while (question := next_question(found, said)) is not None:
        assert question.id not in said
        assert question.id in person, f"{question.id} makes no sense for {person}, and was asked after {said}"
        said[question.id] = person[question.id]
    made = plan(found, said, TODAY)
    assert in_plan(made) == in_plan(plan(found, person, TODAY))
    for one in made.steps:
        assert one.standing is Standing.APPLIES
        assert all(item.when is ALWAYS for item in (*one.step.documents, *one.step.cost))


def totals_are_the_sum(found: Situation, data: st.DataObject) -> None:
    """Money is added up over applying steps that are neither done nor done by another; alternatives make the range."""
    said = data.draw(told_by(data.draw(persons(found))))
    done = data.draw(st.lists(st.sampled_from([one.id for one in found.steps]), unique=True, max_size=2))
    made = plan(found, said, TODAY, done)
    counted = [one for one in made.steps if one.standing is Standing.APPLIES and one.covered_by is None]
    prices = [[cost.amount for cost in one.step.cost if cost.amount is not None] for one in counted]
    assert made.totals.money.least == pytest.approx(sum(min(known) for known in prices if known), abs=0.005)
    assert made.totals.money.most == pytest.approx(sum(max(known) for known in prices if known), abs=0.005)
    assert made.totals.money.unpriced == sum(1 for known in prices if not known)
    assert made.totals.money.least <= made.totals.possible_money.least


def only_what_can_change_the_plan_is_asked(found: Situation, data: st.DataObject) -> None:
    """Tried out in full: every way the other questions may be answered, with every answer to the one asked."""
    said = data.draw(told_by(data.draw(persons(found))))
    question = next_question(found, said)
    assert question is None or any(_differ(found, question, fall) for fall in _falls(found, question, said))


def _differ(found: Situation, question: Circumstance, fall: Given) -> bool:
    plans = [shown(plan(found, {**fall, question.id: (value.id,)}, TODAY)) for value in question.values]
    return any(one != plans[0] for one in plans)


def _falls(found: Situation, question: Circumstance, said: Given) -> Iterator[Given]:
    others = [one for one in found.circumstances if one.id != question.id and one.id not in said]
    for fall in product(*(((DONT_KNOW,), *((value.id,) for value in one.values)) for one in others)):
        yield {**said, **{one.id: values for one, values in zip(others, fall)}}


Law = Callable[[Situation, st.DataObject], None]

LAWS: list[Law] = [
    nothing_is_lost,
    nothing_certain_is_taken_back,
    steps_stand_behind_those_they_come_after,
    asking_in_order_ends_in_the_certain_plan,
    totals_are_the_sum,
]

# -- where they hold -------------------------------------------------------------------------------------------------


def test_the_laws_hold_in_any_small_situation() -> None:
    @ANYWHERE
    @given(situations(), st.data())
    def hold(found: Situation, data: st.DataObject) -> None:
        # The last one tries out everything, which is too much for the situations that ship;
        # tests/catalog/test_questions.py has it for them, step by step.
        for law in (*LAWS, only_what_can_change_the_plan_is_asked):
            law(found, data)

    hold()


def test_the_laws_hold_in_the_situations_that_ship(catalogue: Catalogue) -> None:
    @HERE
    @given(st.sampled_from(catalogue.situations), st.data())
    def hold(found: Situation, data: st.DataObject) -> None:
        for law in LAWS:
            law(found, data)

    hold()
