"""Taking the list along on Telegram: a message to forward, the page to print, a calendar.

These buttons belong to the channel, like the marks of a question: they change nothing the assistant remembers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from channels.page.words import words
from channels.payload import tag_of
from channels.reply import Choice
from channels.take_along import CalendarFile, TakeAlong

FORWARD, CALENDAR = "take:forward", "take:calendar"


@dataclass(frozen=True)
class Parcel:
    """A plain message with its buttons, or a file."""

    text: str = ""
    keyboard: InlineKeyboardMarkup | None = None
    file: CalendarFile | None = None


def forward_button(situation: str, language: str) -> Choice:
    """The button under a checklist."""
    return Choice(words(language).say("share_list"), f"{FORWARD}@{tag_of(situation)}")


def is_taking(code: str) -> bool:
    return code.partition("@")[0] in (FORWARD, CALENDAR)


def parcels(lists: TakeAlong, conversation: str, code: str, language: str) -> Iterator[Parcel]:
    """What the pressed button gives. `language` is the one to say in that there is no list."""
    act, _, situation = code.partition("@")
    language = lists.language(conversation) or language
    say = words(language).say
    messages = lists.messages(conversation, situation)
    if not messages:
        yield Parcel(say("no_list"))
    elif act == CALENDAR:
        file = lists.calendar(conversation, situation)
        yield Parcel(file=file) if file is not None else Parcel(say("calendar_needs_day"))
    else:
        # No buttons under these: they would be forwarded too, and work for nobody else.
        yield from (Parcel(message) for message in messages)
        address = lists.public_address(conversation, situation)
        yield Parcel(say("forward_more"), _ways_on(situation, address, language))


def _ways_on(situation: str, address: str | None, language: str) -> InlineKeyboardMarkup:
    say = words(language).say
    page = [[InlineKeyboardButton(say("open_page"), url=address)]] if address else []
    calendar = InlineKeyboardButton(say("calendar_button"), callback_data=f"{CALENDAR}@{situation}")
    return InlineKeyboardMarkup([*page, [calendar]])
