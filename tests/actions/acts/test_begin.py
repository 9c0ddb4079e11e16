"""Greeting a person and saying what one can ask."""

from __future__ import annotations

import pytest

from actions.knowledge import Knowledge
from channels.reply import NoticeKind
from tests.actions.talking import Talk, bare_payloads, guide_in


def test_the_greeting_says_who_we_are_what_not_to_write_and_how_to_start(talk: Talk) -> None:
    reply = talk.hear("", "begin")
    assert "Дороговказ" in reply.text
    assert [notice.kind for notice in reply.notices] == [NoticeKind.PRIVACY]
    assert bare_payloads(reply)[-1] == "situations"
    assert talk.status == "small_talk"


@pytest.mark.parametrize("way", ["begin", "greet", "help"])
def test_each_situation_offered_at_the_start_leads_to_its_list(talk: Talk, way: str) -> None:
    for payload in bare_payloads(talk.hear("", way)):
        if payload.startswith("situation:"):
            assert guide_in(talk.press(payload)).situation == payload.partition(":")[2]


def test_every_situation_is_on_the_list_of_all(talk: Talk, known: Knowledge) -> None:
    reply = talk.press("situations")
    titles = {choice.title for choice in reply.choices}
    assert titles == {situation.title.uk for situation in known.catalogue.situations}
    assert talk.status == "clarified"


def test_help_tells_by_examples(talk: Talk) -> None:
    reply = talk.press("help")
    assert "народилася дитина" in reply.text
    assert bare_payloads(reply)


def test_beginning_again_keeps_the_list(bees: Talk) -> None:
    bees.begin("keep-bees", near_school="yes")
    bees.hear("", "begin")
    assert guide_in(bees.press("list")).situation == "keep-bees"
