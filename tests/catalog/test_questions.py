"""Which question to ask: the one that settles most, and never one that cannot change the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.catalogue import Catalogue
from catalog.conditions import DONT_KNOW, All, Any, Condition, Not, Verdict
from catalog.plan import plan
from catalog.questions import expected_gain, next_question, open_circumstances
from catalog.situations import Circumstance, Situation, Step
from tests.catalog.people import EVERY_SITUATION, Given, full_answers, known_answer, some_answers
from tests.catalog.small import TODAY, answered, circumstance, document, situation, step

MARRIED = circumstance("married")
PLACE = circumstance("place", ("home", "hospital", "abroad"))


def asked(found: Situation, answers: Given | None = None) -> str | None:
    question = next_question(found, answers or {})
    return question.id if question is not None else None


def open_ids(found: Situation, answers: Given | None = None) -> list[str]:
    return [one.id for one in open_circumstances(found, answers or {})]


# -- what is worth asking --------------------------------------------------------------------------------------------


def test_a_question_is_asked_when_a_step_hangs_on_it() -> None:
    found = situation([step("record", when=answered("married", "no"))], [MARRIED])
    assert asked(found) == "married"


def test_a_question_is_asked_when_only_a_paper_hangs_on_it() -> None:
    paper = document("consent", answered("married", "no"))
    assert asked(situation([step("record", documents=[paper])], [MARRIED])) == "married"


def test_a_question_on_which_nothing_hangs_is_not_asked() -> None:
    assert asked(situation([step("record")], [MARRIED])) is None


def test_a_question_is_not_asked_when_the_only_step_it_decides_is_ruled_out() -> None:
    both = All((answered("place", "home"), answered("married", "no")))
    found = situation([step("record", when=both)], [PLACE, MARRIED])
    assert asked(found, {"place": ("abroad",)}) is None


def test_papers_of_a_step_that_is_ruled_out_are_not_asked_about() -> None:
    paper = document("consent", answered("married", "no"))
    found = situation([step("record", when=answered("place", "home"), documents=[paper])], [PLACE, MARRIED])
    assert open_ids(found, {"place": ("abroad",)}) == []
    assert open_ids(found, {"place": ("home",)}) == ["married"]


def test_a_question_is_not_asked_when_the_step_applies_whatever_the_answer() -> None:
    either = Any((answered("place", "home"), answered("married", "no")))
    found = situation([step("record", when=either)], [PLACE, MARRIED])
    assert asked(found, {"place": ("home",)}) is None


def test_a_question_whose_every_answer_means_the_same_is_not_asked() -> None:
    any_place = answered("place", "home", "hospital", "abroad")
    assert asked(situation([step("record", when=any_place)], [PLACE])) is None


def test_a_question_that_matters_only_together_with_another_is_open() -> None:
    both = All((answered("place", "home"), answered("married", "no")))
    found = situation([step("record", when=both)], [PLACE, MARRIED])
    assert open_ids(found) == ["place", "married"]


def test_open_questions_stand_in_the_order_of_the_catalogue() -> None:
    found = situation(
        [step("a", when=answered("place", "home")), step("b", when=answered("married", "no"))], [MARRIED, PLACE]
    )
    assert open_ids(found) == ["married", "place"]


# -- what is not asked again -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["yes", "no", DONT_KNOW])
def test_what_was_answered_is_not_asked_again_not_even_i_do_not_know(answer: str) -> None:
    found = situation([step("record", when=answered("married", "no"))], [MARRIED])
    assert asked(found, {"married": (answer,)}) is None


def test_the_next_question_follows_on_one_that_the_person_could_not_answer() -> None:
    found = situation(
        [step("record", when=answered("married", "no")), step("pay", when=answered("place", "home"))],
        [MARRIED, PLACE],
    )
    assert asked(found, {"married": (DONT_KNOW,)}) == "place"


# -- what makes no sense for this person -----------------------------------------------------------------------------

JOINT = circumstance("joint_statement", ask_when=answered("married", "no"))


def _with_follow_up() -> Situation:
    joint = answered("joint_statement", "yes")
    return situation(
        [step("a", when=joint), step("b", when=Not(joint)), step("c", when=answered("married", "yes"))],
        [JOINT, MARRIED],
    )


def test_a_follow_up_is_not_asked_when_it_makes_no_sense() -> None:
    assert open_ids(_with_follow_up(), {"married": ("yes",)}) == []


def test_a_follow_up_is_asked_once_it_makes_sense() -> None:
    assert asked(_with_follow_up(), {"married": ("no",)}) == "joint_statement"


def test_a_follow_up_waits_for_its_question_even_if_it_would_settle_more() -> None:
    found = _with_follow_up()
    assert expected_gain(found, {}, JOINT) > expected_gain(found, {}, MARRIED)
    assert asked(found) == "married"


def test_a_follow_up_is_still_asked_of_whoever_could_not_answer_its_question() -> None:
    assert asked(_with_follow_up(), {"married": (DONT_KNOW,)}) == "joint_statement"


# -- which question comes first --------------------------------------------------------------------------------------


def test_the_question_that_settles_most_steps_comes_first() -> None:
    found = situation(
        [
            step("a", when=answered("married", "no")),
            step("b", when=answered("place", "home")),
            step("c", when=answered("place", "abroad")),
        ],
        [MARRIED, PLACE],
    )
    assert asked(found) == "place"


def test_a_step_weighs_more_than_a_paper() -> None:
    papers = [document(str(number), answered("married", "no")) for number in range(3)]
    found = situation([step("a", documents=papers), step("b", when=answered("place", "home"))], [MARRIED, PLACE])
    assert asked(found) == "place"


def test_a_question_gains_on_average_over_its_answers() -> None:
    # «At home» rules the step out at once; of the other two places one must still know whether they are married.
    both = All((answered("place", "hospital", "abroad"), answered("married", "no")))
    found = situation([step("a", when=both)], [MARRIED, PLACE])
    assert expected_gain(found, {}, PLACE) == pytest.approx(1 / 3)
    assert expected_gain(found, {}, MARRIED) == pytest.approx(1 / 2)


@pytest.mark.parametrize("order", [(MARRIED, PLACE), (PLACE, MARRIED)])
def test_of_two_questions_that_settle_the_same_the_earlier_in_the_catalogue_is_asked(
    order: tuple[Circumstance, Circumstance],
) -> None:
    found = situation([step("a", when=answered("married", "no")), step("b", when=answered("place", "home"))], order)
    assert asked(found) == order[0].id


def test_a_plan_with_everything_answered_asks_nothing() -> None:
    found = situation([step("a", when=answered("married", "no"))], [MARRIED, PLACE])
    answers = {"married": ("no",), "place": ("home",)}
    assert plan(found, answers, TODAY).next_question is None
    assert plan(found, answers, TODAY).open == ()


def test_the_plan_carries_the_question_and_all_that_is_open() -> None:
    found = situation([step("a", when=answered("married", "no"))], [PLACE, MARRIED])
    made = plan(found, {}, TODAY)
    assert made.next_question == MARRIED
    assert made.open == (MARRIED,)


# -- every real situation, any person --------------------------------------------------------------------------------

ANY_PERSON = settings(max_examples=25, deadline=None)


@pytest.fixture(params=EVERY_SITUATION)
def real(request: pytest.FixtureRequest, catalogue: Catalogue) -> Situation:
    found = catalogue.situation(request.param)
    assert found is not None
    return found


def can_change_the_plan(found: Situation, answers: Given, question: Circumstance) -> bool:
    """Whether the other answers may fall so that two answers to this question give different plans.

    It tries every fall of what a step and one of its details name beside the question, and looks at the plan for that
    step: in the list or not, for certain or not, and with which papers, prices and terms.
    """
    return any(
        len({shown(found, one, {**fall, question.id: (value.id,)}) for value in question.values}) > 1
        for one, names in _named_together(found, question)
        for fall in _falls(found, answers, names - {question.id})
    )


def shown(found: Situation, one: Step, answers: Given) -> tuple[tuple[Step, str], ...]:
    """What the person sees of the step."""
    alone = replace(found, steps=(replace(one, after=(), covers=()),))
    return tuple((planned.step, planned.standing.value) for planned in plan(alone, answers, TODAY).steps)


def _named_together(found: Situation, question: Circumstance) -> Iterator[tuple[Step, frozenset[str]]]:
    for one in found.steps:
        details = (one.channels, one.documents, one.cost, one.processing_time, one.deadline, one.output, one.pitfalls)
        conditions: list[Condition] = [one.when, *(detail.when for kind in details for detail in kind)]
        together = {frozenset([*one.when.circumstances(), *condition.circumstances()]) for condition in conditions}
        yield from ((one, names) for names in together if names & _decided_by(found, question))


def _decided_by(found: Situation, question: Circumstance) -> frozenset[str]:
    """The question, and every other one that its answer may make pointless."""
    decided = {question.id}
    for _ in found.circumstances:
        decided |= {one.id for one in found.circumstances if decided & set(one.ask_when.circumstances())}
    return frozenset(decided)


def _falls(found: Situation, answers: Given, names: frozenset[str]) -> Iterator[Given]:
    others = [one for one in found.circumstances if one.id in names and one.id not in answers]
    options = [[*((value.id,) for value in other.values), (DONT_KNOW,)] for other in others]
    for fall in product(*options):
        yield {**answers, **{other.id: values for other, values in zip(others, fall)}}


def test_in_every_situation_a_question_that_is_asked_can_change_the_plan(real: Situation) -> None:
    @ANY_PERSON
    @given(some_answers(real))
    def holds(answers: Given) -> None:
        question = next_question(real, answers)
        assert question is None or can_change_the_plan(real, answers, question)

    holds()


def test_in_every_situation_what_is_open_is_exactly_what_can_change_the_plan(real: Situation) -> None:
    @ANY_PERSON
    @given(some_answers(real))
    def holds(answers: Given) -> None:
        sensible = [
            one
            for one in real.circumstances
            if one.id not in answers and one.ask_when.verdict(answers) is not Verdict.FALSE
        ]
        changing = [one.id for one in sensible if can_change_the_plan(real, answers, one)]
        assert open_ids(real, answers) == changing

    holds()


def test_in_every_situation_nothing_is_asked_that_was_answered_or_makes_no_sense(real: Situation) -> None:
    @ANY_PERSON
    @given(some_answers(real))
    def holds(answers: Given) -> None:
        for question in (*open_circumstances(real, answers), *filter(None, [next_question(real, answers)])):
            assert question.id not in answers
            assert question.ask_when.verdict(answers) is not Verdict.FALSE

    holds()


def test_in_every_situation_a_plan_with_everything_answered_asks_nothing(real: Situation) -> None:
    @ANY_PERSON
    @given(full_answers(real))
    def holds(answers: Given) -> None:
        made = plan(real, answers, TODAY)
        assert made.next_question is None
        assert made.open == ()

    holds()


def test_in_every_situation_when_nothing_is_left_to_ask_no_sensible_answer_changes_the_steps(real: Situation) -> None:
    @settings(max_examples=8, deadline=None)
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        answers: dict[str, tuple[str, ...]] = {}
        while (question := next_question(real, answers)) is not None:
            assert question.id not in answers
            answers[question.id] = data.draw(known_answer(question))
        rest = [one for one in real.circumstances if one.ask_when.verdict(answers) is Verdict.TRUE]
        told = {one.id: data.draw(known_answer(one)) for one in rest if one.id not in answers}
        before, after = plan(real, answers, TODAY), plan(real, {**answers, **told}, TODAY)
        assert [one.id for one in before.steps] == [one.id for one in after.steps]

    holds()
