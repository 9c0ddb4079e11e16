"""A step in full, the next step, the list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.actions.small_catalogue import CATALOGUE, KEEP_BEES, knowledge
from tests.actions.talking import Talk, bare_payloads, guide_in, statuses

STALE = "That button belongs to an earlier list. This is how it looks now."


def test_an_opened_step_is_shown_in_full_and_comes_into_focus(listed: Talk) -> None:
    reply = listed.press("step:passport")
    assert reply.text == "Step 2. Do passport. Why passport matters."
    assert reply.step is not None
    assert [section.aspect for section in reply.step.sections] == [
        "where", "documents", "cost", "time", "deadline", "result", "who", "pitfalls", "law", "services",
    ]  # fmt: skip
    assert listed.state.focus_step == "passport"


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
