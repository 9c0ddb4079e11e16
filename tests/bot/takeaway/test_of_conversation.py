"""A conversation's list taken along: its page, a message to forward, a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from icalendar import Calendar  # type: ignore[import-untyped]

from bot.takeaway.of_conversation import ConversationLists
from channels.payload import tag_of
from tests.bot.takeaway.conftest import PUBLIC, World
from tests.reading import PageRead

ME = "telegram-42"


@dataclass
class Remembered:
    """What the store remembers of one conversation."""

    slots: dict[str, Any]

    def working(self, conversation: str) -> dict[str, Any] | None:
        return {"slots": self.slots} if conversation == ME else None


def lists_of(world: World, public_url: str = PUBLIC, **slots: Any) -> ConversationLists:
    told = {
        "language": "en",
        "situation": "keep-bees",
        "asked": {"keep-bees": 1},
        "answers": {"keep-bees": {"sells": ["yes"], "gone": ["yes"]}},
        "done_steps": {"keep-bees": ["learn"]},
    }
    return ConversationLists(Remembered({**told, **slots}), world.lists, public_url)  # type: ignore[arg-type]


@pytest.fixture
def bees(world: World) -> ConversationLists:
    return lists_of(world)


def test_the_page_shows_what_was_answered_and_done(world: World, bees: ConversationLists) -> None:
    path = bees.path(ME, "keep-bees")

    assert path is not None
    page = PageRead(world.client.get(path).text)
    assert "you sell honey" in page.one("main").text
    assert "checked" in page.one("input", name="done", value="learn").attributes


def test_a_short_tag_names_the_list_as_well(bees: ConversationLists) -> None:
    assert bees.path(ME, tag_of("keep-bees")) == bees.path(ME, "keep-bees")


@pytest.mark.parametrize(("who", "situation"), [("telegram-1", "keep-bees"), (ME, "fly"), (ME, "")])
def test_where_there_is_no_list_there_is_nothing_to_take(bees: ConversationLists, who: str, situation: str) -> None:
    assert bees.path(who, situation) is None
    assert bees.messages(who, situation) == ()
    assert bees.calendar(who, situation) is None


def test_an_address_that_only_this_machine_opens_is_handed_to_nobody(world: World) -> None:
    local = lists_of(world, "http://127.0.0.1:5005")

    assert local.public_address(ME, "keep-bees") is None
    assert "127.0.0.1" not in "".join(local.messages(ME, "keep-bees"))


def test_the_message_makes_sense_to_whoever_gets_it(bees: ConversationLists) -> None:
    (message,) = bees.messages(ME, "keep-bees")

    for told in ("Keeping bees", "you sell honey", "☑ 1. Do learn", "☐ 2. Do passport", "❓", "UAH", "Wasps",
                 "example.gov.ua", "February 2024", "25 November 2026", f"{PUBLIC}/guide/keep-bees?list="):  # fmt: skip
        assert told in message
    assert len(message) <= 4096


def test_the_calendar_counts_from_the_days_told_for_reminders(world: World) -> None:
    reminder = {"situation": "keep-bees", "step": "passport", "on": "2026-11-27", "event": "2026-11-20"}
    file = lists_of(world, reminders=[reminder]).calendar(ME, "keep-bees")

    assert file is not None
    assert file.name == "deadlines-keep-bees.ics"
    (event,) = Calendar.from_ical(file.content).walk("VEVENT")
    assert str(event["DTSTART"].dt) == "2026-11-30"


def test_without_a_day_there_is_no_calendar(bees: ConversationLists) -> None:
    assert bees.calendar(ME, "keep-bees") is None
