"""Contradictions: what nobody can ever reach, and what changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from catalog.catalogue import Catalogue
from catalog.conditions import ALWAYS, All, Any, Condition, Not
from catalog.editorial.findings import Rule
from catalog.editorial.logic import logic_findings
from catalog.editorial.manuscript import Manuscripts
from catalog.editorial.worlds import can_hold
from catalog.situations import Circumstance, Situation, Step
from tests.catalog.small import answered, catalogue, circumstance, document, price, situation, step

MARRIED = circumstance("married")
WHERE = circumstance("where", ("here", "abroad"), ask_when=answered("married", "yes"))
COLOURS = circumstance("colours", ("red", "blue", "green"), multiple=True)
ROAD = situation([], [MARRIED, WHERE, COLOURS])


def found(steps: Iterable[Step], circumstances: Iterable[Circumstance]) -> list[tuple[Rule, str]]:
    return rules_of(catalogue(situation(steps, circumstances)))


def rules_of(world: Catalogue) -> list[tuple[Rule, str]]:
    return [(one.rule, one.field) for one in logic_findings(world, Manuscripts(()))]


def test_everyone_is_someone() -> None:
    assert can_hold(ALWAYS, ROAD)


def test_an_answer_and_its_opposite_never_hold_together() -> None:
    assert not can_hold(All((answered("married", "yes"), answered("married", "no"))), ROAD)
    assert not can_hold(All((answered("married", "yes"), Not(answered("married", "yes")))), ROAD)


def test_a_question_that_is_not_asked_has_no_answer() -> None:
    assert can_hold(answered("where", "abroad"), ROAD)
    assert not can_hold(All((answered("where", "abroad"), answered("married", "no"))), ROAD)
    assert can_hold(All((Not(answered("where", "abroad")), answered("married", "no"))), ROAD)


def test_of_several_answers_two_may_hold_together() -> None:
    assert can_hold(All((answered("colours", "red"), answered("colours", "blue"))), ROAD)
    assert not can_hold(All((answered("married", "yes"), answered("married", "no"))), ROAD)


def test_no_alternative_holds_when_there_is_none() -> None:
    assert not can_hold(Any(()), ROAD)


@given(st.lists(st.sampled_from(["yes", "no"]), max_size=4), st.booleans())
def test_what_is_found_possible_agrees_with_trying_both_answers(values: list[str], negated: bool) -> None:
    parts: list[Condition] = [answered("married", value) for value in values]
    condition: Condition = Not(Any(tuple(parts))) if negated else All(tuple(parts))
    tried = any(condition.verdict({"married": (answer,)}).name == "TRUE" for answer in ("yes", "no"))
    assert can_hold(condition, ROAD) is tried


def test_a_paper_for_people_whom_the_step_does_not_concern_is_named_where_it_stands() -> None:
    papers = [document("consent", answered("married", "yes"))]
    lonely = step("move", when=answered("married", "no"), documents=papers)
    assert found([lonely], [MARRIED]) == [(Rule.NEVER_APPLIES, "steps/move/documents/0")]


def test_an_answer_that_decides_only_whether_another_question_is_asked_is_not_idle() -> None:
    assert found([step("fly", when=answered("where", "abroad"))], [MARRIED, WHERE]) == []


def test_a_condition_that_comes_out_the_same_whatever_the_answer_leaves_the_question_idle() -> None:
    either = step("move", when=answered("married", "yes", "no"))
    assert found([either], [MARRIED]) == [(Rule.IDLE_CIRCUMSTANCE, "circumstances/married")]


def test_prices_for_different_people_need_no_note() -> None:
    prices = [price(100, answered("married", "yes")), price(200, answered("married", "no"))]
    assert found([step("pay", cost=prices)], [MARRIED]) == []
    assert found([step("pay", cost=[price(100), price(200)])], []) == [(Rule.PRICES_UNTOLD, "steps/pay/cost/1")]


def test_the_same_price_twice_is_no_contradiction() -> None:
    assert found([step("pay", cost=[price(100), price(100)])], []) == []


def one_price(name: str, amount: float, when: Condition = ALWAYS) -> Situation:
    return situation([replace(step("pay", cost=[price(amount, when)]), services=("00030",))], [MARRIED], name=name)


def test_one_service_at_two_prices_is_compared_across_situations() -> None:
    world = catalogue(one_price("a", 100), one_price("b", 150))
    assert (Rule.FEE_CONFLICT, "steps/pay/cost") in rules_of(world)
    assert Rule.FEE_CONFLICT not in dict(rules_of(catalogue(one_price("a", 100), one_price("b", 100))))
    told = catalogue(one_price("a", 100), one_price("b", 150, answered("married", "yes")))
    assert Rule.FEE_CONFLICT not in dict(rules_of(told))
