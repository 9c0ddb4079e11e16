"""What holds for a person beyond what they said: pointless questions, and conditions that come out the same anyway."""

from __future__ import annotations

from catalog.catalogue import Catalogue
from catalog.certainty import NOT_APPLICABLE, certain_verdict, with_pointless_questions
from catalog.conditions import All, Among, Any, Not, Verdict
from catalog.plan import Standing, plan
from catalog.situations import Situation
from tests.catalog.small import answered, circumstance, step
from tests.catalog.small import situation as small_situation
from tests.conftest import TODAY


def situation(catalogue: Catalogue, name: str) -> Situation:
    found = catalogue.situation(name)
    assert found is not None
    return found


def test_a_question_that_makes_no_sense_is_marked(catalogue: Catalogue) -> None:
    birth = situation(catalogue, "birth-of-child")

    known = with_pointless_questions(birth, {"parents_married": ("yes",)})

    assert known["father_recognised"] == (NOT_APPLICABLE,)
    assert "place_of_birth" not in known


def test_a_question_whose_sense_is_open_stays_open(catalogue: Catalogue) -> None:
    assert "father_recognised" not in with_pointless_questions(situation(catalogue, "birth-of-child"), {})


def test_what_hangs_on_a_pointless_question_is_false_not_open(catalogue: Catalogue) -> None:
    for found in catalogue.situations:
        for answers in _single_answers(found):
            made = plan(found, answers, TODAY)
            pointless = {name for name, values in made.known.items() if values == (NOT_APPLICABLE,)}
            assert not pointless & {name for step in made.steps for name in step.depends_on}


def test_a_condition_that_every_answer_fulfils_is_true(catalogue: Catalogue) -> None:
    birth = situation(catalogue, "birth-of-child")
    married = Among("parents_married", ("yes",))

    assert certain_verdict(Any((married, Not(married))), birth, {}) is Verdict.TRUE
    assert certain_verdict(All((married, Not(married))), birth, {}) is Verdict.FALSE
    assert certain_verdict(married, birth, {}) is Verdict.UNKNOWN


def test_a_pension_that_is_due_at_any_age_applies_without_asking_the_age(catalogue: Catalogue) -> None:
    made = plan(situation(catalogue, "retirement"), {"insurance_years": ("33_or_more",)}, TODAY)

    step = made.step("apply-pension")
    assert step is not None
    assert step.standing is Standing.APPLIES


def test_what_hangs_on_a_question_that_may_turn_out_pointless_is_not_certain() -> None:
    gated = circumstance("colour", ("red", "blue"), ask_when=answered("painted", "yes"))
    house = small_situation(
        [step("buy-paint", when=answered("colour", "red", "blue"))], [circumstance("painted"), gated]
    )
    whatever = answered("colour", "red", "blue")

    assert certain_verdict(whatever, house, {}) is Verdict.UNKNOWN
    assert certain_verdict(whatever, house, {"painted": ("yes",)}) is Verdict.TRUE
    assert certain_verdict(Any((answered("painted", "no"), whatever)), house, {}) is Verdict.TRUE


def test_a_step_for_those_who_choose_two_answers_is_not_ruled_out() -> None:
    goods = circumstance("goods", ("bread", "beer", "books"), multiple=True)
    shop = small_situation([], [goods])
    both = All((answered("goods", "bread"), answered("goods", "beer")))

    assert certain_verdict(both, shop, {}) is Verdict.UNKNOWN
    assert certain_verdict(both, shop, {"goods": ("bread", "beer")}) is Verdict.TRUE


def _single_answers(found: Situation) -> list[dict[str, tuple[str, ...]]]:
    return [{one.id: (value.id,)} for one in found.circumstances for value in one.values]
