"""Ticking steps off, and taking a tick back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.knowledge import Knowledge
from channels.payload import tag_of
from tests.actions.talking import Talk, bare_payloads, guide_in, one_of, statuses


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


@pytest.mark.parametrize("text", ["я вже подав документи", "вже заплатив три тисячі"])
def test_what_many_steps_may_mean_is_asked_for_and_nothing_is_ticked(listed: Talk, text: str) -> None:
    reply = listed.hear(text, "step_done")

    assert listed.state.done() == ()
    assert reply.text == "Which of these steps is done?"
    assert bare_payloads(reply) == ["done:learn", "done:passport", "done:licence", "done:label", "list"]

    assert listed.hear("друге", "nlu_fallback", decision="search").text.startswith("Marked as done: Do passport.")


def test_what_one_open_step_alone_speaks_of_is_ticked(listed: Talk) -> None:
    reply = listed.hear("I already sent the application", "step_done")
    assert reply.text.startswith("Marked as done: Do passport.")
    assert bare_payloads(reply)[0] == "undone:passport"


def test_what_was_handed_in_is_about_the_step_in_focus(listed: Talk) -> None:
    listed.press("step:licence")
    assert listed.hear("я вже подав заяву", "step_done").text.startswith("Marked as done: Do licence.")


def test_with_everything_ticked_the_list_says_so(bees: Talk) -> None:
    bees.begin("sell-honey", online="no")
    assert bees.press("done:stall").text == "Marked as done: Do stall. Done 1 of 1.\n\nAll steps are done."
    assert "All steps are done." in bees.press("list").text
    assert "All steps are done." in bees.hear("готово", "step_done").text
    assert "All steps are done." in bees.hear("що далі", "next_step").text


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
