"""The list of a conversation, taken along: what `channels.take_along` promises the channels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timezone
from ipaddress import ip_address
from urllib.parse import urlsplit

from actions.act import known_answers
from actions.state import DialogueState
from bot.conversations.store import ConversationStore
from bot.takeaway.lists import Lists
from bot.takeaway.wishes import Wish
from catalog.situations import Situation
from channels.page.calendar import as_calendar, entries_of
from channels.page.message import as_messages
from channels.page.words import words
from channels.payload import tag_of
from channels.take_along import CalendarFile


@dataclass(frozen=True)
class _Found:
    situation: Situation
    wish: Wish
    language: str


class ConversationLists:
    """Reads what a conversation remembers. Days to count from are those told for reminders; pages do not get them."""

    def __init__(self, store: ConversationStore, lists: Lists, public_url: str) -> None:
        self._store = store
        self._lists = lists
        self._public_url = public_url

    def language(self, conversation: str) -> str | None:
        slots = (self._store.working(conversation) or {}).get("slots")
        return DialogueState.from_slots(slots).language if slots else None

    def path(self, conversation: str, situation: str) -> str | None:
        """The path of the list's page; None if the conversation has no such list."""
        found = self._find(conversation, situation)
        return self._path(found) if found is not None else None

    def public_address(self, conversation: str, situation: str) -> str | None:
        path = self.path(conversation, situation)
        return self._public_url + path if path is not None and can_be_opened(self._public_url) else None

    def messages(self, conversation: str, situation: str) -> Sequence[str]:
        found = self._find(conversation, situation)
        if found is None:
            return ()
        address = self._public_url + self._path(found) if can_be_opened(self._public_url) else None
        return as_messages(self._lists.takeaway(found.situation, found.wish, found.language), address)

    def calendar(self, conversation: str, situation: str) -> CalendarFile | None:
        found = self._find(conversation, situation)
        if found is None:
            return None
        takeaway = self._lists.takeaway(found.situation, found.wish, found.language)
        entries = entries_of(takeaway)
        if not entries:
            return None
        public = can_be_opened(self._public_url)
        address = self._public_url + self._path(found) if public else None
        host = urlsplit(self._public_url).hostname or ""
        content = as_calendar(entries, takeaway, datetime.now(timezone.utc), host, address)
        name = f"{words(found.language).say('calendar_file')}-{found.situation.id}.ics"
        return CalendarFile(name, content)

    def _path(self, found: _Found) -> str:
        return self._lists.path(self._lists.plan(found.situation, found.wish), found.language)

    def _find(self, conversation: str, situation: str) -> _Found | None:
        slots = (self._store.working(conversation) or {}).get("slots")
        if not slots:
            return None
        state = DialogueState.from_slots(slots)
        opened = next((one for one in state.opened if situation in (one, tag_of(one))), None)
        found = self._lists.known.catalogue.situation(opened or "")
        if found is None:
            return None
        answers = known_answers(found, state.given(found.id))
        return _Found(found, Wish(answers, state.done(found.id), _days_told(state, found)), state.language)


def _days_told(state: DialogueState, situation: Situation) -> dict[str, date]:
    """The days from which the person had deadlines counted, by step."""
    told = {one.step: one.event for one in state.reminders if one.situation == situation.id and one.event}
    opened = state.open_reminder
    if opened is not None and opened.situation == situation.id and opened.event:
        told[opened.step] = opened.event
    return {step: day for step, day in told.items() if situation.step(step) is not None}


def can_be_opened(url: str) -> bool:
    """Whether the address leads here from other machines.

    >>> can_be_opened("https://example.org"), can_be_opened("http://127.0.0.1:5005"), can_be_opened("http://localhost")
    (True, False, False)
    """
    host = urlsplit(url).hostname or "localhost"
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return host != "localhost"
