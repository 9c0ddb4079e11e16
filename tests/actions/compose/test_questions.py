"""Circumstances as questions, and how many are asked unbidden."""

from __future__ import annotations

from dataclasses import replace

from actions.compose.questions import given_answers, question_of, told_in_words, unbidden_question
from actions.state import DialogueState
from actions.wording import wording
from catalog.plan import UNBIDDEN_QUESTIONS, Plan, plan
from channels.payload import tag_of
from channels.reply import Choice
from tests.actions.small_catalogue import HELPERS, KEEP_BEES, SELLS, TODAY

TAG = tag_of("keep-bees")
STATE = DialogueState(situation="keep-bees")


def bees_plan(**answers: str) -> Plan:
    return plan(KEEP_BEES, {name: (value,) for name, value in answers.items()}, TODAY)


def test_a_question_has_a_button_for_each_answer_and_i_do_not_know_last() -> None:
    question = question_of(SELLS, "keep-bees", wording("en"))
    assert question.text == "What about sells?"
    assert question.why == "sells changes the list"
    assert not question.multiple
    assert question.choices == (
        Choice("Yes", f"answer:sells=yes@{TAG}"),
        Choice("No", f"answer:sells=no@{TAG}"),
        Choice("I don't know", f"answer:sells=unknown@{TAG}"),
    )


def test_a_question_nobody_explained_has_no_why() -> None:
    question = question_of(HELPERS, "keep-bees", wording("uk"))
    assert question.why is None
    assert question.multiple


def test_the_next_question_is_asked_until_three_were_put() -> None:
    for asked in range(UNBIDDEN_QUESTIONS):
        assert unbidden_question(bees_plan(), replace(STATE, asked={"keep-bees": asked})) is not None
    assert unbidden_question(bees_plan(), replace(STATE, asked={"keep-bees": UNBIDDEN_QUESTIONS})) is None


def test_questions_put_in_another_situation_do_not_count() -> None:
    assert unbidden_question(bees_plan(), replace(STATE, asked={"sell-honey": UNBIDDEN_QUESTIONS})) is not None


def test_a_question_left_open_is_put_again_even_when_three_were_put() -> None:
    state = replace(STATE, asked={"keep-bees": UNBIDDEN_QUESTIONS}, pending_question="hilly")
    asked = unbidden_question(bees_plan(), state)
    assert asked is not None
    assert asked.id == "hilly"


def test_a_pending_question_that_no_longer_matters_is_not_put_again() -> None:
    state = replace(STATE, asked={"keep-bees": UNBIDDEN_QUESTIONS}, pending_question="sells")
    assert unbidden_question(bees_plan(sells="yes"), state) is None


def test_nothing_is_asked_when_everything_is_settled() -> None:
    settled = bees_plan(sells="no", near_school="no", many="no", hilly="no", helpers="nobody")
    assert unbidden_question(settled, STATE) is None


def test_answers_are_retold_in_the_order_of_the_questions() -> None:
    answers = {"helpers": ("hired", "family"), "many": ("unknown",), "sells": ("yes",)}
    assert told_in_words(KEEP_BEES, answers, wording("en")) == [
        "you sell honey",
        "not known yet (many)",
        "hired people help",
        "the family helps",
    ]


def test_each_given_answer_can_be_changed() -> None:
    (given,) = given_answers(KEEP_BEES, {"near_school": ("no",)}, wording("en"))
    assert given.text == "no school is near"
    assert given.change == Choice("Change: near school", f"change:near_school@{TAG}")
