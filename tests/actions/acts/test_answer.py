"""An answer by button, by word or by «не знаю»; and changing one's mind."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.knowledge import Knowledge
from actions.state import DialogueState
from catalog.plan import UNBIDDEN_QUESTIONS
from tests.actions.small_catalogue import CATALOGUE, KEEP_BEES, knowledge
from tests.actions.talking import Talk, bare_payloads, guide_in, one_of, question_in, statuses


@pytest.fixture
def asked(bees: Talk) -> Talk:
    """Somebody with bees who was asked whether a school is near."""
    bees.begin("keep-bees")
    bees.state = bees.state.asking("near_school", unbidden=False)
    return bees


def test_a_button_answers_and_the_reply_repeats_what_was_understood(asked: Talk) -> None:
    reply = asked.press("answer:near_school=yes")
    assert reply.text.startswith("Understood: a school is near.")
    assert asked.state.given() == {"near_school": ("yes",)}
    assert asked.state.pending_question != "near_school"


@pytest.mark.parametrize(
    ("text", "intent", "value"),
    [
        ("ага", "affirm", "yes"),
        ("nope", "deny", "no"),
        ("не знаю", "dont_know", "unknown"),
        ("no school is near", "nlu_fallback", "no"),
        ("Так", "nlu_fallback", "yes"),
    ],
)
def test_words_answer_as_buttons_do(asked: Talk, text: str, intent: str, value: str) -> None:
    by_word = asked.hear(text, intent, decision="search")
    other = Talk(knowledge(), "en")
    other.begin("keep-bees")
    other.state = other.state.asking("near_school", unbidden=False)
    assert by_word == other.press(f"answer:near_school={value}")


def test_an_answer_says_what_it_brought_and_what_it_took_off(asked: Talk) -> None:
    assert "This now applies to you: Do fence." in asked.press("answer:near_school=yes").text
    reply = asked.press("answer:near_school=no")
    assert "No longer needed: Do fence." in reply.text
    assert "fence" not in statuses(reply)


def test_an_answer_that_changes_no_step_claims_no_change(asked: Talk) -> None:
    text = asked.press("answer:near_school=unknown").text
    assert "now applies" not in text
    assert "No longer" not in text


def test_i_do_not_know_leaves_the_step_possible_and_is_not_asked_again(asked: Talk) -> None:
    reply = asked.press("answer:near_school=unknown")
    assert reply.text.startswith("All right, we can do without it for now: near school.")
    assert statuses(reply)["fence"] == "may_apply"
    while question_in(reply):
        assert question_in(reply) != "near_school"
        reply = asked.press(f"answer:{question_in(reply)}=unknown")


def test_a_question_where_several_answers_fit_takes_all_that_were_marked_at_once(bees: Talk) -> None:
    bees.begin("keep-bees", helpers="nobody")
    reply = bees.press("answer:helpers=family,hired")
    assert bees.state.given()["helpers"] == ("family", "hired")
    assert statuses(reply)["contracts"] == "applies"


def test_words_add_to_what_was_answered_where_several_answers_fit(bees: Talk) -> None:
    bees.begin("keep-bees", helpers="family")
    bees.hear("і наймані теж", "answer", told={"keep-bees": {"helpers": ("hired",)}})
    assert bees.state.given()["helpers"] == ("family", "hired")


def test_several_values_are_no_answer_where_one_fits(bees: Talk) -> None:
    bees.begin("keep-bees")
    assert "earlier list" in bees.press("answer:near_school=yes,no").text
    assert "earlier list" in bees.press("answer:helpers=family,unknown").text
    assert bees.state.given() == {}


@pytest.mark.parametrize(("text", "value"), [("друге", "no"), ("the first one", "yes"), ("останнє", "no")])
def test_an_answer_may_be_pointed_at_by_its_place(asked: Talk, text: str, value: str) -> None:
    asked.press("change:near_school")
    asked.hear(text, "nlu_fallback", decision="search")
    assert asked.state.given()["near_school"] == (value,)


def test_an_answer_to_a_question_never_put_is_taken_all_the_same(bees: Talk) -> None:
    bees.begin("keep-bees")
    reply = bees.press("answer:hilly=yes")
    assert statuses(reply)["terraces"] == "applies"


def test_the_open_question_is_put_again_after_another_answer_and_not_counted_twice(bees: Talk) -> None:
    reply = bees.begin("keep-bees")
    open_question = question_in(reply)
    other = next(one.id for one in KEEP_BEES.circumstances if one.id != open_question and not one.multiple)
    reply = bees.press(f"answer:{other}=unknown")
    assert question_in(reply) == open_question
    assert bees.state.asked == {"keep-bees": 1}


@pytest.mark.parametrize("intent", ["affirm", "deny", "dont_know", "answer"])
def test_a_yes_to_nothing_asked_is_asked_back(bees: Talk, intent: str) -> None:
    reply = bees.hear("так", intent)
    assert bees.status == "clarified"
    assert reply.text.startswith("Tell me in other words what happened")
    assert "situation:keep-bees" in bare_payloads(reply)


@pytest.mark.parametrize("button", ["answer:online=yes", "answer:near_school=maybe", "answer:wings=two"])
def test_an_answer_button_of_an_earlier_list_explains_itself(asked: Talk, button: str) -> None:
    before = asked.state
    reply = asked.press(button)
    assert reply.text == "That button belongs to an earlier list. This is how it looks now."
    assert guide_in(reply).situation == "keep-bees"
    assert asked.state == before


def test_an_answer_button_without_any_list_asks_what_happened(bees: Talk) -> None:
    reply = bees.press("answer:near_school=yes")
    assert reply.text.startswith("Tell me in other words what happened")
    assert bare_payloads(reply)


# -- changing one's mind ----------------------------------------------------------------------------------------------


def test_the_change_button_opens_its_question_again(bees: Talk) -> None:
    bees.begin("keep-bees", near_school="yes")
    reply = bees.press("change:near_school")
    assert "What about near_school?" in reply.text
    assert bare_payloads(reply) == ["list", *(f"answer:near_school={value}" for value in ("yes", "no", "unknown"))]
    assert bees.state.pending_question == "near_school"
    assert bees.state.given() == {"near_school": ("yes",)}, "what was said stays until there is another answer"


def test_changing_an_answer_says_what_changed(bees: Talk) -> None:
    bees.begin("keep-bees", near_school="yes")
    bees.press("change:near_school")
    reply = bees.press("answer:near_school=no")
    assert "Understood: no school is near." in reply.text
    assert "No longer needed: Do fence." in reply.text
    assert bees.state.given() == {"near_school": ("no",)}


def test_pressing_another_answer_changes_it_at_once(bees: Talk) -> None:
    bees.begin("keep-bees", near_school="no")
    reply = bees.press("answer:near_school=yes")
    assert "Added: Do fence." in reply.text


def test_changing_a_question_of_several_answers_begins_it_anew(bees: Talk) -> None:
    bees.begin("keep-bees", helpers="family")
    bees.press("change:helpers")
    bees.press("answer:helpers=hired")
    assert bees.state.given() == {"helpers": ("hired",)}


def test_asked_in_words_to_change_something_we_offer_the_answers_given(bees: Talk) -> None:
    bees.begin("keep-bees", near_school="yes", many="no")
    reply = bees.hear("я помилився", "change_answer")
    assert reply.text == "You said:\n• a school is near\n• you have a few hives\n\nWhat would you like to change?"
    assert bare_payloads(reply) == ["change:near_school", "change:many", "list"]


def test_with_nothing_answered_there_is_nothing_to_change(bees: Talk) -> None:
    bees.begin("keep-bees")
    reply = bees.hear("передумала", "change_answer")
    assert reply.text == "All right. I have no answers of yours yet, so let me ask."
    assert question_in(reply) == bees.state.pending_question
    assert bees.state.pending_question is not None


def test_a_correction_told_at_once_needs_no_question(bees: Talk) -> None:
    bees.begin("keep-bees", near_school="yes")
    told = {"keep-bees": {"near_school": ("no",)}}
    reply = bees.hear("помилилась, школи поруч немає", "change_answer", told=told)
    assert "No longer needed: Do fence." in reply.text


def test_changing_without_any_list_asks_what_happened(bees: Talk) -> None:
    assert bees.press("change:near_school").text.startswith("Tell me in other words")


def test_the_change_button_of_a_circumstance_that_is_gone_explains_itself(bees: Talk) -> None:
    bees.begin("keep-bees")
    reply = bees.press("change:wings")
    assert reply.text.startswith("That button belongs to an earlier list.")
    assert guide_in(reply).situation == "keep-bees"


def test_answers_survive_a_catalogue_that_lost_their_circumstance(bees: Talk) -> None:
    bees.begin("keep-bees", near_school="yes", many="yes")
    left = tuple(one for one in KEEP_BEES.circumstances if one.id != "near_school")
    steps = tuple(one for one in KEEP_BEES.steps if one.id != "fence")
    poorer = replace(KEEP_BEES, circumstances=left, steps=steps)
    bees.known = knowledge(replace(CATALOGUE, situations=(poorer,)))
    reply = bees.press("answer:sells=yes")
    assert [answer.circumstance for answer in guide_in(reply).answers] == ["sells", "many"]
    assert statuses(reply)["neighbours"] == "applies"


# -- more questions, on request ---------------------------------------------------------------------------------------


def test_one_more_question_comes_on_request_with_its_reason(bees: Talk) -> None:
    bees.state = DialogueState("en", situation="keep-bees", asked={"keep-bees": UNBIDDEN_QUESTIONS})
    reply = bees.press("question")
    name = bees.state.pending_question
    assert reply.question is not None
    assert (reply.question.text, reply.question.why) == (f"What about {name}?", f"{name} changes the list")
    assert bees.state.asked == {"keep-bees": UNBIDDEN_QUESTIONS}


def test_when_everything_is_settled_there_are_no_more_questions(bees: Talk) -> None:
    bees.begin("keep-bees", sells="no", near_school="no", many="no", hilly="no", helpers="nobody")
    reply = bees.press("question")
    assert reply.text == "There are no more questions. The list is precise already."
    assert bare_payloads(reply) == ["list"]


def test_a_question_without_any_list_asks_what_happened(bees: Talk) -> None:
    assert bees.press("question").text.startswith("Tell me in other words")


@given(st.data())
def test_in_the_real_catalogue_every_answer_button_is_taken_and_repeated(known: Knowledge, data: st.DataObject) -> None:
    situation = data.draw(one_of(known.catalogue.situations))
    circumstance = data.draw(one_of(situation.circumstances))
    value = data.draw(one_of(circumstance.values))
    talk = Talk(known)
    talk.begin(situation.id)
    reply = talk.press(f"answer:{circumstance.id}={value.id}")
    assert reply.text.startswith(f"Зрозуміло: {value.phrase.uk}.")
    assert talk.state.given() == {circumstance.id: (value.id,)}
    assert question_in(reply) != circumstance.id
