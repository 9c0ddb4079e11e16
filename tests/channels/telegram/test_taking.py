"""Taking the list along on Telegram: a message to forward, then the page and the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from channels.conversation import Turn, TurnStatus
from channels.payload import MAX_BYTES, tag_of
from channels.reply import Guide, Reply
from channels.take_along import CalendarFile, TakeAlong
from channels.telegram.render import screens
from channels.telegram.taking import CALENDAR, FORWARD, forward_button, is_taking, parcels
from tests.channels.replies import GUIDE
from tests.channels.telegram.bot_api import CHAT
from tests.channels.telegram.test_bot import at_work

TAG = tag_of(GUIDE.situation)
ADDRESS = "https://signpost.example/guide/birth-of-child?list=1.x"
FILE = CalendarFile("stroky-birth-of-child.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")


@dataclass
class Lists:
    """What a conversation has to take along."""

    told: Sequence[str] = ("Ваш список: 1. Крок",)
    address: str | None = None
    file: CalendarFile | None = None

    def language(self, conversation: str) -> str | None:
        return "uk"

    def path(self, conversation: str, situation: str) -> str | None:
        return "/guide/birth-of-child"

    def public_address(self, conversation: str, situation: str) -> str | None:
        return self.address

    def messages(self, conversation: str, situation: str) -> Sequence[str]:
        return self.told if situation == TAG else ()

    def calendar(self, conversation: str, situation: str) -> CalendarFile | None:
        return self.file


_is_a_take_along: type[TakeAlong] = Lists


def test_the_message_to_forward_has_no_buttons_and_the_ways_on_stand_below_it() -> None:
    message, more = parcels(Lists(address=ADDRESS), "telegram-1", f"{FORWARD}@{TAG}", "uk")

    assert message.keyboard is None
    assert more.keyboard is not None
    (page,), (calendar,) = more.keyboard.inline_keyboard
    assert page.url == ADDRESS
    assert calendar.callback_data == f"{CALENDAR}@{TAG}"


def test_without_a_public_address_there_is_no_link_button() -> None:
    _, more = parcels(Lists(), "telegram-1", f"{FORWARD}@{TAG}", "uk")

    assert more.keyboard is not None
    assert [button.url for row in more.keyboard.inline_keyboard for button in row] == [None]


@pytest.mark.parametrize("act", [FORWARD, CALENDAR])
def test_where_there_is_no_list_that_is_said(act: str) -> None:
    (said,) = parcels(Lists(), "telegram-1", f"{act}@none", "uk")

    assert "Списку ще немає" in said.text


def test_the_calendar_needs_a_day_and_says_how_to_tell_it() -> None:
    (said,) = parcels(Lists(), "telegram-1", f"{CALENDAR}@{TAG}", "uk")
    assert "Порахувати строк" in said.text

    (sent,) = parcels(Lists(file=FILE), "telegram-1", f"{CALENDAR}@{TAG}", "uk")
    assert sent.file == FILE


def test_the_button_stands_under_lists_with_steps_where_lists_can_be_taken() -> None:
    button = forward_button(GUIDE.situation, "uk")
    assert is_taking(button.payload)
    assert len(button.payload.encode()) <= MAX_BYTES

    shown = [choice for screen in screens(Reply("Список", guide=GUIDE), "uk", takes_along=True) for row in screen.rows
             for choice in row]  # fmt: skip
    assert button in shown
    empty = Reply("Порожньо", guide=Guide("birth-of-child", "Народилася дитина", ()))
    assert all(button not in row for screen in screens(empty, "uk", takes_along=True) for row in screen.rows)
    assert all(button not in row for one in screens(Reply("Список", guide=GUIDE), "uk") for row in one.rows)


async def test_pressing_the_buttons_brings_the_message_and_the_file() -> None:
    listed = Turn(TurnStatus.ANSWERED, (Reply("Ваш список", guide=GUIDE),), "uk")
    async with at_work(listed, take_along=Lists(file=FILE)) as telegram:
        telegram.api.write("дитина")
        await telegram.shows("Ваш список")
        telegram.api.press(telegram.api.shown()[-1], "Переслати список")
        await telegram.shows("Повідомлення вище можна переслати")
        assert telegram.api.texts()[-2] == "Ваш список: 1. Крок"
        telegram.api.press(telegram.api.shown()[-1], "Строки в календар")
        await telegram.api.receives_document(CHAT)
        assert telegram.api.documents[CHAT] == [(FILE.name, FILE.content)]
        assert len(telegram.assistant.incoming) == 1, "the assistant is not asked"
