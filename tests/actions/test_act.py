"""What an act is given: the exchange, with its plan."""

from __future__ import annotations

from actions.act import Exchange, known_answers
from actions.knowledge import Knowledge
from actions.said import Said
from actions.state import DialogueState

BIRTH = "birth-of-child"


def test_an_exchange_has_no_plan_without_a_situation_or_with_one_that_is_gone(known: Knowledge) -> None:
    assert Exchange(Said(), DialogueState(), known).plan() is None
    assert Exchange(Said(), DialogueState(situation="gone"), known).plan() is None


def test_a_plan_leaves_out_answers_that_the_catalogue_no_longer_has(known: Knowledge) -> None:
    given = {"parents_married": ("no", "perhaps"), "moon_phase": ("full",), "place_of_birth": ("on_the_moon",)}
    state = DialogueState(situation=BIRTH, answers={BIRTH: given}, done_steps={BIRTH: ("no-such-step",)})
    plan = Exchange(Said(), state, known).plan()
    assert plan is not None
    assert plan.answers == {"parents_married": ("no",)}


def test_i_do_not_know_stays_an_answer_as_long_as_its_question_exists(known: Knowledge) -> None:
    situation = known.catalogue.situation(BIRTH)
    assert situation is not None
    told = {"parents_married": ("unknown",), "moon_phase": ("unknown",)}
    assert known_answers(situation, told) == {"parents_married": ("unknown",)}
