"""The reminder as it is sent: from the catalogue of that day, for a person who may have moved on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from actions.compose.reminder import reminder_reply
from actions.reminders import Reminder
from actions.state import DialogueState
from channels.payload import tag_of
from tests.actions.small_catalogue import CATALOGUE, KEEP_BEES, knowledge, said
from tests.actions.talking import payloads

PASSPORT = Reminder("keep-bees", "passport", date(2026, 11, 25))
KEEPER = DialogueState(language="en", situation="keep-bees")


def test_it_says_what_to_do_and_by_when_and_leads_to_the_step() -> None:
    reply = reminder_reply(PASSPORT, KEEPER, knowledge())

    assert reply is not None
    assert "Do passport" in reply.text
    assert "within 10 days after the first hive" in reply.text
    assert "stop reminders" in reply.text
    tag = tag_of("keep-bees")
    assert payloads(reply) == [f"step:passport@{tag}", f"done:passport@{tag}", f"remind:passport@{tag}"]


def test_a_step_that_is_done_is_not_reminded_of() -> None:
    done = replace(KEEPER, done_steps={"keep-bees": ("passport",)})

    assert reminder_reply(PASSPORT, done, knowledge()) is None


def test_the_words_are_those_of_the_catalogue_of_the_day() -> None:
    steps = tuple(replace(one, title=said("Get the new passport")) for one in KEEP_BEES.steps)
    newer = replace(CATALOGUE, situations=(replace(KEEP_BEES, steps=steps),))

    reply = reminder_reply(PASSPORT, KEEPER, knowledge(newer))

    assert reply is not None
    assert "Get the new passport" in reply.text


def test_a_step_that_the_catalogue_lost_is_not_passed_over_in_silence() -> None:
    reply = reminder_reply(replace(PASSPORT, step="gone"), KEEPER, knowledge())

    assert reply is not None
    assert "no longer has" in reply.text


def test_a_step_that_no_longer_concerns_the_person_leads_to_the_list() -> None:
    state = replace(KEEPER, answers={"keep-bees": {"sells": ("no",)}})

    reply = reminder_reply(replace(PASSPORT, step="licence"), state, knowledge())

    assert reply is not None
    assert payloads(reply) == ["situation:keep-bees", "stop_reminders"]


def test_it_speaks_the_language_of_the_person() -> None:
    reply = reminder_reply(PASSPORT, replace(KEEPER, language="uk"), knowledge())

    assert reply is not None
    assert reply.text.startswith("Ви просили нагадати: укр Do passport")
