"""What it all comes to: money, time, the nearest deadline, every document once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest

from catalog.conditions import ALWAYS, Condition
from catalog.plan import plan
from catalog.situations import Cost, Step
from catalog.totals import Due, Money, Totals, is_free
from tests.catalog.people import Given
from tests.catalog.small import TODAY, answered, circumstance, document, price, situation, step, term, text, wait

MARRIED = circumstance("married")
UNMARRIED = answered("married", "no")


def totals_of(*steps: Step, answers: Given | None = None, done: Collection[str] = ()) -> Totals:
    return plan(situation(steps, [MARRIED]), answers or {}, TODAY, done).totals


# -- money -----------------------------------------------------------------------------------------------------------


def test_prices_of_several_steps_add_up() -> None:
    found = totals_of(step("a", cost=[price(100)]), step("b", cost=[price(50.5)]))
    assert found.money == Money(150.5, 150.5, unpriced=0)


def test_alternative_prices_of_one_step_give_a_range_and_never_a_sum() -> None:
    found = totals_of(step("ordinary or urgent", cost=[price(300), price(100)]), step("b", cost=[price(10)]))
    assert found.money == Money(110, 310, unpriced=0)


def test_a_price_nobody_states_is_counted_and_not_taken_for_nothing() -> None:
    found = totals_of(step("a", cost=[price(100)]), step("b", cost=[price(None)]), step("c"))
    assert found.money == Money(100, 100, unpriced=2)


def test_a_step_that_is_free_is_priced() -> None:
    assert totals_of(step("a", cost=[price(0)])).money == Money(0, 0, unpriced=0)


def test_steps_that_may_apply_count_only_as_possible_money() -> None:
    found = totals_of(step("a", cost=[price(100)]), step("b", when=UNMARRIED, cost=[price(20)]))
    assert found.money == Money(100, 100, unpriced=0)
    assert found.possible_money == Money(120, 120, unpriced=0)


def test_a_price_for_others_does_not_widen_the_range() -> None:
    costs = [price(100), price(900, UNMARRIED)]
    assert totals_of(step("a", cost=costs), answers={"married": ("yes",)}).money == Money(100, 100, unpriced=0)
    assert totals_of(step("a", cost=costs)).money == Money(100, 900, unpriced=0)


def test_sums_do_not_show_the_dust_of_binary_fractions() -> None:
    found = totals_of(step("a", cost=[price(0.1)]), step("b", cost=[price(0.2)]))
    assert found.money.least == 0.3


# -- what no longer counts -------------------------------------------------------------------------------------------


def _everything(name: str, covers: Collection[str] = ()) -> Step:
    return step(
        name,
        covers=covers,
        cost=[price(10)],
        takes=[wait(5)],
        deadline=[term(3)],
        documents=[document(f"paper for {name}")],
    )


def test_a_step_that_is_done_costs_nothing_more() -> None:
    assert totals_of(_everything("a"), _everything("b"), done=["a"]) == totals_of(_everything("b"))


def test_a_step_that_another_does_as_well_costs_nothing_more() -> None:
    assert totals_of(_everything("a", covers=["b"]), _everything("b")) == totals_of(_everything("a"))


def test_when_all_is_done_nothing_is_left() -> None:
    found = totals_of(_everything("a"), done=["a"])
    assert found == Totals(Money(0, 0, 0), Money(0, 0, 0), None, 0, None, None, ())


# -- time ------------------------------------------------------------------------------------------------------------


def test_steps_that_can_be_taken_at_the_same_time_wait_together() -> None:
    assert totals_of(step("a", takes=[wait(10)]), step("b", takes=[wait(4)])).days == 10


def test_the_longest_chain_of_waiting_counts() -> None:
    found = totals_of(
        step("a", takes=[wait(10)]),
        step("b", takes=[wait(4)], after=["a"]),
        step("c", takes=[wait(1)], after=["b"]),
        step("d", takes=[wait(12)]),
    )
    assert found.days == 15


def test_a_step_that_waits_for_two_begins_after_the_slower_one() -> None:
    found = totals_of(
        step("slow", takes=[wait(9)]), step("fast", takes=[wait(2)]), step("c", after=["slow", "fast"], takes=[wait(1)])
    )
    assert found.days == 10


def test_the_slowest_alternative_of_a_step_counts() -> None:
    assert totals_of(step("ordinary or urgent", takes=[wait(1), wait(20)])).days == 20


def test_working_days_are_counted_with_the_weekends_between_them() -> None:
    assert totals_of(step("a", takes=[wait(10, working=True)])).days == 14
    assert totals_of(step("a", takes=[wait(1, working=True)])).days == 2


def test_a_step_that_does_not_say_how_long_it_takes_is_counted_as_untimed() -> None:
    found = totals_of(step("a", takes=[wait(10)]), step("b", takes=[wait(None)]), step("c"))
    assert (found.days, found.untimed) == (10, 2)


def test_an_untimed_step_does_not_break_the_chain() -> None:
    found = totals_of(step("a", takes=[wait(10)]), step("b", after=["a"]), step("c", after=["b"], takes=[wait(5)]))
    assert found.days == 15


def test_nothing_is_said_about_time_when_no_step_says_it() -> None:
    assert totals_of(step("a"), step("b")).days is None


def test_a_step_that_may_apply_does_not_lengthen_the_wait() -> None:
    assert totals_of(step("a", takes=[wait(3)]), step("b", when=UNMARRIED, takes=[wait(30)])).days == 3


# -- the nearest deadline --------------------------------------------------------------------------------------------


def test_the_shortest_term_is_the_deadline_and_its_step_is_named() -> None:
    found = totals_of(step("a", deadline=[term(30)]), step("b", deadline=[term(90), term(10)]))
    assert found.deadline == Due(term(10), "b")


def test_of_two_equal_terms_the_earlier_step_has_the_deadline() -> None:
    assert totals_of(step("a", deadline=[term(10)]), step("b", deadline=[term(10)])).deadline == Due(term(10), "a")


def test_a_term_that_cannot_be_counted_is_no_nearest_deadline() -> None:
    found = totals_of(step("a", deadline=[term(None)]))
    assert (found.deadline, found.possible_deadline) == (None, None)


def test_the_first_shorter_term_of_a_step_that_may_apply_is_a_possible_deadline() -> None:
    found = totals_of(
        step("longer", when=UNMARRIED, deadline=[term(60)]),
        step("first", when=UNMARRIED, deadline=[term(10)]),
        step("rare", when=UNMARRIED, deadline=[term(1)]),
        step("certain", deadline=[term(30)]),
    )
    assert (found.deadline, found.possible_deadline) == (Due(term(30), "certain"), Due(term(10), "first"))


def test_a_longer_term_that_may_hold_is_not_told() -> None:
    found = totals_of(step("a", when=UNMARRIED, deadline=[term(60)]), step("b", deadline=[term(30)]))
    assert found.possible_deadline is None


def test_what_one_may_leave_out_and_what_hangs_on_more_is_no_possible_deadline() -> None:
    found = totals_of(
        step("free", when=UNMARRIED, optional=True, deadline=[term(1)]),
        step("rare", when=UNMARRIED, deadline=[replace(term(2), when=UNMARRIED)]),
    )
    assert found.possible_deadline is None


# -- documents -------------------------------------------------------------------------------------------------------


def test_a_document_needed_twice_is_listed_once_where_it_is_first_needed() -> None:
    found = totals_of(
        step("a", documents=[document("passport"), document("photo")]),
        step("b", documents=[document("form"), document("passport")]),
    )
    assert found.documents == (document("passport"), document("photo"), document("form"))


def test_documents_that_differ_only_in_capital_letters_are_the_same() -> None:
    found = totals_of(step("a", documents=[document("Passport")]), step("b", documents=[document("passport")]))
    assert len(found.documents) == 1


@pytest.mark.parametrize("first", [ALWAYS, UNMARRIED])
def test_a_document_needed_for_certain_wins_over_the_same_that_may_be_needed(first: Condition) -> None:
    second = UNMARRIED if first is ALWAYS else ALWAYS
    found = totals_of(
        step("a", documents=[document("consent", first), document("form")]),
        step("b", documents=[document("consent", second)]),
    )
    assert found.documents == (document("consent"), document("form"))


def test_a_document_that_may_be_needed_keeps_its_condition() -> None:
    found = totals_of(step("a", documents=[document("consent", UNMARRIED)]))
    assert found.documents == (document("consent", UNMARRIED),)


def test_documents_of_a_step_that_may_apply_are_not_on_the_list() -> None:
    assert totals_of(step("a", when=UNMARRIED, documents=[document("consent")])).documents == ()


# -- free or not -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("costs", "free"),
    [
        ([Cost(0)], True),
        ([Cost(0), Cost(0, text("by post"))], True),
        ([Cost(0), Cost(10)], False),
        ([Cost(None)], False),
        ([], False),
    ],
)
def test_only_what_is_known_to_cost_nothing_is_free(costs: list[Cost], free: bool) -> None:
    assert is_free(costs) is free
