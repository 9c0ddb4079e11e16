"""What channels may ask for a person who wants to take their list along: its page, a message, a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class CalendarFile:
    """A calendar to send, with the name it should be kept by."""

    name: str
    content: bytes


class TakeAlong(Protocol):
    """The list of a conversation outside of it. `situation` is an id or tag; None or empty where there is no list."""

    def language(self, conversation: str) -> str | None:
        """The language the conversation is held in; None if there is no conversation."""

    def path(self, conversation: str, situation: str) -> str | None:
        """The path of the list's page on this server, answers and ticks in it."""

    def public_address(self, conversation: str, situation: str) -> str | None:
        """The whole address of the page; None where this server has no address that others can open."""

    def messages(self, conversation: str, situation: str) -> Sequence[str]:
        """The list in messages that can be forwarded."""

    def calendar(self, conversation: str, situation: str) -> CalendarFile | None:
        """The last days that can be counted; None where the person named no day."""
