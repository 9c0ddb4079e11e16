"""A described need: the right steps at once, then the most useful question."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.knowledge import Knowledge
from catalog.plan import UNBIDDEN_QUESTIONS
from channels.reply import Question
from tests.actions.talking import Talk, bare_payloads, guide_in, one_of, question_in, statuses


def test_the_answer_comes_first_and_the_question_after_it(bees: Talk) -> None:
    reply = bees.begin("keep-bees")
    text = reply.text
    assert text.startswith("It looks like this: Keeping bees.")
    assert text.index("Begin with step 1. Do learn.") < text.index("To make the list precise, tell me:")
    assert len(guide_in(reply).steps) == 8
    assert question_in(reply) is not None
    assert bees.status == "answered"


def test_every_situation_is_answered_at_first_mention_with_steps_and_one_question(known: Knowledge) -> None:
    for situation in known.catalogue.situations:
        talk = Talk(known)
        guide = guide_in(talk.begin(situation.id))
        assert guide.situation == situation.id
        assert guide.steps, situation.id
        first = next(step for step in situation.steps if step.id == guide.steps[0].id)
        assert guide.steps[0].title == first.title.uk
        assert question_in(talk.replies[0]) in {one.id for one in situation.circumstances}
        assert talk.state.pending_question == question_in(talk.replies[0])


def first_answer(question: Question) -> str:
    return question.choices[0].payload


def last_answer(question: Question) -> str:
    return question.choices[-2].payload


def dont_know(question: Question) -> str:
    return question.choices[-1].payload


@pytest.mark.parametrize("choose", [first_answer, last_answer, dont_know])
def test_at_most_three_questions_come_unbidden_and_the_rest_on_request(
    known: Knowledge, choose: Callable[[Question], str]
) -> None:
    for situation in known.catalogue.situations:
        talk = Talk(known)
        guide, unbidden = guide_in(talk.begin(situation.id)), 0
        while guide.question is not None:
            unbidden += 1
            guide = guide_in(talk.press(choose(guide.question)))
        assert 1 <= unbidden <= UNBIDDEN_QUESTIONS, situation.id
        assert talk.state.pending_question is None
        while "question" in bare_payloads(talk.replies[0]):
            asked = talk.press("question")
            name = talk.state.pending_question
            assert name is not None
            assert asked.guide is None
            assert f"answer:{name}=unknown" in bare_payloads(asked)
            guide = guide_in(talk.press(f"answer:{name}=unknown"))
            assert guide.question is None, situation.id


def test_circumstances_told_in_passing_are_taken_into_account_and_not_asked(bees: Talk) -> None:
    reply = bees.begin("keep-bees", near_school="yes")
    assert "I took into account: a school is near." in reply.text
    assert statuses(reply)["fence"] == "applies"
    assert [answer.circumstance for answer in guide_in(reply).answers] == ["near_school"]


@given(st.data())
def test_nothing_told_in_passing_is_ever_asked(known: Knowledge, data: st.DataObject) -> None:
    situation = data.draw(one_of(known.catalogue.situations))
    told = {
        circumstance.id: data.draw(one_of(circumstance.values))
        for circumstance in data.draw(st.lists(one_of(situation.circumstances), min_size=1, max_size=4))
    }
    talk = Talk(known)
    guide = guide_in(talk.begin(situation.id, **{name: value.id for name, value in told.items()}))
    assert {answer.circumstance for answer in guide.answers} == set(told)
    assert all(value.phrase.uk in talk.replies[0].text for value in told.values())
    while guide.question is not None:
        assert guide.question.circumstance not in told
        guide = guide_in(talk.press(dont_know(guide.question)))


def test_what_is_told_of_another_situation_changes_nothing(bees: Talk) -> None:
    reply = bees.hear("купив вулик", "situation/keep-bees", told={"sell-honey": {"online": ("yes",)}})
    assert guide_in(reply).answers == ()
    assert bees.state.answers.get("sell-honey") is None


def test_a_situation_is_chosen_by_its_button_too(bees: Talk) -> None:
    assert guide_in(bees.press("situation:sell-honey")).situation == "sell-honey"
    assert bees.state.situation == "sell-honey"


def test_coming_back_to_a_situation_keeps_its_answers_and_ticks(bees: Talk) -> None:
    bees.begin("keep-bees", near_school="yes")
    bees.press("done:learn")
    bees.begin("sell-honey")
    assert guide_in(bees.replies[0]).situation == "sell-honey"
    reply = bees.press("situation:keep-bees")
    assert reply.text.startswith("Your list: Keeping bees. Done 1 of 3.")
    assert [answer.text for answer in guide_in(reply).answers] == ["a school is near"]
    assert statuses(reply)["learn"] == "done"
    assert statuses(reply)["fence"] == "applies"
    assert "Begin with step 2. Do passport." in reply.text


def test_a_detail_told_later_is_added_to_those_known(bees: Talk) -> None:
    bees.begin("keep-bees", near_school="yes")
    reply = bees.begin("keep-bees", many="yes")
    assert {answer.circumstance for answer in guide_in(reply).answers} == {"near_school", "many"}


def test_a_short_message_taken_for_a_situation_may_answer_what_was_asked(bees: Talk) -> None:
    bees.begin("keep-bees")
    asked = bees.state.pending_question
    reply = bees.hear("yes", "situation/sell-honey")
    assert guide_in(reply).situation == "keep-bees"
    assert [answer.circumstance for answer in guide_in(reply).answers] == [asked]


def test_a_new_story_turns_to_the_new_situation_even_while_a_question_is_open(bees: Talk) -> None:
    bees.begin("keep-bees")
    reply = bees.hear("and now I want to put up a stall on the market", "situation/sell-honey")
    assert guide_in(reply).situation == "sell-honey"
    assert bees.state.pending_question == question_in(reply) == "online"


def test_a_situation_that_the_catalogue_lost_is_admitted_with_ways_on(bees: Talk) -> None:
    reply = bees.press("situation:keep-wasps")
    assert reply.text.startswith("I did not understand, or I do not know this.")
    assert bare_payloads(reply) == ["situation:keep-bees", "situation:sell-honey", "human"]
    assert bees.state.situation is None


def test_an_answer_that_the_catalogue_lost_is_not_kept(bees: Talk) -> None:
    reply = bees.begin("keep-bees", wings="two", sells="perhaps")
    assert guide_in(reply).answers == ()
    assert bees.state.given() == {}


@pytest.mark.parametrize("language", ["uk", "en"])
def test_the_guide_speaks_the_language_of_the_person(known: Knowledge, language: str) -> None:
    talk = Talk(known, language)
    for situation in known.catalogue.situations:
        guide = guide_in(talk.begin(situation.id))
        assert guide.title == getattr(situation.title, language)
        titles = {getattr(step.title, language) for step in situation.steps}
        assert {step.title for step in guide.steps} <= titles


def test_a_need_put_as_how_much_is_paid_is_answered_with_the_sums(known: Knowledge) -> None:
    talk = Talk(known)
    reply = talk.hear("скільки дають при народженні", "situation/birth-of-child")
    assert "Ось скільки дають:" in reply.text
    assert "50 000 грн один раз на кожну дитину" in reply.text
    assert question_in(reply) is not None
