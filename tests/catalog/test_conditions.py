"""The logic under "this may apply": true, false, and not known yet."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from catalog.conditions import ALWAYS, DONT_KNOW, All, Among, Any, Condition, Not, Verdict, open_in
from tests.catalog.people import Given
from tests.catalog.small import answered

MARRIED = answered("married", "yes")
ABROAD = answered("place", "abroad")
AT_HOME = answered("place", "home")

#: Three circumstances are enough to make every kind of nesting meet.
VALUES: Mapping[str, tuple[str, ...]] = {
    "married": ("yes", "no"),
    "place": ("home", "hospital", "abroad"),
    "age": ("young", "old"),
}

leaves: SearchStrategy[Condition] = st.sampled_from(sorted(VALUES)).flatmap(
    lambda name: st.lists(st.sampled_from(VALUES[name]), min_size=1, unique=True).map(
        lambda values: Among(name, tuple(values))
    )
)


def _nested(inner: SearchStrategy[Condition]) -> SearchStrategy[Condition]:
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(parts.map(All), parts.map(Any), inner.map(Not))


conditions: SearchStrategy[Condition] = st.recursive(st.just(ALWAYS) | leaves, _nested, max_leaves=8)
known = {
    name: st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple)
    for name, values in VALUES.items()
}
full: SearchStrategy[Given] = st.fixed_dictionaries(known)
partial: SearchStrategy[Given] = st.fixed_dictionaries(
    {}, optional={name: st.just((DONT_KNOW,)) | answer for name, answer in known.items()}
)


def test_a_condition_is_true_when_one_of_its_values_was_answered() -> None:
    assert answered("place", "home", "abroad").verdict({"place": ("abroad",)}) is Verdict.TRUE


def test_a_condition_is_false_when_another_value_was_answered() -> None:
    assert ABROAD.verdict({"place": ("home",)}) is Verdict.FALSE


def test_a_condition_is_unknown_while_nothing_was_answered() -> None:
    assert ABROAD.verdict({}) is Verdict.UNKNOWN


def test_i_do_not_know_settles_nothing() -> None:
    assert ABROAD.verdict({"place": (DONT_KNOW,)}) is Verdict.UNKNOWN


def test_of_several_answers_one_that_fits_is_enough() -> None:
    assert ABROAD.verdict({"place": ("home", "abroad")}) is Verdict.TRUE


def test_one_false_part_makes_the_whole_false_even_when_the_other_is_open() -> None:
    assert All((MARRIED, ABROAD)).verdict({"married": ("no",)}) is Verdict.FALSE


def test_one_true_alternative_is_enough_even_when_the_other_is_open() -> None:
    assert Any((MARRIED, ABROAD)).verdict({"married": ("yes",)}) is Verdict.TRUE


def test_what_is_open_stays_open_when_turned_around() -> None:
    assert Not(MARRIED).verdict({}) is Verdict.UNKNOWN
    assert Any((MARRIED, Not(MARRIED))).verdict({}) is Verdict.UNKNOWN


def test_always_is_true_for_everyone() -> None:
    assert ALWAYS.verdict({}) is Verdict.TRUE
    assert list(ALWAYS.circumstances()) == []


@given(conditions, conditions, partial)
def test_de_morgan_not_all_is_any_not(one: Condition, other: Condition, answers: Given) -> None:
    assert Not(All((one, other))).verdict(answers) is Any((Not(one), Not(other))).verdict(answers)


@given(conditions, conditions, partial)
def test_de_morgan_not_any_is_all_not(one: Condition, other: Condition, answers: Given) -> None:
    assert Not(Any((one, other))).verdict(answers) is All((Not(one), Not(other))).verdict(answers)


@given(conditions, partial)
def test_twice_not_is_the_same_again(condition: Condition, answers: Given) -> None:
    assert Not(Not(condition)).verdict(answers) is condition.verdict(answers)


@given(conditions, conditions, partial)
def test_the_order_of_parts_makes_no_difference(one: Condition, other: Condition, answers: Given) -> None:
    assert All((one, other)).verdict(answers) is All((other, one)).verdict(answers)
    assert Any((one, other)).verdict(answers) is Any((other, one)).verdict(answers)


@given(conditions, partial, full)
def test_what_is_decided_stays_decided_whatever_is_answered_next(
    condition: Condition, answers: Given, later: Given
) -> None:
    settled = {name: values for name, values in answers.items() if values != (DONT_KNOW,)}
    before = condition.verdict(answers)
    after = condition.verdict({**later, **settled})
    assert before in (Verdict.UNKNOWN, after)


@given(conditions, full)
def test_nothing_is_unknown_when_everything_is_answered(condition: Condition, answers: Given) -> None:
    assert condition.verdict(answers) is not Verdict.UNKNOWN


def test_open_in_names_what_a_condition_waits_for_once_and_in_order() -> None:
    condition = All((AT_HOME, MARRIED, Not(ABROAD)))
    assert open_in(condition, {}) == ("place", "married")


def test_open_in_leaves_out_branches_that_are_decided() -> None:
    ruled_out = All((answered("age", "old"), MARRIED))
    assert open_in(Any((ruled_out, ABROAD)), {"age": ("young",)}) == ("place",)


def test_open_in_leaves_out_branches_that_are_certain() -> None:
    certain = Any((answered("age", "old"), MARRIED))
    assert open_in(All((certain, Not(ABROAD))), {"age": ("old",)}) == ("place",)


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_open_in_is_empty_when_the_condition_is_decided(answer: str) -> None:
    assert open_in(MARRIED, {"married": (answer,)}) == ()


@given(conditions, partial)
def test_a_condition_is_unknown_exactly_when_something_is_open_in_it(condition: Condition, answers: Given) -> None:
    unknown = condition.verdict(answers) is Verdict.UNKNOWN
    assert bool(open_in(condition, answers)) is unknown


@given(conditions, partial)
def test_open_in_never_names_what_was_answered(condition: Condition, answers: Given) -> None:
    settled = {name for name, values in answers.items() if values != (DONT_KNOW,)}
    assert settled.isdisjoint(open_in(condition, answers))


@given(conditions, partial, full)
def test_answering_what_is_open_decides_the_condition(condition: Condition, answers: Given, later: Given) -> None:
    asked = {name: later[name] for name in open_in(condition, answers)}
    assert condition.verdict({**answers, **asked}) is not Verdict.UNKNOWN
