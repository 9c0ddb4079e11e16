"""To a person: who is promised, when, and what they will already know."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from catalog.help_desk import HelpDesk, read_hours
from catalog.kyiv import KYIV
from catalog.text import Text
from tests.actions.small_catalogue import knowledge
from tests.actions.talking import Talk

WEEK = (*(read_hours("09:00-18:00"),) * 5, (), ())
DESK = HelpDesk(
    WEEK, days_off=(date(2026, 11, 26),), answers_within=20, remark=Text("укр Двоє працівників", "Two of us")
)
#: A Wednesday, and the day after it is off.
WORKING = datetime(2026, 11, 25, 10, 0, tzinfo=KYIV)
EVENING = datetime(2026, 11, 25, 18, 0, tzinfo=KYIV)


def talk_at(now: datetime, desk: HelpDesk | None = DESK, language: str = "en") -> Talk:
    return Talk(replace(knowledge(), help_desk=desk, clock=lambda: now), language=language)


def test_in_working_hours_an_answer_is_promised_here_and_how_soon() -> None:
    reply = talk_at(WORKING).hear("a person please", "human")

    assert "within 20 minutes" in reply.text
    assert "Mon–Fri 09:00–18:00" in reply.text
    assert "Two of us" in reply.text
    assert "1545, the bee line" in reply.text


def test_outside_hours_it_is_said_when_they_are_back() -> None:
    reply = talk_at(EVENING).hear("a person please", "human")

    assert "away now" in reply.text
    assert "Friday, 27 November, 09:00" in reply.text or "Friday, November 27, 09:00" in reply.text


def test_without_hours_nobody_is_promised_but_the_contacts_are_given() -> None:
    reply = talk_at(WORKING, desk=None).hear("a person please", "human")

    assert "called" not in reply.text
    assert "1545, the bee line" in reply.text


def test_what_was_understood_need_not_be_told_twice() -> None:
    talk = talk_at(WORKING)
    talk.begin("keep-bees", sells="yes")

    reply = talk.hear("a person please", "human")

    assert 'They will see what I understood: "Keeping bees, you sell honey"' in reply.text
    assert talk.status == "handed_over"


def test_it_is_said_in_ukrainian_too() -> None:
    reply = talk_at(EVENING, language="uk").hear("людину", "human")

    assert "пʼятниця, 27 листопада, 09:00" in reply.text


def test_back_to_the_assistant_goes_on_where_one_was() -> None:
    talk = talk_at(WORKING)
    talk.begin("keep-bees")

    reply = talk.press("assistant")

    assert "the assistant, answer" in reply.text
    assert any(choice.payload.startswith("list") for choice in reply.choices)
