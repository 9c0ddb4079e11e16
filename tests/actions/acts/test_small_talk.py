"""Greetings, thanks, goodbyes, and what kind of thing one is talking to."""

from __future__ import annotations

import pytest

from tests.actions.talking import Talk, bare_payloads


@pytest.mark.parametrize("intent", ["thanks", "goodbye", "ask_bot"])
def test_small_talk_keeps_the_list_one_press_away(bees: Talk, intent: str) -> None:
    bees.begin("keep-bees")
    before = bees.state
    assert bare_payloads(bees.hear("…", intent)) == ["list", "restart"]
    assert bees.status == "small_talk"
    assert bees.state == before


@pytest.mark.parametrize("intent", ["greet", "thanks", "goodbye", "ask_bot"])
def test_small_talk_offers_situations_to_a_stranger(bees: Talk, intent: str) -> None:
    assert "situation:keep-bees" in bare_payloads(bees.hear("…", intent))


def test_asked_what_it_is_it_says_that_it_is_a_program_and_no_state_body(talk: Talk) -> None:
    text = talk.hear("ти людина?", "ask_bot").text
    assert "програма, не людина" in text
    assert "не державний орган" in text
