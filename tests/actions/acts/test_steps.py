"""A step in full, ticking steps off, the next step, the list."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.knowledge import Knowledge
from channels.payload import tag_of
from tests.actions.small_catalogue import CATALOGUE, KEEP_BEES, knowledge
from tests.actions.talking import Talk, bare_payloads, guide_in, one_of, statuses

STALE = "That button belongs to an earlier list. This is how it looks now."


@pytest.fixture
def listed(bees: Talk) -> Talk:
    """Somebody with a list: learn, passport, licence (which does label) and fence apply."""
    bees.begin("keep-bees", sells="yes", near_school="yes")
    return bees


def test_an_opened_step_is_shown_in_full_and_comes_into_focus(listed: Talk) -> None:
    reply = listed.press("step:passport")
    assert reply.text == "Step 2. Do passport. Why passport matters."
    assert reply.step is not None
    assert [section.aspect for section in reply.step.sections] == [
        "where", "documents", "cost", "time", "deadline", "result", "who", "pitfalls", "law", "services",
    ]  # fmt: skip
    assert listed.state.focus_step == "passport"


def test_a_tick_is_kept_and_the_next_step_named(listed: Talk) -> None:
    reply = listed.press("done:learn")
    assert reply.text == "Marked as done: Do learn. Done 1 of 5.\n\nNext is step 2: Do passport."
    assert statuses(reply)["learn"] == "done"
    assert listed.state.done() == ("learn",)


def test_taking_the_tick_off_leaves_the_list_as_before(listed: Talk) -> None:
    before = statuses(listed.press("list"))
    listed.press("done:learn")
    reply = listed.press("undone:learn")
    assert reply.text.startswith("Marked as not done: Do learn.")
    assert statuses(reply) == before
    assert listed.state.done() == ()


def test_a_step_that_does_another_one_ticks_both_and_unticks_both(listed: Talk) -> None:
    reply = listed.press("done:licence")
    assert (statuses(reply)["licence"], statuses(reply)["label"]) == ("done", "done")
    reply = listed.press("undone:licence")
    assert (statuses(reply)["licence"], statuses(reply)["label"]) == ("applies", "applies")


def test_done_in_words_is_about_the_step_in_focus(listed: Talk) -> None:
    listed.press("step:passport")
    assert listed.hear("готово", "step_done").text.startswith("Marked as done: Do passport.")


def test_done_in_words_without_a_focus_is_about_the_next_step(listed: Talk) -> None:
    assert listed.hear("готово", "step_done").text.startswith("Marked as done: Do learn.")


def test_done_said_again_is_about_the_step_named_as_next(listed: Talk) -> None:
    listed.press("step:learn")
    listed.hear("готово", "step_done")
    assert listed.hear("і це зробив", "step_done").text.startswith("Marked as done: Do passport.")


def test_with_everything_ticked_the_list_says_so(bees: Talk) -> None:
    bees.begin("sell-honey", online="no")
    assert bees.press("done:stall").text == "Marked as done: Do stall. Done 1 of 1.\n\nAll steps are done."
    assert "All steps are done." in bees.press("list").text
    assert "All steps are done." in bees.hear("готово", "step_done").text
    assert "All steps are done." in bees.hear("що далі", "next_step").text


@pytest.mark.parametrize("button", ["step:stall", "done:stall", "undone:stall", "step:no-such-step"])
def test_a_step_button_of_an_earlier_list_explains_itself_and_ticks_nothing(listed: Talk, button: str) -> None:
    listed.press("step:learn")
    before = listed.state
    reply = listed.press(button)
    assert reply.text == STALE
    assert guide_in(reply).situation == "keep-bees"
    assert listed.state == before


@pytest.mark.parametrize("button", ["step:fence", "done:fence", "undone:fence"])
def test_a_button_of_a_step_ruled_out_meanwhile_explains_itself(listed: Talk, button: str) -> None:
    listed.press("answer:near_school=no")
    assert listed.press(button).text == STALE


@pytest.mark.parametrize("button", ["step:passport", "done:passport", "undone:passport", "list"])
def test_a_button_without_any_list_asks_what_happened(bees: Talk, button: str) -> None:
    reply = bees.press(button)
    assert reply.text.startswith("Tell me in other words what happened")
    assert "situation:keep-bees" in bare_payloads(reply)


@pytest.mark.parametrize(
    "button", ["step:passport", "done:passport", "list", "answer:sells=no", "question", "ask:cost"]
)
def test_a_list_whose_situation_the_catalogue_lost_asks_what_happened(listed: Talk, button: str) -> None:
    listed.known = knowledge(replace(CATALOGUE, situations=CATALOGUE.situations[1:]))
    reply = listed.press(button)
    assert reply.text.startswith("Tell me in other words what happened")
    assert "situation:sell-honey" in bare_payloads(reply)


def test_a_step_that_the_catalogue_lost_takes_nothing_with_it(listed: Talk) -> None:
    listed.press("step:fence")
    listed.press("done:fence")
    poorer = replace(KEEP_BEES, steps=tuple(one for one in KEEP_BEES.steps if one.id != "fence"))
    listed.known = knowledge(replace(CATALOGUE, situations=(poorer,)))
    assert listed.press("step:fence").text == STALE
    assert "fence" not in statuses(listed.press("list"))
    assert listed.hear("готово", "step_done").text.startswith("Marked as done: Do learn.")


def test_what_is_next_goes_on_from_the_step_in_focus(listed: Talk) -> None:
    assert listed.hear("що далі", "next_step").text.startswith("Step 1. Do learn.")
    assert listed.hear("а далі", "next_step").text.startswith("Step 2. Do passport.")


def test_what_is_next_skips_steps_that_are_done(listed: Talk) -> None:
    listed.press("step:learn")
    listed.press("done:passport")
    assert listed.hear("далі", "next_step").text.startswith("Step 3. Do licence.")


def test_behind_the_last_step_what_is_next_begins_with_what_is_left(listed: Talk) -> None:
    listed.press("step:contracts")
    assert listed.hear("далі", "next_step").text.startswith("Step 1. Do learn.")


def test_the_list_is_headed_by_its_situation(listed: Talk) -> None:
    reply = listed.hear("покажи список", "show_list")
    assert reply.text.startswith("Your list: Keeping bees.")
    assert statuses(reply)["passport"] == "applies"


@given(st.data())
@settings(max_examples=10)
def test_every_step_of_the_catalogue_opens_ticks_and_unticks(known: Knowledge, data: st.DataObject) -> None:
    situation = data.draw(one_of(known.catalogue.situations))
    talk = Talk(known)
    guide = guide_in(talk.begin(situation.id))
    for line in data.draw(st.permutations(guide.steps)):
        opened = talk.press(f"step:{line.id}")
        assert opened.step is not None
        assert (opened.step.id, opened.step.number) == (line.id, line.number)
        # A step done earlier may have done this one too.
        tick = "undone" if line.id in talk.state.done() else "done"
        assert opened.choices[0].payload == f"{tick}:{line.id}@{tag_of(situation.id)}"
        ticked = talk.press(f"done:{line.id}")
        assert statuses(ticked)[line.id] == "done"
    assert set(statuses(talk.press("list")).values()) == {"done"}
    assert "Усі кроки зроблено." in talk.replies[0].text
    for line in guide.steps:
        talk.press(f"undone:{line.id}")
    assert [one.status for one in guide_in(talk.press("list")).steps] == [one.status for one in guide.steps]
