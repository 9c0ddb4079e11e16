"""The plan of one person: which steps, in which order, and what is in the way of each."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from catalog.catalogue import Catalogue
from catalog.certainty import NOT_APPLICABLE, certain_verdict, with_pointless_questions
from catalog.conditions import ALWAYS, DONT_KNOW, All, Condition, Verdict
from catalog.plan import Plan, PlannedStep, Standing, plan
from catalog.situations import Situation, Step
from tests.catalog.people import EVERY_SITUATION, Given, full_answers, more_answers, some_answers
from tests.catalog.small import (
    TODAY,
    answered,
    circumstance,
    document,
    online,
    output,
    pitfall,
    price,
    situation,
    step,
    term,
    wait,
)

MARRIED = circumstance("married")
PLACE = circumstance("place", ("home", "hospital", "abroad"))


def road(*steps: Step) -> Situation:
    return situation(steps, (MARRIED, PLACE))


def planned(found: Plan, name: str) -> PlannedStep:
    one = found.step(name)
    assert one is not None, f"{name} is not in the plan"
    return one


def ids(found: Plan) -> list[str]:
    return [one.id for one in found.steps]


# -- what applies ----------------------------------------------------------------------------------------------------


def test_a_step_for_everyone_applies_without_any_answer() -> None:
    assert planned(plan(road(step("register")), {}, TODAY), "register").standing is Standing.APPLIES


def test_a_step_that_hangs_on_an_open_question_may_apply_and_says_on_what() -> None:
    found = planned(plan(road(step("record", when=answered("married", "no"))), {}, TODAY), "record")
    assert found.standing is Standing.MAY_APPLY
    assert found.depends_on == ("married",)


def test_a_step_applies_once_its_question_was_answered_so() -> None:
    steps = road(step("record", when=answered("married", "no")))
    found = planned(plan(steps, {"married": ("no",)}, TODAY), "record")
    assert found.standing is Standing.APPLIES
    assert found.depends_on == ()


def test_a_step_that_does_not_apply_is_not_in_the_plan() -> None:
    steps = road(step("register"), step("record", when=answered("married", "no")))
    assert ids(plan(steps, {"married": ("yes",)}, TODAY)) == ["register"]


def test_whoever_does_not_know_keeps_the_step_as_possible() -> None:
    steps = road(step("record", when=answered("married", "no")))
    found = planned(plan(steps, {"married": (DONT_KNOW,)}, TODAY), "record")
    assert found.standing is Standing.MAY_APPLY
    assert found.depends_on == ("married",)


def test_a_step_that_may_apply_names_only_what_is_still_open() -> None:
    both = All((answered("married", "no"), answered("place", "home")))
    found = planned(plan(road(step("record", when=both)), {"married": ("no",)}, TODAY), "record")
    assert found.depends_on == ("place",)


@pytest.mark.parametrize("condition", [ALWAYS, answered("married", "no")])
def test_a_step_that_was_done_stays_in_the_plan_as_done(condition: Condition) -> None:
    found = planned(plan(road(step("register", when=condition)), {}, TODAY, done=["register"]), "register")
    assert found.standing is Standing.DONE


def test_a_step_that_was_done_but_no_longer_applies_leaves_the_plan() -> None:
    steps = road(step("record", when=answered("married", "no")))
    assert ids(plan(steps, {"married": ("yes",)}, TODAY, done=["record"])) == []


def test_a_plan_remembers_what_it_was_made_from() -> None:
    steps = road(step("register"))
    found = plan(steps, {"married": ("yes",)}, TODAY)
    assert (found.situation, found.answers, found.today) == (steps, {"married": ("yes",)}, TODAY)


def test_a_step_that_is_not_in_the_plan_is_not_found() -> None:
    assert plan(road(step("register")), {}, TODAY).step("fly") is None


# -- the papers, prices and places of a step -------------------------------------------------------------------------


def _with_details() -> Situation:
    here, home, abroad = ALWAYS, answered("place", "home"), answered("place", "abroad")
    return road(
        step(
            "register",
            documents=[document("passport", here), document("witness", home), document("apostille", abroad)],
            cost=[price(10, here), price(20, home), price(30, abroad)],
            takes=[wait(1, when=here), wait(2, when=home), wait(3, when=abroad)],
            deadline=[term(1, here), term(2, home), term(3, abroad)],
            channels=[online("for all", here), online("home", home), online("abroad", abroad)],
            output=[output("for all", here), output("home", home), output("abroad", abroad)],
            pitfalls=[pitfall("for all", here), pitfall("home", home), pitfall("abroad", abroad)],
        )
    )


DETAILS = ("documents", "cost", "processing_time", "deadline", "channels", "output", "pitfalls")


@pytest.mark.parametrize("kind", DETAILS)
def test_details_that_are_ruled_out_are_dropped_and_certain_ones_lose_their_condition(kind: str) -> None:
    authored = getattr(_with_details().steps[0], kind)
    found = planned(plan(_with_details(), {"place": ("home",)}, TODAY), "register")
    kept = getattr(found.step, kind)
    assert len(kept) == 2
    assert [one.when for one in kept] == [ALWAYS, ALWAYS]
    assert kept[0] == authored[0]


@pytest.mark.parametrize("kind", DETAILS)
def test_details_that_are_still_open_keep_their_condition(kind: str) -> None:
    found = planned(plan(_with_details(), {}, TODAY), "register")
    assert getattr(found.step, kind) == getattr(_with_details().steps[0], kind)


# -- the order -------------------------------------------------------------------------------------------------------


def test_a_step_stands_behind_those_it_comes_after() -> None:
    steps = road(step("pay", after=["register"]), step("register"))
    assert ids(plan(steps, {}, TODAY)) == ["register", "pay"]


def test_otherwise_steps_stand_as_in_the_catalogue() -> None:
    steps = road(step("c"), step("a"), step("d", after=["e"]), step("b"), step("e"))
    assert ids(plan(steps, {}, TODAY)) == ["c", "a", "b", "e", "d"]


def test_the_order_holds_across_a_step_that_does_not_apply() -> None:
    steps = road(
        step("pay", after=["record"]),
        step("record", when=answered("married", "no"), after=["register"]),
        step("register"),
    )
    assert ids(plan(steps, {"married": ("yes",)}, TODAY)) == ["register", "pay"]


def test_steps_are_numbered_without_gaps() -> None:
    steps = road(step("a"), step("b", when=answered("married", "no")), step("c"))
    assert [one.number for one in plan(steps, {"married": ("yes",)}, TODAY).steps] == [1, 2]


# -- what stands in the way ------------------------------------------------------------------------------------------


def test_a_step_waits_for_those_before_it_until_they_are_done() -> None:
    steps = road(step("register"), step("pay", after=["register"]))
    assert planned(plan(steps, {}, TODAY), "pay").waits_for == ("register",)
    assert planned(plan(steps, {}, TODAY, done=["register"]), "pay").waits_for == ()


def test_a_step_does_not_wait_for_one_that_does_not_apply() -> None:
    steps = road(step("record", when=answered("married", "no")), step("pay", after=["record"]))
    assert planned(plan(steps, {"married": ("yes",)}, TODAY), "pay").waits_for == ()


def test_a_step_waits_for_one_that_may_apply() -> None:
    steps = road(step("record", when=answered("married", "no")), step("pay", after=["record"]))
    assert planned(plan(steps, {}, TODAY), "pay").waits_for == ("record",)


def test_a_step_is_covered_by_another_that_does_it_as_well() -> None:
    steps = road(step("all-in-one", covers=["pay"]), step("pay"), step("rest"))
    found = plan(steps, {}, TODAY)
    assert planned(found, "pay").covered_by == "all-in-one"
    assert planned(found, "rest").covered_by is None
    assert planned(found, "all-in-one").covered_by is None


@pytest.mark.parametrize("answers", [{}, {"married": ("no",)}])
def test_a_step_is_not_covered_by_one_that_does_not_apply_for_certain(answers: Given) -> None:
    steps = road(step("all-in-one", covers=["pay"], when=answered("married", "yes")), step("pay"))
    assert planned(plan(steps, answers, TODAY), "pay").covered_by is None


# -- the next step ---------------------------------------------------------------------------------------------------


def _next(found: Plan) -> str | None:
    step_found = found.next_step()
    return step_found.id if step_found is not None else None


def test_the_next_step_is_the_first_that_waits_for_nothing() -> None:
    steps = road(step("register"), step("pay", after=["register"]), step("rest"))
    assert _next(plan(steps, {}, TODAY)) == "register"
    assert _next(plan(steps, {}, TODAY, done=["register"])) == "pay"


def test_the_next_step_is_not_one_that_another_does_as_well() -> None:
    steps = road(step("pay"), step("all-in-one", covers=["pay"]))
    assert _next(plan(steps, {}, TODAY)) == "all-in-one"


def test_the_next_step_applies_for_certain_if_any_does() -> None:
    steps = road(step("record", when=answered("married", "no")), step("pay"))
    assert _next(plan(steps, {}, TODAY)) == "pay"


def test_what_one_must_do_comes_before_what_one_may_do() -> None:
    steps = road(step("celebrate", optional=True), step("pay"))
    assert _next(plan(steps, {}, TODAY)) == "pay"
    assert _next(plan(steps, {}, TODAY, done=["pay"])) == "celebrate"


def test_a_step_that_may_apply_is_next_when_nothing_else_is_left() -> None:
    steps = road(step("record", when=answered("married", "no")), step("pay"))
    assert _next(plan(steps, {}, TODAY, done=["pay"])) == "record"


def test_there_is_no_next_step_when_all_is_done() -> None:
    assert _next(plan(road(step("pay")), {}, TODAY, done=["pay"])) is None


# -- every real situation, any person --------------------------------------------------------------------------------

ANY_PERSON = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(params=EVERY_SITUATION)
def real(request: pytest.FixtureRequest, catalogue: Catalogue) -> Situation:
    found = catalogue.situation(request.param)
    assert found is not None
    return found


def test_in_every_situation_the_order_respects_after_and_the_numbers_follow_it(real: Situation) -> None:
    @ANY_PERSON
    @given(some_answers(real))
    def holds(answers: Given) -> None:
        found = plan(real, answers, TODAY)
        number = {one.id: one.number for one in found.steps}
        assert [one.number for one in found.steps] == list(range(1, len(found.steps) + 1))
        assert all(number[before] < one.number for one in found.steps for before in one.step.after if before in number)

    holds()


def test_in_every_situation_a_step_is_in_the_plan_exactly_when_it_is_not_ruled_out(real: Situation) -> None:
    @ANY_PERSON
    @given(some_answers(real))
    def holds(answers: Given) -> None:
        found = plan(real, answers, TODAY)
        known = with_pointless_questions(real, answers)
        verdicts = {one.id: certain_verdict(one.when, real, known) for one in real.steps}
        applying = {one.id for one in found.steps if one.standing is Standing.APPLIES}
        possible = {one.id for one in found.steps if one.standing is Standing.MAY_APPLY}
        assert applying == {name for name, verdict in verdicts.items() if verdict is Verdict.TRUE}
        assert possible == {name for name, verdict in verdicts.items() if verdict is Verdict.UNKNOWN}

    holds()


def test_in_every_situation_more_answers_never_bring_a_step_back_nor_shake_one_that_applies(real: Situation) -> None:
    @ANY_PERSON
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        answers = data.draw(some_answers(real))
        before = plan(real, answers, TODAY)
        more = data.draw(more_answers(real, answers))
        # Nobody answers a question that makes no sense for them.
        assume(not any(before.known.get(name) == (NOT_APPLICABLE,) for name in more if more[name] != answers.get(name)))
        after = plan(real, more, TODAY)
        applied = {one.id for one in before.steps if one.standing is Standing.APPLIES}
        assert set(ids(after)) <= set(ids(before))
        assert applied <= {one.id for one in after.steps if one.standing is Standing.APPLIES}

    holds()


def test_in_every_situation_whoever_answered_everything_gets_a_plan_without_ifs(real: Situation) -> None:
    @ANY_PERSON
    @given(full_answers(real))
    def holds(answers: Given) -> None:
        for one in plan(real, answers, TODAY).steps:
            assert one.standing is Standing.APPLIES
            assert all(detail.when is ALWAYS for kind in DETAILS for detail in getattr(one.step, kind))

    holds()


def test_in_every_situation_one_can_start_somewhere_and_get_to_the_end(real: Situation) -> None:
    @settings(max_examples=3, deadline=None)
    @given(some_answers(real))
    def holds(answers: Given) -> None:
        done: list[str] = []
        while (following := plan(real, answers, TODAY, done).next_step()) is not None:
            assert following.id not in done
            assert not following.waits_for or following.standing is Standing.MAY_APPLY
            done.append(following.id)
        assert sorted(done) == sorted(ids(plan(real, answers, TODAY)))

    holds()
