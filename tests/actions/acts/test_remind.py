"""Reminders in conversation: only when asked for, with a day that is said back."""

from __future__ import annotations

from datetime import date

from actions.reminders import Reminder
from channels.payload import Payload, tag_of
from tests.actions.small_catalogue import TODAY
from tests.actions.talking import Talk, payloads

BEES = tag_of("keep-bees")


def asked(bees: Talk) -> Talk:
    """Somebody who keeps bees asked to be reminded of the passport, which is due ten days after the first hive."""
    bees.begin("keep-bees")
    bees.press(str(Payload("remind", "passport", BEES)))
    return bees


def days(talk: Talk) -> list[tuple[str, str]]:
    return [(one.step, one.on.isoformat()) for one in talk.state.reminders]


def test_a_step_with_a_deadline_offers_a_reminder_and_one_without_does_not(bees: Talk) -> None:
    bees.begin("keep-bees")

    assert f"remind:passport@{BEES}" in payloads(bees.press(f"step:passport@{BEES}"))
    assert f"remind:learn@{BEES}" not in payloads(bees.press(f"step:learn@{BEES}"))


def test_asking_is_answered_with_the_deadline_and_days_to_choose(bees: Talk) -> None:
    reply = asked(bees).replies[-1]

    assert "within 10 days after the first hive" in reply.text
    assert {"remind_on:2026-11-26", "remind_on:2026-12-02", "remind_from:event"} <= set(payloads(reply))
    assert days(bees) == []


def test_the_day_is_said_back_with_its_date(bees: Talk) -> None:
    reply = asked(bees).hear("5 December", "nlu_fallback", decision="search")

    assert days(bees) == [("passport", "2026-12-05")]
    assert "5 December 2026" in reply.text or "December 5, 2026" in reply.text
    assert f"unremind:passport@{BEES}" in payloads(reply)


def test_a_day_told_with_the_wish_needs_no_question(bees: Talk) -> None:
    bees.begin("keep-bees")
    bees.press(f"step:passport@{BEES}")

    bees.hear("remind me in two weeks", "remind_me")

    assert days(bees) == [("passport", "2026-12-09")]


def test_a_button_names_the_day_even_after_other_words(bees: Talk) -> None:
    asked(bees)
    bees.hear("thanks", "thanks")

    bees.press("remind_on:2026-12-02")

    assert days(bees) == [("passport", "2026-12-02")]


def test_past_days_today_and_impossible_days_are_refused_kindly(bees: Talk) -> None:
    asked(bees)
    for said, told in [
        ("5 November", "has passed"),
        ("today", "is today"),
        ("31 February", "no day"),
        ("5.12.2031", "too far"),
    ]:
        reply = bees.hear(said, "nlu_fallback", decision="search")
        assert told in reply.text
        assert "remind_on:2026-11-26" in payloads(reply)
    assert days(bees) == []

    bees.hear("tomorrow", "nlu_fallback", decision="search")
    assert days(bees) == [("passport", "2026-11-26")]


def test_the_deadline_is_counted_from_the_day_the_person_tells(bees: Talk) -> None:
    asked(bees)
    assert "first hive" in bees.press("remind_from:event").text

    reply = bees.hear("2026-11-22", "nlu_fallback", decision="search")

    assert "2 December 2026" in reply.text or "December 2, 2026" in reply.text
    assert "remind_on:2026-11-29" in payloads(reply)
    bees.press("remind_on:2026-11-29")
    assert days(bees) == [("passport", "2026-11-29")]


def test_a_deadline_that_has_passed_is_said(bees: Talk) -> None:
    asked(bees)
    bees.press("remind_from:event")

    reply = bees.hear("1 November", "nlu_fallback", decision="search")

    assert "passed" in reply.text


def test_so_many_days_before_the_deadline_asks_from_when_it_counts(bees: Talk) -> None:
    asked(bees)
    bees.hear("three days before", "nlu_fallback", decision="search")
    reply = bees.hear("yesterday", "nlu_fallback", decision="search")
    assert "4 December" in reply.text or "December 4" in reply.text

    bees.hear("three days before", "nlu_fallback", decision="search")

    assert days(bees) == [("passport", "2026-12-01")]


def test_a_new_story_is_not_taken_for_a_day(bees: Talk) -> None:
    asked(bees)
    bees.hear("thanks", "thanks")

    reply = bees.hear("we sell honey from 5 December", "situation/sell-honey")

    assert reply.guide is not None
    assert days(bees) == []


def test_another_day_replaces_the_first(bees: Talk) -> None:
    asked(bees)
    bees.press("remind_on:2026-12-02")
    bees.press(f"remind:passport@{BEES}")

    bees.hear("in a month", "nlu_fallback", decision="search")

    assert days(bees) == [("passport", "2026-12-25")]


def test_reminders_are_listed_and_cancelled_one_by_one_or_all(bees: Talk) -> None:
    bees.begin("keep-bees")
    reminders = tuple(Reminder("keep-bees", step, date(2026, 12, day)) for step, day in (("learn", 1), ("passport", 2)))
    bees.state = type(bees.state)(language="en", situation="keep-bees", reminders=reminders)

    listed = bees.press("reminders")
    assert "Do learn" in listed.text
    assert {f"unremind:learn@{BEES}", f"unremind:passport@{BEES}", "stop_reminders"} <= set(payloads(listed))

    bees.press(f"unremind:learn@{BEES}")
    assert [step for step, _ in days(bees)] == ["passport"]
    assert "1 reminder" in bees.hear("stop reminders", "stop_reminders").text
    assert days(bees) == []
    assert bees.press("reminders").text == "You have no reminders."


def test_starting_again_keeps_what_was_promised(bees: Talk) -> None:
    asked(bees)
    bees.press("remind_on:2026-12-02")

    bees.press("restart")

    assert days(bees) == [("passport", "2026-12-02")]


def test_without_a_list_there_is_nothing_to_remind_of_yet(bees: Talk) -> None:
    reply = bees.hear("remind me", "remind_me")

    assert "First tell me what happened" in reply.text
    assert bees.state.open_reminder is None


def test_the_state_survives_the_way_through_the_slots(bees: Talk) -> None:
    asked(bees)
    bees.press("remind_on:2026-12-02")
    bees.press(f"remind:learn@{BEES}")

    assert type(bees.state).from_slots(bees.state.as_slots()) == bees.state
    assert bees.state.reminders[0].on > TODAY
