"""Danger told beside a need: the need is answered, and the emergency lines stand above the answer."""

from __future__ import annotations

import pytest

from actions.knowledge import Knowledge
from channels.reply import NoticeKind
from tests.actions.talking import Talk, guide_in


def kinds(talk: Talk) -> list[NoticeKind]:
    return [notice.kind for reply in talk.replies for notice in reply.notices]


@pytest.mark.parametrize(
    ("text", "danger"),
    [("хочу розлучитися, боюся за себе", True), ("хочу розлучитися, він мене б'є і погрожує", False)],
    ids=["by the model", "by its words"],
)
def test_a_need_told_with_a_danger_gets_its_steps_and_the_lines(known: Knowledge, text: str, danger: bool) -> None:
    talk = Talk(known)
    reply = talk.hear(text, "situation/divorce", danger=danger)

    assert talk.status == "answered"
    assert guide_in(reply).steps
    assert kinds(talk)[0] is NoticeKind.CRISIS
    assert "112" in talk.replies[0].notices[0].text


def test_a_need_without_a_danger_gets_none(known: Knowledge) -> None:
    talk = Talk(known)
    talk.hear("хочу розлучитися, живемо окремо", "situation/divorce")
    assert NoticeKind.CRISIS not in kinds(talk)


def test_words_of_danger_in_small_talk_are_none(known: Knowledge) -> None:
    """ "Bye" is «бʼє» in Latin letters."""
    talk = Talk(known)
    talk.hear("bye", "goodbye")
    assert NoticeKind.CRISIS not in kinds(talk)


def test_the_lines_are_told_once_where_the_danger_is_all_there_is(known: Knowledge) -> None:
    talk = Talk(known)
    talk.hear("він мене б'є", "out_of_scope/crisis", danger=True)
    assert talk.status == "crisis"
    assert kinds(talk) == [NoticeKind.CRISIS]


def test_an_unsure_message_with_words_of_danger_is_asked_about_below_the_lines(known: Knowledge) -> None:
    talk = Talk(known)
    talk.hear("він погрожує забрати хату", "nlu_fallback", decision="clarify", situations=(("divorce", 0.4),))
    assert talk.status == "clarified"
    assert kinds(talk)[0] is NoticeKind.CRISIS
